/* What was signed, or may sign, no more. */
#include <string.h>

#include "plangate/base/error.h"
#include "plangate/record/signers.h"
#include "record_internal.h"

enum { MOST_LINES = 20000, MOST_BYTES = 4 << 20, SHA256_LETTERS = 43, OPENPGP_DIGITS = 40 };

static const char base64_letters[] =
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static bool all_of(const char *word, size_t len, size_t wanted, const char *letters)
{
	return len == wanted && strspn(word, letters) >= len;
}

static bool is_key(const char *word, size_t len)
{
	if (len > 7 && !strncmp(word, "SHA256:", 7))
		return all_of(word + 7, len - 7, SHA256_LETTERS, base64_letters);
	return all_of(word, len, OPENPGP_DIGITS, "0123456789ABCDEF");
}

static bool read_line(struct revoked *out, const char *line)
{
	size_t len;

	line += strspn(line, " \t");
	if (!*line || *line == '#')
		return true;
	len = strcspn(line, " \t");
	if (len == 6 && !strncmp(line, "record", 6)) {
		line += len + strspn(line + len, " \t");
		len = strcspn(line, " \t");
		strlist_add_mem(&out->records, line, len);
		return all_of(line, len, SHA256_HEX, "0123456789abcdef");
	}
	if (len == 3 && !strncmp(line, "key", 3)) {
		line += len + strspn(line + len, " \t");
		len = strcspn(line, " \t");
		strlist_add_mem(&out->keys, line, len);
		return is_key(line, len);
	}
	return false;
}

int revoked_parse(struct revoked *out, const char *file, const char *text, size_t len,
		  struct pg_error *err)
{
	CLEANUP(strlist_clear) struct strlist lines = {0};

	*out = (struct revoked){0};
	if (!len)
		return pg_fail(err, PG_ERR_POLICY,
			       "%s:1:1: empty: was it truncated? remove it, or keep a "
			       "comment in it",
			       file);
	if (len > MOST_BYTES || memchr(text, '\0', len))
		return pg_fail(err, PG_ERR_POLICY, "%s:1:1: more than %d bytes, or a NUL",
			       file, MOST_BYTES);
	strlist_split(&lines, text, len, '\n');
	for (size_t i = 0; i < lines.count; i++) {
		if (lines.count <= MOST_LINES && read_line(out, lines.items[i]))
			continue;
		revoked_clear(out);
		return pg_fail(
			err, PG_ERR_POLICY,
			"%s:%zu:1: neither 'record ID' nor 'key SHA256:...' nor 'key' and "
			"an OpenPGP fingerprint",
			file, i + 1);
	}
	return 0;
}

void revoked_clear(struct revoked *revoked)
{
	strlist_clear(&revoked->records);
	strlist_clear(&revoked->keys);
}
