/*
 * lexicon.h - the words that have a meaning in plans, in languages other than English.
 *
 * A term is called by its English word. Each language has a table of rows, src/model/lexicon_*.c; a policy adds
 * words of its own. All are compared as nfc_words() writes them.
 */
#ifndef PLANGATE_MODEL_LEXICON_H
#define PLANGATE_MODEL_LEXICON_H

#include <stdbool.h>
#include <stddef.h>

/* What is fixed in a plan: it counts where it is all that stands between two marks, as in "Label: value (remark)". */
/* clang-format off */
#define LABEL_TERMS(ROW) \
	ROW(TITLE, "implementation plan") ROW(SCOPE, "scope") ROW(APPROACH, "approach") ROW(STEPS, "steps") \
	ROW(TESTS, "tests") ROW(ROLLBACK, "rollback") ROW(QUESTIONS, "open questions") \
	ROW(RISKS, "risk assessment") ROW(PROGRESS, "progress") ROW(ALTERNATIVES, "alternatives") \
	ROW(OUT, "out of scope") ROW(UNCHANGED, "unchanged") \
	ROW(FILES, "files") ROW(LINES, "lines") ROW(ESTIMATE, "estimated changes") ROW(REASON, "reason") \
	ROW(RISK_LEVEL, "risk level") ROW(RISK, "risk") ROW(LOW, "low") ROW(MEDIUM, "medium") ROW(HIGH, "high") \
	ROW(STATUS, "status") ROW(ACTIVE, "active") ROW(DRAFT, "draft") ROW(DONE, "done") \
	ROW(SUPERSEDED, "superseded") ROW(ABANDONED, "abandoned") \
	ROW(NONE, "none") ROW(YES, "yes") ROW(NO, "no") ROW(NOT_APPLICABLE, "n/a") \
	ROW(ANSWER, "answer") ROW(DECISION, "decision") ROW(TBD, "to be decided") \
	ROW(STEP, "step") ROW(PHASE, "phase") ROW(TASK, "task") \
	ROW(SECURITY, "security") ROW(USER_INPUT, "user input handling") \
	ROW(AUTHENTICATION, "authentication and authorization") ROW(DATA_EXPOSURE, "data exposure") \
	ROW(RATE_LIMITING, "rate limiting") \
	ROW(PERFORMANCE, "performance") ROW(HOT_PATH, "hot path") ROW(QUERIES, "database queries") \
	ROW(MEMORY, "memory") ROW(CACHING, "caching") \
	ROW(BREAKING, "breaking changes") ROW(API, "api contract") ROW(CONFIGURATION, "configuration") \
	ROW(COMPATIBILITY, "backward compatibility") ROW(DATABASE_SCHEMA, "database schema") \
	ROW(DEPENDENCIES, "dependencies") ROW(MODULES, "modules touched") ROW(IMPORTS, "import chain") \
	ROW(TYPES, "shared data types")

/* What sentences on tests and the way back speak of: it counts wherever it stands. */
#define PROSE_TERMS(ROW) \
	ROW(NO_ROLLBACK, "no rollback") ROW(NOT_NEEDED, "not needed") ROW(NOT_POSSIBLE, "not possible") \
	ROW(NOT_UNDONE, "cannot be undone") ROW(FIX_FORWARD, "fix forward") ROW(NOT, "not") ROW(NO_DATA, "no data") \
	ROW(REVERT, "revert") ROW(RESTORE, "restore") ROW(DISABLE, "disable") ROW(DELETE, "delete") \
	ROW(DEPLOY, "deploy") ROW(BACKUP, "backup") ROW(FLAG, "flag") ROW(COMMIT, "commit") \
	ROW(MIGRATION, "migration") ROW(DATA, "data") ROW(TABLE, "table") ROW(COLUMN, "column") \
	ROW(EXISTING, "existing") ROW(NEW, "new") ROW(MANUAL, "manual") ROW(TESTING, "testing") ROW(LATER, "later")

#define TERM_AS_VALUE(id, name) TERM_##id,
/* clang-format on */

enum term {
	LABEL_TERMS(TERM_AS_VALUE) PROSE_TERMS(TERM_AS_VALUE) TERM_COUNT,
	TERM_PROSE = TERM_NO_ROLLBACK, /* the first of prose */
};

const char *term_name(enum term term);	    /* "risk level" */
const char *const *term_names(void);	    /* in their order, NULL-terminated */
const char *const *lexicon_languages(void); /* "de", "fr" ..., NULL-terminated */

struct lexicon;

/* With the words of all languages. The caller frees. */
struct lexicon *lexicon_new(void);
void lexicon_free(struct lexicon *lexicon); /* accepts NULL */

/* Leave out the languages whose bit, 1 << index of lexicon_languages(), is not set. Words that were added stay. */
void lexicon_keep(struct lexicon *lexicon, unsigned languages);

/* Add a word of a policy, however it is spelt; it comes before those of the languages. */
void lexicon_add(struct lexicon *lexicon, enum term term, const char *word);

enum term_kind { TERM_OF_LABELS, TERM_OF_PROSE };

/* What these len bytes of normalised text mean among the terms of a kind; false: nothing. A lexicon of NULL has no
 * words. */
bool lexicon_find(const struct lexicon *lexicon, enum term_kind kind, const char *words,
		  size_t len, enum term *term);

#endif
