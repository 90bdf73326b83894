/* Where work lands, and what is made of a change that takes landed work back. */
#include "loading.h"

/* A pattern of the name of a branch: "main" is not "feature/main". */
static int add_branch(struct loading *loading, const struct value *value, void *target)
{
	struct glob *glob = NULL;

	if (read_glob(loading, value, GLOB_ANCHORED, &glob) < 0)
		return -1;
	glob_list_take(target, glob);
	return 0;
}

int read_lands(struct loading *loading, const struct value *value, void *target)
{
	struct policy *policy = target;

	return read_each(loading, value, "lands", add_branch, &policy->lands);
}

int read_reverts(struct loading *loading, const struct value *value, void *target)
{
	static const char *const words[] = {"pass", "light", "judge", NULL};
	static const enum reverts reverts[] = {REVERTS_PASS, REVERTS_LIGHT, REVERTS_JUDGE};
	struct policy *policy = target;
	size_t index;

	if (read_word(loading, value, "reverts", words, &index) < 0)
		return -1;
	policy->reverts = reverts[index];
	return 0;
}

int read_rule_exempt(struct loading *loading, const struct value *value, void *target)
{
	static const char *const words[] = {"allowed", "never", NULL};
	struct rule *rule = target;
	size_t index;

	if (read_word(loading, value, "exempt", words, &index) < 0)
		return -1;
	rule->never_exempt = index == 1;
	return 0;
}
