#include "plangate/plan/canonical.h"

#include <string.h>

#include "plan_internal.h"

struct writing {
	struct str *out;
	bool boxes; /* a tick matters here */
};

/* A name or text on a line of its own: it can hold no line feed that is taken for the next one. */
static void put(struct str *out, const char *name, const char *text)
{
	str_addf(out, "%s %zu\n%s\n", name, strlen(text), text);
}

static const char *kind_of(const struct block *block)
{
	static const char *const names[] = {
		[BLOCK_DOCUMENT] = "document", [BLOCK_HEADING] = "heading",
		[BLOCK_PARAGRAPH] = "text",    [BLOCK_LIST] = "list",
		[BLOCK_ITEM] = "item",	       [BLOCK_CODE] = "code",
		[BLOCK_HTML] = "html",	       [BLOCK_QUOTE] = "quote",
		[BLOCK_RULE] = "rule",	       [BLOCK_TABLE] = "table",
		[BLOCK_ROW] = "row",	       [BLOCK_CELL] = "cell"};

	return names[block->kind];
}

static void write_block(const struct writing *w, const struct block *block)
{
	bool ticked = block->checked && w->boxes;

	if (block->kind == BLOCK_ITEM && block->task)
		str_add(w->out, ticked ? "ticked " : "box ");
	if (block->kind == BLOCK_HEADING)
		str_addf(w->out, "%d ", block->level);
	put(w->out, kind_of(block),
	    block->written  ? block->written
	    : block->source ? block->source
	    : block->text   ? block->text
			    : "");
	for (size_t i = 0; i < block->link_count; i++)
		put(w->out, "link", block->links[i].url ? block->links[i].url : "");
	for (size_t i = 0; i < block->count; i++)
		write_block(w, &block->children[i]);
	str_addf(w->out, "end %zu\n", block->count);
}

/* The section that a child of the root belongs to; NULL: none. */
static const struct section *section_of(const struct plan *plan, size_t child)
{
	return plan->owner[child] < 0 ? NULL : &plan->sections[plan->owner[child]];
}

static bool ticks_freely(const struct section *section)
{
	return section &&
	       (section->kind == SECTION_STEPS || section->kind == SECTION_TESTS);
}

static void write_front(struct str *out, const struct plan *plan)
{
	const struct front_matter *front = &plan->front;

	put(out, "status",
	    plan->status == PLAN_DONE ? plan_status_name(PLAN_ACTIVE)
				      : plan_status_name(plan->status));
	put(out, "risk", risk_name(plan->risk.level));
	put(out, "expires", front->expires ? front->expires : "");
	put(out, "profile", front->profile ? front->profile : "");
	for (size_t i = 0; i < front->supersedes.count; i++)
		put(out, "supersedes", front->supersedes.items[i]);
	for (size_t i = 0; i < plan->scope_count; i++)
		put(out, "scope", plan->scope[i].pattern);
}

void plan_canonical(const struct plan *plan, struct str *out)
{
	for (size_t i = 0; i < plan->part_count; i++)
		put(out, "path", plan->parts[i].path);
	write_front(out, plan);
	for (size_t i = 0; i < plan->root.count; i++) {
		const struct section *section = section_of(plan, i);
		const struct block *block = &plan->root.children[i];
		const struct writing w = {out, !ticks_freely(section)};

		if (section && section_is_progress(section) && block != section->heading)
			continue;
		/* The line that says the status is said above, as it is understood. */
		if (plan->status_line && block->line == plan->status_line && !block->count)
			continue;
		write_block(&w, block);
	}
}
