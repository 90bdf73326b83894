#include "threshold.h"

#include <stdlib.h>
#include <string.h>

#include "loading.h"
#include "plangate/base/alloc.h"

/* Nothing that is counted or measured comes near it, and a product with a unit stays in range. */
static const unsigned long long most = 999999999999ULL;

static const struct {
	const char *sign;
	enum comparison compare;
} signs[] = {
	{">=", COMPARE_GE}, {"<=", COMPARE_LE}, {"==", COMPARE_EQ},
	{">", COMPARE_GT},  {"<", COMPARE_LT},	{"=", COMPARE_EQ},
};

static const struct {
	const char *name;
	unsigned long long bytes;
} units[] = {{"B", 1}, {"KB", 1024}, {"MB", 1024 * 1024}};

void threshold_clear(struct threshold *threshold)
{
	free(threshold->text);
}

static const char *skip_spaces(const char *p)
{
	return p + strspn(p, " ");
}

static const char *take_sign(const char *p, enum comparison *compare)
{
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		size_t len = strlen(signs[i].sign);

		if (strncmp(p, signs[i].sign, len) != 0)
			continue;
		*compare = signs[i].compare;
		return p + len;
	}
	return NULL;
}

static bool take_unit(const char *p, unsigned long long *factor)
{
	*factor = 1;
	if (!*p)
		return true;
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		if (!strcmp(p, units[i].name)) {
			*factor = units[i].bytes;
			return true;
		}
	}
	return false;
}

/* "[sign] digits [unit]"; false where the text is nothing of the kind or out of range. */
static bool parse(const char *text, bool bytes, struct threshold *out)
{
	const char *p = take_sign(text, &out->compare);
	unsigned long long factor = 1;
	char *end;

	if (!p)
		return false;
	p = skip_spaces(p);
	if (strspn(p, "0123456789") == 0 || strspn(p, "0123456789") > 12)
		return false;
	out->limit = strtoull(p, &end, 10);
	p = skip_spaces(end);
	if (bytes ? !take_unit(p, &factor) : *p != '\0')
		return false;
	if (out->limit > most)
		return false;
	out->limit *= factor;
	return true;
}

static int read_integer(struct loading *loading, const struct value *value,
			struct threshold *out)
{
	if (value->integer < 0 || (unsigned long long)value->integer > most)
		return fail_value(loading, value, "a threshold must be from 0 to %llu",
				  most);
	out->compare = COMPARE_GE;
	out->limit = (unsigned long long)value->integer;
	out->text = xasprintf(">= %llu", out->limit);
	return 0;
}

int threshold_read(struct loading *loading, const struct value *value, bool bytes,
		   struct threshold *out)
{
	const char *text = NULL;

	if (value->kind == VALUE_INT)
		return read_integer(loading, value, out);
	if (read_string(loading, value, "a threshold", &text) < 0)
		return -1;
	if (!parse(text, bytes, out))
		return fail_value(
			loading, value,
			"'%.100s' is no threshold: write one of >= > <= < == and a "
			"whole number%s",
			text, bytes ? ", with B, KB or MB: \"> 80KB\"" : ": \">= 3\"");
	out->text = xstrdup(text);
	return 0;
}

bool threshold_holds(const struct threshold *threshold, unsigned long long number)
{
	switch (threshold->compare) {
	case COMPARE_GE:
		return number >= threshold->limit;
	case COMPARE_LE:
		return number <= threshold->limit;
	case COMPARE_EQ:
		return number == threshold->limit;
	case COMPARE_GT:
		return number > threshold->limit;
	case COMPARE_LT:
		return number < threshold->limit;
	}
	return false;
}
