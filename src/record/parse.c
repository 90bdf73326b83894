/* A record from its bytes. Every key must be there, none twice, and none that is not known. */
#include <assert.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/error.h"
#include "plangate/base/utc.h"
#include "record_internal.h"
#include "values.h"

enum { MOST_KEYS = 20 };

/* record_parse() has chosen the table by it. */
static int read_type(struct loading *loading, const struct value *value, void *target)
{
	(void)loading;
	(void)value;
	(void)target;
	return 0;
}

static int read_version(struct loading *loading, const struct value *value, void *target)
{
	(void)target;
	if (value->kind != VALUE_INT || value->integer != RECORD_VERSION)
		return fail_value(loading, value,
				  "version must be %d: another version of plangate wrote "
				  "it",
				  RECORD_VERSION);
	return 0;
}

static int read_repository(struct loading *loading, const struct value *value, void *target)
{
	struct record *record = target;

	return take_text(loading, value, "repository", &record->repository);
}

static int read_reason(struct loading *loading, const struct value *value, void *target)
{
	struct record *record = target;

	if (record_kind(record->type)->may_be_silent && value->kind == VALUE_STRING &&
	    !*value->text) {
		record->reason = xstrdup("");
		return 0;
	}
	return take_text(loading, value, "reason", &record->reason);
}

static int read_author(struct loading *loading, const struct value *value, void *target)
{
	struct record *record = target;

	return take_text(loading, value, "author", &record->author);
}

static int read_ticket(struct loading *loading, const struct value *value, void *target)
{
	struct record *record = target;

	if (value->kind == VALUE_NULL)
		return 0;
	return take_text(loading, value, "ticket", &record->ticket);
}

static int read_moment(struct loading *loading, const struct value *value, const char *what,
		       long long *out)
{
	const char *text = NULL;

	if (read_string(loading, value, what, &text) < 0)
		return -1;
	if (!utc_parse(text, out))
		return fail_value(loading, value,
				  "%s is not a time such as 2026-11-24T09:30:00Z", what);
	return 0;
}

static int read_created(struct loading *loading, const struct value *value, void *target)
{
	struct record *record = target;

	return read_moment(loading, value, "created", &record->created);
}

static int read_expires(struct loading *loading, const struct value *value, void *target)
{
	struct record *record = target;

	if (value->kind == VALUE_NULL && record_kind(record->type)->may_last)
		return 0;
	if (read_moment(loading, value, "expires", &record->expires) < 0)
		return -1;
	if (record->expires <= record->created)
		return fail_value(loading, value, "expires is not after created");
	return 0;
}

static int read_nonce(struct loading *loading, const struct value *value, void *target)
{
	struct record *record = target;

	return read_hex(loading, value, "nonce", 2 * RECORD_NONCE_BYTES, record->nonce);
}

/* Those of every kind, around its own: a reader of the second part counts on what the first has read. */
static const struct key first_keys[] = {{"type", true, read_type},
					{"version", true, read_version},
					{"repository", true, read_repository},
					{NULL, false, NULL}};

static const struct key last_keys[] = {{"reason", true, read_reason},
				       {"ticket", true, read_ticket},
				       {"author", true, read_author},
				       {"created", true, read_created},
				       {"expires", true, read_expires},
				       {"nonce", true, read_nonce},
				       {NULL, false, NULL}};

static size_t add_keys(struct key *all, size_t count, const struct key *more)
{
	for (; more->name; more++) {
		assert(count < MOST_KEYS);
		all[count++] = *more;
	}
	return count;
}

static int read_keys(struct loading *loading, const struct value *root,
		     struct record *record)
{
	const struct record_kind *kind = record_kind(record->type);
	struct key all[MOST_KEYS + 1] = {{NULL, false, NULL}};
	size_t count = add_keys(all, 0, first_keys);

	count = add_keys(all, count, kind->keys);
	add_keys(all, count, last_keys);
	return keys_read(loading, root, kind->what, all, record);
}

static int read_document(struct loading *loading, const struct value *root,
			 struct record *record)
{
	const struct value *type = value_get(root, "type");
	const char *names[RECORD_TYPES + 1] = {NULL};
	size_t index;

	for (int i = 0; i < RECORD_TYPES; i++)
		names[i] = record_type_name((enum record_type)i);
	if (!type)
		return fail_value(loading, root, "a record must have the key 'type'");
	if (read_word(loading, type, "type", names, &index) < 0)
		return -1;
	record->type = (enum record_type)index;
	return read_keys(loading, root, record);
}

int record_parse(struct record **out, const char *id, const char *text, size_t len,
		 struct pg_error *err)
{
	CLEANUP(record_freep) struct record *record = xcalloc(1, sizeof(*record));
	CLEANUP(value_clear) struct value root = {0};
	struct loading loading = {NULL, err};

	if (len > RECORD_MOST_BYTES)
		return pg_fail(err, PG_ERR_POLICY, "more than %d bytes", RECORD_MOST_BYTES);
	sha256_hex(text, len, record->id);
	if (strcmp(record->id, id) != 0)
		return pg_fail(err, PG_ERR_POLICY,
			       "its name is not the SHA-256 of its content");
	if (value_parse_json(&root, "json", text, len, err) < 0 ||
	    read_kind(&loading, &root, "a record", VALUE_MAP) < 0 ||
	    read_document(&loading, &root, record) < 0)
		return -1;
	str_add_mem(&record->bytes, text, len);
	*out = TAKE(record);
	return 0;
}
