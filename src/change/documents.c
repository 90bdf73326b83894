/* The documents of one plan: by itself, or all that its folder holds. */
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/file.h"
#include "plangate/base/sha256.h"
#include "plangate/base/text.h"
#include "plangate/change/case.h"
#include "plangate/change/plans.h"
#include "plangate/change/trees.h"
#include "plangate/git/objects.h"
#include "plangate/git/repo.h"
#include "plangate/model/folder.h"
#include "plangate/model/habit.h"
#include "plangate/plan/canonical.h"
#include "plangate/plan/document.h"
#include "plangate/policy/policy.h"
#include "plangate/record/record.h"

DEFINE_CLEANUP(struct plan, plan_free)

/* Their texts, beside one another; a text that is too large is left out, its length kept. */
struct documents {
	struct strlist paths; /* the chief one first */
	struct str texts[PLAN_MOST_DOCUMENTS + 1];
	size_t lengths[PLAN_MOST_DOCUMENTS + 1];
};

static void documents_clear(struct documents *documents)
{
	for (size_t i = 0; i <= PLAN_MOST_DOCUMENTS; i++)
		str_clear(&documents->texts[i]);
	strlist_clear(&documents->paths);
}

/* Looking through a folder for one part of the plan. */
struct looking {
	const struct plan_settings *settings;
	const struct habit_part *part;
	long folder;
	struct strlist *out;
};

static int add_part(void *context, const char *path, unsigned mode, const struct oid *id,
		    struct pg_error *err)
{
	struct looking *looking = context;

	(void)id;
	(void)err;
	if ((mode & 0170000) == 0100000 && looking->out->count <= PLAN_MOST_DOCUMENTS &&
	    folder_of(looking->settings, path) == looking->folder &&
	    folder_part(looking->settings, path, looking->folder) == looking->part)
		strlist_add(looking->out, path);
	return 0;
}

/* A part of one name is asked for by its name; below a folder of the plan's all are. */
static int find_part(const struct tree_pair *trees, const char *folder,
		     struct looking *looking, struct pg_error *err)
{
	const char *pattern = looking->part->pattern;
	CLEANUP(freep) char *path = *folder ? file_join(folder, pattern) : xstrdup(pattern);
	char *wild = strpbrk(path, "*?[");
	struct tree_item item;

	if (!wild)
		return tree_find(trees->repo, trees->after, path, &item, err) < 0
			       ? -1
			       : add_part(looking, path, item.mode, &item.id, err);
	while (wild > path && wild[-1] != '/')
		wild--;
	wild -= wild > path;
	*wild = '\0';
	return tree_walk(trees->repo, trees->after, path, add_part, looking, err);
}

static int list_documents(const struct tree_pair *trees,
			  const struct plan_settings *settings, const char *path,
			  struct strlist *out, struct pg_error *err)
{
	long folder = folder_of(settings, path);
	struct looking looking = {settings, NULL, folder, out};
	CLEANUP(freep) char *name = folder < 0 ? NULL : xmemdup(path, (size_t)folder);

	if (!name) {
		strlist_add(out, path);
		return 0;
	}
	for (looking.part = folder_parts(settings); looking.part->pattern; looking.part++)
		if (find_part(trees, name, &looking, err) < 0)
			return pg_prefix(err, "%s", path);
	return 0;
}

static struct plan *make_plan(const struct documents *documents,
			      const struct plan_settings *settings,
			      const struct tree_pair *trees)
{
	struct tree_pair pair = *trees;
	const struct path_lookup lookup = trees_lookup(&pair);
	struct plan_document list[PLAN_MOST_DOCUMENTS + 1];

	for (size_t i = 0; i < documents->paths.count; i++) {
		const struct str *text = &documents->texts[i];

		list[i].path = documents->paths.items[i];
		list[i].len = documents->lengths[i];
		list[i].text = list[i].len > PLAN_MOST_BYTES ? NULL : str_text(text);
	}
	return plan_read_documents(list, documents->paths.count, settings, &lookup);
}

/* The document at this index, as it stands in the tree after the change. */
static int read_document(struct documents *documents, size_t index,
			 const struct tree_pair *trees, struct pg_error *err)
{
	const char *path = documents->paths.items[index];
	size_t *len = &documents->lengths[index];
	struct tree_item item;

	if (tree_find(trees->repo, trees->after, path, &item, err) < 0 ||
	    blob_size(trees->repo, &item.id, len, err) < 0)
		return pg_prefix(err, "%s", path);
	if (*len <= PLAN_MOST_BYTES && blob_read(trees->repo, &item.id, PLAN_MOST_BYTES,
						 &documents->texts[index], err) < 0)
		return pg_prefix(err, "%s", path);
	return 0;
}

static int read_documents(const struct plan_settings *settings, const char *path,
			  const struct tree_pair *trees, struct documents *documents,
			  struct pg_error *err)
{
	if (list_documents(trees, settings, path, &documents->paths, err) < 0)
		return -1;
	for (size_t i = 0; i < documents->paths.count; i++)
		if (read_document(documents, i, trees, err) < 0)
			return -1;
	return 0;
}

int plan_from_tree(const struct plan_settings *settings, const char *path,
		   const struct tree_pair *trees, struct plan **plan, struct pg_error *err)
{
	CLEANUP(documents_clear) struct documents documents = {.paths = {0}};

	if (read_documents(settings, path, trees, &documents, err) < 0)
		return -1;
	*plan = make_plan(&documents, settings, trees);
	return 0;
}

static bool any_too_large(const struct documents *documents)
{
	for (size_t i = 0; i < documents->paths.count; i++)
		if (documents->lengths[i] > PLAN_MOST_BYTES)
			return true;
	return false;
}

/* Of several documents: one line each, with the digest of its text and its path. */
static void digest_texts(const struct documents *documents, char digest[SHA256_HEX + 1])
{
	CLEANUP(str_clear) struct str lines = {0};

	for (size_t i = 0; i < documents->paths.count; i++) {
		CLEANUP(freep) char *quoted = text_quote_path(documents->paths.items[i]);

		plan_digest(str_text(&documents->texts[i]), documents->lengths[i], digest);
		str_addf(&lines, "%s %s\n", digest, quoted);
	}
	if (documents->paths.count > 1)
		sha256_hex(str_text(&lines), lines.len, digest);
}

/* Both are "" where a document is too large to have been read. */
static void digest_all(const struct documents *documents, const struct plan *plan,
		       char digest[SHA256_HEX + 1], char text_digest[SHA256_HEX + 1])
{
	CLEANUP(str_clear) struct str canonical = {0};

	*digest = *text_digest = '\0';
	if (any_too_large(documents))
		return;
	plan_canonical(plan, &canonical);
	sha256_hex(str_text(&canonical), canonical.len, digest);
	digest_texts(documents, text_digest);
}

int plan_tree_digest(const struct plan_settings *settings, const char *path,
		     const struct tree_pair *trees, struct plan_identity *out,
		     struct pg_error *err)
{
	CLEANUP(documents_clear) struct documents documents = {.paths = {0}};
	CLEANUP(plan_freep) struct plan *plan = NULL;
	struct tree_item item;

	*out = (struct plan_identity){0};
	if (tree_find(trees->repo, trees->after, path, &item, err) < 0)
		return -1;
	if ((item.mode & 0170000) != 0100000)
		return 0;
	if (read_documents(settings, path, trees, &documents, err) < 0)
		return -1;
	if (!documents.paths.count)
		return 0;
	out->chief = xstrdup(documents.paths.items[0]);
	plan = make_plan(&documents, settings, trees);
	out->status = plan_status(plan);
	digest_all(&documents, plan, out->digest, out->text_digest);
	return 0;
}

/* The parts of a name of their own that are on disk, though not in the index yet. */
static void list_files(const struct plan_settings *settings, const char *top,
		       const char *path, struct strlist *staged)
{
	const struct habit_part *part = folder_parts(settings);
	long folder = folder_of(settings, path);
	struct strlist all = {0};

	if (folder >= 0 && !strlist_has(staged, path))
		strlist_add(staged, path);
	for (; folder >= 0 && part->pattern; part++) {
		const char *pattern = part->pattern;
		CLEANUP(freep)
		char *name = xasprintf("%.*s%s%s", (int)folder, path, folder ? "/" : "",
				       pattern);
		CLEANUP(freep) char *file = file_join(top, name);

		if (folder_part(settings, name, folder) == part && file_exists(file))
			strlist_add(&all, name);
		for (size_t s = 0; strchr(pattern, '*') && s < staged->count; s++)
			if (folder_part(settings, staged->items[s], folder) == part)
				strlist_add(&all, staged->items[s]);
	}
	if (!all.count)
		return;
	strlist_clear(staged);
	*staged = all;
}

/* The document that was named as it is; those beside it as they are on disk, or else staged. */
static int read_files(const char *top, const struct plan_file *named,
		      const struct tree_pair *trees, struct documents *documents,
		      struct pg_error *err)
{
	for (size_t i = 0; i < documents->paths.count; i++) {
		const char *name = documents->paths.items[i];
		CLEANUP(freep) char *beside = file_join(top, name);
		bool is_named = !strcmp(name, named->path);
		struct str *text = &documents->texts[i];

		if (!is_named && !file_exists(beside)) {
			if (read_document(documents, i, trees, err) < 0)
				return -1;
			continue;
		}
		if (file_read(is_named ? named->file : beside, BLOB_MOST_BYTES, text, err) <
		    0)
			return -1;
		documents->lengths[i] = text->len;
	}
	return 0;
}

int plan_from_disk(const struct pg_case *c, const struct plan_file *file,
		   struct plan_text *out, struct pg_error *err)
{
	const struct plan_settings *settings = &c->policy->plans;
	const struct tree_pair trees = trees_of(c->repo, &c->spec);
	CLEANUP(documents_clear) struct documents documents = {.paths = {0}};
	CLEANUP(freep) char *top = NULL;
	bool folder = folder_of(settings, file->path) >= 0;

	if (list_documents(&trees, settings, file->path, &documents.paths, err) < 0 ||
	    (folder && repo_toplevel(c->repo, &top, err) < 0))
		return -1;
	if (folder)
		list_files(settings, top, file->path, &documents.paths);
	if (read_files(top ? top : "", file, &trees, &documents, err) < 0)
		return -1;
	out->plan = make_plan(&documents, settings, &trees);
	out->touched = changeset_find(&c->set, file->path) != NULL;
	digest_all(&documents, out->plan, out->digest, out->text_digest);
	return 0;
}
