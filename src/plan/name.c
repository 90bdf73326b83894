/* Headings by meaning, whatever their spelling. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/nfc.h"

#define PURE true

/* Normalised names; sorted by kind. A policy adds to them. */
static const struct {
	const char *name;
	enum section_kind kind;
	bool pure;
	unsigned groups;
} names[] = {
	{"scope", SECTION_SCOPE, PURE, 0},
	{"scope analysis", SECTION_SCOPE, PURE, 0},
	{"scope of change", SECTION_SCOPE, PURE, 0},
	{"scope of changes", SECTION_SCOPE, PURE, 0},
	{"scope of the change", SECTION_SCOPE, PURE, 0},
	{"scope of work", SECTION_SCOPE, PURE, 0},
	{"change scope", SECTION_SCOPE, PURE, 0},
	{"in scope", SECTION_SCOPE, false, 0},
	{"files", SECTION_SCOPE, false, 0},
	{"file", SECTION_SCOPE, false, 0},
	{"affected files", SECTION_SCOPE, false, 0},
	{"files affected", SECTION_SCOPE, false, 0},
	{"changed files", SECTION_SCOPE, false, 0},
	{"files changed", SECTION_SCOPE, false, 0},
	{"modified files", SECTION_SCOPE, false, 0},
	{"files modified", SECTION_SCOPE, false, 0},
	{"files touched", SECTION_SCOPE, false, 0},
	{"touched files", SECTION_SCOPE, false, 0},
	{"files involved", SECTION_SCOPE, false, 0},
	{"key files", SECTION_SCOPE, false, 0},
	{"critical files", SECTION_SCOPE, false, 0},
	{"critical files for implementation", SECTION_SCOPE, false, 0},
	{"new files", SECTION_SCOPE, false, 0},
	{"file structure", SECTION_SCOPE, false, 0},
	{"file map", SECTION_SCOPE, false, 0},
	{"file list", SECTION_SCOPE, false, 0},
	{"file summary", SECTION_SCOPE, false, 0},
	{"file changes", SECTION_SCOPE, false, 0},
	{"file inventory", SECTION_SCOPE, false, 0},
	{"list of files", SECTION_SCOPE, false, 0},
	{"affected components", SECTION_SCOPE, false, 0},
	{"affected areas", SECTION_SCOPE, false, 0},
	{"affected code", SECTION_SCOPE, false, 0},
	{"affected paths", SECTION_SCOPE, false, 0},
	{"project structure", SECTION_SCOPE, false, 0},
	{"impact", SECTION_SCOPE, false, 0},
	{"what changes", SECTION_SCOPE, false, 0},

	{"approach", SECTION_APPROACH, PURE, 0},
	{"recommended approach", SECTION_APPROACH, false, 0},
	{"technical approach", SECTION_APPROACH, false, 0},
	{"proposed approach", SECTION_APPROACH, false, 0},
	{"implementation approach", SECTION_APPROACH, false, 0},
	{"solution approach", SECTION_APPROACH, false, 0},
	{"design", SECTION_APPROACH, false, 0},
	{"details", SECTION_APPROACH, false, 0},
	{"design details", SECTION_APPROACH, false, 0},
	{"design overview", SECTION_APPROACH, false, 0},
	{"detailed design", SECTION_APPROACH, false, 0},
	{"technical design", SECTION_APPROACH, false, 0},
	{"technical details", SECTION_APPROACH, false, 0},
	{"implementation details", SECTION_APPROACH, false, 0},
	{"proposed design", SECTION_APPROACH, false, 0},
	{"proposal", SECTION_APPROACH, false, 0},
	{"proposed solution", SECTION_APPROACH, false, 0},
	{"proposed change", SECTION_APPROACH, false, 0},
	{"proposed changes", SECTION_APPROACH, false, 0},
	{"solution", SECTION_APPROACH, false, 0},
	{"architecture", SECTION_APPROACH, false, 0},
	{"strategy", SECTION_APPROACH, false, 0},
	{"decision", SECTION_APPROACH, false, 0},
	{"decisions", SECTION_APPROACH, false, 0},
	{"decision outcome", SECTION_APPROACH, false, 0},
	{"what we will do", SECTION_APPROACH, false, 0},
	{"overview of the change", SECTION_APPROACH, false, 0},
	{"reference level explanation", SECTION_APPROACH, false, 0},
	{"technical context", SECTION_APPROACH, false, 0},
	{"context and orientation", SECTION_APPROACH, false, 0},

	{"steps", SECTION_STEPS, PURE, 0},
	{"implementation steps", SECTION_STEPS, false, 0},
	{"implementation", SECTION_STEPS, false, 0},
	{"implementation plan", SECTION_STEPS, false, 0},
	{"implementation tasks", SECTION_STEPS, false, 0},
	{"implementation phases", SECTION_STEPS, false, 0},
	{"implementation order", SECTION_STEPS, false, 0},
	{"implementation sequence", SECTION_STEPS, false, 0},
	{"migration steps", SECTION_STEPS, false, 0},
	{"tasks", SECTION_STEPS, false, 0},
	{"task list", SECTION_STEPS, false, 0},
	{"task breakdown", SECTION_STEPS, false, 0},
	{"work plan", SECTION_STEPS, false, 0},
	{"work breakdown", SECTION_STEPS, false, 0},
	{"work items", SECTION_STEPS, false, 0},
	{"plan", SECTION_STEPS, false, 0},
	{"plan of work", SECTION_STEPS, false, 0},
	{"plan of action", SECTION_STEPS, false, 0},
	{"action items", SECTION_STEPS, false, 0},
	{"concrete steps", SECTION_STEPS, false, 0},
	{"detailed steps", SECTION_STEPS, false, 0},
	{"step by step", SECTION_STEPS, false, 0},
	{"step by step plan", SECTION_STEPS, false, 0},
	{"phases", SECTION_STEPS, false, 0},
	{"milestones", SECTION_STEPS, false, 0},
	{"progress", SECTION_STEPS, false, 0},
	{"todo", SECTION_STEPS, false, 0},
	{"todos", SECTION_STEPS, false, 0},
	{"to do", SECTION_STEPS, false, 0},

	{"tests", SECTION_TESTS, PURE, 0},
	{"test", SECTION_TESTS, PURE, 0},
	{"test plan", SECTION_TESTS, false, 0},
	{"test cases", SECTION_TESTS, false, 0},
	{"test strategy", SECTION_TESTS, false, 0},
	{"test approach", SECTION_TESTS, false, 0},
	{"testing", SECTION_TESTS, false, 0},
	{"testing plan", SECTION_TESTS, false, 0},
	{"testing strategy", SECTION_TESTS, false, 0},
	{"testing approach", SECTION_TESTS, false, 0},
	{"unit tests", SECTION_TESTS, false, 0},
	{"integration tests", SECTION_TESTS, false, 0},
	{"verification", SECTION_TESTS, false, 0},
	{"verification plan", SECTION_TESTS, false, 0},
	{"verification steps", SECTION_TESTS, false, 0},
	{"validation", SECTION_TESTS, false, 0},
	{"validation plan", SECTION_TESTS, false, 0},
	{"validation and acceptance", SECTION_TESTS, false, 0},
	{"how to verify", SECTION_TESTS, false, 0},
	{"how to test", SECTION_TESTS, false, 0},
	{"qa", SECTION_TESTS, false, 0},
	{"qa plan", SECTION_TESTS, false, 0},
	{"quality assurance", SECTION_TESTS, false, 0},
	{"acceptance", SECTION_TESTS, false, 0},
	{"acceptance criteria", SECTION_TESTS, false, 0},
	{"acceptance tests", SECTION_TESTS, false, 0},
	{"success criteria", SECTION_TESTS, false, 0},
	{"confirmation", SECTION_TESTS, false, 0},

	{"rollback", SECTION_ROLLBACK, PURE, 0},
	{"roll back", SECTION_ROLLBACK, PURE, 0},
	{"rollback plan", SECTION_ROLLBACK, PURE, 0},
	{"roll back plan", SECTION_ROLLBACK, PURE, 0},
	{"rollback strategy", SECTION_ROLLBACK, PURE, 0},
	{"rollback procedure", SECTION_ROLLBACK, PURE, 0},
	{"rollback steps", SECTION_ROLLBACK, PURE, 0},
	{"rolling back", SECTION_ROLLBACK, PURE, 0},
	{"backout", SECTION_ROLLBACK, PURE, 0},
	{"back out", SECTION_ROLLBACK, PURE, 0},
	{"backout plan", SECTION_ROLLBACK, PURE, 0},
	{"back out plan", SECTION_ROLLBACK, PURE, 0},
	{"revert", SECTION_ROLLBACK, PURE, 0},
	{"reverting", SECTION_ROLLBACK, PURE, 0},
	{"revert plan", SECTION_ROLLBACK, PURE, 0},
	{"reversal", SECTION_ROLLBACK, PURE, 0},
	{"undo", SECTION_ROLLBACK, PURE, 0},
	{"undo plan", SECTION_ROLLBACK, PURE, 0},
	{"how to undo", SECTION_ROLLBACK, PURE, 0},
	{"how to roll back", SECTION_ROLLBACK, PURE, 0},
	{"how to revert", SECTION_ROLLBACK, PURE, 0},
	{"recovery", SECTION_ROLLBACK, false, 0},
	{"recovery plan", SECTION_ROLLBACK, false, 0},
	{"idempotence and recovery", SECTION_ROLLBACK, false, 0},
	{"feature enablement and rollback", SECTION_ROLLBACK, false, 0},
	{"rollout and rollback", SECTION_ROLLBACK, false, 0},
	{"rollout and rollback plan", SECTION_ROLLBACK, false, 0},
	{"rollout rollback", SECTION_ROLLBACK, false, 0},
	{"rollback and recovery", SECTION_ROLLBACK, false, 0},
	{"deployment and rollback", SECTION_ROLLBACK, false, 0},
	{"contingency", SECTION_ROLLBACK, false, 0},
	{"contingency plan", SECTION_ROLLBACK, false, 0},
	{"downgrade", SECTION_ROLLBACK, false, 0},
	{"upgrade downgrade strategy", SECTION_ROLLBACK, false, 0},

	{"open questions", SECTION_QUESTIONS, PURE, 0},
	{"open question", SECTION_QUESTIONS, PURE, 0},
	{"questions", SECTION_QUESTIONS, false, 0},
	{"unresolved questions", SECTION_QUESTIONS, false, 0},
	{"unresolved issues", SECTION_QUESTIONS, false, 0},
	{"open issues", SECTION_QUESTIONS, false, 0},
	{"open points", SECTION_QUESTIONS, false, 0},
	{"outstanding questions", SECTION_QUESTIONS, false, 0},
	{"outstanding issues", SECTION_QUESTIONS, false, 0},
	{"questions to resolve", SECTION_QUESTIONS, false, 0},
	{"remaining questions", SECTION_QUESTIONS, false, 0},
	{"unknowns", SECTION_QUESTIONS, false, 0},
	{"uncertainties", SECTION_QUESTIONS, false, 0},
	{"to be decided", SECTION_QUESTIONS, false, 0},
	{"to be determined", SECTION_QUESTIONS, false, 0},

	{"risk assessment", SECTION_ASSESSMENT, PURE, 0},
	{"risks", SECTION_ASSESSMENT, false, 0},
	{"risk", SECTION_ASSESSMENT, false, 0},
	{"risk analysis", SECTION_ASSESSMENT, false, 0},
	{"risks and mitigations", SECTION_ASSESSMENT, false, 0},
	{"risks and mitigation", SECTION_ASSESSMENT, false, 0},
	{"risk and mitigation", SECTION_ASSESSMENT, false, 0},
	{"risks and trade offs", SECTION_ASSESSMENT, false, 0},
	{"risks trade offs", SECTION_ASSESSMENT, false, 0},
	{"drawbacks", SECTION_ASSESSMENT, false, 0},
	{"compatibility", SECTION_ASSESSMENT, false, ASSESS_BREAKING},
	{"source compatibility", SECTION_ASSESSMENT, false, ASSESS_BREAKING},
	{"backward compatibility", SECTION_ASSESSMENT, false, ASSESS_BREAKING},
	{"backwards compatibility", SECTION_ASSESSMENT, false, ASSESS_BREAKING},
	{"breaking changes", SECTION_ASSESSMENT, false, ASSESS_BREAKING},
	{"performance", SECTION_ASSESSMENT, false, ASSESS_PERFORMANCE},
	{"performance considerations", SECTION_ASSESSMENT, false, ASSESS_PERFORMANCE},
	{"performance impact", SECTION_ASSESSMENT, false, ASSESS_PERFORMANCE},
	{"dependencies", SECTION_ASSESSMENT, false, ASSESS_DEPENDENCIES},
	{"security", SECTION_SECURITY, false, ASSESS_SECURITY},
	{"security assessment", SECTION_SECURITY, false, ASSESS_SECURITY},
	{"security considerations", SECTION_SECURITY, false, ASSESS_SECURITY},
	{"security implications", SECTION_SECURITY, false, ASSESS_SECURITY},
	{"security impact", SECTION_SECURITY, false, ASSESS_SECURITY},
	{"security review", SECTION_SECURITY, false, ASSESS_SECURITY},
	{"security and privacy", SECTION_SECURITY, false, ASSESS_SECURITY},
	{"threat model", SECTION_SECURITY, false, ASSESS_SECURITY},
};

static const char *const excluded[] = {
	"out of scope",
	"not in scope",
	"non goals",
	"nongoals",
	"non goal",
	"excluded",
	"exclusions",
	"files not touched",
	"not touched",
	"untouched",
	"unchanged",
	"files unchanged",
	"unchanged files",
	"no changes",
	"files not changed",
	"not changed",
	"files to leave alone",
	NULL,
};

/* Counted parts of the work: "Step 3", "Phase 2: the parser". */
static const char *const counted[] = {
	"step", "phase", "task", "part", "stage", "milestone", "section", "chapter", NULL,
};

static bool is_digits(const char *word, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!isdigit((unsigned char)word[i]))
			return false;
	return len > 0;
}

/* The length of the next word and where the one behind it begins. */
static size_t word_length(const char *text, const char **next)
{
	size_t len = strcspn(text, " ");

	*next = text + len + (text[len] == ' ');
	return len;
}

/* Behind "2 1 " and "step 3 "; the text itself if nothing would be left. */
static const char *after_number(const char *text)
{
	const char *at = text, *next;

	for (size_t i = 0; counted[i]; i++) {
		size_t len = strlen(counted[i]), digits;

		if (strncmp(text, counted[i], len) || text[len] != ' ')
			continue;
		digits = word_length(text + len + 1, &next);
		if (is_digits(text + len + 1, digits))
			at = next;
	}
	while (is_digits(at, word_length(at, &next)) && *next)
		at = next;
	return *at ? at : text;
}

/* "A. Scope", "IV) Scope": behind the letter or Roman number. */
static const char *after_letter(const char *text)
{
	size_t len = strspn(text, "IVXivx");

	if (!len && isalpha((unsigned char)*text))
		len = 1;
	if (!len || len > 5 || !text[len] || !strchr(".)", text[len]) ||
	    text[len + 1] != ' ')
		return text;
	return text + len + 1;
}

/* Leave out "(...)" and "{#...}". */
static char *without_tails(const char *text)
{
	struct str out = {0};

	while (*text) {
		const char *end = NULL;

		if (*text == '(')
			end = strchr(text, ')');
		else if (*text == '{' && text[1] == '#')
			end = strchr(text, '}');
		if (!end)
			str_add_char(&out, *text);
		text = end ? end + 1 : text + 1;
	}
	return str_take(&out);
}

char *name_normalise(const char *heading)
{
	CLEANUP(freep)
	char *plain = without_tails(after_letter(heading + strspn(heading, " ")));
	CLEANUP(freep) char *words = nfc_words(plain);

	return xstrdup(after_number(words));
}

static struct section_meaning meaning_of(const char *name,
					 const struct plan_settings *settings)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!strcmp(names[i].name, name))
			return (struct section_meaning){names[i].kind, names[i].groups,
							names[i].pure, false};
	if (settings->habit && habit_meaning(settings->habit, name) != SECTION_NONE)
		return (struct section_meaning){habit_meaning(settings->habit, name), 0,
						false, false};
	for (size_t i = 0; i < settings->word_count; i++) {
		CLEANUP(freep) char *word = name_normalise(settings->words[i].word);

		if (!strcmp(word, name))
			return (struct section_meaning){settings->words[i].kind, 0, true,
							false};
	}
	return (struct section_meaning){SECTION_NONE, 0, false, false};
}

/* "x and y" means what both mean, if that is the same. */
static struct section_meaning meaning_of_both(const char *name,
					      const struct plan_settings *settings)
{
	const char *and = strstr(name, " and ");
	struct section_meaning left = {SECTION_NONE, 0, false, false}, right;
	CLEANUP(freep) char *first = NULL;

	if (!and)
		return left;
	first = xmemdup(name, (size_t)(and-name));
	left = meaning_of(first, settings);
	right = meaning_of(and+strlen(" and "), settings);
	left.pure = false;
	if (left.kind != right.kind)
		left.kind = SECTION_NONE;
	return left;
}

static bool begins(const char *text, const char *start)
{
	return !strncmp(text, start, strlen(start));
}

static bool is_counted_part(const char *name)
{
	for (size_t i = 0; i < 6; i++) {
		size_t len = strlen(counted[i]);

		if (begins(name, counted[i]) && name[len] == ' ' &&
		    isdigit((unsigned char)name[len + 1]))
			return true;
	}
	return false;
}

struct section_meaning name_meaning(const char *name, const struct plan_settings *settings)
{
	struct section_meaning meaning = meaning_of(name, settings);

	if (meaning.kind != SECTION_NONE)
		return meaning;
	if (begins(name, "files to ") || begins(name, "files being "))
		return (struct section_meaning){SECTION_SCOPE, 0, false, false};
	if (is_counted_part(name))
		return (struct section_meaning){SECTION_STEPS, 0, false, true};
	return meaning_of_both(name, settings);
}

bool name_is_title(const char *heading)
{
	CLEANUP(freep) char *words = NULL;
	const char *colon = strchr(heading, ':');
	CLEANUP(freep) char *before = NULL;

	if (!colon || !colon[1 + strspn(colon + 1, " ")])
		return false;
	before = xmemdup(heading, (size_t)(colon - heading));
	words = nfc_words(before);
	return !strcmp(words, "implementation plan") || !strcmp(words, "plan");
}

bool name_is_excluded(const char *normalised)
{
	return words_equal_any(normalised, excluded);
}

bool name_is_files(const char *normalised)
{
	static const struct plan_settings none = {0};

	return words_contain(normalised, "files") &&
	       name_meaning(normalised, &none).kind == SECTION_SCOPE;
}
