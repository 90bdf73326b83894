/* A record from its bytes. Every key must be there, none twice, and none that is not known. */
#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/error.h"
#include "plangate/base/keys.h"
#include "plangate/base/utc.h"
#include "plangate/model/changeset.h"
#include "record_internal.h"

enum { MOST_TEXT = 1000, MOST_PATH = 8192 };

static int read_text(struct loading *loading, const struct value *value, const char *what,
		     size_t most, const char **out)
{
	if (read_string(loading, value, what, out) < 0)
		return -1;
	if (strlen(*out) > most)
		return fail_value(loading, value, "%s is longer than %zu bytes", what,
				  most);
	return 0;
}

/* An owned copy of what holds more than blanks. */
static int take_text(struct loading *loading, const struct value *value, const char *what,
		     char **out)
{
	const char *text = NULL;

	if (read_text(loading, value, what, MOST_TEXT, &text) < 0)
		return -1;
	if (!text[strspn(text, " ")])
		return fail_value(loading, value, "%s is empty", what);
	*out = xstrdup(text);
	return 0;
}

static int take_path(struct loading *loading, const struct value *value, const char *what,
		     char **out)
{
	const char *text = NULL;

	if (read_text(loading, value, what, MOST_PATH, &text) < 0)
		return -1;
	*out = xstrdup(text);
	return 0;
}

static bool is_hex(const char *text, size_t digits)
{
	return strlen(text) == digits && strspn(text, "0123456789abcdef") == digits;
}

/* Copy so many digits, and a NUL, to out. */
static int read_hex(struct loading *loading, const struct value *value, const char *what,
		    size_t digits, char *out)
{
	const char *text = NULL;

	if (read_string(loading, value, what, &text) < 0)
		return -1;
	if (!is_hex(text, digits))
		return fail_value(loading, value, "%s is not %zu hexadecimal digits", what,
				  digits);
	memcpy(out, text, digits + 1);
	return 0;
}

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

	if (record->type == RECORD_APPROVAL && value->kind == VALUE_STRING && !*value->text)
		record->reason = xstrdup("");
	return record->reason ? 0 : take_text(loading, value, "reason", &record->reason);
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

	if (value->kind == VALUE_NULL && record->type == RECORD_APPROVAL)
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

static int read_count(struct loading *loading, const struct value *value, const char *what,
		      size_t most)
{
	if (read_kind(loading, value, what, VALUE_LIST) < 0)
		return -1;
	if (!value->count || value->count > most)
		return fail_value(loading, value, "%s must have from 1 to %zu items", what,
				  most);
	return 0;
}

/* Strings in rising order, so that there is one way to write a set. */
static int read_set(struct loading *loading, const struct value *value, const char *what,
		    size_t most, struct strlist *out)
{
	CLEANUP(freep) char *each = xasprintf("an item of %s", what);

	if (read_count(loading, value, what, most) < 0)
		return -1;
	for (size_t i = 0; i < value->count; i++) {
		const struct value *item = &value->items[i];
		const char *text = NULL;

		if (read_text(loading, item, each, MOST_TEXT, &text) < 0)
			return -1;
		if (i && strcmp(value->items[i - 1].text, text) >= 0)
			return fail_value(loading, item,
					  "%s is not sorted, or has an item twice", what);
		strlist_add(out, text);
	}
	return 0;
}

static int read_refs(struct loading *loading, const struct value *value, void *target)
{
	struct strlist *refs = &((struct record *)target)->target_refs;

	if (read_set(loading, value, "target_refs", RECORD_MOST_REFS, refs) < 0)
		return -1;
	for (size_t i = 0; i < refs->count; i++)
		if (strncmp(refs->items[i], "refs/", 5) != 0)
			return fail_value(
				loading, value,
				"target_refs has an item that does not begin with refs/");
	return 0;
}

/* A rule is named by its id: there is no word for all of them. */
static int read_rules(struct loading *loading, const struct value *value, void *target)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
	struct strlist *rules = &((struct record *)target)->rules;

	if (read_set(loading, value, "rules", RECORD_MOST_RULES, rules) < 0)
		return -1;
	for (size_t i = 0; i < rules->count; i++)
		if (rules->items[i][strspn(rules->items[i], letters)])
			return fail_value(loading, value,
					  "rules has an item that is no id of a rule");
	return 0;
}

static int read_path(struct loading *loading, const struct value *value, void *target)
{
	struct record_entry *entry = target;

	return take_path(loading, value, "path", &entry->path);
}

static int read_mode(struct loading *loading, const struct value *value, void *target)
{
	static const char *const known[] = {"100644", "100755", "120000", "160000"};
	struct record_entry *entry = target;

	if (value->kind == VALUE_NULL)
		return 0;
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (value->kind == VALUE_STRING && !strcmp(value->text, known[i]))
			entry->mode = (unsigned)strtoul(known[i], NULL, 8);
	return entry->mode ? 0 : fail_value(loading, value, "mode is no mode of a file");
}

static int read_blob(struct loading *loading, const struct value *value, void *target)
{
	struct record_entry *entry = target;

	if ((value->kind == VALUE_NULL) != (entry->mode == MODE_NONE))
		return fail_value(loading, value, "mode and blob are not null together");
	if (value->kind == VALUE_NULL)
		return 0;
	if (value->kind != VALUE_STRING ||
	    (!is_hex(value->text, 40) && !is_hex(value->text, 64)) ||
	    !oid_parse(&entry->blob, value->text) || oid_is_null(&entry->blob))
		return fail_value(loading, value, "blob is no object id");
	return 0;
}

static const struct key entry_keys[] = {{"path", true, read_path},
					{"mode", true, read_mode},
					{"blob", true, read_blob},
					{NULL, false, NULL}};

static int read_entry(struct loading *loading, const struct value *value,
		      struct record *record)
{
	struct record_entry entry = {0};
	int rc = keys_read(loading, value, "an entry", entry_keys, &entry);

	if (rc == 0)
		record_add_entry(record, entry.path, entry.mode, &entry.blob);
	free(entry.path);
	return rc;
}

static int read_entries(struct loading *loading, const struct value *value, void *target)
{
	struct record *record = target;

	if (read_count(loading, value, "entries", RECORD_MOST_ENTRIES) < 0)
		return -1;
	for (size_t i = 0; i < value->count; i++) {
		if (read_entry(loading, &value->items[i], record) < 0)
			return -1;
		if (i && strcmp(record->entries[i - 1].path, record->entries[i].path) >= 0)
			return fail_value(loading, value,
					  "entries is not sorted by path, or has a path "
					  "twice");
	}
	return 0;
}

static int read_plan(struct loading *loading, const struct value *value, void *target)
{
	struct record *record = target;

	return take_path(loading, value, "plan", &record->plan);
}

static int read_digest(struct loading *loading, const struct value *value, void *target)
{
	struct record *record = target;

	return read_hex(loading, value, "digest", SHA256_HEX, record->digest);
}

static const struct key override_keys[] = {{"type", true, read_type},
					   {"version", true, read_version},
					   {"repository", true, read_repository},
					   {"target_refs", true, read_refs},
					   {"rules", true, read_rules},
					   {"entries", true, read_entries},
					   {"reason", true, read_reason},
					   {"ticket", true, read_ticket},
					   {"author", true, read_author},
					   {"created", true, read_created},
					   {"expires", true, read_expires},
					   {"nonce", true, read_nonce},
					   {NULL, false, NULL}};

static const struct key approval_keys[] = {{"type", true, read_type},
					   {"version", true, read_version},
					   {"repository", true, read_repository},
					   {"plan", true, read_plan},
					   {"digest", true, read_digest},
					   {"reason", true, read_reason},
					   {"ticket", true, read_ticket},
					   {"author", true, read_author},
					   {"created", true, read_created},
					   {"expires", true, read_expires},
					   {"nonce", true, read_nonce},
					   {NULL, false, NULL}};

static int read_document(struct loading *loading, const struct value *root,
			 struct record *record)
{
	const char *const names[] = {record_type_name(RECORD_OVERRIDE),
				     record_type_name(RECORD_APPROVAL), NULL};
	const struct value *type = value_get(root, "type");
	size_t index;

	if (!type)
		return fail_value(loading, root, "a record must have the key 'type'");
	if (read_word(loading, type, "type", names, &index) < 0)
		return -1;
	record->type = (enum record_type)index;
	return record->type == RECORD_OVERRIDE
		       ? keys_read(loading, root, "an override", override_keys, record)
		       : keys_read(loading, root, "an approval", approval_keys, record);
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
