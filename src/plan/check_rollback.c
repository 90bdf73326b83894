/* Whether the rollback is a way back. */
#include <string.h>
#include <strings.h>

#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/nfc.h"

/* Half of what the shortest honest way back says that was seen: docs/plans.md, "Too little". */
enum { LEAST_WORDS = 2 };

/* Said of a rollback, these refuse it. Longer ones first: they are cut out of the text. */
static const char *const refusals[] = {
	"we will not need to roll back",
	"will not need to roll back",
	"will not need to be rolled back",
	"no need to roll back",
	"no need to revert",
	"do not need to roll back",
	"does not need to be rolled back",
	"not need a rollback",
	"no rollback is needed",
	"no rollback is necessary",
	"no rollback is required",
	"no rollback is possible",
	"no rollback needed",
	"no rollback necessary",
	"no rollback required",
	"no rollback possible",
	"no rollback planned",
	"no rollback plan",
	"no rollback",
	"revert is not needed",
	"revert is not necessary",
	"no revert",
	"rollback is not needed",
	"rollback is not necessary",
	"rollback is not required",
	"rollback is not possible",
	"rollback is not supported",
	"rollback is impossible",
	"rollback not needed",
	"rollback not possible",
	"rollback not required",
	"cannot be rolled back",
	"can not be rolled back",
	"cant be rolled back",
	"cannot be undone",
	"can not be undone",
	"cant be undone",
	"cannot be reverted",
	"can not be reverted",
	"cant be reverted",
	"cannot roll back",
	"cant roll back",
	"not possible to roll back",
	"not possible to undo",
	"not possible to revert",
	"impossible to roll back",
	"impossible to undo",
	"impossible to revert",
	"not be necessary",
	"not be needed",
	"not be required",
	"never need to be reverted",
	"never need to be rolled back",
	"never need to roll back",
	"do not plan to roll back",
	"dont plan to roll back",
	"there is no way back",
	"no way back",
	"there is no rollback",
	"this is irreversible",
	"irreversible",
	"wont need to roll back",
	"wont roll back",
	"will not roll back",
	"wont be rolled back",
	"will not be rolled back",
	"we only fix forward",
	"fix forward",
	"fixing forward",
	"fix it forward",
	"roll forward",
	"rolling forward",
	"forward fix",
	"not needed",
	"not necessary",
	"not required",
	"not possible",
	"not applicable",
	"not planned",
	"not supported",
	"impossible",
	"unnecessary",
	"none needed",
	"none required",
	"none planned",
	"none",
	"n a",
	"nothing to roll back",
	"nothing to undo",
	"nothing",
	"no",
	NULL,
};

/* Something that a person can do to go back. */
static const char *const actions[] = {
	"revert",	"reverts",    "reverting", "reverted",	  "restore",
	"restores",	"restoring",  "restored",  "undo",	  "undoes",
	"disable",	"disables",   "disabling", "disabled",	  "set",
	"unset",	"reset",      "deploy",	   "deploys",	  "redeploy",
	"redeploying",	"run",	      "switch",	   "delete",	  "deleting",
	"remove",	"removing",   "turn",	   "toggle",	  "downgrade",
	"downgrading",	"uninstall",  "drop",	   "flag",	  "point",
	"pin",		"reinstall",  "roll",	   "go back",	  "rolls",
	"rolled",	"backup",     "snapshot",  "copy",	  "move",
	"rename",	"rebuild",    "republish", "yank",	  "release",
	"stop",		"start",      "restart",   "use",	  "apply",
	"replay",	"checkout",   "put",	   "swap",	  "edit",
	"unregister",	"clear",      "flip",	   "withdraw",	  "recreate",
	"dropped",	"drops",      "dropping",  "removed",	  "removes",
	"deleted",	"deletes",    "discard",   "discarded",	  "discards",
	"turned",	"switched",   "replaced",  "reapplied",	  "reset",
	"stopped",	"restarted",  "withdrawn", "redeployed",  "deployed",
	"reinstalled",	"downgraded", "unpublish", "unpublished", "helm rollback",
	"rollout undo", NULL,
};

/* What brings the work on or to its end again, not back. */
static const char *const repeats[] = {
	"safe to run again",
	"safe to re run",
	"safe to rerun",
	"safe to repeat",
	"can be run again",
	"can be rerun",
	"can be re run",
	"can be repeated",
	"repeat it",
	"run it again",
	"run again",
	"re run",
	"rerun",
	"retry",
	"try again",
	"start over",
	"start again",
	"go on from",
	"continue from",
	"resume",
	"idempotent",
	"repeatable",
	"re running",
	"run more than once",
	"run twice",
	"run any number of times",
	"any number of times",
	"as often as",
	"more than once",
	"at any time",
	"repeatedly",
	NULL,
};

/* And what speaks of the state before, whatever the verb. */
static const char *const states_before[] = {
	"revert",    "reverts",	    "reverting", "reverted", "rollback", "roll",
	"rolled",    "rolling",	    "restore",	 "restores", "restored", "restoring",
	"undo",	     "undone",	    "undoes",	 "back",     "previous", "former",
	"earlier",   "prior",	    "old",	 "older",    "before",	 "disable",
	"disables",  "disabled",    "disabling", "off",	     "unset",	 "flag",
	"downgrade", "downgrading", "uninstall", "withdraw", "yank",	 "checkout",
	"check out", "discard",	    "delete",	 "remove",   "drop",	 "removing",
	"deleting",  "reset",	    "snapshot",	 "backup",   NULL,
};

/* What a migration's way back speaks of. */
static const char *const data_words[] = {
	"migration", "migrations", "migrate",	 "migrates",   "downgrade", "downgrades",
	"down",	     "schema",	   "table",	 "tables",     "column",    "columns",
	"index",     "indexes",	   "indices",	 "drop",       "drops",	    "dropped",
	"restore",   "restores",   "restored",	 "backup",     "backups",   "snapshot",
	"snapshots", "data",	   "database",	 "databases",  "db",	    "row",
	"rows",	     "sql",	   "script",	 "copy",       "copies",    "backfill",
	"flag",	     "both",	   "reversible", "additive",   "nullable",  "records",
	"dump",	     "replica",	   "ddl",	 "constraint", "enum",	    "rename",
	"renames",   "alembic",	   "flyway",	 "liquibase",  "truncate",  "delete",
	"deletes",   "fold",	   "folds",	 NULL,
};

/* Words between "revert" and what is reverted: "revert the migration commit" is only a revert. */
static const char *const reverted[] = {
	"commit", "commits",   "pr", "pull",	   "merge",   "change", "changes", "patch",
	"branch", "changeset", "mr", "deployment", "release", "code",	NULL,
};

/* Cut a phrase out of words wherever it stands as whole words. */
static bool cut_phrase(char *words, const char *phrase)
{
	size_t len = strlen(phrase);
	bool any = false;

	for (char *p = words; (p = strstr(p, phrase)); p += len) {
		bool whole = (p == words || p[-1] == ' ') && (!p[len] || p[len] == ' ');

		if (whole)
			memset(p, ' ', len);
		any = any || whole;
	}
	return any;
}

static bool cut_refusals(char *words)
{
	bool any = false;

	for (size_t i = 0; refusals[i]; i++)
		any = cut_phrase(words, refusals[i]) || any;
	return any;
}

static bool is_reverting(const char *word)
{
	return !strncmp(word, "revert", 6);
}

static const char *next_word(const char *word)
{
	word += strcspn(word, " ");
	return word + strspn(word, " ");
}

static bool is_one_of(const char *word, const char *const *list)
{
	CLEANUP(freep) char *copy = strndup(word, strcspn(word, " "));

	return words_equal_any(copy, list);
}

/* Behind what is reverted: "... that adds the migration" says no more than that. */
static const char *skip_clause(const char *word)
{
	static const char *const openings[] = {"that", "which", "containing", "adding",
					       NULL};

	if (!is_one_of(word, openings))
		return word;
	for (int i = 0; i < 4 && *word; i++)
		word = next_word(word);
	return word;
}

/* Cut "revert the migration commit" out of words: up to four words between. */
static void cut_reverts(char *words)
{
	for (const char *p = words, *next; *p; p = next) {
		const char *following = next_word(p);

		next = following;
		if (!is_reverting(p))
			continue;
		for (int i = 0; i < 4 && *next && !is_one_of(next, reverted); i++)
			next = next_word(next);
		if (!*next || !is_one_of(next, reverted)) {
			next = following;
			continue;
		}
		next = skip_clause(next_word(next));
		memset(words + (p - words), ' ', (size_t)(next - p));
	}
}

struct rollback_text {
	struct str text;
	bool code;
	const struct section *section; /* that is being read */
	const struct checking *checking;
};

static void rollback_clear(struct rollback_text *rollback)
{
	str_clear(&rollback->text);
}

static bool add_text(void *context, const struct block *leaf)
{
	struct rollback_text *into = context;

	if (block_is_link(leaf))
		return true;
	str_add(&into->text, section_leaf_text(into->section, leaf));
	str_add_char(&into->text, '\n');
	into->code = into->code || leaf->kind == BLOCK_CODE ||
		     (leaf->prose && strchr(leaf->prose, CODE_MARK));
	return true;
}

static void collect(const struct plan *plan, struct rollback_text *into)
{
	const struct section *section;
	size_t at = 0;

	while ((section = section_next(plan, SECTION_ROLLBACK, &at))) {
		into->section = section;
		for (size_t i = 0; i < section->count; i++)
			if (section->blocks[i]->kind != BLOCK_HEADING)
				block_walk(section->blocks[i], add_text, into);
	}
}

/* The caller frees. */
static char *rollback_words(const struct rollback_text *rollback)
{
	return text_english(rollback->checking, str_text(&rollback->text));
}

/* A refusal and nothing to do, or so little said that it is no way back. */
static bool is_refusal(const struct rollback_text *rollback)
{
	CLEANUP(freep) char *words = rollback_words(rollback);
	bool refused = cut_refusals(words), acts = words_contain_any(words, actions);

	if (acts || rollback->code)
		return false;
	return (refused && words_count(words) <= 30) || words_count(words) <= 3;
}

/* That there is a way, and not what it is: "we roll back if something goes wrong". */
static const char *const promises[] = {
	"again",       "back",	     "backed",	 "backward",  "backwards", "case",
	"cases",       "compatible", "control",	 "deploy",    "easily",	   "fail",
	"fails",       "failure",    "fallback", "fine",      "git",	   "go",
	"goes",	       "going",	     "handle",	 "handled",   "happen",	   "happens",
	"immediately", "possible",   "problem",	 "problems",  "quickly",   "redeploy",
	"restart",     "roll",	     "rollback", "rollbacks", "rolled",	   "rolling",
	"safe",	       "server",     "servers",	 "service",   "services",  "something",
	"trouble",     "undo",	     "undone",	 "use",	      "version",   "way",
	"wrong",       NULL,
};

static bool is_promise(const char *words)
{
	CLEANUP(freep) char *copy = xstrdup(words);
	char *rest = copy, *word;

	while ((word = strsep(&rest, " ")))
		if (words_with_content(word) && !words_equal_any(word, promises))
			return false;
	return true;
}

/* "revert" alone is a word, not a way; signs stand for more of them. */
static bool is_too_short(const struct rollback_text *rollback)
{
	CLEANUP(freep) char *words = words_told(str_text(&rollback->text));

	if (!rollback->code && is_promise(words))
		return true;
	return words_count(words) < LEAST_WORDS && words_with_content(words) < LEAST_WORDS;
}

/* English, by words that no English sentence of this length does without. */
static bool is_english(const char *words)
{
	static const char *const common[] = {"the", "a",   "is", "are",	 "can",	 "be",
					     "to",  "and", "of", "it",	 "if",	 "we",
					     "no",  "not", "do", "with", "will", NULL};

	return words_contain_any(words, common);
}

/* Longer English may go back by words that no list has. */
enum { MOST_WISH = 3 };

/* How to go on where the work stopped, or a wish, and nothing of how to go back. */
static bool only_goes_on(const struct rollback_text *rollback)
{
	CLEANUP(freep) char *words = rollback_words(rollback);

	if (words_contain_any(words, states_before))
		return false;
	return words_contain_any(words, repeats) ||
	       (!rollback->code && is_english(words) &&
		words_with_content(words) <= MOST_WISH &&
		!words_contain_any(words, actions));
}

/* Words by which a clause denies what it speaks of: "the migration is not reversible". */
static const char *const denials[] = {
	"no",	"not",	  "never",   "none", "nothing", "cannot",	"cant",
	"dont", "doesnt", "wont",    "isnt", "without", "irreversible", "impossible",
	"n a",	"unable", "neither", "nor",  NULL,
};

/* Reasons why a revert is enough although a migration is there. */
static const char *const reasons[] = {
	"no data",  "no rows",	"no records",	"no stored", "no existing",
	"no users", "is empty", "not released", NULL,
};

static bool says_way_back(const struct checking *checking, const char *clause)
{
	CLEANUP(freep) char *words = text_english(checking, clause);

	if (words_contain_any(words, reasons))
		return true;
	cut_reverts(words);
	return words_contain_any(words, data_words) && !words_contain_any(words, denials);
}

/* One clause that speaks of the data, or of what to run, and denies nothing: itself, or what stands
 * behind its colon ("Nothing is lost: run the down step"). */
static bool is_way_back(const struct checking *checking, const char *clause)
{
	const char *colon = strchr(clause, ':');

	return says_way_back(checking, clause) ||
	       (colon && says_way_back(checking, colon + 1));
}

static bool is_only_revert(const struct rollback_text *rollback)
{
	CLEANUP(freep) char *text = xstrdup(str_text(&rollback->text));
	char *rest = text, *clause;

	while ((clause = strsep(&rest, ".;,\n()")))
		if (is_way_back(rollback->checking, clause))
			return false;
	return true;
}

void check_rollback(struct checking *checking)
{
	const struct section *section = section_first(checking->plan, SECTION_ROLLBACK);
	CLEANUP(rollback_clear) struct rollback_text rollback = {.checking = checking};

	if (!check_applies(checking, SECTION_ROLLBACK))
		return;
	collect(checking->plan, &rollback);
	if (is_refusal(&rollback) || is_too_short(&rollback) || only_goes_on(&rollback))
		checking_add(checking, PROBLEM_WEAK_ROLLBACK, section->heading->line,
			     section->heading->column,
			     "Revert the commit and deploy again; nothing that is stored "
			     "changes.",
			     "the rollback gives no way back");
	else if (checking->demand.migration && is_only_revert(&rollback))
		checking_add(checking, PROBLEM_WEAK_ROLLBACK, section->heading->line,
			     section->heading->column,
			     "Run the migration's down step, then revert the commit.",
			     "the rollback does not say how the migration is undone; "
			     "reverting a "
			     "commit does not");
}
