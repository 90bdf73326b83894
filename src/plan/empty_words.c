/* Words that say nothing of a change by themselves, and how many of a text do say something. */
#include <string.h>

#include "plan_internal.h"

/* Normalised: in lower case, without marks. */
/* clang-format off */
static const char *const empty_words[] = {
	"a", "about", "above", "according", "accordingly", "add", "added", "adding", "adds",
	"adequate", "after", "agreed", "all", "already", "also", "an", "and", "any",
	"applicable", "apply", "approach", "appropriate", "appropriately", "are", "as", "be",
	"been", "before", "below", "best", "by", "can", "carefully", "change", "changed",
	"changes", "clean", "code", "coding", "commit", "complete", "completed", "correct",
	"correctly", "could", "describe", "described", "description", "design", "details",
	"develop", "development", "diff", "discussed", "ditto", "do", "does", "done", "each",
	"edit", "ensure", "ensures", "etc", "everyone", "everything", "existing", "expected",
	"explanatory", "feature", "features", "file", "files", "fix", "fixed", "fixes",
	"follow", "following", "follows", "for", "from", "functionality", "has", "have",
	"here", "i", "if", "implement", "implementation", "implemented", "implementing",
	"implements", "in", "into", "is", "issue", "issues", "it", "its", "jira", "just",
	"later", "listed", "logic", "make", "makes", "making", "may", "maybe", "merge",
	"modification", "modifications", "modify", "must", "n", "na", "necessary", "need",
	"needed", "needs", "new", "no", "none", "nope", "normal", "not", "nothing", "obvious",
	"of", "ok", "okay", "on", "or", "our", "patterns", "pending", "per", "perform", "plan",
	"planned", "please", "pr", "practice", "practices", "proceed", "project", "proper",
	"properly", "proposed", "pull", "relevant", "request", "required", "requirement",
	"requirements", "robust", "see", "self", "should", "simple", "simply", "solution",
	"standard", "step", "steps", "straightforward", "such", "suitable", "task", "tasks",
	"tbc", "tbd", "team", "that", "the", "their", "them", "then", "there", "these", "this",
	"those", "ticket", "to", "trivial", "unknown", "update", "updated", "updates",
	"updating", "use", "using", "usual", "various", "very", "we", "well", "when", "where",
	"will", "with", "work", "works", "would", "write", "written", "yes", "you", NULL,
};
/* clang-format on */

bool word_is_empty(const char *word, size_t len)
{
	for (size_t i = 0; empty_words[i]; i++)
		if (strlen(empty_words[i]) == len && !strncmp(empty_words[i], word, len))
			return true;
	return false;
}

size_t words_with_content(const char *normalised)
{
	size_t count = 0;

	while (*normalised) {
		size_t len = strcspn(normalised, " ");
		size_t signs = signs_count(normalised, len);

		count += signs ? (signs + 1) / 2
			       : len > 1 && !word_is_empty(normalised, len);
		normalised += len + (normalised[len] != '\0');
	}
	return count;
}
