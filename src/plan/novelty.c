#include "plangate/plan/novelty.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/nfc.h"
#include "plangate/base/text.h"

enum {
	RUN = 3,
	STEM = 5, /* bytes of a word's beginning; twice as many where they are not ASCII */
	FEW = 3,
	MOST_SAYING = 16,  /* words of a run that are looked at */
	MOST_LEAVES = 200, /* that are asked for them */
};

/* FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
static uint64_t hash_bytes(uint64_t hash, const void *data, size_t len)
{
	const unsigned char *bytes = data;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ bytes[i]) * 0x100000001b3ULL;
	return hash;
}

static const uint64_t hash_start = 0xcbf29ce484222325ULL;

struct reading {
	struct plan_words *out;
	int status_line;
	uint64_t leaf;
};

static bool is_empty(const char *word, size_t len)
{
	CLEANUP(freep) char *copy = xmemdup(word, len);

	return !words_with_content(copy);
}

static void add_word(struct reading *reading, const char *word, size_t len)
{
	struct plan_words *out = reading->out;
	size_t stem = (unsigned char)*word < 0x80 ? STEM : 2 * STEM;
	struct plan_word *added;

	if (strspn(word, "0123456789") >= len)
		return;
	added = ARRAY_PUSH(out->items, out->count, out->capacity);
	added->hash = hash_bytes(hash_start, word, len);
	added->stem = hash_bytes(hash_start, word, len < stem ? len : stem);
	added->empty = is_empty(word, len);
	if (!added->empty)
		*ARRAY_PUSH(out->places, out->place_count, out->place_capacity) =
			(struct plan_word_place){added->stem, reading->leaf};
}

static void add_edge(struct plan_words *out, const struct block *leaf)
{
	if (leaf->kind == BLOCK_HEADING)
		*ARRAY_PUSH(out->items, out->count, out->capacity) =
			(struct plan_word){.hash = hash_start, .empty = true, .edge = true};
}

/* Scripts that put no blanks between words: each letter of them counts as one. */
static bool stands_alone(uint32_t code)
{
	return (code >= 0x2e80 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7af) ||
	       (code >= 0xf900 && code <= 0xfaff) || (code >= 0x20000 && code <= 0x3ffff);
}

/* A normalised word, which may hold letters that stand alone. */
static void add_letters(struct reading *reading, const char *word, size_t len)
{
	size_t start = 0;

	for (size_t i = 0; i < len;) {
		uint32_t code = 0;
		size_t step = utf8_decode(word + i, len - i, &code);

		step = step ? step : 1;
		if (stands_alone(code)) {
			if (i > start)
				add_word(reading, word + start, i - start);
			add_word(reading, word + i, step);
			start = i + step;
		}
		i += step;
	}
	if (len > start)
		add_word(reading, word + start, len - start);
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

static void add_token(struct reading *reading, const char *token, size_t len)
{
	CLEANUP(freep) char *copy = xmemdup(token, len);
	CLEANUP(freep) char *words = NULL;

	if (is_path(token, len))
		return;
	words = words_told(copy);
	for (const char *word = words; *word;) {
		size_t size = strcspn(word, " ");

		add_letters(reading, word, size);
		word += size + (word[size] != '\0');
	}
}

/* Without tags, whose attributes nobody reads. */
static char *without_tags(const char *prose)
{
	struct str out = {0};

	while (*prose) {
		const char *end = *prose == '<' && (isalpha((unsigned char)prose[1]) ||
						    prose[1] == '/')
					  ? strchr(prose, '>')
					  : NULL;

		str_add_char(&out, end ? ' ' : *prose);
		prose = end ? end + 1 : prose + 1;
	}
	return str_take(&out);
}

static bool add_leaf(void *context, const struct block *leaf)
{
	struct reading *reading = context;
	CLEANUP(freep) char *plain = NULL;
	const char *text;

	if (!leaf->prose || leaf->kind == BLOCK_CODE || leaf->kind == BLOCK_HTML ||
	    leaf->line == reading->status_line || block_is_link(leaf))
		return true;
	add_edge(reading->out, leaf);
	reading->leaf++;
	text = plain = without_tags(leaf->prose);
	while (*text) {
		size_t len;

		text += strspn(text, " \t\r\n");
		len = strcspn(text, " \t\r\n");
		if (len)
			add_token(reading, text, len);
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

static int compare_places(const void *a, const void *b)
{
	const struct plan_word_place *left = a, *right = b;

	if (left->stem != right->stem)
		return left->stem < right->stem ? -1 : 1;
	return left->leaf < right->leaf ? -1 : left->leaf > right->leaf;
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
	struct reading reading = {out, plan->status_line ? plan->status_line : -1, 0};

	*out = (struct plan_words){0};
	block_walk(&plan->root, add_leaf, &reading);
	out->run_count = out->count < RUN ? 0 : out->count - RUN + 1;
	out->runs = xcalloc(out->run_count + 1, sizeof(*out->runs));
	for (size_t i = 0; i < out->run_count; i++)
		out->runs[i] = run_at(out, i);
	qsort(out->runs, out->run_count, sizeof(*out->runs), compare_hashes);
	if (out->place_count)
		qsort(out->places, out->place_count, sizeof(*out->places), compare_places);
}

void plan_words_clear(struct plan_words *words)
{
	free(words->items);
	free(words->runs);
	free(words->places);
	*words = (struct plan_words){0};
}

/* The different words of a run that say something, as many as are looked at. */
struct saying {
	uint64_t stems[MOST_SAYING];
	size_t count;
	size_t all; /* with those that are there again */
};

static bool is_collected(const struct saying *saying, uint64_t stem)
{
	for (size_t i = 0; i < saying->count; i++)
		if (saying->stems[i] == stem)
			return true;
	return false;
}

static void collect(struct saying *saying, const struct plan_words *words, size_t from,
		    size_t count)
{
	for (size_t i = from; i < from + count && saying->count < MOST_SAYING; i++) {
		const struct plan_word *word = &words->items[i];

		saying->all += !word->empty;
		if (!word->empty && !is_collected(saying, word->stem))
			saying->stems[saying->count++] = word->stem;
	}
}

/* How many of them one leaf may not have already: of a few words one, of more another may be chance. */
static size_t least_new(const struct saying *saying)
{
	return saying->count > FEW ? 2 : 1;
}

/* How many of the words are not in that leaf. */
static size_t count_new(const struct saying *saying, const struct plan_words *before,
			uint64_t leaf)
{
	size_t count = 0;

	for (size_t i = 0; i < saying->count; i++) {
		const struct plan_word_place place = {saying->stems[i], leaf};

		count += !bsearch(&place, before->places, before->place_count,
				  sizeof(place), compare_places);
	}
	return count;
}

/* The first place of a word, or where it would be. */
static size_t find_places(const struct plan_words *words, uint64_t stem)
{
	size_t low = 0, high = words->place_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (words->places[middle].stem < stem)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Whether one leaf has them, in whatever order: it has one of as many as it may lack and one more then. */
static bool is_said(const struct saying *saying, const struct plan_words *before)
{
	for (size_t i = 0; i < least_new(saying); i++) {
		size_t at = find_places(before, saying->stems[i]), asked = 0;

		for (; at < before->place_count && asked < MOST_LEAVES &&
		       before->places[at].stem == saying->stems[i];
		     at++, asked++)
			if (count_new(saying, before, before->places[at].leaf) <
			    least_new(saying))
				return true;
	}
	return false;
}

/* Whether so many words from here say something: enough of them, and not what is said already. */
static bool says_something(const struct plan_words *words, size_t from, size_t count,
			   const struct plan_words *before)
{
	struct saying saying = {.count = 0};

	if (count < NOVELTY_LEAST_WORDS)
		return false;
	collect(&saying, words, from, count);
	return saying.count >= NOVELTY_LEAST_SAYING && 2 * saying.count >= saying.all &&
	       !is_said(&saying, before);
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
		if (says_something(after, from, i - from, before))
			return true;
		from = i + 1;
	}
	return false;
}
