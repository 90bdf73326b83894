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

#include "plangate/base/glob.h"
#include "plangate/base/str.h"
#include "plangate/model/changeset.h"
#include "threshold.h"

struct finding;
struct judged;
struct loading;
struct pg_error;
struct predicate;
struct regex;
struct value;

/*
 * For one rule: a million lines take less than one, and who commits should not wait for a pattern that
 * runs away. It is looked at between two searches; src/cli/watch.c ends what does not come back.
 */
enum { JUDGING_SECONDS = 8 };

struct answer {
	const struct predicate *predicate;
	int holds;
};

/* What a rule is being held against, and what it found so far. */
struct judging {
	struct changeset *set;
	const struct selection *without; /* files that are left out, or NULL */
	size_t counted;			 /* files of what is left */
	struct finding *finding; /* collects the evidence; NULL: only the answer matters */
	struct str detail;  /* what to say of the file at hand where nothing tells more */
	long long deadline; /* of judging_clock() */
	size_t *files;	    /* indexes of matched changes; one may be there twice */
	size_t file_count;
	size_t file_capacity;
	bool named; /* the bound file fulfilled a `paths`, which an uncounted one must */
	struct answer *answers; /* of change predicates, which no file can alter */
	size_t answer_count;
	size_t answer_capacity;
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
	/* Append its value as YAML behind "name:"; what needs further lines indents them so far. */
	void (*write)(const struct predicate *predicate, struct str *out, int indent);
	const char *const *words; /* that it can name, NULL-terminated, or NULL */
};

/* added, removed, total */
enum { LINE_SIDES = 3 };

/* Each kind uses what it has need of. */
struct predicate {
	const struct predicate_kind *kind;
	unsigned needs; /* of it and of all its parts */
	bool binds;	/* a clause with file predicates of its own */
	bool truth;
	unsigned choices; /* 1 << index of a word */
	struct threshold threshold;
	struct threshold line_limits[LINE_SIDES]; /* without text where none is given */
	struct glob_list globs;
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

/* One part of a clause, with the content that it needs. */
int part_holds(const struct predicate *part, struct judging *judging, struct change *file);

/* One rule against the change; appends its finding. */
struct rule;
struct findings;
int judge_rule(const struct rule *rule, const struct judged *judged,
	       struct findings *findings, struct pg_error *err);

/* Set up what a rule is held against, with its deadline; the caller clears it. */
void judging_begin(struct judging *judging, const struct judged *judged,
		   struct pg_error *err);
void judging_clear(struct judging *judging);

/* Whether rules see, or count, the change at this index: it is not left out. */
bool judging_sees(const struct judging *judging, size_t index);
bool judging_counts(const struct judging *judging, size_t index);

/* A predicate as YAML, "name: value"; and how each sort of value is written, in write.c. */
void predicate_write(const struct predicate *predicate, struct str *out, int indent);
void globs_write(const struct predicate *predicate, struct str *out, int indent);
void regexes_write(const struct predicate *predicate, struct str *out, int indent);
void truth_write(const struct predicate *predicate, struct str *out, int indent);
void threshold_write(const struct predicate *predicate, struct str *out, int indent);
void lines_write(const struct predicate *predicate, struct str *out, int indent);
void words_write(const struct predicate *predicate, struct str *out, int indent);
void clauses_write(const struct predicate *predicate, struct str *out, int indent);
void not_write(const struct predicate *predicate, struct str *out, int indent);

/* Reads that several kinds share, in file_predicates.c. */
int truth_read(struct loading *loading, struct predicate *predicate,
	       const struct value *value);
int globs_read(struct loading *loading, struct predicate *predicate,
	       const struct value *value);

/* The kinds that look at one file, in file_predicates.c; with the words of those that have some. */
extern const char *const file_status_names[];
extern const char *const file_mode_names[];
int paths_holds(const struct predicate *predicate, struct judging *judging,
		struct change *file);
int paths_ignore_holds(const struct predicate *predicate, struct judging *judging,
		       struct change *file);
int file_status_read(struct loading *loading, struct predicate *predicate,
		     const struct value *value);
int file_status_holds(const struct predicate *predicate, struct judging *judging,
		      struct change *file);
int new_file_holds(const struct predicate *predicate, struct judging *judging,
		   struct change *file);
int deleted_holds(const struct predicate *predicate, struct judging *judging,
		  struct change *file);
int file_mode_read(struct loading *loading, struct predicate *predicate,
		   const struct value *value);
int file_mode_holds(const struct predicate *predicate, struct judging *judging,
		    struct change *file);
int binary_holds(const struct predicate *predicate, struct judging *judging,
		 struct change *file);
int renamed_holds(const struct predicate *predicate, struct judging *judging,
		  struct change *file);
int count_read(struct loading *loading, struct predicate *predicate,
	       const struct value *value);
int size_read(struct loading *loading, struct predicate *predicate,
	      const struct value *value);
int file_lines_holds(const struct predicate *predicate, struct judging *judging,
		     struct change *file);
int file_bytes_holds(const struct predicate *predicate, struct judging *judging,
		     struct change *file);
int files_holds(const struct predicate *predicate, struct judging *judging,
		struct change *file);

/* The kinds that compose, in clause.c. */
int any_holds(const struct predicate *predicate, struct judging *judging,
	      struct change *file);
int every_holds(const struct predicate *predicate, struct judging *judging,
		struct change *file);
int not_holds(const struct predicate *predicate, struct judging *judging,
	      struct change *file);

/* The kinds that look at text, in content.c. */
int regexes_read(struct loading *loading, struct predicate *predicate,
		 const struct value *value);
int added_holds(const struct predicate *predicate, struct judging *judging,
		struct change *file);
int removed_holds(const struct predicate *predicate, struct judging *judging,
		  struct change *file);
int touched_holds(const struct predicate *predicate, struct judging *judging,
		  struct change *file);

int context_holds(const struct predicate *predicate, struct judging *judging,
		  struct change *file);
int message_holds(const struct predicate *predicate, struct judging *judging,
		  struct change *file);

/* The kinds that look at the change as a whole, in change_predicates.c and feature.c. */
int lines_read(struct loading *loading, struct predicate *predicate,
	       const struct value *value);
int names_read(struct loading *loading, struct predicate *predicate,
	       const struct value *value);
int author_read(struct loading *loading, struct predicate *predicate,
		const struct value *value);
int feature_read(struct loading *loading, struct predicate *predicate,
		 const struct value *value);
int lines_hold(const struct predicate *predicate, struct judging *judging,
	       struct change *file);
int only_paths_holds(const struct predicate *predicate, struct judging *judging,
		     struct change *file);
int no_paths_holds(const struct predicate *predicate, struct judging *judging,
		   struct change *file);
int branch_holds(const struct predicate *predicate, struct judging *judging,
		 struct change *file);
int target_holds(const struct predicate *predicate, struct judging *judging,
		 struct change *file);
int author_holds(const struct predicate *predicate, struct judging *judging,
		 struct change *file);
int merge_holds(const struct predicate *predicate, struct judging *judging,
		struct change *file);
int new_feature_holds(const struct predicate *predicate, struct judging *judging,
		      struct change *file);

/* In judging.c: seconds since some moment; and whether judging has taken too long: -1 with err. */
long long judging_clock(void);
int judging_check_time(const struct judging *judging);

/* Evidence, where it is collected. file NULL: about the change as a whole. */
void judging_tell(struct judging *judging, const struct change *file, int line,
		  const char *format, ...) __attribute__((format(printf, 4, 5)));

/* What to say of the file at hand unless another predicate tells more. */
void judging_hint(struct judging *judging, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void judging_clear(struct judging *judging);

#endif
