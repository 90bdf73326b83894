/* The records of a tree, and what they are worth now. */
#include "plangate/assist/records.h"

#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/utc.h"
#include "plangate/change/policy.h"
#include "plangate/change/trust.h"
#include "plangate/git/objects.h"
#include "plangate/git/repo.h"
#include "plangate/git/staged.h"
#include "plangate/policy/policy.h"
#include "plangate/waiver/signed.h"

struct listing {
	struct repo *repo;
	struct trust trust;
	struct policy *policy;
	struct oid tree, base;
	const char *prefix;
	long long now;
	struct record_states *out;
};

static void listing_clear(struct listing *listing)
{
	trust_clear(&listing->trust);
	policy_free(listing->policy);
}

/* Signers and policy of HEAD; the records of the index where there is one. */
static int open_listing(struct listing *listing, struct pg_error *err)
{
	struct change_spec spec = {0};
	struct oid head;

	if (repo_head(listing->repo, &head, err) < 0 ||
	    spec_set_base(listing->repo, &spec, &head, err) < 0)
		return -1;
	listing->base = listing->tree = spec.base_tree;
	if (!repo_is_bare(listing->repo) &&
	    staged_tree(listing->repo, &listing->tree, err) < 0)
		return -1;
	listing->now = utc_now();
	if (policy_from_tree(listing->repo, &listing->base, &listing->policy, err) < 0)
		return -1;
	return trust_read(&listing->trust, listing->repo, &listing->base, err);
}

int record_signer(struct repo *repo, const struct record *record,
		  const struct str *signature, char **person, char **why,
		  struct pg_error *err)
{
	CLEANUP(listing_clear) struct listing listing = {.repo = repo};
	struct signature_check check;

	if (open_listing(&listing, err) < 0)
		return -1;
	check = trust_check(&listing.trust, record, listing.now);
	return signature_verify(&check, str_text(signature), signature->len, person, why,
				err);
}

static int find_number(const struct listing *listing, const char *id, int *number,
		       struct pg_error *err)
{
	struct tree_item item = {.mode = 1};

	for (*number = -1; item.mode && *number < RECORD_MOST_SIGNATURES - 1;) {
		CLEANUP(freep) char *path = record_path(id, ++*number);

		if (tree_find(listing->repo, &listing->tree, path, &item, err) < 0)
			return -1;
	}
	if (item.mode)
		*number = -1;
	return 0;
}

/* Whatever type it is of. */
static int read_state(struct listing *listing, struct record_state *state,
		      struct pg_error *err)
{
	struct signed_records found = {0};
	int rc = 0;

	for (int type = 0; type < RECORD_TYPES && rc == 0; type++) {
		const struct record_wish wish = {.trust = &listing->trust,
						 .tree = &listing->tree,
						 .type = (enum record_type)type,
						 .now = listing->now,
						 .expired_too = true};

		rc = record_read(&wish, state->id, &found, err);
	}
	if (found.count) {
		state->item = found.items[0];
		found.items[0] = (struct signed_record){0};
	}
	signed_records_clear(&found);
	return rc;
}

static int explain_broken(const struct listing *listing, struct record_state *state,
			  struct pg_error *err)
{
	CLEANUP(freep) char *path = record_path(state->id, -1);
	CLEANUP(str_clear) struct str text = {0};
	struct pg_error reason = {0};
	struct record *record = NULL;
	bool found = false;

	if (record_blob(listing->repo, &listing->tree, path, &text, &found, err) < 0)
		return -1;
	if (record_parse(&record, state->id, str_text(&text), text.len, &reason) < 0)
		state->broken = xstrdup(reason.text);
	record_free(record);
	return 0;
}

static int read_one(void *context, const char *path, unsigned mode, const struct oid *id,
		    struct pg_error *err)
{
	struct listing *listing = context;
	struct record_state *state;
	const struct record *record;
	char name[SHA256_HEX + 1];
	int signature;

	(void)id;
	if (mode != 0100644 || !record_name_parse(path, name, &signature) ||
	    signature >= 0 ||
	    (listing->prefix && strncmp(name, listing->prefix, strlen(listing->prefix))))
		return 0;
	state = ARRAY_PUSH(listing->out->items, listing->out->count,
			   listing->out->capacity);
	memcpy(state->id, name, sizeof(name));
	if (read_state(listing, state, err) < 0 ||
	    find_number(listing, name, &state->next_number, err) < 0)
		return -1;
	record = state->item.record;
	if (!record)
		return explain_broken(listing, state, err);
	state->revoked = strlist_has(&listing->trust.revoked.records, name);
	state->expired = record->expires && record->expires <= listing->now;
	state->foreign = !listing->policy || !listing->policy->repository ||
			 strcmp(listing->policy->repository, record->repository) != 0;
	return 0;
}

int record_states_read(struct repo *repo, const char *prefix, struct record_states *out,
		       struct pg_error *err)
{
	CLEANUP(listing_clear)
	struct listing listing = {.repo = repo, .prefix = prefix, .out = out};

	if (open_listing(&listing, err) < 0)
		return -1;
	return tree_walk(repo, &listing.tree, RECORDS_FOLDER, read_one, &listing, err);
}

void record_states_clear(struct record_states *states)
{
	for (size_t i = 0; i < states->count; i++) {
		record_free(states->items[i].item.record);
		strlist_clear(&states->items[i].item.persons);
		strlist_clear(&states->items[i].item.remarks);
		free(states->items[i].broken);
	}
	free(states->items);
	*states = (struct record_states){0};
}

const char *record_state_word(const struct record_state *state)
{
	if (!state->item.record)
		return "broken";
	if (state->revoked)
		return "revoked";
	if (!state->item.persons.count)
		return "not signed";
	if (state->foreign)
		return "for another repository";
	return state->expired ? "expired" : "in force";
}
