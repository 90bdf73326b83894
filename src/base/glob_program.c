/*
 * One pattern as steps of a nondeterministic automaton, run over the text with a set of live
 * steps: at most steps x bytes work, whatever the pattern.
 *
 *	GLOB_BYTE     this byte                 GLOB_ANY     one byte but '/'
 *	GLOB_CLASS    one byte of a class       GLOB_STAR    any bytes but '/'
 *	GLOB_ALL      any bytes ("**" at the end of the pattern)
 *	GLOB_SKIP     "**" with its '/', first half: nothing, or the step behind it
 *	GLOB_FOLDERS  second half: any bytes, then a '/'
 */
#include <stdlib.h>
#include <string.h>

#include "glob_internal.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"

void glob_program_clear(struct glob_program *program)
{
	free(program->steps);
	free(program->classes);
	free(program->literal);
	*program = (struct glob_program){0};
}

static struct glob_step *add_step(struct glob_program *program, enum glob_op op)
{
	struct glob_step *step =
		ARRAY_PUSH(program->steps, program->count, program->capacity);

	step->op = op;
	return step;
}

/* Stars at p: two or more are special only as a whole component; all other runs are one star. */
static const char *compile_stars(struct glob_program *program, const char *start,
				 const char *p)
{
	const char *first = p;
	bool whole;

	while (*p == '*')
		p++;
	whole = p - first >= 2 && (first == start || first[-1] == '/');
	if (whole && *p == '/') {
		add_step(program, GLOB_SKIP);
		add_step(program, GLOB_FOLDERS);
		return p + 1;
	}
	if (whole && (!*p || (p[0] == '\\' && p[1] == '/')))
		add_step(program, GLOB_ALL);
	else
		add_step(program, GLOB_STAR);
	return p;
}

static const char *compile_class(struct glob_program *program, const char **p)
{
	struct glob_step *step = add_step(program, GLOB_CLASS);

	step->class_at = (uint32_t)program->class_count;
	return glob_class_read(
		ARRAY_PUSH(program->classes, program->class_count, program->class_capacity),
		p);
}

static const char *compile_byte(struct glob_program *program, const char **p)
{
	if (**p == '\\')
		++*p;
	if (!**p)
		return "ends in a backslash";
	add_step(program, GLOB_BYTE)->byte = (unsigned char)*(*p)++;
	return NULL;
}

/* How many GLOB_BYTE steps there are in a row from step i on. */
static size_t run_length(const struct glob_program *program, size_t i)
{
	size_t start = i;

	while (i < program->count && program->steps[i].op == GLOB_BYTE)
		i++;
	return i - start;
}

/*
 * The last run of bytes if the pattern ends in one, else the longest: a text without it cannot
 * match, which settles nearly all pairs of pattern and path.
 */
static void find_literal(struct glob_program *program)
{
	size_t best = 0, length;

	for (size_t i = 0; i < program->count; i += length ? length : 1) {
		length = run_length(program, i);
		program->literal_ends = length && i + length == program->count;
		if (length > program->literal_len || program->literal_ends) {
			best = i;
			program->literal_len = length;
		}
	}
	if (!program->literal_len)
		return;
	program->literal = xcalloc(program->literal_len, 1);
	for (size_t i = 0; i < program->literal_len; i++)
		program->literal[i] = (char)program->steps[best + i].byte;
}

static bool holds_literal(const struct glob_program *program, const char *text, size_t len)
{
	size_t need = program->literal_len;

	if (!need)
		return true;
	if (len < need)
		return false;
	if (program->literal_ends)
		return !memcmp(text + len - need, program->literal, need);
	return memmem(text, len, program->literal, need);
}

const char *glob_program_compile(struct glob_program *program, const char *pattern,
				 bool literal_brackets)
{
	const char *reason = NULL;
	const char *p = pattern;

	while (*p && !reason) {
		if (*p == '*') {
			p = compile_stars(program, pattern, p);
		} else if (*p == '?') {
			add_step(program, GLOB_ANY);
			p++;
		} else if (*p == '[' && !literal_brackets) {
			reason = compile_class(program, &p);
		} else {
			reason = compile_byte(program, &p);
		}
	}
	if (!reason)
		find_literal(program);
	return reason;
}

/* The live steps; index `count` of the program is the end. */
struct live {
	unsigned char *on;
	size_t low, high; /* only low..high-1 can be on */
};

/* Step i is live, and with it all that is reached from it without a byte. */
static void live_add(const struct glob_program *program, struct live *live, size_t i)
{
	for (;;) {
		enum glob_op op;

		if (i < live->low)
			live->low = i;
		if (i >= live->high)
			live->high = i + 1;
		if (live->on[i])
			return;
		live->on[i] = 1;
		if (i == program->count)
			return;
		op = program->steps[i].op;
		if (op == GLOB_SKIP)
			live_add(program, live, i + 1);
		if (op != GLOB_SKIP && op != GLOB_STAR && op != GLOB_ALL)
			return;
		i += op == GLOB_SKIP ? 2 : 1;
	}
}

static void step_over(const struct glob_program *program, struct live *next, size_t i,
		      unsigned char c)
{
	const struct glob_step *step = &program->steps[i];
	bool stays = false, passes = false;

	switch (step->op) {
	case GLOB_BYTE:
		passes = c == step->byte;
		break;
	case GLOB_ANY:
		passes = c != '/';
		break;
	case GLOB_CLASS:
		passes = program->classes[step->class_at].bits[c / 8] >> c % 8 & 1;
		break;
	case GLOB_STAR:
		stays = c != '/';
		break;
	case GLOB_ALL:
		stays = true;
		break;
	case GLOB_FOLDERS:
		stays = true;
		passes = c == '/';
		break;
	case GLOB_SKIP:
		break;
	}
	if (stays)
		live_add(program, next, i);
	if (passes)
		live_add(program, next, i + 1);
}

static bool run(const struct glob_program *program, const char *text)
{
	unsigned char few[256] = {0}; /* enough for nearly every pattern */
	bool fits = 2 * (program->count + 1) <= sizeof(few);
	CLEANUP(freep) unsigned char *many = fits ? NULL : xcalloc(2, program->count + 1);
	unsigned char *memory = fits ? few : many;
	struct live now = {memory, program->count + 1, 0};
	struct live next = {memory + program->count + 1, program->count + 1, 0};

	live_add(program, &now, 0);
	for (; *text && now.low < now.high; text++) {
		struct live swap = now;

		for (size_t i = now.low; i < now.high && i < program->count; i++)
			if (now.on[i])
				step_over(program, &next, i, (unsigned char)*text);
		memset(now.on + now.low, 0, now.high - now.low);
		now = next;
		next = (struct live){swap.on, program->count + 1, 0};
	}
	return !*text && now.low < now.high && now.on[program->count];
}

bool glob_program_match(const struct glob_program *program, const char *text, size_t len)
{
	return holds_literal(program, text, len) && run(program, text);
}
