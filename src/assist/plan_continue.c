/* A plan document that says what comes next. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "plangate/assist/plans.h"
#include "plangate/assist/survey.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/file.h"
#include "plangate/base/text.h"
#include "plangate/base/utc.h"
#include "plangate/change/trees.h"
#include "plangate/plan/continue.h"
#include "plangate/plan/document.h"
#include "plangate/plan/novelty.h"
#include "plangate/policy/policy.h"

DEFINE_CLEANUP(struct plan, plan_free)

static int refuse(const struct plan *plan, const char *path, struct pg_error *err)
{
	enum plan_status status = plan_status(plan);

	if (!plan_is_plan(plan))
		return pg_fail(err, PG_ERR_USAGE,
			       "%s: this is no plan yet; 'plangate plan check' tells why",
			       path);
	if (status != PLAN_ACTIVE && status != PLAN_DONE)
		return pg_fail(err, PG_ERR_USAGE,
			       "%s: the plan's status is %s; write a new one with "
			       "'plangate plan new'",
			       path, plan_status_name(status));
	return 0;
}

/* What was given, as one line. */
static char *one_line(const char *words)
{
	char *line = text_safe(words);
	size_t len = strlen(line);

	for (char *at = line; *at; at++)
		if (isspace((unsigned char)*at))
			*at = ' ';
	while (len && line[len - 1] == ' ')
		line[--len] = '\0';
	memmove(line, line + strspn(line, " "), len - strspn(line, " ") + 1);
	return line;
}

/* Whether a text says something that the plan does not. */
static bool says_more(const struct pg_case *c, const char *text, const struct plan *before)
{
	CLEANUP(plan_freep)
	struct plan *after = plan_read("", text, strlen(text), &c->policy->plans, NULL);
	CLEANUP(plan_words_clear) struct plan_words new_words = {0};
	CLEANUP(plan_words_clear) struct plan_words old_words = {0};

	plan_words_read(&new_words, after);
	plan_words_read(&old_words, before);
	return plan_words_add(&new_words, &old_words);
}

int plan_file_continue(struct repo *repo, const struct plan_file *file, const char *words,
		       struct str *out, struct pg_error *err)
{
	const struct named_change staged = {.kind = SPEC_STAGED};
	CLEANUP(case_close) struct pg_case c = {0};
	CLEANUP(plan_freep) struct plan *plan = NULL;
	CLEANUP(str_clear) struct str text = {0};
	CLEANUP(freep) char *line = one_line(words);
	struct plan_text own = {0};
	char today[UTC_TEXT];

	if (survey_open(&c, repo, &staged, err) < 0 ||
	    plan_from_disk(&c, file, &own, err) < 0)
		return -1;
	plan = own.plan;
	if (file_read(file->file, PLAN_MOST_BYTES, &text, err) < 0 ||
	    refuse(plan, file->path, err) < 0)
		return -1;
	utc_format(c.now, today);
	today[strlen("2026-11-29")] = '\0';
	if (!plan_continue(out, plan, file->path, str_text(&text), text.len,
			   &(struct continuation){line, today}) ||
	    !says_more(&c, line, plan) || !says_more(&c, str_text(out), plan))
		return pg_fail(err, PG_ERR_USAGE,
			       "'%s' says nothing that the plan does not say already: say "
			       "what comes next, and where",
			       line);
	return 0;
}
