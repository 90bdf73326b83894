/*
 * Which names of a sentence say that they stay as they are. Heard are short phrases and their reach: of
 * "like" and "instead of" to the next word of changing, of "not" and "without" to the end of the clause, of
 * "is unchanged" back to its beginning.
 */
#include "away.h"

#include <ctype.h>
#include <string.h>

#include "../plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/nfc.h"
#include "token.h"

/* A label that is one of these, */
static const char *const labels[] = {
	"out",	     "read",	    "reads",	    "existing",
	"stays",     "stay",	    "as is",	    "existing code",
	"uses",	     "reused",	    "reuses",	    "consumes",
	"context",   "for context", "background",   "motivation",
	"problem",   "why",	    "prior art",    "problem statement",
	"glossary",  "won t do",    "wont do",	    "problem summary",
	"next pr",   "other pr",    "separate pr",  "no change",
	"no impact", "blocked by",  "dependencies", "alternatives",
	"keep",	     "depends on",  "kept as is",   NULL,
};

/* and one that begins with one of these. */
static const char *const beginnings[] = {
	"unaffected",
	"not affected",
	"not in this",
	"not included",
	"deferred",
	"later",
	"follow up",
	"follow ups",
	"followup",
	"followups",
	"future",
	"related",
	"see",
	"see also",
	"reference",
	"references",
	"for reference",
	"reference only",
	"read only",
	"read first",
	"reads from",
	"left alone",
	"leave alone",
	"left as is",
	"postponed",
	"do not touch",
	"do not change",
	"won t change",
	"not planned",
	"not part of",
	"out of scope",
	"not in scope",
	"not changed",
	"not touched",
	"not modified",
	"no changes",
	"no change to",
	"no change needed",
	"unchanged",
	"untouched",
	"modelled on",
	"modeled on",
	"inspired by",
	"similar to",
	"alternatives considered",
	"considered alternatives",
	"considered options",
	"existing structure",
	"existing layout",
	"existing files",
	"current structure",
	"current layout",
	"current files",
	"current state",
	NULL,
};

/* What follows is a model, or what is done otherwise, until something is said to change. */
static const char *const models[] = {
	"modelled on",
	"modeled on",
	"modelled after",
	"modeled after",
	"rather than",
	"instead of",
	"like",
	"unlike",
	"as in",
	"same as",
	"similar to",
	"analogous to",
	"analogous",
	"pattern of",
	"pattern in",
	"pattern from",
	"patterns of",
	"patterns in",
	"patterns from",
	"follows",
	"mirrors",
	"mirroring",
	"mirrored from",
	"based on",
	"copied from",
	"borrowed from",
	"inspired by",
	"see",
	"cf",
	"compare",
	"compared to",
	"compared with",
	"consistent with",
	"reuse",
	"reuses",
	"reusing",
	"e g",
	"such as",
	"done in",
	"to match",
	"mirror",
	"style of",
	"way of",
	"manner of",
	"spirit of",
	"using",
	"used by",
	"called by",
	"called from",
	"imported by",
	"imported from",
	"imports",
	"importing",
	"import from",
	"included by",
	"described in",
	"specified in",
	"outlined in",
	"according to",
	"adapted from",
	NULL,
};

static const char *const negators[] = {
	"not",	  "don't",    "doesn't", "won't",   "isn't",	 "aren't",
	"cannot", "never",    "without", "nothing", "neither",	 "nor",
	"avoid",  "avoiding", "no",	 "except",  "excluding", NULL,
};

/* What stands before it in its clause stays as it is. */
static const char *const keeps[] = {
	"is not changed",  "are not changed",  "is not touched",  "are not touched",
	"is not modified", "are not modified", "is not affected", "are not affected",
	"not touched",	   "not changed",      "not modified",	  "not affected",
	"untouched",	   "unchanged",	       "unaffected",	  "as it is",
	"as they are",	   "@ as is",	       "@ alone",	  "them alone",
	"stays as is",	   "left alone",       "left as is",	  "remains as is",
	"does not change", "do not change",    "will not change", "no change",
	"no changes",	   "read only",	       "for reference",	  "out of scope",
	"not in scope",	   "is excluded",      "are excluded",	  "doesn't change",
	"don't change",	   "need no change",   "needs no change", "future work",
	"follow up",	   "later change",     "separate change", "comes later",
	"left for later",  "another change",   "later release",	  NULL,
};

static const char *const changes[] = {
	"add",	     "adds",	   "added",    "adding",   "change",   "changes",
	"changed",   "create",	   "creates",  "created",  "creating", "update",
	"updates",   "updated",	   "updating", "modify",   "modifies", "modified",
	"write",     "writes",	   "written",  "move",	   "moves",    "moved",
	"edit",	     "edits",	   "extend",   "extends",  "extended", "delete",
	"deletes",   "deleted",	   "remove",   "removes",  "removed",  "replace",
	"replaces",  "rename",	   "renames",  "renamed",  "put",      "rewrite",
	"implement", "implements", "fix",      "refactor", "extract",  "split",
	"introduce", NULL,
};

/* A clause ends before these. */
static const char *const breaks[] = {"but",	"so",	   "while",    "because", "then",
				     "which",	"however", "although", "keep",	  "keeps",
				     "keeping", "leave",   "leaves",   "leaving", NULL};

/* An item that begins so looks at a file and leaves it. */
static const char *const looks[] = {"read",    "review",  "inspect",	"study", "examine",
				    "consult", "explore", "understand", "check", "verify",
				    "confirm", "run",	  NULL};
static const char *const looked_at[] = {"the",	 "through", "existing", "current",
					"again", "that",    "all",	NULL};

/* What is named behind these comes into being, whatever stands between; */
static const char *const makes[] = {"create",	"creates",  "creating",	 "created",
				    "generate", "scaffold", "introduce", NULL};
/* and behind these, where it is the very next thing, but for the words below. */
static const char *const adds[] = {"add",     "adds", "adding",	 "write", "writes",
				   "writing", "new",  "capture", "put",	  NULL};
static const char *const between[] = {"a",	"an",	  "the",     "file", "module",
				      "test",	"tests",  "page",    "doc",  "docs",
				      "script", "helper", "fixture", "new",  NULL};

struct hearing {
	const struct tokens *tokens;
	bool *out;
	size_t from, to;
	size_t clause;	 /* where it begins */
	struct str said; /* its words, with a blank before each */
	bool model, negated, has_verb;
};

static void begin_clause(struct hearing *hearing, size_t at)
{
	hearing->clause = at;
	hearing->model = hearing->negated = hearing->has_verb = false;
	str_reset(&hearing->said);
}

static bool ends_in_any(const struct str *said, const char *const *list)
{
	for (; *list; list++) {
		size_t len = strlen(*list);

		if (said->len > len && said->data[said->len - len - 1] == ' ' &&
		    !strcmp(said->data + said->len - len, *list))
			return true;
	}
	return false;
}

static void mark_back(struct hearing *hearing, size_t at)
{
	for (size_t i = hearing->clause; i <= at; i++)
		hearing->out[i - hearing->from] = true;
}

static void hear(struct hearing *hearing, size_t at, const char *word)
{
	if (words_equal_any(word, breaks))
		begin_clause(hearing, at);
	str_add_char(&hearing->said, ' ');
	str_add(&hearing->said, word);
	if (ends_in_any(&hearing->said, models))
		hearing->model = true;
	else if (words_equal_any(word, negators))
		hearing->negated = true;
	else if (!strcmp(word, "only"))
		hearing->negated = false;
	else if (words_equal_any(word, changes)) {
		hearing->has_verb = true;
		hearing->model = false;
	}
	if (ends_in_any(&hearing->said, keeps))
		mark_back(hearing, at);
}

/* Lower-case words of a token: letters and apostrophes. */
static void hear_token(struct hearing *hearing, size_t at)
{
	CLEANUP(str_clear) struct str word = {0};
	const char *text = hearing->tokens->items[at].text;

	for (;; text++) {
		if (isalnum((unsigned char)*text) || *text == '\'' ||
		    (unsigned char)*text >= 0x80) {
			str_add_char(&word, (char)tolower((unsigned char)*text));
			continue;
		}
		if (word.len)
			hear(hearing, at, str_text(&word));
		str_reset(&word);
		if (!*text)
			break;
	}
}

/* Whether a token is one of these words, whatever marks are around it. */
static bool is_word(const struct token *token, const char *const *list)
{
	CLEANUP(freep) char *word = NULL;
	size_t len;

	if (token->kind != TOKEN_WORD)
		return false;
	len = strspn(token->text, "*_");
	word = xmemdup(token->text + len, strcspn(token->text + len, "*_:,."));
	for (char *p = word; *p; p++)
		*p = (char)tolower((unsigned char)*p);
	return words_equal_any(word, list);
}

static bool token_is(const struct hearing *hearing, size_t at, const char *const *list)
{
	return at < hearing->to && is_word(&hearing->tokens->items[at], list);
}

static bool is_name(const struct hearing *hearing, size_t at)
{
	return at < hearing->to && (hearing->tokens->items[at].kind == TOKEN_CODE ||
				    hearing->tokens->items[at].kind == TOKEN_LINK);
}

/* "Read `x`", "Review the current `x`", "Read: x". */
static bool begins_with_look(const struct hearing *hearing)
{
	size_t at = hearing->from;

	if (!token_is(hearing, at, looks))
		return false;
	if (hearing->tokens->items[at].colon)
		return true;
	for (at++; token_is(hearing, at, looked_at); at++)
		;
	return is_name(hearing, at);
}

/* "as `x` does", "the way `x` does". */
static bool is_as(const struct hearing *hearing, size_t at)
{
	static const char *const as[] = {"as", "way", "how", "like", NULL};
	static const char *const does[] = {"does", "do",      "did", "is",
					   "has",  "already", NULL};

	return at > hearing->from && is_name(hearing, at) &&
	       token_is(hearing, at - 1, as) && token_is(hearing, at + 1, does);
}

static void end_token(struct hearing *hearing, size_t at)
{
	const struct token *token = &hearing->tokens->items[at];

	if (token->kind == TOKEN_DASH || token->stop == '.' || token->stop == ';')
		begin_clause(hearing, at + 1);
	else if (token->stop == ',' && hearing->has_verb)
		hearing->clause = at + 1;
}

bool away_says_change(const char *text)
{
	return words_contain_any(text, changes);
}

/* "(new)", "(to be created)" */
static bool says_new(const struct token *token)
{
	static const char *const list[] = {"new", "create", "created", "added", NULL};
	CLEANUP(freep) char *words = nfc_words(token->text);

	return token->kind == TOKEN_GROUP && words_contain_any(words, list);
}

/* "reference:" within a sentence */
static bool says_label(const struct token *token)
{
	CLEANUP(freep) char *words = token->colon ? nfc_words(token->text) : xstrdup("");

	return away_is_label(words);
}

bool away_makes(const struct tokens *tokens, size_t at)
{
	bool next = true;

	if (at + 1 < tokens->count && says_new(&tokens->items[at + 1]))
		return true;
	for (size_t i = at; i-- > 0;) {
		const struct token *token = &tokens->items[i];

		if (token->stop == '.' || token->stop == ';' || token->kind == TOKEN_LINE ||
		    token->kind == TOKEN_DASH)
			return false;
		if (is_word(token, makes) || (next && is_word(token, adds)))
			return true;
		next = next && is_word(token, between);
	}
	return false;
}

bool away_puts(const struct tokens *tokens, size_t at)
{
	static const char *const places[] = {"in", "into", "to", NULL};
	bool makes_any = false;

	if (!at || !is_word(&tokens->items[at - 1], places))
		return false;
	for (size_t i = at - 1; i-- > 0 && !makes_any;) {
		const struct token *token = &tokens->items[i];

		if (token->stop == '.' || token->stop == ';' || token->kind == TOKEN_LINE)
			return false;
		makes_any = is_word(token, makes) || is_word(token, adds);
	}
	return makes_any;
}

bool *away_read(const struct tokens *tokens, size_t from, size_t to, bool verb)
{
	bool *out = xcalloc(to - from + 1, sizeof(*out));
	struct hearing hearing = {
		.tokens = tokens, .out = out, .from = from, .to = to, .clause = from};

	hearing.model = begins_with_look(&hearing);
	for (size_t i = from; i < to; i++) {
		const struct token *token = &tokens->items[i];

		if (hearing.model || hearing.negated || is_as(&hearing, i) ||
		    (verb && !hearing.has_verb))
			out[i - from] = true;
		if (token->kind == TOKEN_WORD) {
			hear_token(&hearing, i);
			hearing.model = hearing.model || says_label(token);
		} else if (token->kind != TOKEN_LINE) {
			str_add(&hearing.said, " @");
		}
		end_token(&hearing, i);
	}
	str_clear(&hearing.said);
	return out;
}

bool away_is_label(const char *words)
{
	if (name_is_excluded(words) || words_equal_any(words, labels))
		return true;
	for (size_t i = 0; beginnings[i]; i++) {
		size_t len = strlen(beginnings[i]);

		if (!strncmp(words, beginnings[i], len) &&
		    (!words[len] || words[len] == ' '))
			return true;
	}
	return false;
}

bool away_is_heading(const char *text)
{
	CLEANUP(freep) char *name = name_normalise(text);
	const char *open = strrchr(text, '('), *close = open ? strchr(open, ')') : NULL;
	CLEANUP(freep) char *remark = NULL, *words = NULL;

	if (away_is_label(name) || !close)
		return away_is_label(name);
	remark = xmemdup(open + 1, (size_t)(close - open - 1));
	words = nfc_words(remark);
	return away_is_label(words);
}
