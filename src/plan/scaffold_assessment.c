/* The Risk Assessment of a new plan: the items, the lines that suggest answers, what is known. */
#include <ctype.h>
#include <string.h>

#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/plan/path_code.h"
#include "scaffold_internal.h"

enum { MOST_NAMED = 5 };

/* "User input handling" as "user-input-handling", the name of the rule that looks for it. */
static char *slug_of(const char *text)
{
	struct str out = {0};

	for (; *text; text++)
		str_add_char(&out,
			     *text == ' ' ? '-' : (char)tolower((unsigned char)*text));
	return str_take(&out);
}

static void add_hint(struct str *out, const struct analysed_hint *hint)
{
	CLEANUP(freep) char *line = xasprintf("%d", hint->line);

	str_add(out, "  - look at ");
	if (hint->line)
		scaffold_place(out, hint->path, line);
	else
		plan_path_code(out, hint->path);
	str_add(out, ", ");
	scaffold_code(out, hint->detail);
	str_add_char(out, '\n');
}

static void add_hints(const struct scaffold *s, const char *text)
{
	CLEANUP(freep) char *slug = slug_of(text);

	for (size_t i = 0; i < s->analysis->hint_count; i++)
		if (!strcmp(s->analysis->hints[i].item, slug))
			add_hint(s->out, &s->analysis->hints[i]);
}

static void add_more(struct str *out, size_t count)
{
	if (count > MOST_NAMED)
		str_addf(out, " and %zu more (`plangate scope`)", count - MOST_NAMED);
}

static void add_names(struct str *out, const struct strlist *names)
{
	for (size_t i = 0; i < names->count && i < MOST_NAMED; i++) {
		str_add(out, i ? ", " : "");
		plan_path_code(out, names->items[i]);
	}
	add_more(out, names->count);
}

static void add_modules(const struct scaffold *s)
{
	str_add(s->out, "- Modules touched: yes, files in ");
	add_names(s->out, &s->analysis->modules);
	if (s->analysis->dependents.count) {
		str_add(s->out, "; modules that import from them: ");
		add_names(s->out, &s->analysis->dependents);
	}
	str_add_char(s->out, '\n');
}

/* The files outside the tests that import one of those that change. */
static void add_imports(const struct scaffold *s)
{
	size_t count = 0;

	str_add(s->out, "- Import chain: ");
	for (size_t i = 0; i < s->analysis->file_count; i++) {
		const struct analysed_file *file = &s->analysis->files[i];

		for (size_t k = 0; k < file->importers.count; k++) {
			if (count++ >= MOST_NAMED)
				continue;
			str_add(s->out, count > 1 ? ", " : "yes, ");
			plan_path_code(s->out, file->importers.items[k].path);
			str_add(s->out, " imports ");
			plan_path_code(s->out, file->change->path);
		}
	}
	add_more(s->out, count);
	str_add(s->out, count ? "\n" : "no, nothing in the tree imports what changes\n");
}

static void add_types(const struct scaffold *s)
{
	size_t count = 0;

	str_add(s->out, "- Shared data types: ");
	for (size_t i = 0; i < s->analysis->file_count; i++) {
		const struct analysed_file *file = &s->analysis->files[i];

		for (size_t k = 0; k < file->symbols.count; k++) {
			const struct analysed_symbol *symbol = &file->symbols.items[k];

			if (!symbol->is_type || !symbol->is_public || file->is_test ||
			    count++ >= MOST_NAMED)
				continue;
			str_add(s->out, count > 1 ? ", " : "yes, ");
			scaffold_code(s->out, symbol->name);
			str_add(s->out, " in ");
			plan_path_code(s->out, file->change->path);
		}
	}
	add_more(s->out, count);
	str_add(s->out, count ? "\n" : "no, no type that others use changes\n");
}

static void add_dependencies(const struct scaffold *s)
{
	str_addf(s->out, "### %s\n\n", assessment_heading(ASSESS_DEPENDENCIES));
	add_modules(s);
	add_imports(s);
	add_types(s);
}

static void add_group(const struct scaffold *s, enum assessment group)
{
	str_addf(s->out, "### %s\n\n", assessment_heading(group));
	for (const struct assessment_item *item = assessment_items(); item->text; item++) {
		if (item->group != group)
			continue;
		scaffold_item(s->out, item->text, GAP_ITEM);
		add_hints(s, item->text);
	}
}

/* What is known of dependencies stands in every plan that has steps: it costs nobody anything. */
void scaffold_assessment(const struct scaffold *s, enum section_kind kind)
{
	static const enum assessment asked[] = {ASSESS_SECURITY, ASSESS_PERFORMANCE,
						ASSESS_BREAKING};
	unsigned groups = s->profile == PROFILE_FULL ? ~0u : s->demand->assess;

	if (s->profile >= PROFILE_STANDARD)
		groups |= ASSESS_DEPENDENCIES;
	if (!groups || !s->analysis->file_count)
		return;
	scaffold_heading(s, kind);
	for (size_t i = 0; i < sizeof(asked) / sizeof(*asked); i++) {
		if (!(groups & asked[i]))
			continue;
		add_group(s, asked[i]);
		str_add_char(s->out, '\n');
	}
	if (groups & ASSESS_DEPENDENCIES) {
		add_dependencies(s);
		str_add_char(s->out, '\n');
	}
}
