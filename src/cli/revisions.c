/* Changes as people name them on the command line. */
#include <string.h>

#include "cli.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/change/spec.h"
#include "plangate/git/history.h"

int cli_split_range(struct repo *repo, const char *range, struct named_change *change,
		    struct pg_error *err)
{
	const char *dots = strstr(range, "..");
	CLEANUP(freep)
	char *left = dots ? xmemdup(range, (size_t)(dots - range)) : xstrdup(range);
	const char *right = dots ? dots + 2 + (dots[2] == '.') : "";

	if (revision_commit(repo, *left ? left : "HEAD", &change->from, err) < 0)
		return -1;
	return revision_commit(repo, *right ? right : "HEAD", &change->to, err);
}

int cli_name_change(struct repo *repo, const char *range, const char *commit,
		    struct named_change *change, struct pg_error *err)
{
	*change = (struct named_change){.kind = range	 ? SPEC_RANGE
						: commit ? SPEC_COMMIT
							 : SPEC_STAGED};
	if (range)
		return cli_split_range(repo, range, change, err);
	return commit ? revision_commit(repo, commit, &change->to, err) : 0;
}
