#include "plangate/waiver/guard.h"

#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/text.h"
#include "plangate/change/case.h"
#include "plangate/git/objects.h"
#include "plangate/policy/policy.h"
#include "plangate/record/signature.h"
#include "plangate/waiver/signed.h"

static const char folder[] = RECORDS_FOLDER "/";

static void refuse(struct diagnostics *out, const char *path, const char *why)
{
	CLEANUP(freep) char *quoted = text_quote_path(path);

	diagnostics_add_fixed(out, PROBLEM_BAD_RECORD, path, 0, "'%s': %s", quoted, why)
		->rule = xstrdup(POLICY_CHANGE_RULE);
}

/* A signature belongs to a record that is there. */
static int guard_signature(const struct pg_case *c, const char *path, const char *id,
			   struct diagnostics *out, struct pg_error *err)
{
	CLEANUP(freep) char *document = record_path(id, -1);
	CLEANUP(str_clear) struct str text = {0};
	struct tree_item item;
	bool found = false;

	if (record_blob(c->repo, &c->spec.tree, path, &text, &found, err) < 0 ||
	    tree_find(c->repo, &c->spec.tree, document, &item, err) < 0)
		return -1;
	if (!found || !signature_is_whole(str_text(&text), text.len))
		refuse(out, path, "it is no signature, or there is something beside it");
	else if (item.mode == MODE_NONE)
		refuse(out, path, "it signs a record that is not there");
	return 0;
}

static int guard_document(const struct pg_case *c, const char *path, const char *id,
			  struct diagnostics *out, struct pg_error *err)
{
	CLEANUP(str_clear) struct str text = {0};
	struct pg_error reason = {0};
	struct record *record = NULL;
	bool found = false;

	if (record_blob(c->repo, &c->spec.tree, path, &text, &found, err) < 0)
		return -1;
	if (!found)
		refuse(out, path, "it is too large");
	else if (record_parse(&record, id, str_text(&text), text.len, &reason) < 0)
		refuse(out, path, reason.text);
	record_free(record);
	return 0;
}

static int guard_one(const struct pg_case *c, const struct change *change,
		     struct diagnostics *out, struct pg_error *err)
{
	char id[SHA256_HEX + 1];
	int signature = -1;

	if (!record_name_parse(change->path, id, &signature)) {
		if (change->status != CHANGE_DELETED)
			refuse(out, change->path, "it is no name of a record");
		return 0;
	}
	if (change->status != CHANGE_ADDED) {
		refuse(out, change->path, "records are added, never changed or removed");
		return 0;
	}
	if (change->new_mode != 0100644) {
		refuse(out, change->path, "it is not a plain file");
		return 0;
	}
	return signature < 0 ? guard_document(c, change->path, id, out, err)
			     : guard_signature(c, change->path, id, out, err);
}

int records_guard(const struct pg_case *c, struct diagnostics *out, struct pg_error *err)
{
	const struct changeset *set = &c->set;
	size_t count = 0;

	for (size_t i = 0; i < set->count; i++) {
		if (strncmp(set->items[i].path, folder, strlen(folder)) != 0)
			continue;
		if (++count > MOST_RECORDS)
			return pg_fail(err, PG_ERR_SYSTEM,
				       "more than %d files of records in one change",
				       MOST_RECORDS);
		if (guard_one(c, &set->items[i], out, err) < 0)
			return -1;
	}
	return 0;
}

int signers_guard(const struct pg_case *c, struct diagnostics *out, struct pg_error *err)
{
	const char *file =
		changeset_find(&c->set, SIGNERS_FILE) ? SIGNERS_FILE : REVOKED_FILE;
	CLEANUP(trust_clear) struct trust trust = {0};
	struct pg_error reason = {0};

	if (!changeset_find(&c->set, file) ||
	    trust_read(&trust, c->repo, &c->spec.tree, &reason) == 0)
		return 0;
	if (reason.kind != PG_ERR_POLICY) {
		*err = reason;
		return -1;
	}
	diagnostics_add_fixed(out, PROBLEM_BAD_POLICY, file, 0,
			      "what this change makes of the signers is not valid: %s",
			      reason.text)
		->rule = xstrdup(POLICY_CHANGE_RULE);
	return 0;
}
