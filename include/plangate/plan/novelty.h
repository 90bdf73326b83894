/*
 * novelty.h - what one text of a plan says that another does not.
 *
 * Compared are the words that a reader sees, in their order: letters of any case, without marks, numbers, code, paths,
 * addresses, boxes, front matter, the line of the status and what is nothing but a link. A word of one plan is known to
 * another where three words in a row with it in them stand there too; what says something new stands between two headings,
 * and is not what one paragraph there says in another order or with other endings. So a tick, a blank line, a status and a
 * word that is changed here and there say nothing new; a sentence does.
 */
#ifndef PLANGATE_PLAN_NOVELTY_H
#define PLANGATE_PLAN_NOVELTY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct plan;

struct plan_word {
	uint64_t hash;
	uint64_t stem; /* of its beginning: "fetches" has that of "fetched" */
	bool empty;    /* it says nothing by itself: "the", "update" */
	bool edge;     /* no word: a heading begins or ends */
};

/* That a leaf of the document has a word that says something. */
struct plan_word_place {
	uint64_t stem;
	uint64_t leaf; /* counted from 0 */
};

struct plan_words {
	struct plan_word *items; /* in the order of the document */
	size_t count;
	size_t capacity;
	uint64_t *runs; /* hashes of three words in a row, sorted */
	size_t run_count;
	struct plan_word_place *places; /* sorted */
	size_t place_count;
	size_t place_capacity;
};

enum {
	NOVELTY_LEAST_WORDS = 4, /* in a row, that say something new */
	NOVELTY_LEAST_SAYING =
		2, /* different ones among them that are not empty, and half of those that are not */
};

/* The words of a plan. The caller clears. */
void plan_words_read(struct plan_words *out, const struct plan *plan);
void plan_words_clear(struct plan_words *words);

/* Whether `after` says something that `before` does not. */
bool plan_words_add(const struct plan_words *after, const struct plan_words *before);

#endif
