/* Which versions a policy is written for: of its format, and of plangate. */
#include <stdlib.h>
#include <string.h>

#include "loading.h"

int read_version(struct loading *loading, const struct value *value, void *target)
{
	(void)target;
	if (value->kind != VALUE_INT || value->integer != 1)
		return fail_value(loading, value, "version must be 1");
	return 0;
}

/* "1", "1.2" or "1.2.3" as numbers; false for anything else. */
static bool parse_version(const char *text, unsigned long parts[3])
{
	size_t i = 0;

	memset(parts, 0, 3 * sizeof(*parts));
	for (; i < 3; i++) {
		size_t digits = strspn(text, "0123456789");

		if (!digits || digits > 6)
			return false;
		parts[i] = strtoul(text, NULL, 10);
		text += digits;
		if (*text != '.')
			break;
		text++;
	}
	return i < 3 && !*text;
}

static bool is_newer(const unsigned long a[3], const unsigned long b[3])
{
	for (size_t i = 0; i < 3; i++)
		if (a[i] != b[i])
			return a[i] > b[i];
	return false;
}

int read_minimum(struct loading *loading, const struct value *value, void *target)
{
	unsigned long wanted[3], ours[3];
	const char *text = NULL;

	(void)target;
	if (read_string(loading, value, "minimum_version", &text) < 0)
		return -1;
	if (!parse_version(text, wanted))
		return fail_value(
			loading, value,
			"minimum_version must be numbers such as \"1.0\" or \"1.0.2\"");
	if (parse_version(PLANGATE_VERSION, ours) && is_newer(wanted, ours))
		return fail_value(
			loading, value,
			"this policy needs plangate %s or newer, and this is %s: install "
			"plangate %s",
			text, PLANGATE_VERSION, text);
	return 0;
}
