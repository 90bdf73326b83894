#include "plangate/model/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "lexicon_words.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/nfc.h"
#include "plangate/base/str.h"

#define AS_NAME(id, name) name,

static const char *const names[] = {LABEL_TERMS(AS_NAME) PROSE_TERMS(AS_NAME) NULL};

static const char *const languages[] = {"de", "fr", "es", "pt", "ru",
					"zh", "ja", "ko", NULL};

/* By language. */
static const struct lexicon_row *const tables[] = {lexicon_de, lexicon_fr, lexicon_es,
						   lexicon_pt, lexicon_ru, lexicon_zh,
						   lexicon_ja, lexicon_ko};

enum { LANGUAGE_COUNT = sizeof(tables) / sizeof(*tables) };

struct entry {
	const char *word;
	size_t len;
	enum term term;
	int language; /* -1: of a policy, which comes first */
};

/* Made when a word is first looked for: most policies are read where no plan is. */
struct index {
	struct entry *items; /* sorted by word and language */
	size_t count;
	size_t capacity;
	bool filled;
};

struct lexicon {
	struct index *index;
	unsigned kept;	    /* languages, as lexicon_keep() takes them */
	struct strlist own; /* words of a policy */
	enum term *terms;   /* beside them */
	size_t term_count;
	size_t term_capacity;
};

const char *term_name(enum term term)
{
	return names[term];
}

const char *const *term_names(void)
{
	return names;
}

const char *const *lexicon_languages(void)
{
	return languages;
}

static int compare_words(const char *a, size_t a_len, const char *b, size_t b_len)
{
	int order = memcmp(a, b, a_len < b_len ? a_len : b_len);

	return order ? order : (a_len > b_len) - (a_len < b_len);
}

static enum term_kind kind_of(enum term term)
{
	return term < TERM_PROSE ? TERM_OF_LABELS : TERM_OF_PROSE;
}

static int compare_keys(const struct entry *a, const struct entry *b)
{
	int order = (int)kind_of(a->term) - (int)kind_of(b->term);

	return order ? order : compare_words(a->word, a->len, b->word, b->len);
}

static int compare_entries(const void *a, const void *b)
{
	const struct entry *left = a, *right = b;
	int order = compare_keys(left, right);

	return order ? order : left->language - right->language;
}

static void add(struct index *index, const struct entry *entry)
{
	*ARRAY_PUSH(index->items, index->count, index->capacity) = *entry;
}

static void add_row(struct index *index, const struct lexicon_row *row, int language)
{
	for (const char *word = row->words; *word;) {
		size_t len = strcspn(word, "|");

		add(index, &(struct entry){word, len, row->term, language});
		word += len + (word[len] == '|');
	}
}

static const struct index *index_of(const struct lexicon *lexicon)
{
	struct index *index = lexicon->index;

	if (index->filled)
		return index;
	for (int i = 0; i < LANGUAGE_COUNT; i++)
		for (const struct lexicon_row *row = tables[i];
		     row->words && lexicon->kept & 1u << i; row++)
			add_row(index, row, i);
	for (size_t i = 0; i < lexicon->own.count; i++)
		add(index,
		    &(struct entry){lexicon->own.items[i], strlen(lexicon->own.items[i]),
				    lexicon->terms[i], -1});
	if (index->count)
		qsort(index->items, index->count, sizeof(*index->items), compare_entries);
	index->filled = true;
	return index;
}

static void index_empty(struct index *index)
{
	free(index->items);
	*index = (struct index){0};
}

struct lexicon *lexicon_new(void)
{
	struct lexicon *lexicon = xcalloc(1, sizeof(*lexicon));

	lexicon->index = xcalloc(1, sizeof(*lexicon->index));
	lexicon->kept = ~0u;
	return lexicon;
}

void lexicon_free(struct lexicon *lexicon)
{
	if (!lexicon)
		return;
	index_empty(lexicon->index);
	free(lexicon->index);
	strlist_clear(&lexicon->own);
	free(lexicon->terms);
	free(lexicon);
}

void lexicon_keep(struct lexicon *lexicon, unsigned kept)
{
	lexicon->kept = kept;
	index_empty(lexicon->index);
}

void lexicon_add(struct lexicon *lexicon, enum term term, const char *word)
{
	CLEANUP(freep) char *words = nfc_words(word);

	strlist_add(&lexicon->own, words);
	*ARRAY_PUSH(lexicon->terms, lexicon->term_count, lexicon->term_capacity) = term;
	index_empty(lexicon->index);
}

bool lexicon_find(const struct lexicon *lexicon, enum term_kind kind, const char *words,
		  size_t len, enum term *term)
{
	static const struct index nothing = {0};
	const struct entry key = {.word = words,
				  .len = len,
				  .term = kind == TERM_OF_PROSE ? TERM_PROSE : TERM_TITLE};
	const struct index *index = lexicon ? index_of(lexicon) : &nothing;
	size_t low = 0, high = index->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_keys(&index->items[middle], &key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == index->count || compare_keys(&index->items[low], &key))
		return false;
	*term = index->items[low].term;
	return true;
}
