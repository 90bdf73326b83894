/*
 * predicate.h - the conditions of a rule: one table of kinds, and how they are held against a
 * change.
 *
 * A clause (`when`, and each item of any, all and not) is a predicate whose parts must all hold.
 * A clause that has file predicates of its own asks for one file that fulfils them all; what is
 * nested in it is asked about that same file. Where none is bound yet, every nested clause finds
 * its own.
 */
#ifndef PLANGATE_POLICY_PREDICATE_H
#define PLANGATE_POLICY_PREDICATE_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/str.h"
#include "plangate/model/changeset.h"
#include "threshold.h"

struct finding;
struct glob;
struct loading;
struct pg_error;
struct predicate;
struct regex;
struct value;

/* For all rules together; a million lines take some seconds. */
enum { JUDGING_SECONDS = 30 };

/* What a rule is being held against, and what it found so far. */
struct judging {
	struct changeset *set;
	size_t counted;		 /* files of it */
	struct finding *finding; /* collects the evidence; NULL: only the answer matters */
	struct str detail;  /* what to say of the file at hand where nothing tells more */
	long long deadline; /* of judging_clock() */
	size_t *files;	    /* indexes of matched changes; one may be there twice */
	size_t file_count;
	size_t file_capacity;
	struct pg_error *err;
};

enum predicate_subject {
	SUBJECT_FILE,
	SUBJECT_CHANGE,
	SUBJECT_PARTS, /* whatever its parts are about */
};

struct predicate_kind {
	const char *name;
	enum predicate_subject subject;
	unsigned needs; /* enum change_need bits: the content that it looks at */
	int (*read)(struct loading *loading, struct predicate *predicate,
		    const struct value *value);
	/*
	 * 1, 0, or -1 with judging->err. file: the one that is bound, or NULL. A change predicate
	 * tells its evidence only where none is, since with one it is asked again for each file.
	 */
	int (*holds)(const struct predicate *predicate, struct judging *judging,
		     struct change *file);
};

/* Each kind uses what it has need of. */
struct predicate {
	const struct predicate_kind *kind;
	unsigned needs; /* of it and of all its parts */
	bool binds;	/* a clause with file predicates of its own */
	bool truth;
	unsigned statuses; /* 1 << enum change_status */
	struct threshold threshold;
	struct glob **globs;
	size_t glob_count, glob_capacity;
	struct regex **regexes;
	size_t regex_count, regex_capacity;
	struct predicate *parts;
	size_t part_count, part_capacity;
};

/* Every kind that a policy can name; ends with a NULL name. */
extern const struct predicate_kind predicate_kinds[];

const struct predicate_kind *predicate_kind_find(const char *name);

/* Read a clause from a map; the caller frees it with predicate_free(). */
int clause_new(struct loading *loading, const struct value *value, struct predicate **out);
void predicate_free(struct predicate *predicate); /* accepts NULL */

/* Whether a clause holds for the change. */
int clause_holds(const struct predicate *clause, struct judging *judging,
		 struct change *file);

/* The kinds that compose, in clause.c; and the file predicates that look at lines, in content.c. */
int any_read(struct loading *loading, struct predicate *predicate,
	     const struct value *value);
int not_read(struct loading *loading, struct predicate *predicate,
	     const struct value *value);
int any_holds(const struct predicate *predicate, struct judging *judging,
	      struct change *file);
int every_holds(const struct predicate *predicate, struct judging *judging,
		struct change *file);
int not_holds(const struct predicate *predicate, struct judging *judging,
	      struct change *file);
int regexes_read(struct loading *loading, struct predicate *predicate,
		 const struct value *value);
int added_holds(const struct predicate *predicate, struct judging *judging,
		struct change *file);
int removed_holds(const struct predicate *predicate, struct judging *judging,
		  struct change *file);
int touched_holds(const struct predicate *predicate, struct judging *judging,
		  struct change *file);

/* Seconds since some moment. */
long long judging_clock(void);

/* Evidence, where it is collected. file NULL: about the change as a whole. */
void judging_tell(struct judging *judging, const struct change *file, int line,
		  const char *format, ...) __attribute__((format(printf, 4, 5)));

/* What to say of the file at hand unless another predicate tells more. */
void judging_hint(struct judging *judging, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
