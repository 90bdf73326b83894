/* GitLab's code quality report: a JSON list of what CodeClimate calls issues. */
#include "formats.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/json.h"
#include "remarks.h"

/* Where there is no policy: the place of the one that would be. */
#define NO_PLACE ".plangate/policy.yaml"

static const char *severity_of(enum severity severity)
{
	switch (severity) {
	case SEVERITY_ERROR:
		return "major";
	case SEVERITY_WARNING:
		return "minor";
	case SEVERITY_NOTE:
	case SEVERITY_OFF:
		break;
	}
	return "info";
}

static void write_issue(void *context, const struct remark *remark)
{
	struct json_writer *w = context;
	CLEANUP(freep) char *fingerprint = remark_fingerprint(remark);
	const char *place = remark_place(remark);

	json_open_object(w);
	json_put_string(w, "description", remark->message);
	json_put_string(w, "check_name", remark->code);
	json_put_string(w, "fingerprint", fingerprint);
	json_put_string(w, "severity", severity_of(remark->severity));
	json_key(w, "location");
	json_open_object(w);
	json_put_string(w, "path", place ? place : NO_PLACE);
	json_key(w, "lines");
	json_open_object(w);
	json_put_int(w, "begin", remark->line > 0 ? remark->line : 1);
	json_close(w);
	json_close(w);
	json_close(w);
}

void report_gitlab(struct str *out, const struct verdict *verdict,
		   const struct report_options *options)
{
	struct json_writer w = {0};

	(void)options;
	json_open_list(&w);
	remarks_walk(verdict, write_issue, &w);
	json_finish(&w, out);
}
