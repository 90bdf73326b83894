/* plan_internal.h - what the files of src/plan share. */
#ifndef PLANGATE_SRC_PLAN_INTERNAL_H
#define PLANGATE_SRC_PLAN_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "block.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/str.h"
#include "plangate/model/habit.h"
#include "plangate/model/plan.h"
#include "plangate/plan/document.h"
#include "section_table.h"

struct glob;
struct lexicon;
struct pg_error;

/* Of a bold paragraph that is a heading: behind those of headings. */
enum { SECTION_BOLD_LEVEL = 7 };

/* A heading that means something, and the blocks below it. */
struct section {
	enum section_kind kind;
	unsigned groups; /* enum assessment bits that the heading itself names */
	int level;	 /* of the heading; 7 for a bold paragraph */
	const struct block *heading; /* borrowed */
	char *name;		     /* normalised; owned */
	bool pure;		     /* the plainest names: two of them are two answers */
	bool part;		     /* "Task 2: ...", one of several */
	bool label;	  /* a bold "Files:" within a section: the list behind it */
	size_t label_len; /* so many bytes of its heading's text come before its own */
	bool inlined;	  /* "Name: text", a paragraph or an item of its own */
	long parent;	  /* the section of another kind around it, or -1 */
	const struct block *around;  /* the heading that it stands below, or NULL */
	size_t document;	     /* index of its part of the plan */
	const struct block **blocks; /* without those of sections inside; borrowed */
	size_t count;
	size_t capacity;
};

/* What the front matter says; NULL where it is silent. */
struct front_matter {
	size_t end;  /* bytes up to and with the closing line; 0: there is none */
	int lines;   /* how many those are */
	char *error; /* why it cannot be read */
	char *status;
	char *risk;
	char *expires;
	char *profile; /* that the plan claims for itself */
	int status_line, risk_line, expires_line, scope_line, profile_line;
	struct strlist scope;
	struct strlist supersedes; /* plans that this one replaces */
};

struct risk_reading {
	enum risk level;  /* RISK_NONE: not stated, or in doubt */
	char *problem;	  /* why it is in doubt; NULL: it is not */
	const char *hint; /* the level that was probably meant, or NULL */
	int line, column; /* where it is stated, or 0 */
};

/* A document of a plan. Lines are counted on from one to the next: line 1 of a document is
 * first_line + 1 in the plan. */
struct plan_part {
	char *path;
	enum habit_role role;
	int first_line;
	int front_lines;    /* of its front matter */
	size_t first_child; /* of root */
};

/* What a template left in a comment or in metadata. */
struct plan_mark {
	int line;
	const char *words; /* borrowed from the habit */
};

struct plan {
	char *path;		   /* of the first document */
	const struct habit *habit; /* or NULL */
	struct plan_part *parts;
	size_t part_count;
	int lines; /* of all parts */
	struct plan_mark *marks;
	size_t mark_count;
	size_t mark_capacity;
	bool unreadable;
	enum problem unreadable_problem;
	char *unreadable_reason;
	int unreadable_line;

	struct front_matter front;
	struct block root;
	const struct block *title; /* or NULL */
	const struct block *second_title;
	struct section *sections;
	size_t section_count;
	size_t section_capacity;
	size_t headings; /* of any kind */
	long *owner;	 /* by child of root: the section it belongs to or opens, or -1 */
	bool *aside;	 /* by child of root: below a heading of what was not taken */

	enum plan_status status;
	char *status_unknown; /* what its status says where that is none of the habit's; or NULL */
	int status_line;
	struct risk_reading risk;

	struct scope_entry *scope;
	struct glob **globs; /* beside scope: compiled, or NULL */
	size_t scope_count;
	size_t scope_capacity;
	bool files_block; /* a label "Files:" outside of Scope lists some of it */
	size_t *sorted;	  /* indexes of files and folders of scope, by pattern */
	size_t sorted_count;
};

/* preflight.c: limits and bytes. NULL, or why the text is not read (the caller frees it). */
char *preflight_check(const char *text, size_t len, enum problem *problem, int *line);

/* frontmatter.c */
void front_matter_read(struct front_matter *front, const char *text, size_t len);
void front_matter_clear(struct front_matter *front);
/* The same keys from a whole YAML file; it has no closing line. */
void front_matter_read_file(struct front_matter *front, const char *text, size_t len);
/* Take what `into` is silent about from another one, whose lines are counted from `first_line`. */
void front_matter_merge(struct front_matter *into, struct front_matter *from,
			int first_line);

/* parts.c: the documents of a plan. False where one of them cannot be read: plan->unreadable. */
bool parts_read(struct plan *plan, const struct plan_document *documents, size_t count,
		const struct plan_settings *settings);
void parts_clear(struct plan *plan);
/* The part that a line of the plan is in; the first for line 0. */
const struct plan_part *part_at_line(const struct plan *plan, int line);
/* The line in its document; 0 stays 0. */
int part_line(const struct plan *plan, int line);
/* The part that a child of root is in. */
size_t part_of_child(const struct plan *plan, size_t child);
/* The part with this name in the plan's folder, or NULL. */
const struct plan_part *part_find(const struct plan *plan, const char *name);
void plan_refuse(struct plan *plan, enum problem problem, char *reason, int line);

/* tags.c: plans between <objective>, <tasks> and the like. The Markdown that says the same, line for
 * line; the caller frees it. */
bool tags_are_used(const char *text, size_t len);
char *tags_as_markdown(const char *text, size_t len);

/* status.c: from front matter, metadata or a line of the document. */
void status_read(struct plan *plan);

/* section_within.c: what stands within other sections, where there is none of its own: tests among
 * the steps, the way back where a plan speaks of its rollout or its risks. */
void sections_find_within(struct plan *plan);
/* habit_words.c */
/* A fix for what is missing from a kind of section: the text, and where in their documents it
 * belongs. The caller frees it. */
char *habit_fix(const struct plan *plan, enum section_kind kind, const char *text);
/* How an active plan says so; the caller frees it. */
char *habit_active(const struct habit *habit);
/* The line of the plan where a missing section would stand. */
int habit_line(const struct plan *plan, enum section_kind kind);

/* name.c: headings by meaning. */
struct section_meaning {
	enum section_kind kind;
	unsigned groups;
	bool pure;
	bool part;
	bool label;	 /* "Name: text" in a line is the section too */
	bool no_heading; /* and nothing else is */
};
char *name_normalise(const char *heading);
struct section_meaning name_meaning(const char *normalised,
				    const struct plan_settings *settings);
/* Of what stands before the colon of a line. */
struct section_meaning name_label_meaning(const char *normalised,
					  const struct plan_settings *settings);
/* "Approach: stream it": by what stands before the colon or dash. */
struct section_meaning name_head_meaning(const char *heading,
					 const struct plan_settings *settings);
bool name_is_part(const char *heading);	       /* "M1: read", "Stage B" */
bool name_is_aside(const char *normalised);    /* "alternatives" and the like */
bool name_is_title(const char *heading);       /* "Implementation Plan: X" */
bool name_is_excluded(const char *normalised); /* "out of scope" and the like */
bool name_is_files(const char *normalised);    /* "files", "files to modify" ... */

/* section.c */
void sections_find(struct plan *plan, const struct plan_settings *settings);
/* The sections that count for a kind, in order, from *at on; NULL behind the last. */
const struct section *section_next(const struct plan *plan, enum section_kind kind,
				   size_t *at);
const struct section *section_first(const struct plan *plan, enum section_kind kind);
/* What is written down as the work goes on: its heading is "Progress". */
bool section_is_progress(const struct section *section);
bool section_is_ambiguous(const struct plan *plan, enum section_kind kind,
			  const struct section **second);
/* All that the sections of a kind say themselves, as words_told(); the caller frees it. */
char *section_words(const struct plan *plan, enum section_kind kind);
void section_add_text(struct str *out, const struct section *section);
/* What a leaf in it says, without the name that stands before it. */
const char *section_leaf_text(const struct section *section, const struct block *leaf);
/* Its heading, or the name before its text. */
const char *section_heading(const struct section *section);

/* section_labels.c */
/* Part a paragraph where one of its lines begins with a section's name and a colon. */
void labels_split(struct plan *plan, const struct plan_settings *settings);
/* The meaning of "Name: text" at the beginning of a paragraph; *name, which the caller frees, is the
 * normalised name, and *value, borrowed from the leaf, the text. */
struct section_meaning label_find(const struct block *leaf,
				  const struct plan_settings *settings, char **name,
				  const char **value);

/* risk.c */
void risk_read(struct plan *plan);
/* Whether a leaf states the risk level, rightly or not. */
bool risk_is_stated(const struct block *leaf);

/* words.c */
bool words_contain(const char *text, const char *words); /* at word boundaries, any case */
/* Whether one of the blank-separated words is this one. */
bool words_have(const char *words, const char *word, size_t len);
bool words_contain_any(const char *text, const char *const *list);
const char *words_after_label(const char *text); /* behind "Label: ", or the text itself */
bool words_equal_any(const char *normalised, const char *const *list);
size_t words_count(const char *text);
bool char_is_word(char c);
bool char_is_sign(uint32_t code); /* of a script without blanks between words */
size_t signs_count(const char *text, size_t len); /* those of it; two are one word */
bool text_is_visible(const char *text);		  /* some of it shows on paper */

/* placeholder.c */
enum placeholder { PLACEHOLDER_NONE, PLACEHOLDER_PROSE, PLACEHOLDER_WHOLE };
/* empty_words.c: whether a normalised word says nothing of a change by itself. */
bool word_is_empty(const char *word, size_t len);
/* How many of normalised words say something; of signs without blanks, two are one. */
size_t words_with_content(const char *normalised); /* different ones; no more than 8 */
/* As nfc_words(), without what is not read as words: emoji by their names, addresses. The caller frees it. */
char *words_told(const char *text);

/* What is left of a template in a leaf or HTML block; *words, which the caller frees, names it. */
enum placeholder placeholder_find(const struct block *block, char **words);
bool placeholder_is(const struct block *block);
/* The same where other people's template may be left as well. */
enum placeholder habit_placeholder(const struct habit *habit, const struct block *leaf,
				   char **words);

/* What the checks share. */
struct checking {
	const struct plan *plan;
	struct demand demand;
	const struct plan_settings *settings;
	enum stage_class at;
	long long now; /* seconds since 1970 */
	const struct plan_asking *asking;
	struct diagnostics *out;
	const struct plan_surroundings *around; /* NULL: the plan is judged by itself */
	unsigned required;			/* bits 1 << enum section_kind */
	bool risk_told; /* that the risk level is missing was told with the sections */
	unsigned
		placeholders; /* sections that hold one; what they lack is not told again */
};
/* What is asked, without surroundings and before anything is known to be required. */
struct checking checking_begin(const struct plan *plan, const struct plan_asking *asking,
			       struct diagnostics *out);

/* Add a problem, unless it is off: then NULL. `fix` is copied; it may be NULL. */
struct diagnostic *checking_add(const struct checking *checking, enum problem problem,
				int line, int column, const char *fix, const char *format,
				...) __attribute__((format(printf, 6, 7)));

/* check_full.c: append the item that answers a question. */
void question_ask(struct str *out, const struct section_question *question);
/* All that the sections of a kind say, as nfc_words() and with the words of other languages in English; and a text
 * likewise. The caller frees. */
char *section_english(const struct checking *checking, enum section_kind kind);
char *text_english(const struct checking *checking, const char *text);

/* check_scope.c: whether no risk level stands anywhere; one to paste, which the caller frees. */
bool risk_is_absent(const struct plan *plan);
char *risk_fix(const struct checking *checking);

/* check_*.c */
void check_sections(struct checking *checking);
void check_scope(struct checking *checking);
void check_placeholders(struct checking *checking);
void check_steps(struct checking *checking);
void check_tests(struct checking *checking);
/* Whether there is a code span or a fence in it with something to see. */
bool leaf_has_code(const struct block *block);
void check_rollback(struct checking *checking);
void check_questions(struct checking *checking);
void check_assessment(struct checking *checking);
void check_status(struct checking *checking);
void check_full(struct checking *checking);

/* Against the change: checking->around is set. */
void check_step_targets(struct checking *checking);
void check_test_targets(struct checking *checking);
void check_boilerplate(struct checking *checking);
void check_breadth(struct checking *checking);
void check_denials(struct checking *checking);
int check_estimate(struct checking *checking, struct pg_error *err);
/* Where something that is missing is told: the line of the title, or 1. */
int title_line(const struct plan *plan);
/* Whether a section of this kind is there and worth a look: it says something, and what it says
 * is no placeholder. */
bool check_applies(const struct checking *checking, enum section_kind kind);
/* Whether something below says more than headings, rules and comments. */
bool section_has_content(const struct plan *plan, enum section_kind kind);

/* What an assessment answers, for the check and for the scaffold; ends with a NULL text. */
struct assessment_item {
	enum assessment group;
	const char *text; /* "User input handling" */
	const char *const
		*keywords; /* any of them at the beginning of an answer names the item */
};
const struct assessment_item *assessment_items(void);
const char *assessment_heading(enum assessment group); /* "Security" */

#endif
