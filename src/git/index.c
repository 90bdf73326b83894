#include "plangate/git/index.h"

#include <string.h>

#include "git_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/error.h"
#include "plangate/base/file.h"
#include "plangate/git/repo.h"

enum { MOST_FILES = 20 };

/* "100644,<id>,<path>" for update-index. */
static int write_blob(struct repo *repo, const char *top, const char *path, char **entry,
		      struct pg_error *err)
{
	CLEANUP(freep) char *file = file_join(top, path);
	const char *const args[] = {"hash-object", "-w", "--no-filters", "--", file, NULL};
	CLEANUP(str_clear) struct str out = {0};
	struct oid id;

	if (repo_git(repo, args, true, &out, err) < 0)
		return -1;
	if (!oid_parse(&id, str_text(&out)))
		return pg_fail(err, PG_ERR_SYSTEM, "git hash-object named no object");
	*entry = xasprintf("100644,%s,%s", id.hex, path);
	return 0;
}

int index_add_files(struct repo *repo, const struct strlist *paths, struct pg_error *err)
{
	const char *args[2 * MOST_FILES + 3] = {"update-index", "--add"};
	CLEANUP(strlist_clear) struct strlist entries = {0};
	CLEANUP(freep) char *top = NULL;
	size_t count = 2;

	if (paths->count > MOST_FILES)
		return pg_fail(err, PG_ERR_SYSTEM, "too many files to stage at once");
	if (repo_toplevel(repo, &top, err) < 0)
		return -1;
	for (size_t i = 0; i < paths->count; i++) {
		CLEANUP(freep) char *entry = NULL;

		if (write_blob(repo, top, paths->items[i], &entry, err) < 0)
			return -1;
		strlist_add(&entries, entry);
	}
	for (size_t i = 0; i < entries.count; i++) {
		args[count++] = "--cacheinfo";
		args[count++] = entries.items[i];
	}
	return repo_git(repo, args, true, NULL, err) < 0 ? -1 : 0;
}
