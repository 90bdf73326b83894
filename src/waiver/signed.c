#include "plangate/waiver/signed.h"

#include <stdint.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/change/case.h"
#include "plangate/git/history.h"
#include "plangate/git/objects.h"
#include "plangate/git/repo.h"
#include "plangate/record/signature.h"

enum { REGULAR = 0100644 };

int record_blob(struct repo *repo, const struct oid *tree, const char *path,
		struct str *out, bool *found, struct pg_error *err)
{
	char id[SHA256_HEX + 1];
	struct tree_item item;
	size_t size = 0, most;
	int signature = -1;

	*found = false;
	if (!record_name_parse(path, id, &signature))
		return 0;
	most = signature < 0 ? RECORD_MOST_BYTES : SIGNATURE_MOST_BYTES;
	if (tree_find(repo, tree, path, &item, err) < 0)
		return -1;
	if (item.mode != REGULAR)
		return 0;
	if (blob_size(repo, &item.id, &size, err) < 0)
		return -1;
	if (size > most)
		return 0;
	*found = true;
	return blob_read(repo, &item.id, most, out, err);
}

/* signature_check.read_key */
static int read_key(void *context, const char *fingerprint, struct str *out,
		    struct pg_error *err)
{
	return trust_key(context, fingerprint, out, err);
}

struct signature_check trust_check(const struct trust *trust, const struct record *record,
				   long long now)
{
	return (struct signature_check){.signers = &trust->signers,
					.revoked = &trust->revoked,
					.type = record->type,
					.bytes = &record->bytes,
					.now = now,
					.read_key = read_key,
					.context = (void *)(uintptr_t)trust};
}

static int verify_one(const struct record_wish *wish, int number,
		      struct signed_record *item, struct pg_error *err)
{
	const struct signature_check check =
		trust_check(wish->trust, item->record, wish->now);
	CLEANUP(freep) char *path = record_path(item->record->id, number);
	CLEANUP(str_clear) struct str text = {0};
	CLEANUP(freep) char *person = NULL;
	CLEANUP(freep) char *why = NULL;
	bool found = false;

	if (record_blob(wish->trust->repo, wish->tree, path, &text, &found, err) < 0)
		return -1;
	if (!found)
		return 0;
	if (signature_verify(&check, str_text(&text), text.len, &person, &why, err) < 0)
		return pg_prefix(err, "%s", path);
	if (person && !strlist_has(&item->persons, person))
		strlist_add(&item->persons, person);
	if (why) {
		CLEANUP(freep) char *remark = xasprintf("signature %d: %s", number, why);

		strlist_add(&item->remarks, remark);
	}
	return 0;
}

static bool is_wanted(const struct record_wish *wish, const struct record *record)
{
	return record->type == wish->type &&
	       (!wish->wanted || wish->wanted(wish->context, record));
}

int record_take(const struct record_wish *wish, const char *id, const struct str *text,
		struct signed_records *records, struct pg_error *err)
{
	struct record *record = NULL;
	struct signed_record *item;
	struct pg_error reason = {0};

	/* What is wrong with it, records_guard() tells. */
	if (record_parse(&record, id, str_text(text), text->len, &reason) < 0)
		return 0;
	if (!is_wanted(wish, record)) {
		record_free(record);
		return 0;
	}
	item = ARRAY_PUSH(records->items, records->count, records->capacity);
	item->record = record;
	if (!wish->expired_too && record->expires && record->expires <= wish->now)
		return 0;
	for (int i = 0; i < RECORD_MOST_SIGNATURES; i++)
		if (verify_one(wish, i, item, err) < 0)
			return -1;
	return 0;
}

int record_read(const struct record_wish *wish, const char *id,
		struct signed_records *records, struct pg_error *err)
{
	CLEANUP(freep) char *path = record_path(id, -1);
	CLEANUP(str_clear) struct str text = {0};
	bool found = false;

	if (record_blob(wish->trust->repo, wish->tree, path, &text, &found, err) < 0)
		return -1;
	return found ? record_take(wish, id, &text, records, err) : 0;
}

int change_people(struct repo *repo, const struct change_spec *spec,
		  const struct strlist *paths, struct strlist *people, struct pg_error *err)
{
	for (size_t i = 0; spec->pushers && i < spec->pushers->count; i++)
		strlist_add(people, spec->pushers->items[i]);
	if (oid_is_null(&spec->commit))
		return repo_people(repo, people, err);
	if (!spec->is_range)
		return commit_people(repo, &spec->commit, people, err);
	return range_people(
		repo,
		&(struct commit_range){.base = &spec->base_commit, .tip = &spec->commit},
		paths, people, err);
}

char *change_target(const struct pg_case *c)
{
	if (c->spec.ref)
		return xstrdup(c->spec.ref);
	return c->set.branch ? xasprintf("refs/heads/%s", c->set.branch) : NULL;
}
