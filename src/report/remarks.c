#include "remarks.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/str.h"
#include "together.h"

static const struct evidence *first_place(const struct finding *finding)
{
	for (size_t i = 0; i < finding->evidence_count; i++)
		if (finding->evidence[i].file)
			return &finding->evidence[i];
	return NULL;
}

static bool is_told(const struct finding *finding)
{
	return finding->state == RULE_UNSATISFIED && finding->severity > SEVERITY_NOTE;
}

/* Where the change is shown as a whole. */
static const struct evidence *some_place(const struct change_verdict *change)
{
	for (size_t i = 0; i < change->findings.count; i++) {
		const struct finding *finding = &change->findings.items[i];
		const struct evidence *place =
			is_told(finding) ? first_place(finding) : NULL;

		if (place)
			return place;
	}
	return NULL;
}

struct walk {
	remark_visit visit;
	void *context;
	struct strlist fingerprints;
};

static void tell(struct walk *walk, struct remark *remark)
{
	CLEANUP(freep) char *plain = remark_fingerprint(remark);

	for (size_t i = 0; i < walk->fingerprints.count; i++)
		remark->repeat += !strcmp(walk->fingerprints.items[i], plain);
	strlist_add(&walk->fingerprints, plain);
	walk->visit(walk->context, remark);
}

static void visit_diagnostic(const struct change_verdict *change,
			     const struct diagnostic *item, struct walk *walk)
{
	const struct evidence *place = item->file ? NULL : some_place(change);
	struct remark remark = {.severity = item->severity,
				.code = problem_id(item->problem),
				.rule = item->rule,
				.message = item->message,
				.fix = item->fix,
				.file = place ? place->file : item->file,
				.line = place ? place->line : item->line,
				.column = place ? 0 : item->column,
				.change = change};

	tell(walk, &remark);
}

static void visit_finding(const struct change_verdict *change,
			  const struct finding *finding, struct walk *walk)
{
	const struct evidence *place = first_place(finding);
	const char *description =
		finding->description && *finding->description ? finding->description : NULL;
	CLEANUP(freep)
	char *message = xasprintf("%s%s%s", description ? description : "the rule fires",
				  place && place->detail && *place->detail ? ": " : "",
				  place && place->detail ? place->detail : "");
	struct remark remark = {.severity = SEVERITY_NOTE,
				.code = finding->rule,
				.rule = finding->rule,
				.message = message,
				.file = place ? place->file : NULL,
				.line = place ? place->line : 0,
				.change = change};

	tell(walk, &remark);
}

void remarks_walk(const struct verdict *verdict, remark_visit visit, void *context)
{
	struct walk walk = {.visit = visit, .context = context};

	for (size_t c = 0; c < verdict->count; c++) {
		const struct change_verdict *change = &verdict->changes[c];
		CLEANUP(diagnostics_clear) struct diagnostics told = {0};

		diagnostics_together(&change->diagnostics, &told);
		for (size_t i = 0; i < told.count; i++)
			visit_diagnostic(change, &told.items[i], &walk);
		for (size_t i = 0; i < change->findings.count; i++)
			if (is_told(&change->findings.items[i]))
				visit_finding(change, &change->findings.items[i], &walk);
	}
	strlist_clear(&walk.fingerprints);
}

/* FNV-1a, 64 bits: its offset basis and prime. */
static uint64_t add_hash(uint64_t hash, const char *text, bool digits)
{
	for (; text && *text; text++)
		if (digits || !isdigit((unsigned char)*text))
			hash = (hash ^ (unsigned char)*text) * 0x100000001b3u;
	return (hash ^ 0xff) * 0x100000001b3u;
}

const char *remark_place(const struct remark *remark)
{
	return remark->file ? remark->file : remark->change->policy;
}

char *remark_fingerprint(const struct remark *remark)
{
	uint64_t hash = 0xcbf29ce484222325u;

	hash = add_hash(hash, remark->code, true);
	hash = add_hash(hash, remark->rule, true);
	hash = add_hash(hash, remark->file, true);
	hash = add_hash(hash, remark->message, false);
	hash = (hash ^ remark->repeat) * 0x100000001b3u;
	return xasprintf("%016" PRIx64, hash);
}

void add_uri_path(struct str *out, const char *path)
{
	for (const unsigned char *p = (const unsigned char *)path; *p; p++) {
		if (*p < 0x80 && (isalnum(*p) || strchr("-._~/", *p)))
			str_add_char(out, (char)*p);
		else
			str_addf(out, "%%%02X", *p);
	}
}
