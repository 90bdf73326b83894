#include "store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/coprocess.h"
#include "plangate/base/error.h"
#include "plangate/git/repo.h"

enum { MOST_ANSWER = 256, KIND_LETTERS = 7, OBJECT_MOST_BYTES = 1 << 30 };

static const struct {
	const char *name;
	git_object_t type;
} kinds[] = {
	[OBJECT_BLOB] = {"blob", GIT_OBJECT_BLOB},
	[OBJECT_TREE] = {"tree", GIT_OBJECT_TREE},
	[OBJECT_COMMIT] = {"commit", GIT_OBJECT_COMMIT},
};

void object_clear(struct object *object)
{
	git_odb_object_free(object->held);
	str_clear(&object->own);
	*object = (struct object){0};
}

static int fail_kind(const struct oid *oid, const char *is, enum object_kind kind,
		     struct pg_error *err)
{
	return pg_fail(err, PG_ERR_SYSTEM, "object %s is a %s where a %s should be",
		       oid->hex, is, kinds[kind].name);
}

static int to_git_oid(git_oid *id, const struct oid *oid, struct pg_error *err)
{
	if (git_oid_fromstr(id, oid->hex) < 0)
		return pg_fail(err, PG_ERR_SYSTEM, "'%s' is not an object id", oid->hex);
	return 0;
}

/* What libgit2 does not find git may: it fetches it in a partial clone. */
static int fetch(struct repo *repo, const struct oid *oid, struct pg_error *err)
{
	const char *const args[] = {"cat-file", "-t", oid->hex, NULL};

	if (repo->offline)
		return pg_fail(err, PG_ERR_SYSTEM, "object %s is not here", oid->hex);
	if (repo_git(repo, args, true, NULL, err) < 0)
		return pg_prefix(err, "object %s is missing", oid->hex);
	if (git_odb_refresh(repo->odb) < 0)
		return fail_git(err, "cannot look for fetched objects");
	return 0;
}

static int library_read(struct repo *repo, const struct oid *oid, enum object_kind kind,
			struct object *out, struct pg_error *err)
{
	git_odb_object *held = NULL;
	git_oid id;
	int rc;

	if (to_git_oid(&id, oid, err) < 0)
		return -1;
	rc = git_odb_read(&held, repo->odb, &id);
	if (rc == GIT_ENOTFOUND) {
		if (fetch(repo, oid, err) < 0)
			return -1;
		rc = git_odb_read(&held, repo->odb, &id);
	}
	if (rc < 0)
		return fail_git(err, "cannot read an object");
	*out = (struct object){
		git_odb_object_data(held), git_odb_object_size(held), held, {0}};
	if (git_odb_object_type(held) != kinds[kind].type)
		return fail_kind(oid, git_object_type2string(git_odb_object_type(held)),
				 kind, err);
	return 0;
}

static int library_size(struct repo *repo, const struct oid *oid, enum object_kind kind,
			size_t *size, struct pg_error *err)
{
	git_object_t type;
	git_oid id;
	int rc;

	if (to_git_oid(&id, oid, err) < 0)
		return -1;
	rc = git_odb_read_header(size, &type, repo->odb, &id);
	if (rc == GIT_ENOTFOUND) {
		if (fetch(repo, oid, err) < 0)
			return -1;
		rc = git_odb_read_header(size, &type, repo->odb, &id);
	}
	if (rc < 0)
		return fail_git(err, "cannot read an object");
	return type == kinds[kind].type
		       ? 0
		       : fail_kind(oid, git_object_type2string(type), kind, err);
}

/* After an error, and where it must start anew to see another folder. */
static void drop_reader(struct repo *repo)
{
	coprocess_end(repo->reader);
	repo->reader = NULL;
}

static int start_reader(struct repo *repo, struct pg_error *err)
{
	static const char *const args[] = {"cat-file", "--batch-command", NULL};
	const char *const env[] = {repo->reader_env, NULL};

	return repo->reader ? 0 : git_start(repo, args, env, &repo->reader, err);
}

/* The first line of the answer to "info ID" or "contents ID": "<id> <type> <size>". */
static int ask(struct repo *repo, const char *command, const struct oid *oid,
	       char type[KIND_LETTERS + 1], size_t *size, struct pg_error *err)
{
	CLEANUP(freep) char *request = xasprintf("%s %s\n", command, oid->hex);
	CLEANUP(str_clear) struct str line = {0};
	size_t len = strlen(oid->hex);
	struct oid same;

	if (!oid_parse(&same, oid->hex))
		return pg_fail(err, PG_ERR_SYSTEM, "'%s' is not an object id", oid->hex);
	if (start_reader(repo, err) < 0)
		return -1;
	if (coprocess_ask(repo->reader, request, MOST_ANSWER, &line, err) < 0) {
		drop_reader(repo);
		return pg_prefix(err, "cannot read object %s", oid->hex);
	}
	if (strncmp(str_text(&line), oid->hex, len) ||
	    sscanf(str_text(&line) + len, " %7s %zu", type, size) != 2)
		return pg_fail(err, PG_ERR_SYSTEM,
			       "object %s is missing: git cat-file answers '%s'", oid->hex,
			       str_text(&line));
	return 0;
}

/* The content is read before its kind is looked at, so that the next answer is understood. */
static int reader_read(struct repo *repo, const struct oid *oid, enum object_kind kind,
		       struct object *out, struct pg_error *err)
{
	char type[KIND_LETTERS + 1] = "";
	size_t size = 0;

	if (ask(repo, "contents", oid, type, &size, err) < 0)
		return -1;
	if (size > OBJECT_MOST_BYTES) {
		drop_reader(repo);
		return pg_fail(err, PG_ERR_SYSTEM, "object %s has %zu bytes, more than %d",
			       oid->hex, size, OBJECT_MOST_BYTES);
	}
	if (coprocess_read(repo->reader, size + 1, &out->own, err) < 0) {
		drop_reader(repo);
		return pg_prefix(err, "cannot read object %s", oid->hex);
	}
	out->own.data[--out->own.len] = '\0';
	out->data = out->own.data;
	out->len = size;
	return strcmp(type, kinds[kind].name) ? fail_kind(oid, type, kind, err) : 0;
}

static int reader_size(struct repo *repo, const struct oid *oid, enum object_kind kind,
		       size_t *size, struct pg_error *err)
{
	char type[KIND_LETTERS + 1] = "";

	if (ask(repo, "info", oid, type, size, err) < 0)
		return -1;
	return strcmp(type, kinds[kind].name) ? fail_kind(oid, type, kind, err) : 0;
}

int object_read(struct repo *repo, const struct oid *oid, enum object_kind kind,
		struct object *out, struct pg_error *err)
{
	return repo->git ? library_read(repo, oid, kind, out, err)
			 : reader_read(repo, oid, kind, out, err);
}

int object_size(struct repo *repo, const struct oid *oid, enum object_kind kind,
		size_t *size, struct pg_error *err)
{
	return repo->git ? library_size(repo, oid, kind, size, err)
			 : reader_size(repo, oid, kind, size, err);
}

bool object_is_here(struct repo *repo, const struct oid *oid)
{
	struct pg_error ignored;
	char type[KIND_LETTERS + 1];
	size_t size;
	git_oid id;

	if (!repo->git)
		return ask(repo, "info", oid, type, &size, &ignored) == 0;
	return to_git_oid(&id, oid, &ignored) == 0 && git_odb_exists(repo->odb, &id);
}

void alternates_add(struct str *list, const char *path)
{
	if (!strpbrk(path, ":\"\\\n")) {
		str_add(list, path);
		return;
	}
	str_add_char(list, '"');
	for (; *path; path++) {
		if (strchr("\"\\", *path))
			str_add_char(list, '\\');
		if (*path == '\n')
			str_add(list, "\\n");
		else
			str_add_char(list, *path);
	}
	str_add_char(list, '"');
}

int store_add_folder(struct repo *repo, const char *objects, struct pg_error *err)
{
	const char *more = getenv(ALTERNATES);
	struct str env = {0};

	if (repo->git)
		return git_odb_add_disk_alternate(repo->odb, objects) < 0
			       ? fail_git(err, "cannot read from the temporary folder")
			       : 0;
	str_add(&env, ALTERNATES "=");
	alternates_add(&env, objects);
	if (more && *more)
		str_addf(&env, ":%s", more);
	free(repo->reader_env);
	repo->reader_env = str_take(&env);
	drop_reader(repo);
	return 0;
}

int store_refresh(struct repo *repo, struct pg_error *err)
{
	if (repo->git && git_odb_refresh(repo->odb) < 0)
		return fail_git(err, "cannot look for new objects");
	return 0;
}
