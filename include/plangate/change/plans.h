/* plans.h - the plan documents of the tree of a change. */
#ifndef PLANGATE_CHANGE_PLANS_H
#define PLANGATE_CHANGE_PLANS_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/sha256.h"
#include "plangate/model/oid.h"
#include "plangate/model/plan.h"

struct pg_case;
struct pg_error;
struct plan;
struct plan_settings;
struct tree_pair;

struct plan_text {
	struct plan *plan; /* owned */
	/* What an approval signs: see plan_identity. "" where nobody asked for it, or a document is too large. */
	char digest[SHA256_HEX + 1], text_digest[SHA256_HEX + 1];
	bool touched; /* the change adds or edits one of its documents */
	/* By plan_texts_date(): it has landed, and says no more than it did there. */
	bool landed;
	bool recent; /* it has, but lately, and nothing is upstream: it counts as fresh */
	struct plan
		*source; /* what landed, where that is another document; owned; else NULL */
	char *landed_path; /* under which name; owned; NULL where it has not */
	bool is_dated;	   /* `before` is there */
	struct oid before; /* the tree before its text landed; null: there was nothing */
};

struct plan_texts {
	struct plan_text *items;
	size_t count;
	size_t capacity;
};

/* Read every plan document that the paths of the case's policy name in the tree after the change. The caller
 * clears. */
int plan_texts_read(const struct pg_case *c, struct plan_texts *out, struct pg_error *err);
void plan_texts_clear(struct plan_texts *texts);

/* tree_walk() over the folders that can hold plan documents. */
int plan_folders_walk(const struct pg_case *c, const struct oid *tree,
		      int (*each)(void *context, const char *path, unsigned mode,
				  const struct oid *id, struct pg_error *err),
		      void *context, struct pg_error *err);

/* Whether a document at this path is one of the plan's. */
bool plan_has_document(const struct plan *plan, const char *path);

/* A file on disk that is to be read as the document at `path` of the repository. Borrowed. */
struct plan_file {
	const char *file, *path;
};

/*
 * Read the plan that the document at path is, or is a part of: as it stands in the tree after the change; or as
 * the file and what is beside it say on disk, with the digest that an approval of that signs. The caller
 * frees the plan.
 */
int plan_from_tree(const struct plan_settings *settings, const char *path,
		   const struct tree_pair *trees, struct plan **plan, struct pg_error *err);
int plan_from_disk(const struct pg_case *c, const struct plan_file *file,
		   struct plan_text *out, struct pg_error *err);

/* What an approval of a plan signs. "" where one of its documents is too large to be read. */
struct plan_identity {
	char *chief; /* path of its first document; NULL: there is no plan; owned */
	enum plan_status status;
	char digest[SHA256_HEX + 1]; /* of plan_canonical() */
	char text_digest[SHA256_HEX +
			 1]; /* as approvals signed it before: see plan_digest() */
};

/* Of the plan at path, in the tree after the change. The caller frees the chief. */
int plan_tree_digest(const struct plan_settings *settings, const char *path,
		     const struct tree_pair *trees, struct plan_identity *out,
		     struct pg_error *err);

#endif
