/*
 * analysis.h - what can be known of a change before anybody writes a plan for it: plain data.
 *
 * src/gate fills it in, `plangate scope` prints it, `plangate plan new` writes it into a plan.
 */
#ifndef PLANGATE_MODEL_ANALYSIS_H
#define PLANGATE_MODEL_ANALYSIS_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/str.h"
#include "plangate/model/changeset.h"
#include "plangate/model/demand.h"
#include "plangate/model/finding.h"

/* A place in another file of the tree. */
struct analysed_place {
	char *path; /* owned */
	int line;   /* from 1; 0: not known */
};

struct analysed_places {
	struct analysed_place *items;
	size_t count;
	size_t capacity;
};

/* A type or function whose definition or body changes. */
struct analysed_symbol {
	char *name; /* owned */
	bool is_type;
	bool is_public; /* others can use it, by the rules of its language */
	int line;	/* in the new file, or in the old one where it goes */
};

struct analysed_symbols {
	struct analysed_symbol *items;
	size_t count;
	size_t capacity;
};

/* Whether a migration can be undone by what it says itself. */
enum way_back { WAY_BACK_NONE, WAY_BACK_THERE, WAY_BACK_UNKNOWN };

struct analysed_file {
	const struct change *change; /* borrowed from the changeset */
	bool is_test;
	bool is_migration;
	enum way_back way_back; /* of a migration */
	struct analysed_places importers, imports;
	struct strlist tests; /* test files that cover it */
	struct analysed_symbols symbols;
};

/* A line that suggests an answer to an item of the Risk Assessment. */
struct analysed_hint {
	char *item; /* the item's name in lower case, with hyphens; owned */
	enum assessment group;
	char *path;   /* owned */
	int line;     /* 0: the file as a whole */
	char *detail; /* raw text; owned */
};

struct analysis {
	const struct changeset *set;	 /* borrowed */
	const struct findings *findings; /* of the rules of the policy; borrowed */
	struct demand demand;		 /* of those that fired */
	struct analysed_file *files;	 /* what a plan must cover, sorted by path */
	size_t file_count;
	struct strlist modules;	     /* folders in which something changes, sorted */
	struct strlist dependents;   /* folders that import from them, sorted */
	struct analysed_hint *hints; /* in the order of the items */
	size_t hint_count;
	size_t hint_capacity;
	size_t lines;	      /* added and removed, in all files */
	struct strlist notes; /* what was left out, in words */
};

/* The analysis of one path, or NULL. */
const struct analysed_file *analysis_find(const struct analysis *analysis,
					  const char *path);

/* "there", "none" or "unknown". */
const char *way_back_name(enum way_back way_back);

void analysis_clear(struct analysis *analysis);

#endif
