/* Lines for a person: styles and wrapping. */
#include <string.h>

#include "human.h"

void styled(const struct writer *w, const char *style, const char *text)
{
	if (w->options->color)
		str_addf(w->out, "\033[%sm%s\033[0m", style, text);
	else
		str_add(w->out, text);
}

size_t columns(const char *text, size_t len)
{
	size_t count = 0;

	for (size_t i = 0; i < len; i++)
		count += ((unsigned char)text[i] & 0xC0) != 0x80;
	return count;
}

void wrapped(const struct writer *w, const char *text, size_t used, size_t indent)
{
	size_t width = (size_t)w->options->width;
	bool first = true;

	while (*text) {
		size_t len = strcspn(text, " ");
		size_t cells = columns(text, len);

		if (!first && used + 1 + cells > width) {
			str_addf(w->out, "\n%*s", (int)indent, "");
			used = indent;
		} else if (!first) {
			str_add_char(w->out, ' ');
			used++;
		}
		str_add_mem(w->out, text, len);
		used += cells;
		first = false;
		text += len;
		text += strspn(text, " ");
	}
	str_add_char(w->out, '\n');
}
