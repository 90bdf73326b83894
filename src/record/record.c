/* What a record is made of, and where it is kept. */
#include "plangate/record/record.h"

#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/json.h"
#include "plangate/base/utc.h"
#include "plangate/model/changeset.h"
#include "record_internal.h"

const char *record_type_name(enum record_type type)
{
	return type == RECORD_OVERRIDE ? "plangate-override" : "plangate-approval";
}

const char *record_namespace(enum record_type type)
{
	return type == RECORD_OVERRIDE ? "plangate-override@v1" : "plangate-approval@v1";
}

void record_free(struct record *record)
{
	if (!record)
		return;
	for (size_t i = 0; i < record->entry_count; i++)
		free(record->entries[i].path);
	free(record->entries);
	strlist_clear(&record->target_refs);
	strlist_clear(&record->rules);
	str_clear(&record->bytes);
	free(record->repository);
	free(record->reason);
	free(record->ticket);
	free(record->author);
	free(record->plan);
	free(record);
}

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

bool record_name_parse(const char *path, char id[SHA256_HEX + 1], int *signature)
{
	static const char folder[] = RECORDS_FOLDER "/";
	size_t len = strlen(folder);
	char *end;
	long number;

	if (strncmp(path, folder, len) != 0)
		return false;
	path += len;
	if (strspn(path, "0123456789abcdef") != SHA256_HEX || path[SHA256_HEX] != '.')
		return false;
	memcpy(id, path, SHA256_HEX);
	id[SHA256_HEX] = '\0';
	path += SHA256_HEX + 1;
	*signature = -1;
	if (!strcmp(path, "json"))
		return true;
	if (*path < '0' || *path > '9' || (*path == '0' && path[1] != '.'))
		return false;
	number = strtol(path, &end, 10);
	*signature = (int)number;
	return number < RECORD_MOST_SIGNATURES && !strcmp(end, ".sig");
}

char *record_path(const char *id, int signature)
{
	return signature < 0 ? xasprintf(RECORDS_FOLDER "/%s.json", id)
			     : xasprintf(RECORDS_FOLDER "/%s.%d.sig", id, signature);
}

static void put_moment(struct json_writer *w, const char *key, long long moment)
{
	char text[UTC_TEXT];

	utc_format(moment, text);
	json_put_string(w, key, moment ? text : NULL);
}

static void put_entries(struct json_writer *w, const struct record *record)
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

void record_write(struct record *record)
{
	struct json_writer w = {0};

	json_open_object(&w);
	json_put_string(&w, "type", record_type_name(record->type));
	json_put_int(&w, "version", RECORD_VERSION);
	json_put_string(&w, "repository", record->repository);
	if (record->type == RECORD_OVERRIDE) {
		json_put_list(&w, "target_refs", &record->target_refs);
		json_put_list(&w, "rules", &record->rules);
		put_entries(&w, record);
	} else {
		json_put_string(&w, "plan", record->plan);
		json_put_string(&w, "digest", record->digest);
	}
	json_put_string(&w, "reason", record->reason);
	json_put_string(&w, "ticket", record->ticket);
	json_put_string(&w, "author", record->author);
	put_moment(&w, "created", record->created);
	put_moment(&w, "expires", record->expires);
	json_put_string(&w, "nonce", record->nonce);
	json_close(&w);
	str_reset(&record->bytes);
	json_finish(&w, &record->bytes);
	sha256_hex(str_text(&record->bytes), record->bytes.len, record->id);
}
