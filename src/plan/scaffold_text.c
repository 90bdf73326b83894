/* The small parts of a document: a heading, an item, a gap, a path, a line of the change. */
#include <string.h>

#include "plan_internal.h"
#include "plangate/base/text.h"
#include "plangate/plan/path_code.h"
#include "scaffold_internal.h"

enum { MOST_DETAIL = 120 }; /* bytes of a line of the change */

void scaffold_gap(struct str *out, enum gap gap)
{
	str_addf(out, FILL_IN "%s]", gap_text(gap));
}

void scaffold_item(struct str *out, const char *label, enum gap gap)
{
	str_addf(out, "- %s: ", label);
	scaffold_gap(out, gap);
	str_add_char(out, '\n');
}

/* One harmless line that no Markdown can come out of. */
void scaffold_code(struct str *out, const char *text)
{
	CLEANUP(freep) char *safe = text_safe(text);
	size_t len = 0;

	str_add_char(out, '`');
	for (const char *p = safe; *p && len < MOST_DETAIL; p++, len++)
		str_add_char(out, *p == '`' ? '\'' : *p);
	while (len == MOST_DETAIL &&
	       ((unsigned char)out->data[out->len - 1] & 0xC0) == 0x80)
		out->len--;
	if (len == MOST_DETAIL)
		out->data[--out->len] = '\0';
	str_add(out, len == MOST_DETAIL ? "...`" : "`");
}

void scaffold_place(struct str *out, const char *path, const char *suffix)
{
	CLEANUP(str_clear) struct str code = {0};

	plan_path_code(&code, path);
	if (code.len > 2 && code.data[0] == '`' && !strchr("`\" ", code.data[1])) {
		str_add_mem(out, code.data, code.len - 1);
		str_addf(out, ":%s`", suffix);
		return;
	}
	str_add(out, str_text(&code));
}

void scaffold_heading(const struct scaffold *s, enum section_kind kind)
{
	const char *theirs = s->habit ? s->habit->places[kind].heading : NULL;

	if (s->out->len > 1 && s->out->data[s->out->len - 2] != '\n')
		str_add_char(s->out, '\n');
	str_addf(s->out, "## %s\n\n", theirs ? theirs : section_kind_name(kind));
}
