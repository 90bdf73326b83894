/* Changes as people name them on the command line. */
#include <string.h>

#include "cli.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/gate/gate.h"
#include "plangate/git/history.h"

int cli_split_range(struct repo *repo, const char *range, struct oid *from, struct oid *to,
		    struct pg_error *err)
{
	const char *dots = strstr(range, "..");
	CLEANUP(freep)
	char *left = dots ? xmemdup(range, (size_t)(dots - range)) : xstrdup(range);
	const char *right = dots ? dots + 2 + (dots[2] == '.') : "";

	if (revision_commit(repo, *left ? left : "HEAD", from, err) < 0)
		return -1;
	return revision_commit(repo, *right ? right : "HEAD", to, err);
}

int cli_which_change(struct repo *repo, const char *range, const char *commit,
		     struct oid *from, struct oid *to, struct gate_change *which,
		     struct pg_error *err)
{
	*which = (struct gate_change){0};
	if (range) {
		if (cli_split_range(repo, range, from, to, err) < 0)
			return -1;
		*which = (struct gate_change){.from = from, .to = to};
	} else if (commit) {
		if (revision_commit(repo, commit, to, err) < 0)
			return -1;
		which->commit = to;
	}
	return 0;
}
