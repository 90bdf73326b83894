/* Why a rule fired, or what kept it from firing. */
#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/text.h"
#include "plangate/model/finding.h"
#include "plangate/policy/author.h"
#include "plangate/policy/policy.h"
#include "predicate.h"

enum { SHOWN_BYTES = 160 };

/* The predicate that failed, on the way that held for longest. */
struct obstacle {
	const struct predicate *part;
	const struct change *file; /* NULL: it is about the change */
	size_t held;		   /* predicates that held before it */
};

static void keep_nearest(struct obstacle *nearest, const struct obstacle *other)
{
	if (other->part && (!nearest->part || other->held > nearest->held))
		*nearest = *other;
}

static int find_obstacle(const struct predicate *clause, struct judging *judging,
			 struct change *file, size_t held, struct obstacle *out);

/* The part itself, or what is nearest in the conditions that it holds. */
static int look_into(const struct predicate *part, struct judging *judging,
		     struct change *file, size_t held, struct obstacle *out)
{
	*out = (struct obstacle){part, file, held};
	if (part->kind->holds == not_holds || !part->part_count)
		return 0;
	out->part = NULL;
	for (size_t i = 0; i < part->part_count; i++) {
		struct obstacle inner = {0};

		if (find_obstacle(&part->parts[i], judging, file, held, &inner) < 0)
			return -1;
		keep_nearest(out, &inner);
	}
	return 0;
}

/* The first part that fails: of one file, of the change, or (parts about files left out) neither. */
static int first_failure(const struct predicate *clause, struct judging *judging,
			 struct change *file, size_t held, struct obstacle *out)
{
	for (size_t i = 0; i < clause->part_count; i++) {
		const struct predicate *part = &clause->parts[i];
		int holds;

		if (!file && clause->binds && part->kind->subject != SUBJECT_CHANGE)
			continue;
		holds = part_holds(part, judging, file);
		if (holds < 0)
			return -1;
		if (!holds)
			return look_into(part, judging,
					 part->kind->subject == SUBJECT_CHANGE ? NULL
									       : file,
					 held, out);
		held++;
	}
	return 0;
}

static int find_obstacle(const struct predicate *clause, struct judging *judging,
			 struct change *file, size_t held, struct obstacle *out)
{
	if (first_failure(clause, judging, file, held, out) < 0)
		return -1;
	if (out->part || file || !clause->binds)
		return 0;
	for (size_t i = 0; i < judging->set->count; i++) {
		struct obstacle found = {0};

		if (!judging_sees(judging, i))
			continue;
		if (first_failure(clause, judging, &judging->set->items[i], held, &found) <
		    0)
			return -1;
		keep_nearest(out, &found);
	}
	return 0;
}

/* The predicate as the policy says it, on one line. */
static char *predicate_line(const struct predicate *part)
{
	CLEANUP(str_clear) struct str text = {0};
	struct str line = {0};

	predicate_write(part, &text, 0);
	for (const char *p = str_text(&text); *p; p += strspn(p, " \n")) {
		size_t word = strcspn(p, "\n");

		if (line.len)
			str_add_char(&line, ' ');
		str_add_mem(&line, p, word);
		p += word;
	}
	if (line.len > SHOWN_BYTES) {
		line.len = SHOWN_BYTES;
		while (line.len && ((unsigned char)line.data[line.len] & 0xC0) == 0x80)
			line.len--;
		line.data[line.len] = '\0';
		str_add(&line, " ...");
	}
	return str_take(&line);
}

static bool any_seen(const struct judging *judging)
{
	for (size_t i = 0; i < judging->set->count; i++)
		if (judging_sees(judging, i))
			return true;
	return false;
}

static int tell_obstacle(const struct rule *rule, struct judging *judging,
			 struct strlist *lines)
{
	struct obstacle obstacle = {0};
	CLEANUP(freep) char *what = NULL;
	CLEANUP(freep) char *path = NULL;
	CLEANUP(freep) char *text = NULL;

	if (!any_seen(judging)) {
		strlist_add(lines, "no file is counted");
		return 0;
	}
	if (find_obstacle(rule->when, judging, NULL, 0, &obstacle) < 0)
		return -1;
	if (!obstacle.part) {
		strlist_add(lines, judging->counted ? "its condition does not hold"
						    : "no file is counted, and no `paths` "
						      "of the rule names one that fits");
		return 0;
	}
	what = predicate_line(obstacle.part);
	path = obstacle.file ? text_quote_path(obstacle.file->path) : NULL;
	text = path ? xasprintf("for the nearest file, %s, this does not hold:", path)
		    : xstrdup("this does not hold:");
	strlist_add(lines, text);
	strlist_add(lines, what);
	return 0;
}

static void tell_evidence(const struct finding *finding, struct strlist *lines)
{
	for (size_t i = 0; i < finding->evidence_count; i++) {
		const struct evidence *item = &finding->evidence[i];
		CLEANUP(str_clear) struct str line = {0};

		if (item->file) {
			CLEANUP(freep) char *path = text_quote_path(item->file);

			str_add(&line, path);
			if (item->line)
				str_addf(&line, ":%d", item->line);
		}
		if (*item->detail)
			str_addf(&line, "%s%s", line.len ? ": " : "", item->detail);
		strlist_add(lines, str_text(&line));
	}
}

int rule_explain(const struct rule *rule, const struct judged *judged, bool *fires,
		 struct strlist *lines, struct pg_error *err)
{
	CLEANUP(judging_clear) struct judging judging = {0};
	CLEANUP(findings_clear) struct findings findings = {0};
	const struct finding *finding;

	if (judge_rule(rule, judged, &findings, err) < 0)
		return -1;
	finding = &findings.items[0];
	*fires = finding->state == RULE_UNSATISFIED;
	if (*fires) {
		tell_evidence(finding, lines);
		return 0;
	}
	judging_begin(&judging, judged, err);
	return tell_obstacle(rule, &judging, lines) < 0
		       ? pg_prefix(err, "rule '%s'", rule->id)
		       : 0;
}
