#include "plangate/record/signers.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/base64.h"
#include "plangate/base/error.h"
#include "plangate/base/text.h"
#include "plangate/base/utc.h"
#include "record_internal.h"
#include "ssh_blob.h"

enum { MOST_PRINCIPAL = 256, MOST_PRINCIPALS = 100, OPENPGP_DIGITS = 40 };

struct signers_reading {
	struct signers *signers;
	const char *file;
	int line;
	struct pg_error *err;
};

static int fail(const struct signers_reading *reading, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static int fail(const struct signers_reading *reading, const char *format, ...)
{
	CLEANUP(freep) char *text = NULL;
	va_list args;

	va_start(args, format);
	text = xvasprintf(format, args);
	va_end(args);
	return pg_fail(reading->err, PG_ERR_POLICY, "%s:%d:1: %s", reading->file,
		       reading->line, text);
}

/* The next word of a line, in which quotes hold blanks together; *text moves behind it. */
static char *next_word(const char **text)
{
	const char *start = *text + strspn(*text, " \t"), *end = start;
	bool quoted = false;

	for (; *end && (quoted || (*end != ' ' && *end != '\t')); end++)
		if (*end == '"')
			quoted = !quoted;
	*text = end;
	return xmemdup(start, (size_t)(end - start));
}

static int add_principal(struct signers_reading *reading, struct signer *signer,
			 const char *name)
{
	if (!*name || strlen(name) > MOST_PRINCIPAL)
		return fail(reading, "a principal is empty or longer than %d bytes",
			    MOST_PRINCIPAL);
	if (strpbrk(name, "*?!\"\\<>"))
		return fail(reading,
			    "'%s' is a pattern or quoted: a principal must be one person's "
			    "name, such as ann@example.org",
			    name);
	if (strlist_has(&signer->principals, name))
		return fail(reading, "the principal '%s' is there twice", name);
	if (signer->principals.count == MOST_PRINCIPALS)
		return fail(reading, "more than %d principals", MOST_PRINCIPALS);
	strlist_add(&signer->principals, name);
	return 0;
}

static int read_principals(struct signers_reading *reading, struct signer *signer,
			   const char *word)
{
	while (true) {
		size_t len = strcspn(word, ",");
		CLEANUP(freep) char *name = xmemdup(word, len);

		if (add_principal(reading, signer, name) < 0)
			return -1;
		if (!word[len])
			return 0;
		word += len + 1;
	}
}

static bool may_sign(const struct signer *signer)
{
	for (int type = 0; type < RECORD_TYPES; type++)
		if (signer->may[type])
			return true;
	return false;
}

static char *all_namespaces(const char *separator)
{
	struct str out = {0};

	for (int type = 0; type < RECORD_TYPES; type++)
		str_addf(&out, "%s%s", type ? separator : "",
			 record_namespace((enum record_type)type));
	return str_take(&out);
}

static int read_namespaces(struct signers_reading *reading, struct signer *signer,
			   const char *value)
{
	CLEANUP(strlist_clear) struct strlist names = {0};
	CLEANUP(freep) char *known = NULL;

	strlist_split(&names, value, strlen(value), ',');
	for (size_t i = 0; i < names.count; i++) {
		if (strpbrk(names.items[i], "*?!"))
			return fail(reading, "'%s' is a pattern: name each namespace",
				    names.items[i]);
		for (int type = 0; type < RECORD_TYPES; type++)
			if (!strcmp(names.items[i],
				    record_namespace((enum record_type)type)))
				signer->may[type] = true;
	}
	known = all_namespaces(", ");
	return may_sign(signer) ? 0 : fail(reading, "namespaces holds none of %s", known);
}

static int read_time(struct signers_reading *reading, const char *name, const char *value,
		     long long *moment)
{
	if (*moment)
		return fail(reading, "%s is there twice", name);
	if (!utc_parse_compact(value, moment))
		return fail(reading, "%s is no time such as 20261231Z or 202612312359Z",
			    name);
	return 0;
}

/* name="value" or a bare name; value is borrowed from option, which is cut. */
static int read_option(struct signers_reading *reading, struct signer *signer, char *option)
{
	char *value = strchr(option, '=');
	size_t len;

	if (!value) {
		if (strcmp(option, "cert-authority") || signer->kind == SIGNER_SSH_CA)
			return fail(reading, "'%s' is no option, or there twice", option);
		signer->kind = SIGNER_SSH_CA;
		return 0;
	}
	*value++ = '\0';
	len = strlen(value);
	if (len < 2 || *value != '"' || value[len - 1] != '"' ||
	    memchr(value + 1, '"', len - 2))
		return fail(reading, "the value of '%s' is not in double quotes", option);
	value[len - 1] = '\0';
	value++;
	if (!strcmp(option, "namespaces"))
		return may_sign(signer) ? fail(reading, "namespaces is there twice")
					: read_namespaces(reading, signer, value);
	if (!strcmp(option, "valid-after"))
		return read_time(reading, option, value, &signer->from);
	if (!strcmp(option, "valid-before"))
		return read_time(reading, option, value, &signer->to);
	return fail(reading, "unknown option '%s'", option);
}

/* Options are parted by commas outside of quotes. */
static int read_options(struct signers_reading *reading, struct signer *signer,
			const char *word)
{
	const char *start = word;
	bool quoted = false;

	for (const char *p = word;; p++) {
		if (*p == '"')
			quoted = !quoted;
		if (*p && (*p != ',' || quoted))
			continue;
		{
			CLEANUP(freep) char *option = xmemdup(start, (size_t)(p - start));

			if (read_option(reading, signer, option) < 0)
				return -1;
		}
		if (!*p)
			return 0;
		start = p + 1;
	}
}

static int read_openpgp(struct signers_reading *reading, struct signer *signer,
			const char *key)
{
	if (signer->kind == SIGNER_SSH_CA)
		return fail(reading, "an OpenPGP key is no cert-authority");
	if (strlen(key) != OPENPGP_DIGITS ||
	    strspn(key, "0123456789ABCDEF") != OPENPGP_DIGITS)
		return fail(
			reading,
			"openpgp needs the whole fingerprint: %d upper-case hexadecimal "
			"digits",
			OPENPGP_DIGITS);
	signer->kind = SIGNER_OPENPGP;
	signer->key = xstrdup(key);
	return 0;
}

static int read_ssh(struct signers_reading *reading, struct signer *signer,
		    const char *type, const char *key)
{
	struct blob_reader blob;
	struct blob_part inner;
	CLEANUP(str_clear) struct str plain = {0};
	bool is_certificate;

	if (!base64_decode(key, strlen(key), &signer->blob))
		return fail(reading, "the key is not base64");
	blob = (struct blob_reader){str_text(&signer->blob), signer->blob.len};
	if (!blob_string(&blob, &inner) || !part_is(&inner, type) ||
	    !ssh_plain_key(&signer->blob, &plain, &is_certificate) || is_certificate)
		return fail(reading, "the key is none of type %s", type);
	if (!ssh_is_strong(&plain))
		return fail(reading, "an RSA key must have 2048 bits or more");
	signer->type = xstrdup(type);
	signer->key = xstrdup(key);
	return 0;
}

static int check_new(struct signers_reading *reading, const struct signer *signer)
{
	const struct signers *all = reading->signers;
	CLEANUP(freep) char *known = NULL;

	for (size_t i = 0; i + 1 < all->count; i++)
		if (!strcmp(all->items[i].key, signer->key))
			return fail(reading, "the key is there already, at line %d",
				    all->items[i].line);
	if (may_sign(signer))
		return 0;
	known = all_namespaces(",");
	return fail(reading,
		    "no namespaces: without them the key would be good for everything; "
		    "write namespaces=\"%s\"",
		    known);
}

static bool is_type(const char *word)
{
	return !strcmp(word, "openpgp") || ssh_type_is_known(word, strlen(word), false);
}

static int read_signer(struct signers_reading *reading, const char *line)
{
	struct signers *all = reading->signers;
	struct signer *signer = ARRAY_PUSH(all->items, all->count, all->capacity);
	CLEANUP(freep) char *principals = next_word(&line);
	CLEANUP(freep) char *options = NULL;
	CLEANUP(freep) char *type = next_word(&line);
	CLEANUP(freep) char *key = NULL;
	int rc;

	signer->line = reading->line;
	if (read_principals(reading, signer, principals) < 0)
		return -1;
	if (!*type)
		return fail(reading, "no key behind the principals");
	if (!is_type(type)) {
		options = TAKE(type);
		if (read_options(reading, signer, options) < 0)
			return -1;
		type = next_word(&line);
	}
	if (!is_type(type))
		return fail(reading, "'%.100s' is no type of key", type);
	key = next_word(&line);
	rc = !strcmp(type, "openpgp") ? read_openpgp(reading, signer, key)
				      : read_ssh(reading, signer, type, key);
	return rc < 0 ? -1 : check_new(reading, signer);
}

static size_t name_index(const struct signers *signers, const char *name)
{
	for (size_t i = 0; i < signers->names.count; i++)
		if (!strcmp(signers->names.items[i], name))
			return i;
	return signers->names.count;
}

static size_t add_name(struct signers *signers, const char *name)
{
	size_t index = name_index(signers, name);

	if (index < signers->names.count)
		return index;
	ARRAY_RESERVE(signers->persons, signers->names.count, signers->person_capacity);
	signers->persons[index] = index;
	strlist_add(&signers->names, name);
	return index;
}

/* Give everyone of the one person the other's index, the lower of both. */
static void join_persons(struct signers *signers, size_t a, size_t b)
{
	size_t low = signers->persons[a], high = signers->persons[b];

	if (low > high) {
		size_t swap = low;

		low = high;
		high = swap;
	}
	for (size_t i = 0; i < signers->names.count; i++)
		if (signers->persons[i] == high)
			signers->persons[i] = low;
}

/* A line names one person, but for that of a CA, which vouches for many. */
static void find_persons(struct signers *signers)
{
	for (size_t i = 0; i < signers->count; i++) {
		const struct signer *signer = &signers->items[i];
		size_t first = add_name(signers, signer->principals.items[0]);

		for (size_t p = 1; p < signer->principals.count; p++) {
			size_t next = add_name(signers, signer->principals.items[p]);

			if (signer->kind != SIGNER_SSH_CA)
				join_persons(signers, first, next);
		}
	}
}

static int read_line(struct signers_reading *reading, const char *line)
{
	const char *text = line + strspn(line, " \t");
	CLEANUP(freep) char *blank = xstrdup(line);

	for (char *tab = blank; (tab = strchr(tab, '\t'));)
		*tab = ' ';
	if (!text_is_safe(blank))
		return fail(reading,
			    "control or invisible characters (CRLF? a byte order mark?)");
	if (!*text || *text == '#')
		return 0;
	if (reading->signers->count == SIGNERS_MOST_LINES)
		return fail(reading, "more than %d keys", SIGNERS_MOST_LINES);
	return read_signer(reading, text);
}

int signers_parse(struct signers *out, const char *file, const char *text, size_t len,
		  struct pg_error *err)
{
	CLEANUP(strlist_clear) struct strlist lines = {0};
	struct signers_reading reading = {out, file, 1, err};

	*out = (struct signers){0};
	if (len > SIGNERS_MOST_BYTES)
		return fail(&reading, "more than %d bytes", SIGNERS_MOST_BYTES);
	if (memchr(text, '\0', len))
		return fail(&reading, "holds a NUL");
	strlist_split(&lines, text, len, '\n');
	for (size_t i = 0; i < lines.count; i++) {
		reading.line = (int)i + 1;
		if (read_line(&reading, lines.items[i]) < 0) {
			signers_clear(out);
			return -1;
		}
	}
	find_persons(out);
	return 0;
}

void signers_clear(struct signers *signers)
{
	for (size_t i = 0; i < signers->count; i++) {
		strlist_clear(&signers->items[i].principals);
		str_clear(&signers->items[i].blob);
		free(signers->items[i].type);
		free(signers->items[i].key);
	}
	free(signers->items);
	strlist_clear(&signers->names);
	free(signers->persons);
	*signers = (struct signers){0};
}

const char *signers_person(const struct signers *signers, const char *principal)
{
	size_t index = name_index(signers, principal);

	return index < signers->names.count ? signers->names.items[signers->persons[index]]
					    : principal;
}

/* A name without '@' (that of a server's account) is held against what stands before it in a principal. */
static bool is_meant(const char *principal, const char *address)
{
	size_t len = strcspn(principal, "@");

	if (!strcasecmp(principal, address))
		return true;
	return !strchr(address, '@') && strlen(address) == len &&
	       !strncasecmp(principal, address, len);
}

bool signers_is_address(const struct signers *signers, const char *person,
			const char *address)
{
	if (is_meant(person, address))
		return true;
	for (size_t i = 0; i < signers->names.count; i++)
		if (is_meant(signers->names.items[i], address) &&
		    !strcmp(signers_person(signers, signers->names.items[i]), person))
			return true;
	return false;
}
