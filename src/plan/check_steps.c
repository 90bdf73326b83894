/* Steps that name something. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "plan_internal.h"
#include "plangate/base/text.h"
#include "scope/path.h"
#include "scope/token.h"

/* Half of what the shortest honest steps say that were seen: docs/plans.md, "Too little". */
enum { LEAST_STEPS = 2 };

/* Programs whose name alone is no English word. */
static const char *const programs[] = {
	"git",	     "cmake",	  "ctest",    "npm",	 "npx",	   "pnpm",    "yarn",
	"cargo",     "pytest",	  "python",   "python3", "pip",	   "docker",  "kubectl",
	"terraform", "helm",	  "bash",     "curl",	 "psql",   "mysql",   "mvn",
	"gradle",    "gradlew",	  "rake",     "rails",	 "bundle", "dotnet",  "alembic",
	"flyway",    "tox",	  "jest",     "vitest",	 "bazel",  "meson",   "ninja",
	"gcc",	     "clang",	  "valgrind", "bats",	 "rspec",  "phpunit", "composer",
	"ansible",   "systemctl", NULL,
};

static const char *const run_words[] = {
	"run make", "run go", "run go test", "make check", "make test",	   "go test",
	"go build", "go vet", "go run",	     "make build", "make install", NULL,
};

static bool is_symbol(const char *word, size_t len)
{
	bool lower = false, hump = false;

	for (size_t i = 0; i < len; i++) {
		if (word[i] == '(' && i && i + 1 < len && word[i + 1] == ')')
			return true;
		if (i && i + 2 < len && word[i] == ':' && word[i + 1] == ':')
			return true;
		if (i && i + 1 < len && word[i] == '_' &&
		    isalnum((unsigned char)word[i - 1]))
			return true;
		hump = hump || (lower && isupper((unsigned char)word[i]));
		lower = islower((unsigned char)word[i]);
	}
	return hump;
}

static bool is_path_word(const char *word, size_t len)
{
	static const struct scope_reader nowhere = {0};
	CLEANUP(freep) char *text = strndup(word, len);
	bool literal;
	CLEANUP(freep) char *path = path_clean(text, PATH_IN_PROSE, &nowhere, &literal);

	return path != NULL;
}

/* A letter of Greek, Cyrillic, Chinese and the like; no mark and no emoji. */
static bool is_other_script(uint32_t code)
{
	return (code >= 0x370 && code < 0x2000) || (code >= 0x3041 && code < 0xfb00);
}

/* In a sentence of another script words in Latin letters are names: "access token". */
static bool names_in_latin(const char *text)
{
	enum { LEAST_LETTERS = 3, LEAST_NAMES = 2 };
	size_t len = strlen(text), step, letters = 0, names = 0, others = 0;

	for (; len; text += step, len -= step) {
		uint32_t code = 0;

		step = utf8_decode(text, len, &code);
		step = step ? step : 1;
		others += is_other_script(code);
		letters = code < 0x80 && isalpha((int)code) ? letters + 1 : 0;
		names += letters == LEAST_LETTERS;
	}
	return others >= LEAST_LETTERS && names >= LEAST_NAMES;
}

/* A path, a symbol or a command in plain words. */
static bool names_something(const char *text)
{
	for (const char *p = text; *p;) {
		size_t len = strcspn(p, " \t\n,;");

		if (len && len < 512 && (is_symbol(p, len) || is_path_word(p, len)))
			return true;
		p += len + (p[len] != '\0');
	}
	return words_contain_any(text, programs) || words_contain_any(text, run_words) ||
	       names_in_latin(text);
}

/* A fence with something to run or to read; a list or a heading in it is only text. */
static bool fence_says_something(const char *text)
{
	while (*text) {
		const char *line = text + strspn(text, " \t");

		text += strcspn(text, "\n");
		text += *text != '\0';
		if (*line && *line != '\n' && strncmp(line, "- [", 3) &&
		    strncmp(line, "* [", 3) && strncmp(line, "##", 2))
			return true;
	}
	return false;
}

bool leaf_has_code(const struct block *block)
{
	CLEANUP(tokens_clear) struct tokens tokens = {0};
	bool found = false;

	if (block->kind == BLOCK_CODE)
		return fence_says_something(block->text);
	if (!block->prose || !strchr(block->prose, CODE_MARK))
		return false;
	tokens_read(&tokens, block);
	for (size_t i = 0; i < tokens.count && !found; i++)
		found = tokens.items[i].kind == TOKEN_CODE &&
			text_is_visible(tokens.items[i].text);
	return found;
}

static bool find_concrete(void *context, const struct block *leaf)
{
	bool *found = context;

	*found = leaf_has_code(leaf) ||
		 (leaf->kind != BLOCK_HTML && names_something(leaf->text));
	return !*found;
}

static bool any_concrete(const struct plan *plan)
{
	const struct section *section;
	bool found = false;
	size_t at = 0;

	while (!found && (section = section_next(plan, SECTION_STEPS, &at))) {
		if (section->part)
			block_walk(section->heading, find_concrete, &found);
		for (size_t i = 0; i < section->count && !found; i++)
			block_walk(section->blocks[i], find_concrete, &found);
	}
	return found;
}

static bool says_enough(const struct plan *plan)
{
	CLEANUP(freep) char *words = section_words(plan, SECTION_STEPS);

	return words_with_content(words) >= LEAST_STEPS;
}

void check_steps(struct checking *checking)
{
	const struct section *steps = section_first(checking->plan, SECTION_STEPS);
	const char *why = "no step names a file, a function or a command";

	if (!(checking->required & 1u << SECTION_STEPS) ||
	    !check_applies(checking, SECTION_STEPS))
		return;
	if (any_concrete(checking->plan)) {
		if (says_enough(checking->plan))
			return;
		why = "the steps say too little of what is done";
	}
	checking_add(checking, PROBLEM_NO_CONCRETE_STEP, steps->heading->line,
		     steps->heading->column, section_fix_body(SECTION_STEPS), "%s", why);
}
