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

struct lexicon {
	struct entry *items; /* sorted by word and language */
	size_t count;
	size_t capacity;
	struct strlist own; /* words of a policy */
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

static void add(struct lexicon *lexicon, const struct entry *entry)
{
	*ARRAY_PUSH(lexicon->items, lexicon->count, lexicon->capacity) = *entry;
}

static void sort(struct lexicon *lexicon)
{
	if (lexicon->count)
		qsort(lexicon->items, lexicon->count, sizeof(*lexicon->items),
		      compare_entries);
}

static void add_row(struct lexicon *lexicon, const struct lexicon_row *row, int language)
{
	for (const char *word = row->words; *word;) {
		size_t len = strcspn(word, "|");

		add(lexicon, &(struct entry){word, len, row->term, language});
		word += len + (word[len] == '|');
	}
}

struct lexicon *lexicon_new(void)
{
	struct lexicon *lexicon = xcalloc(1, sizeof(*lexicon));

	for (int i = 0; i < LANGUAGE_COUNT; i++)
		for (const struct lexicon_row *row = tables[i]; row->words; row++)
			add_row(lexicon, row, i);
	sort(lexicon);
	return lexicon;
}

void lexicon_free(struct lexicon *lexicon)
{
	if (!lexicon)
		return;
	strlist_clear(&lexicon->own);
	free(lexicon->items);
	free(lexicon);
}

void lexicon_keep(struct lexicon *lexicon, unsigned kept)
{
	size_t count = 0;

	for (size_t i = 0; i < lexicon->count; i++) {
		struct entry *entry = &lexicon->items[i];

		if (entry->language < 0 || kept & 1u << entry->language)
			lexicon->items[count++] = *entry;
	}
	lexicon->count = count;
}

void lexicon_add(struct lexicon *lexicon, enum term term, const char *word)
{
	CLEANUP(freep) char *words = nfc_words(word);

	strlist_add(&lexicon->own, words);
	add(lexicon, &(struct entry){lexicon->own.items[lexicon->own.count - 1],
				     strlen(words), term, -1});
	sort(lexicon);
}

bool lexicon_find(const struct lexicon *lexicon, enum term_kind kind, const char *words,
		  size_t len, enum term *term)
{
	const struct entry key = {.word = words,
				  .len = len,
				  .term = kind == TERM_OF_PROSE ? TERM_PROSE : TERM_TITLE};
	size_t low = 0, high = lexicon ? lexicon->count : 0, end = high;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_keys(&lexicon->items[middle], &key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == end || compare_keys(&lexicon->items[low], &key))
		return false;
	*term = lexicon->items[low].term;
	return true;
}
