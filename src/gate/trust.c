/* Who may sign a record: the files of the base, and nothing else. */
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/error.h"
#include "plangate/git/history.h"
#include "plangate/git/objects.h"
#include "plangate/git/repo.h"
#include "records.h"

enum { MOST_KEY_BYTES = 1 << 20, MOST_REVOKED_BYTES = 4 << 20, REGULAR = 0100644 };

static int read_guarded(struct repo *repo, const struct oid *tree, const char *path,
			size_t most, struct str *out, bool *found, struct pg_error *err)
{
	struct tree_item item;
	size_t size = 0;

	if (tree_find(repo, tree, path, &item, err) < 0)
		return -1;
	*found = item.mode != MODE_NONE;
	if (!*found)
		return 0;
	if ((item.mode & 0170000) != 0100000)
		return pg_fail(err, PG_ERR_POLICY, "%s: not a regular file", path);
	if (blob_size(repo, &item.id, &size, err) < 0)
		return -1;
	if (size > most)
		return pg_fail(err, PG_ERR_POLICY, "%s: more than %zu bytes", path, most);
	return blob_read(repo, &item.id, most, out, err);
}

int trust_read(struct trust *trust, struct repo *repo, const struct oid *tree,
	       struct pg_error *err)
{
	CLEANUP(str_clear) struct str signers = {0};
	CLEANUP(str_clear) struct str revoked = {0};
	bool has_revoked = false;

	*trust = (struct trust){.repo = repo, .tree = tree};
	if (read_guarded(repo, tree, SIGNERS_FILE, SIGNERS_MOST_BYTES, &signers,
			 &trust->has_signers, err) < 0 ||
	    read_guarded(repo, tree, REVOKED_FILE, MOST_REVOKED_BYTES, &revoked,
			 &has_revoked, err) < 0)
		return -1;
	if (trust->has_signers && signers_parse(&trust->signers, SIGNERS_FILE,
						str_text(&signers), signers.len, err) < 0)
		return -1;
	if (has_revoked && revoked_parse(&trust->revoked, REVOKED_FILE, str_text(&revoked),
					 revoked.len, err) < 0)
		return -1;
	return 0;
}

void trust_clear(struct trust *trust)
{
	signers_clear(&trust->signers);
	revoked_clear(&trust->revoked);
}

int record_blob(struct repo *repo, const struct oid *tree, const char *path, size_t most,
		struct str *out, bool *found, struct pg_error *err)
{
	struct tree_item item;
	size_t size = 0;

	*found = false;
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

/* An OpenPGP key that the signers file names by its fingerprint. */
static int read_key(void *context, const char *fingerprint, struct str *out,
		    struct pg_error *err)
{
	const struct trust *trust = context;
	CLEANUP(freep) char *path = xasprintf(KEYS_FOLDER "/%s.asc", fingerprint);
	bool found = false;

	if (read_guarded(trust->repo, trust->tree, path, MOST_KEY_BYTES, out, &found, err) <
	    0)
		return -1;
	if (!found)
		return pg_fail(err, PG_ERR_POLICY,
			       "%s: there is no such file, and " SIGNERS_FILE
			       " names the key",
			       path);
	return 0;
}

int trust_verify(struct trust *trust, const struct record *record,
		 const struct str *signature, long long now, char **person, char **why,
		 struct pg_error *err)
{
	const struct signature_check check = {.signers = &trust->signers,
					      .revoked = &trust->revoked,
					      .type = record->type,
					      .bytes = &record->bytes,
					      .now = now,
					      .read_key = read_key,
					      .context = trust};

	return signature_verify(&check, str_text(signature), signature->len, person, why,
				err);
}

static int verify_one(struct trust *trust, const struct oid *tree, long long now,
		      int number, struct signed_record *item, struct pg_error *err)
{
	CLEANUP(freep) char *path = record_path(item->record->id, number);
	CLEANUP(str_clear) struct str text = {0};
	CLEANUP(freep) char *person = NULL;
	CLEANUP(freep) char *why = NULL;
	bool found = false;

	if (record_blob(trust->repo, tree, path, SIGNATURE_MOST_BYTES, &text, &found, err) <
	    0)
		return -1;
	if (!found)
		return 0;
	if (trust_verify(trust, item->record, &text, now, &person, &why, err) < 0)
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

int record_read(struct trust *trust, const struct oid *tree, const char *id,
		const struct record_wish *wish, struct signed_records *records,
		struct pg_error *err)
{
	CLEANUP(freep) char *path = record_path(id, -1);
	CLEANUP(str_clear) struct str text = {0};
	struct record *record = NULL;
	struct signed_record *item;
	struct pg_error reason = {0};
	bool found = false;

	if (record_blob(trust->repo, tree, path, RECORD_MOST_BYTES, &text, &found, err) < 0)
		return -1;
	/* What is wrong with it, records_guard() tells. */
	if (!found || record_parse(&record, id, str_text(&text), text.len, &reason) < 0)
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
		if (verify_one(trust, tree, wish->now, i, item, err) < 0)
			return -1;
	return 0;
}

int trust_check_new(struct repo *repo, const struct change_spec *spec,
		    const struct changeset *set, struct diagnostics *out,
		    struct pg_error *err)
{
	struct trust trust;
	struct pg_error reason = {0};
	const char *file = changeset_find(set, SIGNERS_FILE) ? SIGNERS_FILE : REVOKED_FILE;
	int rc;

	if (!changeset_find(set, file))
		return 0;
	rc = trust_read(&trust, repo, &spec->tree, &reason);
	trust_clear(&trust);
	if (rc == 0)
		return 0;
	if (reason.kind != PG_ERR_POLICY) {
		*err = reason;
		return -1;
	}
	diagnostics_add(out, SEVERITY_ERROR, "bad-policy", file, 0, 0,
			"what this change makes of the signers is not valid: %s",
			reason.text)
		->rule = xstrdup(POLICY_CHANGE_RULE);
	return 0;
}

int change_people(struct repo *repo, const struct change_spec *spec,
		  const struct strlist *paths, struct strlist *people, struct pg_error *err)
{
	for (size_t i = 0; spec->pushers && i < spec->pushers->count; i++)
		strlist_add(people, spec->pushers->items[i]);
	if (oid_is_null(&spec->commit))
		return repo_people(repo, people, err);
	return spec->is_range ? range_people(repo, &spec->base_commit, &spec->commit, paths,
					     people, err)
			      : commit_people(repo, &spec->commit, people, err);
}

char *change_target(const struct change_spec *spec, const struct changeset *set)
{
	if (spec->ref)
		return xstrdup(spec->ref);
	return set->branch ? xasprintf("refs/heads/%s", set->branch) : NULL;
}
