#include "plangate/plan/novelty.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/nfc.h"
#include "plangate/base/text.h"

enum { RUN = 3 };

/* FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
static uint64_t hash_bytes(uint64_t hash, const void *data, size_t len)
{
	const unsigned char *bytes = data;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ bytes[i]) * 0x100000001b3ULL;
	return hash;
}

static const uint64_t hash_start = 0xcbf29ce484222325ULL;

static void add_word(struct plan_words *out, const char *word, size_t len)
{
	if (strspn(word, "0123456789") >= len)
		return;
	*ARRAY_PUSH(out->items, out->count, out->capacity) = (struct plan_word){
		hash_bytes(hash_start, word, len), word_is_empty(word, len), false};
}

static void add_edge(struct plan_words *out, const struct block *leaf)
{
	if (leaf->kind == BLOCK_HEADING)
		*ARRAY_PUSH(out->items, out->count, out->capacity) =
			(struct plan_word){hash_start, true, true};
}

/* Scripts that put no blanks between words: each letter of them counts as one. */
static bool stands_alone(uint32_t code)
{
	return (code >= 0x2e80 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7af) ||
	       (code >= 0xf900 && code <= 0xfaff) || (code >= 0x20000 && code <= 0x3ffff);
}

/* A normalised word, which may hold letters that stand alone. */
static void add_letters(struct plan_words *out, const char *word, size_t len)
{
	size_t start = 0;

	for (size_t i = 0; i < len;) {
		uint32_t code = 0;
		size_t step = utf8_decode(word + i, len - i, &code);

		step = step ? step : 1;
		if (stands_alone(code)) {
			if (i > start)
				add_word(out, word + start, i - start);
			add_word(out, word + i, step);
			start = i + step;
		}
		i += step;
	}
	if (len > start)
		add_word(out, word + start, len - start);
}

/* A name with a folder or an ending, or a code span: where something is done, not what. */
static bool is_path(const char *token, size_t len)
{
	if (memchr(token, '/', len) || memchr(token, CODE_MARK, len))
		return true;
	for (size_t i = 1; i + 1 < len; i++)
		if (token[i] == '.' && isalnum((unsigned char)token[i - 1]) &&
		    isalnum((unsigned char)token[i + 1]))
			return true;
	return false;
}

static void add_token(struct plan_words *out, const char *token, size_t len)
{
	CLEANUP(freep) char *copy = xmemdup(token, len);
	CLEANUP(freep) char *words = NULL;

	if (is_path(token, len))
		return;
	words = nfc_words(copy);
	for (const char *word = words; *word;) {
		size_t size = strcspn(word, " ");

		add_letters(out, word, size);
		word += size + (word[size] != '\0');
	}
}

struct reading {
	struct plan_words *out;
	int status_line;
};

static bool add_leaf(void *context, const struct block *leaf)
{
	struct reading *reading = context;
	const char *text = leaf->prose;

	if (!text || leaf->kind == BLOCK_CODE || leaf->kind == BLOCK_HTML ||
	    leaf->line == reading->status_line)
		return true;
	add_edge(reading->out, leaf);
	while (*text) {
		size_t len;

		text += strspn(text, " \t\r\n");
		len = strcspn(text, " \t\r\n");
		if (len)
			add_token(reading->out, text, len);
		text += len;
	}
	add_edge(reading->out, leaf);
	return true;
}

static int compare_hashes(const void *a, const void *b)
{
	uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;

	return left < right ? -1 : left > right;
}

static uint64_t run_at(const struct plan_words *words, size_t index)
{
	uint64_t hash = hash_start;

	for (size_t i = index; i < index + RUN; i++)
		hash = hash_bytes(hash, &words->items[i].hash,
				  sizeof(words->items[i].hash));
	return hash;
}

void plan_words_read(struct plan_words *out, const struct plan *plan)
{
	struct reading reading = {out, plan->status_line ? plan->status_line : -1};

	*out = (struct plan_words){0};
	block_walk(&plan->root, add_leaf, &reading);
	out->run_count = out->count < RUN ? 0 : out->count - RUN + 1;
	out->runs = xcalloc(out->run_count + 1, sizeof(*out->runs));
	for (size_t i = 0; i < out->run_count; i++)
		out->runs[i] = run_at(out, i);
	qsort(out->runs, out->run_count, sizeof(*out->runs), compare_hashes);
}

void plan_words_clear(struct plan_words *words)
{
	free(words->items);
	free(words->runs);
	*words = (struct plan_words){0};
}

/* Whether so many words from here say something: enough of them, and not one over and over. */
static bool says_something(const struct plan_words *words, size_t from, size_t count)
{
	size_t different = 0;

	if (count < NOVELTY_LEAST_WORDS)
		return false;
	for (size_t i = from; i < from + count; i++) {
		bool is_first = !words->items[i].empty;

		for (size_t k = from; k < i && is_first; k++)
			is_first = words->items[k].hash != words->items[i].hash;
		different += is_first;
		if (different >= NOVELTY_LEAST_SAYING)
			return true;
	}
	return false;
}

/* Which words of `after` stand in a run that `before` has too; the caller frees. */
static bool *mark_known(const struct plan_words *after, const struct plan_words *before)
{
	bool *known = xcalloc(after->count + 1, sizeof(*known));

	for (size_t i = 0; i < after->run_count; i++) {
		const uint64_t run = run_at(after, i);

		if (bsearch(&run, before->runs, before->run_count, sizeof(run),
			    compare_hashes))
			known[i] = known[i + 1] = known[i + 2] = true;
	}
	return known;
}

bool plan_words_add(const struct plan_words *after, const struct plan_words *before)
{
	CLEANUP(freep) bool *known = mark_known(after, before);
	size_t from = 0;

	for (size_t i = 0; i <= after->count; i++) {
		if (i < after->count && !known[i] && !after->items[i].edge)
			continue;
		if (says_something(after, from, i - from))
			return true;
		from = i + 1;
	}
	return false;
}
