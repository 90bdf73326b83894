#include "plangate/change/trust.h"

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/str.h"
#include "plangate/git/objects.h"
#include "plangate/record/record.h"

enum { MOST_KEY_BYTES = 1 << 20, MOST_REVOKED_BYTES = 4 << 20 };

static int read_guarded(const struct trust *trust, const char *path, size_t most,
			struct str *out, bool *found, struct pg_error *err)
{
	struct tree_item item;
	size_t size = 0;

	if (tree_find(trust->repo, &trust->tree, path, &item, err) < 0)
		return -1;
	*found = item.mode != MODE_NONE;
	if (!*found)
		return 0;
	if ((item.mode & 0170000) != 0100000)
		return pg_fail(err, PG_ERR_POLICY, "%s: not a regular file", path);
	if (blob_size(trust->repo, &item.id, &size, err) < 0)
		return -1;
	if (size > most)
		return pg_fail(err, PG_ERR_POLICY, "%s: more than %zu bytes", path, most);
	return blob_read(trust->repo, &item.id, most, out, err);
}

int trust_read(struct trust *trust, struct repo *repo, const struct oid *tree,
	       struct pg_error *err)
{
	CLEANUP(str_clear) struct str signers = {0};
	CLEANUP(str_clear) struct str revoked = {0};
	bool has_revoked = false;

	*trust = (struct trust){.repo = repo, .tree = *tree};
	if (read_guarded(trust, SIGNERS_FILE, SIGNERS_MOST_BYTES, &signers,
			 &trust->has_signers, err) < 0 ||
	    read_guarded(trust, REVOKED_FILE, MOST_REVOKED_BYTES, &revoked, &has_revoked,
			 err) < 0)
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

int trust_key(const struct trust *trust, const char *fingerprint, struct str *out,
	      struct pg_error *err)
{
	CLEANUP(freep) char *path = xasprintf(KEYS_FOLDER "/%s.asc", fingerprint);
	bool found = false;

	if (read_guarded(trust, path, MOST_KEY_BYTES, out, &found, err) < 0)
		return -1;
	if (!found)
		return pg_fail(err, PG_ERR_POLICY,
			       "%s: there is no such file, and " SIGNERS_FILE
			       " names the key",
			       path);
	return 0;
}
