#include "plangate/model/oid.h"

#include <ctype.h>
#include <string.h>

bool oid_parse(struct oid *oid, const char *text)
{
	size_t len = strspn(text, "0123456789abcdef");

	if ((len != 40 && len != 64) || (text[len] && !isspace((unsigned char)text[len])))
		return false;
	memcpy(oid->hex, text, len);
	oid->hex[len] = '\0';
	return true;
}

bool oid_is_null(const struct oid *oid)
{
	return oid->hex[strspn(oid->hex, "0")] == '\0';
}

bool oid_equal(const struct oid *a, const struct oid *b)
{
	return !strcmp(a->hex, b->hex);
}
