/*
 * The staged tree by two roads. git writes the tree that it is about to commit into the index, as
 * the extension TREE at its end, before it runs the hooks of a commit: one object id, whatever the
 * size of the repository. Where that is not there or not valid, git itself writes the tree from a
 * copy of the index. libgit2 reads no index here: it refuses split and sparse ones, and takes the
 * wrong one for `git commit -a` and `git commit PATH` (measured in 1.5.1).
 */
#include "plangate/git/staged.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "git_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/error.h"
#include "plangate/base/file.h"
#include "plangate/base/str.h"
#include "plangate/git/repo.h"
#include "raw.h"
#include "store.h"

/* See gitformat-index(5): header "DIRC", version, count; entries; extensions; hash of the rest. */
enum { HEADER_BYTES = 12, EXTENSION_HEADER = 8 };

struct mapping {
	const unsigned char *data; /* NULL: nothing mapped */
	size_t len;
	size_t id_bytes; /* of an id in it, and of its own hash */
};

static void mapping_clear(struct mapping *mapping)
{
	if (mapping->data)
		munmap((void *)(uintptr_t)mapping->data, mapping->len);
}

static bool mapping_open(struct mapping *mapping, const struct repo *repo)
{
	int fd = open(repo->index_file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;
	void *data;

	if (fd < 0)
		return false;
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) ||
	    st.st_size < (off_t)(HEADER_BYTES + repo->id_bytes)) {
		close(fd);
		return false;
	}
	data = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	close(fd);
	if (data == MAP_FAILED)
		return false;
	*mapping = (struct mapping){data, (size_t)st.st_size, repo->id_bytes};
	return true;
}

static uint32_t read_u32(const unsigned char *data)
{
	uint32_t value;

	memcpy(&value, data, sizeof(value));
	return ntohl(value);
}

/* Whether a chain of extensions from here ends exactly where the index's own hash begins. */
static bool chain_ends_at(const unsigned char *at, const unsigned char *end)
{
	while (end - at >= EXTENSION_HEADER) {
		uint32_t len = read_u32(at + 4);

		if (len > (size_t)(end - at - EXTENSION_HEADER))
			return false;
		at += EXTENSION_HEADER + len;
	}
	return at == end;
}

/* The extension TREE, found from the end so that only the tail of the file is touched. */
static const unsigned char *find_tree_extension(const struct mapping *index, size_t *len)
{
	const unsigned char *end = index->data + index->len - index->id_bytes;
	const unsigned char *start = index->data + HEADER_BYTES;

	for (const unsigned char *at = end - EXTENSION_HEADER; at >= start; at--) {
		at = memrchr(start, 'T', (size_t)(at - start) + 1);
		if (!at)
			return NULL;
		if (!memcmp(at, "TREE", 4) && chain_ends_at(at, end)) {
			*len = read_u32(at + 4);
			return at + EXTENSION_HEADER;
		}
	}
	return NULL;
}

/* A decimal number (perhaps negative) that ends in `end` before limit; NULL if there is none. */
static const char *parse_number(const char *at, const char *limit, char end, long *number)
{
	bool negative = at < limit && *at == '-';
	long value = 0;

	at += negative;
	if (at >= limit || *at == end)
		return NULL;
	for (; at < limit && *at >= '0' && *at <= '9' && value < 100000000; at++)
		value = 10 * value + (*at - '0');
	if (at >= limit || *at != end)
		return NULL;
	*number = negative ? -value : value;
	return at + 1;
}

/*
 * The root of the cached tree: an empty path and NUL, the number of entries in ASCII (negative:
 * not valid), a blank, the number of subtrees, a line feed, the id. It must speak of every entry.
 */
static bool parse_root(const unsigned char *data, size_t len, uint32_t entries,
		       size_t id_bytes, struct oid *tree)
{
	const char *at = (const char *)data, *limit = at + len;
	long count = -1, subtrees = -1;

	if (!len || *at)
		return false;
	at = parse_number(at + 1, limit, ' ', &count);
	if (at)
		at = parse_number(at, limit, '\n', &subtrees);
	if (!at || count < 0 || (uint32_t)count != entries ||
	    limit - at < (ptrdiff_t)id_bytes)
		return false;
	oid_from_bytes(tree, (const unsigned char *)at, id_bytes);
	return true;
}

bool staged_tree_cached(struct repo *repo, struct oid *tree)
{
	CLEANUP(mapping_clear) struct mapping index = {0};
	const unsigned char *data;
	size_t len = 0;

	if (!mapping_open(&index, repo) || memcmp(index.data, "DIRC", 4))
		return false;
	data = find_tree_extension(&index, &len);
	return data &&
	       parse_root(data, len, read_u32(index.data + 8), index.id_bytes, tree);
}

/* The private folder for copied indexes and written trees, which libgit2 then reads from too. */
static int make_scratch(struct repo *repo, struct pg_error *err)
{
	CLEANUP(freep) char *objects = NULL;

	if (repo->scratch)
		return 0;
	if (file_temp_folder(&repo->scratch, err) < 0)
		return -1;
	objects = file_join(repo->scratch, "objects");
	if (file_make_folder(objects, err) < 0)
		return -1;
	return store_add_folder(repo, objects, err);
}

/* Run git with the copied index and the temporary object folder. */
static int run_aside(struct repo *repo, const char *copy, const char *const *args,
		     struct str *out, struct pg_error *err)
{
	const char *more = getenv(ALTERNATES);
	CLEANUP(freep) char *index = xasprintf("GIT_INDEX_FILE=%s", copy);
	CLEANUP(freep)
	char *objects = xasprintf("GIT_OBJECT_DIRECTORY=%s/objects", repo->scratch);
	CLEANUP(str_clear) struct str alternates = {0};

	str_add(&alternates, ALTERNATES "=");
	alternates_add(&alternates, repo->object_dir);
	if (more && *more)
		str_addf(&alternates, ":%s", more);
	return git_run(repo, args,
		       (const char *const[]){index, objects, str_text(&alternates), NULL},
		       true, out, err);
}

static int copy_index(struct repo *repo, const char *copy, struct pg_error *err)
{
	return file_exists(repo->index_file) ? file_copy(repo->index_file, copy, err) : 0;
}

static int write_tree(struct repo *repo, const char *copy, struct oid *tree,
		      struct pg_error *err)
{
	/* Without --missing-ok a partial clone would ask its remote for every blob. */
	static const char *const args[] = {"write-tree", "--missing-ok", NULL};
	CLEANUP(str_clear) struct str out = {0};

	if (run_aside(repo, copy, args, &out, err) < 0)
		return pg_prefix(err, "cannot tell what is staged");
	if (!oid_parse(tree, str_text(&out)))
		return pg_fail(err, PG_ERR_SYSTEM, "git write-tree named no tree");
	return store_refresh(repo, err);
}

static int fail_bare(const struct repo *repo, struct pg_error *err)
{
	return pg_fail(
		err, PG_ERR_USAGE,
		"'%s' is a bare repository, where nothing is staged; name --commit REV or "
		"--range A..B",
		repo->git_dir);
}

/* git 2.39 takes an index that was cut short for one with other files. An entry has 40 bytes of stat data,
 * an id, flags, and a name of at least one byte and its end. */
static int check_length(struct repo *repo, struct pg_error *err)
{
	CLEANUP(mapping_clear) struct mapping index = {0};
	size_t least = 40 + repo->id_bytes + 2 + 2;

	if (!mapping_open(&index, repo) ||
	    read_u32(index.data + 8) <= (index.len - HEADER_BYTES) / least)
		return 0;
	return pg_fail(err, PG_ERR_SYSTEM,
		       "cannot tell what is staged: '%s' is cut short; rebuild it with git "
		       "reset",
		       repo->index_file);
}

int staged_tree_written(struct repo *repo, struct oid *tree, struct pg_error *err)
{
	CLEANUP(freep) char *copy = NULL;

	if (check_length(repo, err) < 0 || make_scratch(repo, err) < 0)
		return -1;
	copy = file_join(repo->scratch, "index");
	if (copy_index(repo, copy, err) < 0)
		return -1;
	return write_tree(repo, copy, tree, err);
}

int staged_tree(struct repo *repo, struct oid *tree, struct pg_error *err)
{
	if (repo->bare)
		return fail_bare(repo, err);
	return staged_tree_cached(repo, tree) ? 0 : staged_tree_written(repo, tree, err);
}

int worktree_tree(struct repo *repo, struct oid *tree, struct pg_error *err)
{
	static const char *const args[] = {"add", "--all", "--", ":/", NULL};
	CLEANUP(freep) char *copy = NULL;

	if (repo->bare)
		return fail_bare(repo, err);
	if (make_scratch(repo, err) < 0)
		return -1;
	copy = file_join(repo->scratch, "worktree-index");
	if (copy_index(repo, copy, err) < 0 || run_aside(repo, copy, args, NULL, err) < 0)
		return -1;
	return write_tree(repo, copy, tree, err);
}
