#include "entries.h"

#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/json.h"
#include "plangate/model/changeset.h"
#include "record_internal.h"
#include "values.h"

void record_add_entry(struct record *record, const char *path, unsigned mode,
		      const struct oid *blob)
{
	struct record_entry *entry =
		ARRAY_PUSH(record->entries, record->entry_count, record->entry_capacity);

	entry->path = xstrdup(path);
	entry->mode = mode;
	entry->blob = *blob;
}

static int compare_entry(const void *path, const void *entry)
{
	return strcmp(path, ((const struct record_entry *)entry)->path);
}

const struct record_entry *record_entry_find(const struct record *record, const char *path)
{
	if (!record->entry_count)
		return NULL;
	return bsearch(path, record->entries, record->entry_count, sizeof(*record->entries),
		       compare_entry);
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

int entries_read(struct loading *loading, const struct value *value, void *target)
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

void entries_write(struct json_writer *w, const struct record *record)
{
	json_key(w, "entries");
	json_open_list(w);
	for (size_t i = 0; i < record->entry_count; i++) {
		const struct record_entry *entry = &record->entries[i];
		CLEANUP(freep)
		char *mode = entry->mode ? xasprintf("%06o", entry->mode) : NULL;

		json_open_object(w);
		json_put_string(w, "path", entry->path);
		json_put_string(w, "mode", mode);
		json_put_string(w, "blob", entry->mode ? entry->blob.hex : NULL);
		json_close(w);
	}
	json_close(w);
}

void entries_clear(struct record *record)
{
	for (size_t i = 0; i < record->entry_count; i++)
		free(record->entries[i].path);
	free(record->entries);
}
