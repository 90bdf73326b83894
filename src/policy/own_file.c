/*
 * A file system may take other names for ".plangate": without regard to letter case (macOS,
 * Windows), with trailing dots and spaces, a stream ("::$INDEX_ALLOCATION") or a short name
 * (NTFS), with characters that it ignores (HFS+). git refuses such names for ".git" (path.c,
 * utf8.c); here they count as the folder itself.
 */
#include "own_file.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "plangate/base/cleanup.h"
#include "plangate/base/str.h"
#include "plangate/base/text.h"
#include "plangate/policy/policy.h"

static const char own_folder[] = ".plangate";
static const char records_folder[] = ".plangate/records/";

/* Code points that HFS+ skips when it compares names (git: utf8.c, next_hfs_char). */
static bool hfs_ignores(uint32_t code)
{
	return (code >= 0x200C && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
	       (code >= 0x206A && code <= 0x206F) || code == 0xFEFF;
}

/* The first component of path as the loosest of file systems compares it. */
static void add_plain(struct str *out, const char *path)
{
	size_t len = strcspn(path, "/\\:");

	for (size_t at = 0; at < len;) {
		uint32_t code = 0;
		size_t taken = utf8_decode(path + at, len - at, &code);

		if (!taken)
			taken = 1;
		if (!hfs_ignores(code))
			str_add_mem(out, path + at, taken);
		at += taken;
	}
	while (out->len && strchr(". ", out->data[out->len - 1]))
		out->data[--out->len] = '\0';
}

static bool all_of(const char *text, size_t len, int (*is)(int))
{
	for (size_t i = 0; i < len; i++)
		if (!is((unsigned char)text[i]))
			return false;
	return true;
}

/* PLANGA~1, or PL and four hexadecimal digits where four such names are taken: PL2F3A~1. */
static bool is_short_name(const char *name)
{
	const char *tilde = strchr(name, '~');

	if (!tilde || tilde - name != 6 || !tilde[1] ||
	    !all_of(tilde + 1, strlen(tilde + 1), isdigit))
		return false;
	return !strncasecmp(name, "planga", 6) ||
	       (!strncasecmp(name, "pl", 2) && all_of(name + 2, 4, isxdigit));
}

static bool is_in_own_folder(const char *path)
{
	CLEANUP(str_clear) struct str plain = {0};

	if (!strchr(".pP\xE2\xEF", path[0])) /* what such a name can begin with */
		return false;
	add_plain(&plain, path);
	return !strcasecmp(str_text(&plain), own_folder) || is_short_name(str_text(&plain));
}

static bool is_hex(const char *text, size_t len)
{
	return strspn(text, "0123456789abcdef") >= len;
}

bool path_is_record(const char *path)
{
	enum { ID_DIGITS = 64 };
	const char *end;

	if (strncmp(path, records_folder, strlen(records_folder)) != 0)
		return false;
	path += strlen(records_folder);
	if (!is_hex(path, ID_DIGITS) || path[ID_DIGITS] != '.')
		return false;
	path += ID_DIGITS + 1;
	end = path + strspn(path, "0123456789");
	return !strcmp(path, "json") || (end > path && !strcmp(end, ".sig"));
}

bool policy_is_own_file(const char *path)
{
	return is_in_own_folder(path) &&
	       strncmp(path, records_folder, strlen(records_folder)) != 0;
}
