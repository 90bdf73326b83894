#include "plangate/base/nfc.h"

#include <string.h>
#include <utf8proc.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/str.h"
#include "plangate/base/text.h"

static bool is_ascii(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 0x80)
			return false;
	return true;
}

/* Text that is no UTF-8 comes back as it is. */
static char *map(const char *text, utf8proc_option_t options)
{
	utf8proc_uint8_t *out = NULL;
	utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)text, 0, &out,
					    UTF8PROC_NULLTERM | options);

	return len < 0 ? xstrdup(text) : (char *)out;
}

char *nfc_compose(const char *text)
{
	return is_ascii(text) ? xstrdup(text)
			      : map(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

static bool is_word(uint32_t code)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);

	return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

bool nfc_is_letter(uint32_t code)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);

	return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

static void add_code(struct str *out, uint32_t code, bool *gap)
{
	if (code == '\'' || code == 0x2019)
		return;
	if (code == '&' || code == '+') {
		str_add(out, out->len ? " and" : "and");
		*gap = true;
	} else if (!is_word(code) || (code >= 0xFE00 && code <= 0xFE0F)) {
		*gap = true;
	} else {
		if (*gap && out->len)
			str_add_char(out, ' ');
		*gap = false;
		utf8_add(out, code);
	}
}

char *nfc_words(const char *text)
{
	CLEANUP(freep)
	char *folded = map(text, UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE |
					 UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
	struct str out = {0};
	size_t len = strlen(folded), step;
	bool gap = false;

	for (size_t i = 0; i < len; i += step) {
		uint32_t code = ' ';

		step = utf8_decode(folded + i, len - i, &code);
		if (!step)
			step = 1;
		add_code(&out, code, &gap);
	}
	return str_take(&out);
}
