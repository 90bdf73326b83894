/*
 * novelty.h - what one text of a plan says that another does not.
 *
 * Compared are the words that a reader sees, in their order: letters of any case, without marks, numbers, code, paths,
 * boxes, front matter and the line of the status. A word of one plan is known to another where three words in
 * a row with it in them stand there too; what says something new stands between two headings. So a tick, a blank line, a status and a word that is changed here
 * and there say nothing new; a sentence does.
 */
#ifndef PLANGATE_PLAN_NOVELTY_H
#define PLANGATE_PLAN_NOVELTY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct plan;

struct plan_word {
	uint64_t hash;
	bool empty; /* it says nothing by itself: "the", "update" */
	bool edge;  /* no word: a heading begins or ends */
};

struct plan_words {
	struct plan_word *items; /* in the order of the document */
	size_t count;
	size_t capacity;
	uint64_t *runs; /* hashes of three words in a row, sorted */
	size_t run_count;
};

enum {
	NOVELTY_LEAST_WORDS = 4,  /* in a row, that say something new */
	NOVELTY_LEAST_SAYING = 2, /* different ones among them that are not empty */
};

/* The words of a plan. The caller clears. */
void plan_words_read(struct plan_words *out, const struct plan *plan);
void plan_words_clear(struct plan_words *words);

/* Whether `after` says something that `before` does not. */
bool plan_words_add(const struct plan_words *after, const struct plan_words *before);

#endif
