/* What a record is made of, and where it is kept. */
#include "plangate/record/record.h"

#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/json.h"
#include "plangate/base/utc.h"
#include "record_internal.h"

const struct record_kind *record_kind(enum record_type type)
{
#define KIND(type, kind) [type] = &(kind),
	static const struct record_kind *const kinds[] = {RECORD_KINDS(KIND)};
#undef KIND

	return kinds[type];
}

const char *record_type_name(enum record_type type)
{
	return record_kind(type)->type;
}

const char *record_namespace(enum record_type type)
{
	return record_kind(type)->namespace;
}

void record_tell(struct str *out, const struct record *record)
{
	record_kind(record->type)->tell(out, record);
}

void record_explain(struct str *out, const struct record *record)
{
	record_kind(record->type)->explain(out, record);
}

void record_free(struct record *record)
{
	if (!record)
		return;
	record_kind(record->type)->clear(record);
	str_clear(&record->bytes);
	free(record->repository);
	free(record->reason);
	free(record->ticket);
	free(record->author);
	free(record);
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

void record_write(struct record *record)
{
	struct json_writer w = {0};

	json_open_object(&w);
	json_put_string(&w, "type", record_type_name(record->type));
	json_put_int(&w, "version", RECORD_VERSION);
	json_put_string(&w, "repository", record->repository);
	record_kind(record->type)->write(&w, record);
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
