/*
 * plan.h - a plan document as plangate understands it: plain data.
 *
 * src/plan reads one from Markdown; everything keeps its place in the document, for diagnostics.
 */
#ifndef PLANGATE_MODEL_PLAN_H
#define PLANGATE_MODEL_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/glob.h"
#include "plangate/base/str.h"
#include "plangate/model/demand.h"
#include "plangate/model/diagnostic.h"
#include "plangate/model/problem.h"

/*
 * Sections by meaning, whatever their headings say: enum section_kind, the heading that `plangate plan
 * new` writes, its name in a policy. What else there is to say of each is in src/plan/section_table.h.
 */
/* clang-format off */
#define SECTION_KINDS(ROW) \
	ROW(SCOPE,      "Scope",           "scope") \
	ROW(APPROACH,   "Approach",        "approach") \
	ROW(STEPS,      "Steps",           "steps") \
	ROW(TESTS,      "Tests",           "tests") \
	ROW(ROLLBACK,   "Rollback",        "rollback") \
	ROW(QUESTIONS,  "Open Questions",  "open questions") \
	ROW(ASSESSMENT, "Risk Assessment", "risk assessment") \
	ROW(SECURITY,   "Security",        "security") /* where it is a section of its own */
/* clang-format on */

#define SECTION_AS_KIND(kind, ...) SECTION_##kind,

/* SECTION_NONE: a heading that means none of these. */
enum section_kind { SECTION_NONE, SECTION_KINDS(SECTION_AS_KIND) SECTION_KIND_COUNT };

/* "Scope", "Approach" and so on. */
const char *section_kind_name(enum section_kind kind);

/* By that name in lower case ("scope", "open questions"); false if unknown. */
bool section_kind_find(enum section_kind *kind, const char *name);
const char *const *section_kind_names(void); /* lower case, NULL-terminated */

enum plan_status { PLAN_ACTIVE, PLAN_DRAFT, PLAN_DONE, PLAN_SUPERSEDED, PLAN_ABANDONED };

const char *plan_status_name(enum plan_status status);
bool plan_status_find(enum plan_status *status, const char *name);
const char *const *plan_status_names(void);

/* How an entry of the scope is compared with paths. */
enum scope_match {
	SCOPE_FILE,   /* this path */
	SCOPE_FOLDER, /* all below it; pattern has no trailing slash */
	SCOPE_GLOB,   /* base/glob.h, brackets literal */
};

struct scope_entry {
	enum scope_match match;
	char *pattern;	/* from the repository root, NFC; owned */
	int line;	/* in the document */
	int column;	/* in bytes */
	bool broad;	/* names everything: reported, and then covers */
	bool mentioned; /* by a step, which is no list of files: it may stay as it is */
	char *may_be
		[2]; /* files that end in pattern, which then covers neither; or NULL. Owned */
};

struct habit;
struct lexicon;

/* Whether the documents of a folder are one plan, where no habit says it. */
enum plan_folders {
	FOLDERS_BY_PATHS, /* where a pattern of paths has a wildcard for the folder */
	FOLDERS_ALWAYS,
	FOLDERS_NEVER,
};

/* What a policy says about plans; the same for every plan of a repository. */
struct plan_settings {
	struct glob_list paths;	   /* of plan documents */
	const struct habit *habit; /* the form they have, or NULL: plangate's own */
	enum plan_folders folders_wish;
	struct glob_list folders; /* folders whose documents are one plan: model/folder.h */
	double estimate_drift;	  /* reported above this factor */
	bool order_before;	  /* a plan must be in the tree before what it covers */
	bool tests_checkbox;	  /* a test must be a check box */
	struct problem_severities severities;
	struct lexicon *
		lexicon; /* words in other languages, and those that the policy adds; owned */
};

void plan_settings_init(struct plan_settings *settings); /* the defaults; paths is empty */
void plan_settings_clear(struct plan_settings *settings);

/* What a plan must know of the trees around the change; tests answer by hand. */
enum path_kind { PATH_NONE, PATH_FILE, PATH_FOLDER };

struct path_names;

struct path_lookup {
	/* What path is in the tree after the change, or else in the one before it. */
	enum path_kind (*kind)(void *context, const char *path);
	/* Whether the file holds the name as a word of its own, in either tree; NULL: not known. */
	bool (*mentions)(void *context, const char *path, const char *name);
	/* Whether the change brings the file; NULL: not known. */
	bool (*is_new)(void *context, const char *path);
	void *context;
	/* The files that differ between the trees, and all that are in one of them, borrowed until the next
	 * question; NULL, as each may answer: not known. */
	const struct path_names *(*changed)(void *context);
	const struct path_names *(*names)(void *context);
};

#endif
