#include "plangate/base/base64.h"

#include <stdint.h>
#include <string.h>

#include "plangate/base/str.h"

static const char digits[] =
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* Four characters, of which the last `padding` are '='. */
static bool decode_group(const char *text, size_t padding, struct str *out)
{
	uint32_t bits = 0;
	char bytes[3];

	for (size_t i = 0; i < 4; i++) {
		const char *digit = i < 4 - padding ? memchr(digits, text[i], 64) : digits;

		if (!digit)
			return false;
		bits = bits << 6 | (uint32_t)(digit - digits);
	}
	for (int i = 0; i < 3; i++)
		bytes[i] = (char)(bits >> (16 - 8 * i) & 0xff);
	for (size_t i = 3 - padding; i < 3; i++)
		if (bytes[i])
			return false;
	str_add_mem(out, bytes, 3 - padding);
	return true;
}

bool base64_decode(const char *text, size_t len, struct str *out)
{
	if (len % 4)
		return false;
	for (size_t at = 0; at < len; at += 4) {
		size_t padding = 0;

		if (at + 4 == len && text[at + 3] == '=')
			padding = text[at + 2] == '=' ? 2 : 1;
		if (!decode_group(text + at, padding, out))
			return false;
	}
	return true;
}

void base64_encode(const void *data, size_t len, struct str *out)
{
	const unsigned char *bytes = data;

	for (size_t at = 0; at < len; at += 3) {
		size_t have = len - at < 3 ? len - at : 3;
		uint32_t bits = (uint32_t)bytes[at] << 16;

		bits |= have > 1 ? (uint32_t)bytes[at + 1] << 8 : 0;
		bits |= have > 2 ? bytes[at + 2] : 0;
		for (size_t i = 0; i < 4; i++)
			str_add_char(out,
				     i <= have ? digits[bits >> (18 - 6 * i) & 63] : '=');
	}
}
