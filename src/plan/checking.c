/* What every check begins and ends with: whether a section says anything, and a problem told. */
#include <stdarg.h>
#include <string.h>

#include "english.h"
#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/nfc.h"

struct checking checking_begin(const struct plan *plan, const struct plan_asking *asking,
			       struct diagnostics *out)
{
	return (struct checking){.plan = plan,
				 .demand = *asking->demand,
				 .settings = asking->settings,
				 .at = asking->at,
				 .now = asking->now,
				 .asking = asking,
				 .out = out};
}

struct diagnostic *checking_add(const struct checking *checking, enum problem problem,
				int line, int column, const char *fix, const char *format,
				...)
{
	enum severity severity = checking->settings->severities.at[problem][checking->at];
	CLEANUP(freep) char *message = NULL;
	struct diagnostic *item;
	va_list args;

	if (severity == SEVERITY_OFF)
		return NULL;
	va_start(args, format);
	message = xvasprintf(format, args);
	va_end(args);
	item = diagnostics_add(checking->out, severity, problem,
			       part_at_line(checking->plan, line)->path,
			       part_line(checking->plan, line), column, "%s", message);
	item->fix = xstrdup(fix);
	return item;
}

static bool html_shows_something(const char *text)
{
	while (*text) {
		if (*text == '<')
			text += strcspn(text, ">");
		else if (!strchr(" \t\n\r>", *text))
			return true;
		text += *text != '\0';
	}
	return false;
}

struct content {
	const struct section *section;
	bool found;
};

/* A leaf in which a reader sees a letter, a digit or code: not marks, blanks or what is invisible. */
static bool is_content(void *context, const struct block *block)
{
	struct content *content = context;
	const char *text = section_leaf_text(content->section, block);
	CLEANUP(freep) char *words = nfc_words(text);

	if (placeholder_is(block))
		content->found = true;
	else if (block->kind == BLOCK_HTML)
		content->found = html_shows_something(text);
	else
		content->found = *words || strchr(text, '['); /* a box without a text */
	return !content->found;
}

static bool one_has_content(const struct section *section)
{
	struct content content = {section, section->part};
	bool dash = section_has_trait(section->kind, SECTION_BY_DASH);

	for (size_t i = 0; i < section->count && !content.found; i++) {
		const struct block *block = section->blocks[i];

		if (block->kind != BLOCK_HEADING ||
		    section_has_trait(section->kind, SECTION_BY_HEADINGS))
			block_walk(block, is_content, &content);
	}
	for (size_t i = 0; i < section->count && dash; i++)
		content.found = content.found || section->blocks[i]->kind == BLOCK_LIST ||
				section->blocks[i]->kind == BLOCK_PARAGRAPH;
	return content.found;
}

bool section_has_content(const struct plan *plan, enum section_kind kind)
{
	const struct section *section;
	size_t at = 0;

	while ((section = section_next(plan, kind, &at)))
		if (one_has_content(section))
			return true;
	return false;
}

bool check_applies(const struct checking *checking, enum section_kind kind)
{
	const struct section *second;

	return !(checking->placeholders & 1u << kind) &&
	       section_has_content(checking->plan, kind) &&
	       !section_is_ambiguous(checking->plan, kind, &second);
}

int title_line(const struct plan *plan)
{
	return plan->title ? plan->title->line : 1;
}

char *text_english(const struct checking *checking, const char *text)
{
	CLEANUP(freep) char *words = words_told(text);

	return english_words(checking->settings->lexicon, words);
}

char *section_english(const struct checking *checking, enum section_kind kind)
{
	CLEANUP(freep) char *words = section_words(checking->plan, kind);

	return english_words(checking->settings->lexicon, words);
}
