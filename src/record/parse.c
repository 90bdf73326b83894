/* A record from its bytes. Every key must be there, none twice, and none that is not known. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/error.h"
#include "plangate/base/text.h"
#include "plangate/base/utc.h"
#include "plangate/base/value.h"
#include "plangate/model/changeset.h"
#include "record_internal.h"

enum { MOST_TEXT = 1000, MOST_PATH = 8192 };

struct reading {
	struct record *record;
	struct pg_error *err;
};

struct member {
	const char *name;
	int (*read)(struct reading *reading, const struct value *value, void *target);
};

static int fail(const struct reading *reading, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static int fail(const struct reading *reading, const char *format, ...)
{
	CLEANUP(freep) char *text = NULL;
	va_list args;

	va_start(args, format);
	text = xvasprintf(format, args);
	va_end(args);
	return pg_fail(reading->err, PG_ERR_POLICY, "%s", text);
}

static const struct member *find_member(const struct member *members, const char *name)
{
	for (; members->name; members++)
		if (!strcmp(members->name, name))
			return members;
	return NULL;
}

static int read_members(struct reading *reading, const struct value *map,
			const struct member *members, void *target)
{
	if (map->kind != VALUE_MAP)
		return fail(reading, "not an object but %s", value_kind_name(map->kind));
	for (size_t i = 0; i < map->count; i++) {
		CLEANUP(freep) char *shown = text_safe(value_key(map, i)->text);

		if (!find_member(members, value_key(map, i)->text))
			return fail(reading, "unknown key '%.100s'", shown);
	}
	for (; members->name; members++) {
		const struct value *value = value_get(map, members->name);

		if (!value)
			return fail(reading, "no key '%s'", members->name);
		if (members->read(reading, value, target) < 0)
			return pg_prefix(reading->err, "%s", members->name);
	}
	return 0;
}

static int check_text(struct reading *reading, const struct value *value, size_t most)
{
	if (value->kind != VALUE_STRING)
		return fail(reading, "not a string but %s", value_kind_name(value->kind));
	if (strlen(value->text) > most || !text_is_safe(value->text))
		return fail(
			reading,
			"longer than %zu bytes, or with control or invisible characters",
			most);
	return 0;
}

static int take_text(struct reading *reading, const struct value *value, bool may_be_empty,
		     char **out)
{
	if (check_text(reading, value, MOST_TEXT) < 0)
		return -1;
	if (!may_be_empty && !value->text[strspn(value->text, " ")])
		return fail(reading, "empty");
	*out = xstrdup(value->text);
	return 0;
}

static bool is_hex(const char *text, size_t digits)
{
	return strlen(text) == digits && strspn(text, "0123456789abcdef") == digits;
}

static int read_type(struct reading *reading, const struct value *value, void *target)
{
	(void)target; /* record_parse() has chosen the table by it */
	return check_text(reading, value, MOST_TEXT);
}

static int read_version(struct reading *reading, const struct value *value, void *target)
{
	(void)target;
	if (value->kind != VALUE_INT || value->integer != RECORD_VERSION)
		return fail(reading, "must be %d: another version of plangate wrote it",
			    RECORD_VERSION);
	return 0;
}

static int read_repository(struct reading *reading, const struct value *value, void *target)
{
	(void)target;
	return take_text(reading, value, false, &reading->record->repository);
}

static int read_reason(struct reading *reading, const struct value *value, void *target)
{
	(void)target;
	return take_text(reading, value, reading->record->type == RECORD_APPROVAL,
			 &reading->record->reason);
}

static int read_author(struct reading *reading, const struct value *value, void *target)
{
	(void)target;
	return take_text(reading, value, false, &reading->record->author);
}

static int read_ticket(struct reading *reading, const struct value *value, void *target)
{
	(void)target;
	if (value->kind == VALUE_NULL)
		return 0;
	return take_text(reading, value, false, &reading->record->ticket);
}

static int read_moment(struct reading *reading, const struct value *value, long long *out)
{
	if (check_text(reading, value, MOST_TEXT) < 0)
		return -1;
	if (!utc_parse(value->text, out))
		return fail(reading, "not a time such as 2026-11-24T09:30:00Z");
	return 0;
}

static int read_created(struct reading *reading, const struct value *value, void *target)
{
	(void)target;
	return read_moment(reading, value, &reading->record->created);
}

static int read_expires(struct reading *reading, const struct value *value, void *target)
{
	struct record *record = reading->record;

	(void)target;
	if (value->kind == VALUE_NULL && record->type == RECORD_APPROVAL)
		return 0;
	if (read_moment(reading, value, &record->expires) < 0)
		return -1;
	if (record->expires <= record->created)
		return fail(reading, "not after 'created'");
	return 0;
}

static int read_nonce(struct reading *reading, const struct value *value, void *target)
{
	char *nonce = reading->record->nonce;

	(void)target;
	if (check_text(reading, value, MOST_TEXT) < 0)
		return -1;
	if (!is_hex(value->text, 2 * RECORD_NONCE_BYTES))
		return fail(reading, "not %d hexadecimal digits", 2 * RECORD_NONCE_BYTES);
	memcpy(nonce, value->text, 2 * RECORD_NONCE_BYTES + 1);
	return 0;
}

/* Strings in rising order, so that there is one way to write a set. */
static int read_list(struct reading *reading, const struct value *value, size_t most,
		     struct strlist *out)
{
	if (value->kind != VALUE_LIST)
		return fail(reading, "not a list but %s", value_kind_name(value->kind));
	if (!value->count || value->count > most)
		return fail(reading, "not from 1 to %zu items", most);
	for (size_t i = 0; i < value->count; i++) {
		const struct value *item = &value->items[i];

		if (check_text(reading, item, MOST_TEXT) < 0)
			return -1;
		if (i && strcmp(value->items[i - 1].text, item->text) >= 0)
			return fail(reading, "not sorted, or an item twice");
		strlist_add(out, item->text);
	}
	return 0;
}

static int read_refs(struct reading *reading, const struct value *value, void *target)
{
	struct strlist *refs = &reading->record->target_refs;

	(void)target;
	if (read_list(reading, value, RECORD_MOST_REFS, refs) < 0)
		return -1;
	for (size_t i = 0; i < refs->count; i++)
		if (strncmp(refs->items[i], "refs/", 5) != 0)
			return fail(reading, "an item does not begin with refs/");
	return 0;
}

/* A rule is named by its id: there is no word for all of them. */
static int read_rules(struct reading *reading, const struct value *value, void *target)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
	struct strlist *rules = &reading->record->rules;

	(void)target;
	if (read_list(reading, value, RECORD_MOST_RULES, rules) < 0)
		return -1;
	for (size_t i = 0; i < rules->count; i++)
		if (!rules->items[i][0] ||
		    rules->items[i][strspn(rules->items[i], letters)])
			return fail(reading, "an item is no id of a rule");
	return 0;
}

static int read_path(struct reading *reading, const struct value *value, void *target)
{
	struct record_entry *entry = target;

	if (check_text(reading, value, MOST_PATH) < 0)
		return -1;
	if (!*value->text)
		return fail(reading, "empty");
	entry->path = xstrdup(value->text);
	return 0;
}

static int read_mode(struct reading *reading, const struct value *value, void *target)
{
	static const char *const known[] = {"100644", "100755", "120000", "160000"};
	struct record_entry *entry = target;

	if (value->kind == VALUE_NULL)
		return 0;
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (value->kind == VALUE_STRING && !strcmp(value->text, known[i]))
			entry->mode = (unsigned)strtoul(known[i], NULL, 8);
	return entry->mode ? 0 : fail(reading, "no mode of a file");
}

static int read_blob(struct reading *reading, const struct value *value, void *target)
{
	struct record_entry *entry = target;

	if ((value->kind == VALUE_NULL) != (entry->mode == MODE_NONE))
		return fail(reading, "mode and blob are not null together");
	if (value->kind == VALUE_NULL)
		return 0;
	if (value->kind != VALUE_STRING ||
	    (!is_hex(value->text, 40) && !is_hex(value->text, 64)) ||
	    !oid_parse(&entry->blob, value->text) || oid_is_null(&entry->blob))
		return fail(reading, "no object id");
	return 0;
}

static const struct member entry_members[] = {
	{"path", read_path}, {"mode", read_mode}, {"blob", read_blob}, {NULL, NULL}};

static int read_entries(struct reading *reading, const struct value *value, void *target)
{
	struct record *record = reading->record;

	(void)target;
	if (value->kind != VALUE_LIST)
		return fail(reading, "not a list but %s", value_kind_name(value->kind));
	if (!value->count || value->count > RECORD_MOST_ENTRIES)
		return fail(reading, "not from 1 to %d items", RECORD_MOST_ENTRIES);
	for (size_t i = 0; i < value->count; i++) {
		struct record_entry entry = {0};
		int rc = read_members(reading, &value->items[i], entry_members, &entry);

		if (rc == 0)
			record_add_entry(record, entry.path, entry.mode, &entry.blob);
		free(entry.path);
		if (rc < 0)
			return -1;
		if (i && strcmp(record->entries[i - 1].path, record->entries[i].path) >= 0)
			return fail(reading, "not sorted by path, or a path twice");
	}
	return 0;
}

static int read_plan(struct reading *reading, const struct value *value, void *target)
{
	(void)target;
	if (check_text(reading, value, MOST_PATH) < 0)
		return -1;
	if (!*value->text)
		return fail(reading, "empty");
	reading->record->plan = xstrdup(value->text);
	return 0;
}

static int read_digest(struct reading *reading, const struct value *value, void *target)
{
	(void)target;
	if (check_text(reading, value, MOST_TEXT) < 0)
		return -1;
	if (!is_hex(value->text, SHA256_HEX))
		return fail(reading, "not %d hexadecimal digits", SHA256_HEX);
	memcpy(reading->record->digest, value->text, SHA256_HEX + 1);
	return 0;
}

static const struct member override_members[] = {{"type", read_type},
						 {"version", read_version},
						 {"repository", read_repository},
						 {"target_refs", read_refs},
						 {"rules", read_rules},
						 {"entries", read_entries},
						 {"reason", read_reason},
						 {"ticket", read_ticket},
						 {"author", read_author},
						 {"created", read_created},
						 {"expires", read_expires},
						 {"nonce", read_nonce},
						 {NULL, NULL}};

static const struct member approval_members[] = {{"type", read_type},
						 {"version", read_version},
						 {"repository", read_repository},
						 {"plan", read_plan},
						 {"digest", read_digest},
						 {"reason", read_reason},
						 {"ticket", read_ticket},
						 {"author", read_author},
						 {"created", read_created},
						 {"expires", read_expires},
						 {"nonce", read_nonce},
						 {NULL, NULL}};

static int read_document(struct reading *reading, const struct value *root)
{
	const struct value *type = value_get(root, "type");

	if (!type || type->kind != VALUE_STRING)
		return fail(reading, "no key 'type'");
	if (!strcmp(type->text, record_type_name(RECORD_OVERRIDE)))
		return read_members(reading, root, override_members, NULL);
	if (strcmp(type->text, record_type_name(RECORD_APPROVAL)) != 0)
		return fail(reading, "type: neither an override nor an approval");
	reading->record->type = RECORD_APPROVAL;
	return read_members(reading, root, approval_members, NULL);
}

int record_parse(struct record **out, const char *id, const char *text, size_t len,
		 struct pg_error *err)
{
	CLEANUP(record_freep) struct record *record = xcalloc(1, sizeof(*record));
	CLEANUP(value_clear) struct value root = {0};
	struct reading reading = {record, err};

	if (len > RECORD_MOST_BYTES)
		return fail(&reading, "more than %d bytes", RECORD_MOST_BYTES);
	sha256_hex(text, len, record->id);
	if (strcmp(record->id, id) != 0)
		return fail(&reading, "its name is not the SHA-256 of its content");
	if (value_parse_json(&root, "json", text, len, err) < 0)
		return -1;
	if (root.kind != VALUE_MAP)
		return fail(&reading, "not an object");
	if (read_document(&reading, &root) < 0)
		return -1;
	str_add_mem(&record->bytes, text, len);
	*out = TAKE(record);
	return 0;
}
