/*
 * SARIF 2.1.0 (OASIS): one run, a result for each remark. Paths are relative to %SRCROOT%, and fingerprints
 * do not change when lines move.
 */
#include <string.h>

#include "formats.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/json.h"
#include "remarks.h"
#include "sarif.h"

#define SCHEMA                                                                             \
	"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"              \
	"sarif-schema-2.1.0.json"

static const char *level_of(enum severity severity)
{
	switch (severity) {
	case SEVERITY_ERROR:
		return "error";
	case SEVERITY_WARNING:
		return "warning";
	case SEVERITY_NOTE:
	case SEVERITY_OFF:
		break;
	}
	return "note";
}

void sarif_text(struct json_writer *w, const char *key, const char *text)
{
	json_key(w, key);
	json_open_object(w);
	json_put_string(w, "text", text);
	json_close(w);
}

void sarif_location(struct json_writer *w, const char *file, int line)
{
	CLEANUP(str_clear) struct str uri = {0};

	json_key(w, "locations");
	json_open_list(w);
	if (file) {
		add_uri_path(&uri, file);
		json_open_object(w);
		json_key(w, "physicalLocation");
		json_open_object(w);
		json_key(w, "artifactLocation");
		json_open_object(w);
		json_put_string(w, "uri", str_text(&uri));
		json_put_string(w, "uriBaseId", "%SRCROOT%");
		json_close(w);
		json_key(w, "region");
		json_open_object(w);
		json_put_int(w, "startLine", line > 0 ? line : 1);
		json_close(w);
		json_close(w);
		json_close(w);
	}
	json_close(w);
}

static void write_result(void *context, const struct remark *remark)
{
	struct json_writer *w = context;
	CLEANUP(freep) char *fingerprint = remark_fingerprint(remark);
	CLEANUP(freep)
	char *text = xasprintf("%s%s%s", remark->message, remark->fix ? "\nfix: " : "",
			       remark->fix ? remark->fix : "");

	json_open_object(w);
	json_put_string(w, "ruleId", remark->code);
	json_put_string(w, "level", level_of(remark->severity));
	sarif_text(w, "message", text);
	sarif_location(w, remark_place(remark), remark->line);
	json_key(w, "partialFingerprints");
	json_open_object(w);
	json_put_string(w, "plangate/v1", fingerprint);
	json_close(w);
	json_key(w, "properties");
	json_open_object(w);
	json_put_string(w, "rule", remark->rule);
	json_put_string(w, "ref", remark->change->ref);
	json_close(w);
	json_close(w);
}

static void list_rule(void *context, const struct remark *remark)
{
	struct strlist *known = context;

	if (!strlist_has(known, remark->code))
		strlist_add(known, remark->code);
}

void sarif_driver(struct json_writer *w, const struct strlist *rules)
{
	json_key(w, "tool");
	json_open_object(w);
	json_key(w, "driver");
	json_open_object(w);
	json_put_string(w, "name", "plangate");
	json_put_string(w, "version", PLANGATE_VERSION);
	json_key(w, "rules");
	json_open_list(w);
	for (size_t i = 0; i < rules->count; i++) {
		json_open_object(w);
		json_put_string(w, "id", rules->items[i]);
		json_put_string(w, "name", rules->items[i]);
		json_close(w);
	}
	json_close(w);
	json_close(w);
	json_close(w);
}

void sarif_begin(struct json_writer *w)
{
	json_open_object(w);
	json_put_string(w, "$schema", SCHEMA);
	json_put_string(w, "version", "2.1.0");
	json_key(w, "runs");
	json_open_list(w);
	json_open_object(w);
}

void sarif_end(struct json_writer *w, struct str *out)
{
	json_close(w);
	json_close(w);
	json_close(w);
	json_finish(w, out);
}

void report_sarif(struct str *out, const struct verdict *verdict,
		  const struct report_options *options)
{
	CLEANUP(strlist_clear) struct strlist rules = {0};
	struct json_writer w = {0};

	(void)options;
	remarks_walk(verdict, list_rule, &rules);
	sarif_begin(&w);
	sarif_driver(&w, &rules);
	json_key(&w, "results");
	json_open_list(&w);
	remarks_walk(verdict, write_result, &w);
	json_close(&w);
	sarif_end(&w, out);
}
