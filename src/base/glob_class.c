/* Bracket expressions, read as git's wildmatch.c reads them: in the C locale, never a '/'. */
#include <ctype.h>
#include <string.h>

#include "glob_internal.h"

static const struct {
	const char *name;
	int (*holds)(int);
} named_classes[] = {
	{"alnum", isalnum}, {"alpha", isalpha}, {"blank", isblank}, {"cntrl", iscntrl},
	{"digit", isdigit}, {"graph", isgraph}, {"lower", islower}, {"print", isprint},
	{"punct", ispunct}, {"space", isspace}, {"upper", isupper}, {"xdigit", isxdigit},
};

static void class_add(struct glob_class *set, unsigned first, unsigned last)
{
	for (unsigned byte = first; byte <= last; byte++)
		set->bits[byte / 8] |= (unsigned char)(1U << byte % 8);
}

static bool class_add_named(struct glob_class *set, const char *name, size_t len)
{
	for (size_t i = 0; i < sizeof(named_classes) / sizeof(*named_classes); i++) {
		if (strlen(named_classes[i].name) != len ||
		    memcmp(named_classes[i].name, name, len) != 0)
			continue;
		for (unsigned byte = 0; byte < 128; byte++)
			if (named_classes[i].holds((int)byte))
				class_add(set, byte, byte);
		return true;
	}
	return false;
}

/*
 * The ']' of the "[:name:]" at open, or NULL where it is no such thing. No name is longer than the
 * search, which keeps reading linear.
 */
static const char *named_end(const char *open)
{
	size_t len = strnlen(open + 2, 16);
	const char *end = memchr(open + 2, ']', len);

	return end && end - open > 2 && end[-1] == ':' ? end : NULL;
}

/* One byte of a set, which a backslash may stand before; '\0' where the pattern ends. */
static unsigned char class_byte(const char **at)
{
	if (**at == '\\')
		++*at;
	return (unsigned char)**at;
}

static void class_finish(struct glob_class *set, bool negated)
{
	if (negated)
		for (size_t i = 0; i < sizeof(set->bits); i++)
			set->bits[i] = (unsigned char)~set->bits[i];
	set->bits['/' / 8] &= (unsigned char)~(1U << '/' % 8);
	set->bits[0] &= (unsigned char)~1U;
}

/* One member at *at: a byte, the rest of a range that began with *before, or a named class. */
static const char *class_member(struct glob_class *set, const char **at, unsigned *before)
{
	const char *p = *at;
	unsigned byte;

	if (p[0] == '[' && p[1] == ':') {
		const char *end = named_end(p);

		if (end) {
			*before = 0;
			*at = end + 1;
			return class_add_named(set, p + 2, (size_t)(end - p) - 3)
				       ? NULL
				       : "names an unknown class in [: :]";
		}
	}
	if (p[0] == '-' && *before && p[1] && p[1] != ']') {
		p++;
		byte = class_byte(&p);
		class_add(set, *before, byte);
		*before = 0;
	} else {
		byte = class_byte(&p);
		class_add(set, byte, byte);
		*before = byte;
	}
	if (!byte)
		return "has a '[' that is not closed";
	*at = p + 1;
	return NULL;
}

const char *glob_class_read(struct glob_class *set, const char **at)
{
	const char *p = *at + 1;
	bool negated = *p == '!' || *p == '^';
	unsigned before = 0;

	memset(set, 0, sizeof(*set));
	if (negated)
		p++;
	/* a ']' that comes first is a member */
	do {
		const char *reason = class_member(set, &p, &before);

		if (reason)
			return reason;
	} while (*p != ']');
	class_finish(set, negated);
	*at = p + 1;
	return NULL;
}

const char *glob_class_end(const char *open)
{
	struct glob_class ignored;
	const char *at = open;

	return glob_class_read(&ignored, &at) ? NULL : at - 1;
}
