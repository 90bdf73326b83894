/* Words that say nothing of a change by themselves, and how many of a text do say something. */
#include <string.h>
#include <strings.h>

#include "plan_internal.h"
#include "plangate/base/nfc.h"
#include "plangate/base/text.h"

/* More different words than any floor asks for. */
enum { MOST_TOLD = 8 };

/* Normalised: in lower case, without marks. */
/* clang-format off */
static const char *const empty_words[] = {
	"a", "about", "above", "according", "accordingly", "add", "added", "adding", "adds",
	"adequate", "after", "again", "agree", "agreed", "agrees", "all", "already", "also",
	"always", "an", "and", "any", "applicable", "apply", "approach", "appropriate",
	"appropriately", "april", "architecture", "are", "as", "asdf", "august", "bar", "baz",
	"be", "been", "before", "began", "begun", "below", "best", "better", "bla", "blah",
	"both", "but", "by", "can", "carefully", "change", "changed", "changes", "chosen",
	"clean", "code", "coding", "commit", "complete", "completed", "continue", "continued",
	"continues", "continuing", "correct", "correctly", "could", "december", "describe",
	"described", "description", "design", "details", "develop", "development", "diff",
	"discussed", "ditto", "do", "does", "dolor", "done", "dry", "each", "edit",
	"efficient", "efficiently", "elegant", "enhance", "enhancement", "enhancements",
	"ensure", "ensures", "estimated", "etc", "everyone", "everything", "existing",
	"expected", "explanatory", "feature", "features", "february", "file", "files", "fine",
	"fix", "fixed", "fixes", "follow", "following", "follows", "foo", "for", "friday",
	"from", "functionality", "further", "good", "great", "has", "have", "he", "here", "i",
	"if", "implement", "implementation", "implemented", "implementing", "implements",
	"improve", "improved", "improvement", "improvements", "improves", "improving", "in",
	"into", "ipsum", "is", "issue", "issues", "it", "its", "january", "jira", "july",
	"june", "just", "kiss", "later", "least", "listed", "logic", "lorem", "maintainable",
	"make", "makes", "making", "many", "march", "may", "maybe", "me", "merge", "modern",
	"modification", "modifications", "modify", "modular", "monday", "more", "most", "much",
	"must", "my", "n", "na", "necessary", "need", "needed", "needs", "never", "new",
	"nice", "no", "none", "nope", "normal", "not", "nothing", "november", "now", "obvious",
	"october", "of", "ok", "okay", "on", "only", "optimise", "optimize", "or", "other",
	"others", "our", "overall", "patterns", "pending", "per", "perform", "plan", "planned",
	"please", "possible", "pr", "practice", "practices", "principles", "proceed",
	"project", "proper", "properly", "proposed", "pull", "quality", "quux", "qux",
	"qwerty", "readable", "relevant", "reliable", "required", "requirement",
	"requirements", "robust", "roughly", "saturday", "scalable", "see", "self",
	"september", "she", "should", "simple", "simply", "so", "solid", "solution", "some",
	"somehow", "something", "soon", "stable", "standard", "step", "steps", "still",
	"straightforward", "stuff", "such", "suitable", "sunday", "system", "task", "tasks",
	"tbc", "tbd", "team", "that", "the", "their", "them", "then", "there", "these", "they",
	"thing", "things", "this", "those", "thursday", "ticket", "to", "today", "too",
	"trivial", "tuesday", "under", "unknown", "update", "updated", "updates", "updating",
	"us", "use", "using", "usual", "various", "very", "was", "we", "wednesday", "well",
	"were", "what", "whatever", "when", "where", "will", "with", "work", "works", "would",
	"write", "written", "yes", "you", NULL,
};
/* clang-format on */

bool word_is_empty(const char *word, size_t len)
{
	for (size_t i = 0; empty_words[i]; i++)
		if (strlen(empty_words[i]) == len && !strncmp(empty_words[i], word, len))
			return true;
	return false;
}

/* Different words and signs, of which nobody asks for more. */
struct told {
	const char *items[MOST_TOLD];
	size_t lengths[MOST_TOLD];
	size_t count;
};

static void tell(struct told *told, const char *word, size_t len)
{
	for (size_t i = 0; i < told->count; i++)
		if (told->lengths[i] == len && !strncmp(told->items[i], word, len))
			return;
	if (told->count == MOST_TOLD)
		return;
	told->items[told->count] = word;
	told->lengths[told->count++] = len;
}

/* Two letters that differ: neither a number nor "xxx". */
static bool is_spelt(const char *word, size_t len)
{
	uint32_t first = 0, code = 0;
	size_t step;

	for (size_t i = 0; i < len; i += step) {
		step = utf8_decode(word + i, len - i, &code);
		if (!step)
			return false;
		if (!nfc_is_letter(code))
			continue;
		if (first && code != first)
			return true;
		first = code;
	}
	return false;
}

/* The signs of a word that is written in them; false where it is none. */
static bool tell_signs(struct told *signs, const char *word, size_t len)
{
	bool any = false;
	size_t step;

	for (size_t i = 0; i < len; i += step ? step : 1) {
		uint32_t code = 0;

		step = utf8_decode(word + i, len - i, &code);
		if (!step || !char_is_sign(code))
			continue;
		tell(signs, word + i, step);
		any = true;
	}
	return any;
}

size_t words_with_content(const char *normalised)
{
	struct told words = {.count = 0}, signs = {.count = 0};

	while (*normalised) {
		size_t len = strcspn(normalised, " ");

		if (!tell_signs(&signs, normalised, len) && is_spelt(normalised, len) &&
		    !word_is_empty(normalised, len))
			tell(&words, normalised, len);
		normalised += len + (normalised[len] != '\0');
	}
	return words.count + (signs.count + 1) / 2;
}

static bool starts_with_any(const char *text, const char *const *starts)
{
	for (; *starts; starts++)
		if (!strncasecmp(text, *starts, strlen(*starts)))
			return true;
	return false;
}

/* ":tada:" is drawn, "https://a.b/c", "@name" and "[^1]" point elsewhere: none of them is read as words. */
static size_t unread_len(const char *p)
{
	static const char *const addresses[] = {"http://", "https://", "ftp://",
						"mailto:", "www.",     NULL};
	size_t len = strspn(p + 1, "abcdefghijklmnopqrstuvwxyz0123456789_+-");

	if (*p == ':' && len && p[len + 1] == ':')
		return len + 2;
	if (*p == '[' && p[1] == '^')
		return strcspn(p, "] \t\n");
	if (starts_with_any(p, addresses))
		return strcspn(p, " \t\n)>\"");
	return *p == '@' && len ? len + 1 : 0;
}

char *words_told(const char *text)
{
	CLEANUP(str_clear) struct str told = {0};
	const char *start = text;

	while (*text) {
		bool begins = text == start || (!char_is_word(text[-1]) && text[-1] != ':');
		size_t len = begins ? unread_len(text) : 0;

		if (!len)
			str_add_char(&told, *text++);
		text += len;
	}
	return nfc_words(str_text(&told));
}
