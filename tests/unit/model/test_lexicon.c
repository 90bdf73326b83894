/* The words of other languages: spelt as they are compared, each with one meaning, and those of a policy before them. */
#include "plangate/model/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "../../../src/model/lexicon_words.h"
#include "../test.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/nfc.h"
#include "plangate/base/str.h"

static const struct lexicon_row *const tables[] = {lexicon_de, lexicon_fr, lexicon_es,
						   lexicon_pt, lexicon_ru, lexicon_zh,
						   lexicon_ja, lexicon_ko};

static bool means(const struct lexicon *lexicon, enum term_kind kind, const char *word,
		  enum term wanted)
{
	enum term term;

	return lexicon_find(lexicon, kind, word, strlen(word), &term) && term == wanted;
}

/* The words of the language, those of prose marked by a tab before them. */
static void read_words(struct strlist *words, const struct lexicon_row *row)
{
	for (; row->words; row++) {
		CLEANUP(strlist_clear) struct strlist own = {0};

		strlist_split(&own, row->words, strlen(row->words), '|');
		for (size_t i = 0; i < own.count; i++) {
			CLEANUP(freep) char *normal = nfc_words(own.items[i]);
			CLEANUP(str_clear) struct str marked = {0};

			assert_string_equal(own.items[i], normal);
			str_addf(&marked, "%s%s", row->term < TERM_PROSE ? "" : "\t",
				 normal);
			strlist_add(words, str_text(&marked));
		}
	}
}

static void words_are_normal_and_stand_once(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++) {
		CLEANUP(strlist_clear) struct strlist words = {0};
		size_t count;

		assert_non_null(lexicon_languages()[i]);
		read_words(&words, tables[i]);
		count = words.count;
		strlist_sort_unique(&words);
		assert_int_equal(words.count, count);
	}
}

/* Two languages may share a word, and then what it means. */
static void languages_agree(void **state)
{
	struct lexicon *lexicon = lexicon_new();

	(void)state;
	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++)
		for (const struct lexicon_row *row = tables[i]; row->words; row++) {
			CLEANUP(strlist_clear) struct strlist own = {0};

			strlist_split(&own, row->words, strlen(row->words), '|');
			for (size_t k = 0; k < own.count; k++)
				assert_true(means(lexicon,
						  row->term < TERM_PROSE ? TERM_OF_LABELS
									 : TERM_OF_PROSE,
						  own.items[k], row->term));
		}
	lexicon_free(lexicon);
}

static void a_policy_narrows_and_adds(void **state)
{
	struct lexicon *lexicon = lexicon_new();

	(void)state;
	assert_true(means(lexicon, TERM_OF_LABELS, "umfang", TERM_SCOPE));
	assert_true(means(lexicon, TERM_OF_LABELS, "alcance", TERM_SCOPE));
	lexicon_add(lexicon, TERM_ESTIMATE, "Umfang!");
	lexicon_add(lexicon, TERM_RISK_LEVEL, "Gefahr");
	lexicon_keep(lexicon, 1u << 0);
	assert_false(means(lexicon, TERM_OF_LABELS, "alcance", TERM_SCOPE));
	assert_true(means(lexicon, TERM_OF_LABELS, "umfang", TERM_ESTIMATE));
	assert_true(means(lexicon, TERM_OF_LABELS, "gefahr", TERM_RISK_LEVEL));
	assert_false(means(lexicon, TERM_OF_PROSE, "gefahr", TERM_RISK_LEVEL));
	assert_false(means(NULL, TERM_OF_LABELS, "umfang", TERM_SCOPE));
	lexicon_free(lexicon);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_normal_and_stand_once),
		cmocka_unit_test(languages_agree),
		cmocka_unit_test(a_policy_narrows_and_adds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
