#include "plangate/plan/document.h"

#include <string.h>

#include "estimate.h"
#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "scope/scope.h"

static void read_body(struct plan *plan, const struct plan_settings *settings,
		      const struct path_lookup *lookup)
{
	sections_find(plan, settings);
	sections_find_within(plan);
	status_read(plan);
	risk_read(plan);
	scope_read(plan, lookup);
}

struct plan *plan_read_documents(const struct plan_document *documents, size_t count,
				 const struct plan_settings *settings,
				 const struct path_lookup *lookup)
{
	struct plan *plan = xcalloc(1, sizeof(*plan));

	plan->path = xstrdup(documents[0].path);
	plan->habit = settings->habit;
	if (parts_read(plan, documents, count, settings->lexicon))
		read_body(plan, settings, lookup);
	return plan;
}

struct plan *plan_read(const char *path, const char *text, size_t len,
		       const struct plan_settings *settings,
		       const struct path_lookup *lookup)
{
	const struct plan_document document = {path, text, len};

	return plan_read_documents(&document, 1, settings, lookup);
}

struct plan *plan_too_large(const char *path, size_t len)
{
	static const struct plan_settings none = {0};
	const struct plan_document document = {path, NULL, len};

	return plan_read_documents(&document, 1, &none, NULL);
}

void plan_free(struct plan *plan)
{
	if (!plan)
		return;
	scope_clear(plan);
	for (size_t i = 0; i < plan->section_count; i++) {
		free(plan->sections[i].name);
		free(plan->sections[i].blocks);
	}
	free(plan->sections);
	free(plan->owner);
	free(plan->aside);
	free(plan->risk.problem);
	free(plan->unreadable_reason);
	free(plan->status_unknown);
	free(plan->marks);
	front_matter_clear(&plan->front);
	block_clear(&plan->root);
	parts_clear(plan);
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

/* A heading, and two of the sections. Where other people's documents stand there is nothing else: one. */
bool plan_is_plan(const struct plan *plan)
{
	unsigned kinds = 0;
	size_t count = 0;

	for (size_t i = 0; i < plan->section_count; i++) {
		unsigned bit = 1u << plan->sections[i].kind;

		count += !(kinds & bit);
		kinds |= bit;
	}
	return !plan->unreadable && count >= (plan->habit ? 1 : 2);
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

bool plan_section_at(const struct plan *plan, size_t index, struct plan_section *out)
{
	const struct section *section;

	if (index >= plan->section_count)
		return false;
	section = &plan->sections[index];
	*out = (struct plan_section){section->kind, section_heading(section),
				     part_line(plan, section->heading->line)};
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

int plan_line(const struct plan *plan, int line, const char **path)
{
	if (path)
		*path = part_at_line(plan, line)->path;
	return part_line(plan, line);
}

int plan_scope_line(const struct plan *plan)
{
	return part_line(plan, scope_place(plan));
}

const char *plan_scope_path(const struct plan *plan)
{
	return part_at_line(plan, scope_place(plan))->path;
}

const char *plan_document_path(const struct plan *plan, size_t index)
{
	return index < plan->part_count ? plan->parts[index].path : NULL;
}
