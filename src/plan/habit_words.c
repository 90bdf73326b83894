/* What their templates leave, and where in their documents something is to be added. */
#include <ctype.h>
#include <string.h>

#include "plan_internal.h"
#include "plangate/base/alloc.h"

static bool find_mark(const char *const *marks, const char *text, char **words)
{
	for (; text && *marks; marks++) {
		if (!strcasestr(text, *marks))
			continue;
		*words = xstrdup(*marks);
		return true;
	}
	return false;
}

/* "{any words, in as many lines as it takes}" */
static bool is_braced(const char *text)
{
	size_t len = strlen(text);

	while (len && (isspace((unsigned char)text[len - 1]) || text[len - 1] == '.'))
		len--;
	return len > 4 && *text == '{' && text[len - 1] == '}' && memchr(text, ' ', len);
}

/* The prose without the words that they use of themselves: "no NEEDS CLARIFICATION is left". */
static char *without(const char *prose, const char *spoken)
{
	char *text = xstrdup(prose), *at = text;

	while ((at = strstr(at, spoken)))
		memmove(at, at + strlen(spoken), strlen(at + strlen(spoken)) + 1);
	return text;
}

enum placeholder habit_placeholder(const struct habit *habit, const struct block *leaf,
				   char **words)
{
	CLEANUP(freep) char *prose = NULL;
	struct block copy = *leaf;

	if (find_mark(habit->marks, leaf->text, words) ||
	    find_mark(habit->marks, leaf->prose, words))
		return PLACEHOLDER_WHOLE;
	if (habit->braces && leaf->kind != BLOCK_HTML && is_braced(leaf->text)) {
		*words = xmemdup(leaf->text, strcspn(leaf->text, "\n"));
		return PLACEHOLDER_WHOLE;
	}
	if (habit->spoken && leaf->prose)
		copy.prose = prose = without(leaf->prose, habit->spoken);
	return placeholder_find(&copy, words);
}

/* "in design.md, below '## Risks / Trade-offs':" */
static void add_place(struct str *out, const struct plan *plan, enum section_kind kind,
		      const char *heading)
{
	const struct habit_place *place = &plan->habit->places[kind];

	if (place->document)
		str_addf(out, "in %s", place->document);
	else
		str_add(out, "in this document");
	if (heading)
		str_addf(out, ", below '## %s'", heading);
	str_add(out, ":\n");
}

/* The section of this kind that has their heading for it, or else the first of them. */
static const struct section *find_section(const struct plan *plan, enum section_kind kind)
{
	const char *heading = plan->habit->places[kind].heading;
	CLEANUP(freep) char *name = name_normalise(heading ? heading : "");
	const struct section *section;
	size_t at = 0;

	while ((section = section_next(plan, kind, &at)))
		if (!strcmp(section->name, name))
			return section;
	return section_first(plan, kind);
}

/*
 * Our text begins with our heading, which becomes theirs; what hangs below a heading that is there
 * already, or has none, is told with the heading that it belongs below.
 */
char *habit_fix(const struct plan *plan, enum section_kind kind, const char *text)
{
	const struct habit *habit = plan->habit;
	const struct section *section;
	const char *heading, *body;
	struct str out = {0};

	if (!habit || !text)
		return xstrdup(text);
	section = find_section(plan, kind);
	heading = habit->places[kind].heading;
	body = strstr(text, "\n\n");
	if (strncmp(text, "## ", 3) || !body || !heading ||
	    section_has_trait(kind, SECTION_HAS_GROUPS)) {
		if (section)
			heading = section_heading(section);
		add_place(&out, plan, kind, strncmp(text, "## ", 3) ? heading : NULL);
		str_add(&out, text);
	} else {
		add_place(&out, plan, kind, NULL);
		str_addf(&out, "## %s%s", heading, body);
	}
	return str_take(&out);
}

char *habit_active(const struct habit *habit)
{
	if (!habit)
		return xstrdup("status: active");
	if (habit->active_place)
		return xasprintf("in %s:\n%s", habit->active_place, habit->active);
	return xstrdup(habit->active);
}

int habit_line(const struct plan *plan, enum section_kind kind)
{
	const char *document = plan->habit->places[kind].document;
	const struct plan_part *part = document ? part_find(plan, document) : NULL;

	if (part && part != plan->parts)
		return part->first_line + 1;
	return plan->title && !part_of_child(plan,
					     (size_t)(plan->title - plan->root.children))
		       ? plan->title->line
		       : 1;
}
