#include "loading.h"

#include <string.h>

#include "plangate/base/error.h"
#include "plangate/base/glob.h"
#include "plangate/base/regex.h"

static int count_pattern(struct loading *loading, const struct value *value)
{
	if (++policy_loading(loading)->patterns > POLICY_MOST_PATTERNS)
		return fail_value(loading, value, "more than %d patterns",
				  POLICY_MOST_PATTERNS);
	return 0;
}

/* What people write who think of other tools, and what would silently match nothing. */
static const char *glob_mistake(const char *pattern)
{
	static const struct {
		const char *start;
		const char *reason;
	} mistakes[] = {
		{"!", "does not negate: use paths_ignore or not"},
		{"./", "begins with './', which no path does"},
		{"../", "leaves the repository"},
		{"//", "begins with '//', which no path does"},
	};

	for (size_t i = 0; i < sizeof(mistakes) / sizeof(*mistakes); i++)
		if (!strncmp(pattern, mistakes[i].start, strlen(mistakes[i].start)))
			return mistakes[i].reason;
	return NULL;
}

int read_glob(struct loading *loading, const struct value *value, unsigned flags,
	      struct glob **out)
{
	struct pg_error reason = {0};
	const char *pattern = NULL, *mistake;

	if (read_string(loading, value, "a path pattern", &pattern) < 0 ||
	    count_pattern(loading, value) < 0)
		return -1;
	mistake = glob_mistake(pattern);
	if (mistake)
		return fail_value(loading, value, "pattern '%.200s' %s", pattern, mistake);
	if (glob_new(out, pattern, flags, &reason) < 0)
		return fail_value(loading, value, "%s", reason.text);
	return 0;
}

int read_regex(struct loading *loading, const struct value *value, struct regex **out)
{
	struct pg_error reason = {0};
	const char *pattern = NULL;

	if (read_string(loading, value, "a regular expression", &pattern) < 0 ||
	    count_pattern(loading, value) < 0)
		return -1;
	if (regex_new(out, pattern, &reason) < 0)
		return fail_value(loading, value, "regular expression: %s", reason.text);
	return 0;
}
