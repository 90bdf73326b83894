#include "plangate/plan/document.h"

#include <string.h>
#include <strings.h>

#include "estimate.h"
#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/glob.h"
#include "plangate/base/nfc.h"

static const char byte_order_mark[] = "\xef\xbb\xbf";

static void refuse(struct plan *plan, enum problem problem, char *reason, int line)
{
	plan->unreadable = true;
	plan->unreadable_problem = problem;
	plan->unreadable_reason = reason;
	plan->unreadable_line = line;
}

/* Other people's words for a plan that is not to be followed any more. */
static const struct {
	const char *word;
	enum plan_status status;
} status_words[] = {
	{"rejected", PLAN_ABANDONED},
	{"withdrawn", PLAN_ABANDONED},
	{"cancelled", PLAN_ABANDONED},
	{"canceled", PLAN_ABANDONED},
	{"obsolete", PLAN_SUPERSEDED},
	{"replaced", PLAN_SUPERSEDED},
	{"deprecated", PLAN_SUPERSEDED},
	{"wip", PLAN_DRAFT},
	{"not", PLAN_DRAFT},
	{"todo", PLAN_DRAFT},
	{"proposed", PLAN_DRAFT},
	{"pending", PLAN_DRAFT},
};

/* A word that is none of ours ("approved") is an active plan's. */
static enum plan_status status_of(const char *text)
{
	CLEANUP(freep) char *words = nfc_words(text);
	enum plan_status status = PLAN_ACTIVE;
	char *end = strchr(words, ' ');

	if (end)
		*end = '\0';
	if (plan_status_find(&status, words))
		return status;
	for (size_t i = 0; i < sizeof(status_words) / sizeof(*status_words); i++)
		if (!strcmp(status_words[i].word, words))
			return status_words[i].status;
	return PLAN_ACTIVE;
}

static bool read_status_line(void *context, const struct block *leaf)
{
	struct plan *plan = context;
	const char *value = leaf->text ? words_after_label(leaf->text) : NULL;

	if (!leaf->source || leaf->kind == BLOCK_HEADING || value == leaf->text ||
	    strncasecmp(leaf->text, "status", 6) ||
	    (leaf->text[6] != ':' && leaf->text[6] != ' '))
		return true;
	plan->status = status_of(value);
	plan->status_line = leaf->line;
	return false;
}

/* The front matter's, or else a line "Status: X" before the first section. */
static void read_status(struct plan *plan)
{
	if (plan->front.status) {
		plan->status = status_of(plan->front.status);
		plan->status_line = plan->front.status_line;
		return;
	}
	/* What begins with a rule was meant as front matter and is none: it is text. */
	if (plan->root.count && plan->root.children[0].kind == BLOCK_RULE)
		return;
	for (size_t i = 0; i < plan->root.count && plan->owner[i] < 0; i++)
		if (plan->root.children[i].kind != BLOCK_QUOTE &&
		    !block_walk(&plan->root.children[i], read_status_line, plan))
			return;
}

static void read_body(struct plan *plan, const struct plan_settings *settings,
		      const struct path_lookup *lookup)
{
	bool too_deep = false;

	block_parse(&plan->root, plan->text, plan->len, plan->first_line, &too_deep);
	if (too_deep) {
		refuse(plan, PROBLEM_TOO_LARGE,
		       xasprintf("lists or quotations are nested more than %d deep",
				 BLOCK_MOST_DEPTH),
		       0);
		return;
	}
	sections_find(plan, settings);
	read_status(plan);
	risk_read(plan);
	scope_read(plan, lookup);
}

struct plan *plan_read(const char *path, const char *text, size_t len,
		       const struct plan_settings *settings,
		       const struct path_lookup *lookup)
{
	struct plan *plan = xcalloc(1, sizeof(*plan));
	enum problem problem;
	int line = 0;
	char *reason = preflight_check(text, len, &problem, &line);

	plan->path = xstrdup(path);
	if (reason) {
		refuse(plan, problem, reason, line);
		return plan;
	}
	if (len >= 3 && !memcmp(text, byte_order_mark, 3)) {
		text += 3;
		len -= 3;
	}
	front_matter_read(&plan->front, text, len);
	plan->first_line = plan->front.lines;
	plan->len = len - plan->front.end;
	plan->text = xmemdup(text + plan->front.end, plan->len);
	read_body(plan, settings, lookup);
	return plan;
}

struct plan *plan_too_large(const char *path, size_t len)
{
	struct plan *plan = xcalloc(1, sizeof(*plan));

	plan->path = xstrdup(path);
	refuse(plan, PROBLEM_TOO_LARGE,
	       xasprintf("the document has %zu bytes, more than %d", len, PLAN_MOST_BYTES),
	       0);
	return plan;
}

void plan_free(struct plan *plan)
{
	if (!plan)
		return;
	for (size_t i = 0; i < plan->scope_count; i++) {
		glob_free(plan->globs[i]);
		free(plan->scope[i].pattern);
	}
	for (size_t i = 0; i < plan->section_count; i++) {
		free(plan->sections[i].name);
		free(plan->sections[i].blocks);
	}
	free(plan->globs);
	free(plan->scope);
	free(plan->sorted);
	free(plan->sections);
	free(plan->owner);
	free(plan->risk.problem);
	free(plan->unreadable_reason);
	front_matter_clear(&plan->front);
	block_clear(&plan->root);
	free(plan->text);
	free(plan->path);
	free(plan);
}

const char *plan_path(const struct plan *plan)
{
	return plan->path;
}

const char *plan_title(const struct plan *plan)
{
	const char *title = plan->title ? plan->title->text : "";

	return name_is_title(title)
		       ? strchr(title, ':') + 1 + strspn(strchr(title, ':') + 1, " ")
		       : title;
}

enum plan_status plan_status(const struct plan *plan)
{
	return plan->status;
}

enum risk plan_risk(const struct plan *plan)
{
	return plan->risk.level;
}

/* A heading, and two of the sections. */
bool plan_is_plan(const struct plan *plan)
{
	unsigned kinds = 0;
	size_t count = 0;

	for (size_t i = 0; i < plan->section_count; i++) {
		unsigned bit = 1u << plan->sections[i].kind;

		count += !(kinds & bit);
		kinds |= bit;
	}
	return !plan->unreadable && count >= 2;
}

const struct scope_entry *plan_scope(const struct plan *plan, size_t *count)
{
	*count = plan->scope_count;
	return plan->scope;
}

const struct scope_entry *plan_covers(const struct plan *plan, const char *path)
{
	return plan->scope_count ? scope_find(plan, path) : NULL;
}

int plan_scope_line(const struct plan *plan)
{
	const struct section *scope;

	if (plan->scope_count)
		return plan->scope[plan->scope_count - 1].line;
	scope = section_first(plan, SECTION_SCOPE);
	if (scope)
		return scope->heading->line;
	return plan->title ? plan->title->line : 1;
}

bool plan_section_at(const struct plan *plan, size_t index, struct plan_section *out)
{
	const struct section *section;

	if (index >= plan->section_count)
		return false;
	section = &plan->sections[index];
	*out = (struct plan_section){section->kind,
				     section->heading ? section->heading->text : "",
				     section->heading ? section->heading->line : 0};
	return true;
}

static void count_boxes(const struct block *block, size_t *done, size_t *open)
{
	if (block->kind == BLOCK_ITEM && block->task)
		++*(block->checked ? done : open);
	for (size_t i = 0; i < block->count; i++)
		count_boxes(&block->children[i], done, open);
}

void plan_boxes(const struct plan *plan, size_t *done, size_t *open)
{
	*done = *open = 0;
	count_boxes(&plan->root, done, open);
}

void plan_estimate(const struct plan *plan, double *files, double *lines)
{
	struct estimate estimate = {0};

	estimate_read(&estimate, plan);
	*files = estimate.files;
	*lines = estimate.lines;
}
