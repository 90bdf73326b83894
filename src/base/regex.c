/* The only place that knows PCRE2. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "plangate/base/regex.h"

#include <ctype.h>
#include <pcre2.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/text.h"

/*
 * Measured with PCRE2 10.42: `^(a+)+$` against thirty "a" ends after 2 ms at this match limit. The
 * limit counts from each start anew, so callers also bound the subject.
 */
enum {
	MATCH_LIMIT = 100000,
	DEPTH_LIMIT = 10000,
	HEAP_LIMIT_KIB = 8192,
	JIT_STACK_LEAST = 32 << 10,
	JIT_STACK_MOST = 1 << 20,
	PATTERN_MOST_BYTES = 4096,
};

/* One compiled form; made when first needed, since most patterns are never tried. */
struct form {
	pcre2_code *code;
	pcre2_match_data *match;
};

struct regex_state {
	struct form utf;
	struct form bytes; /* for a subject that is no UTF-8 */
	pcre2_match_context *context;
	pcre2_jit_stack *stack;
};

struct regex {
	char *pattern;
	bool utf;		   /* the pattern is UTF-8 */
	struct regex_state *state; /* what searching fills in */
};

DEFINE_CLEANUP(struct regex, regex_free)
DEFINE_CLEANUP(pcre2_compile_context, pcre2_compile_context_free)

static void form_clear(struct form *form)
{
	pcre2_match_data_free(form->match);
	pcre2_code_free(form->code);
}

void regex_free(struct regex *regex)
{
	if (!regex)
		return;
	if (regex->state) {
		form_clear(&regex->state->utf);
		form_clear(&regex->state->bytes);
		pcre2_match_context_free(regex->state->context);
		pcre2_jit_stack_free(regex->state->stack);
	}
	free(regex->state);
	free(regex->pattern);
	free(regex);
}

const char *regex_pattern(const struct regex *regex)
{
	return regex->pattern;
}

static int fail_code(struct pg_error *err, enum pg_error_kind kind, const char *what,
		     int code)
{
	PCRE2_UCHAR message[256] = {0};

	pcre2_get_error_message(code, message, sizeof(message));
	return pg_fail(err, kind, "%s: %s", what, (const char *)message);
}

static int fail_pattern(struct pg_error *err, int code, size_t offset)
{
	CLEANUP(freep) char *where = xasprintf("at offset %zu", offset);

	return fail_code(err, PG_ERR_POLICY, where, code);
}

static int compile(struct form *form, const char *pattern, uint32_t options,
		   struct pg_error *err)
{
	CLEANUP(pcre2_compile_context_freep)
	pcre2_compile_context *context = pcre2_compile_context_create(NULL);
	size_t offset = 0;
	int code = 0;

	if (!context)
		return pg_fail(err, PG_ERR_SYSTEM, "out of memory");
	/* a line from a file with CR LF ends before its CR */
	pcre2_set_newline(context, PCRE2_NEWLINE_ANYCRLF);
	pcre2_set_bsr(context, PCRE2_BSR_UNICODE);
	form->code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
				   options | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C,
				   &code, &offset, context);
	return form->code ? 0 : fail_pattern(err, code, offset);
}

/* "(*LIMIT_MATCH=9)", "(*UTF)", "(*CRLF)": such a start would set what we set. */
static bool has_start_verb(const char *pattern)
{
	return !strncmp(pattern, "(*", 2) && isupper((unsigned char)pattern[2]);
}

int regex_new(struct regex **out, const char *pattern, struct pg_error *err)
{
	CLEANUP(regex_freep) struct regex *regex = NULL;

	if (!*pattern)
		return pg_fail(err, PG_ERR_POLICY, "the pattern is empty");
	if (strlen(pattern) > PATTERN_MOST_BYTES)
		return pg_fail(err, PG_ERR_POLICY, "the pattern is longer than %d bytes",
			       PATTERN_MOST_BYTES);
	if (has_start_verb(pattern))
		return pg_fail(err, PG_ERR_POLICY,
			       "the pattern begins with a verb, (*...)");
	regex = xcalloc(1, sizeof(*regex));
	regex->pattern = xstrdup(pattern);
	regex->utf = utf8_valid(pattern, strlen(pattern));
	regex->state = xcalloc(1, sizeof(*regex->state));
	if (regex->utf && compile(&regex->state->utf, pattern, PCRE2_UTF, err) < 0)
		return -1;
	if (!regex->utf && compile(&regex->state->bytes, pattern, 0, err) < 0)
		return -1;
	*out = TAKE(regex);
	return 0;
}

/*
 * The form for bytes. A pattern that only means something in UTF-8 (\x{263A}) is compiled to skip
 * the invalid stretches of a subject instead.
 */
static int compile_bytes(const struct regex *regex, struct pg_error *err)
{
	struct pg_error ignored = {0};
	struct form *form = &regex->state->bytes;

	if (form->code || compile(form, regex->pattern, 0, &ignored) == 0)
		return 0;
	return compile(form, regex->pattern, PCRE2_UTF | PCRE2_MATCH_INVALID_UTF, err);
}

static int make_context(struct regex_state *state, struct pg_error *err)
{
	if (state->context)
		return 0;
	state->context = pcre2_match_context_create(NULL);
	if (!state->context)
		return pg_fail(err, PG_ERR_SYSTEM, "out of memory");
	pcre2_set_match_limit(state->context, MATCH_LIMIT);
	pcre2_set_depth_limit(state->context, DEPTH_LIMIT);
	pcre2_set_heap_limit(state->context, HEAP_LIMIT_KIB);
	state->stack = pcre2_jit_stack_create(JIT_STACK_LEAST, JIT_STACK_MOST, NULL);
	if (state->stack)
		pcre2_jit_stack_assign(state->context, NULL, state->stack);
	return 0;
}

/* Ready a compiled form for matching. Without JIT (some machines) the interpreter does it. */
static int prepare(struct form *form, struct regex_state *state, struct pg_error *err)
{
	if (form->match)
		return 0;
	if (make_context(state, err) < 0)
		return -1;
	pcre2_jit_compile(form->code, PCRE2_JIT_COMPLETE);
	form->match = pcre2_match_data_create(1, NULL);
	return form->match ? 0 : pg_fail(err, PG_ERR_SYSTEM, "out of memory");
}

/* utf8_valid(), quick for the ASCII that nearly all text is. */
static bool subject_is_utf8(const char *text, size_t len)
{
	size_t at = 0;

	for (; at + 8 <= len; at += 8) {
		uint64_t eight;

		memcpy(&eight, text + at, 8);
		if (eight & UINT64_C(0x8080808080808080))
			break;
	}
	return utf8_valid(text + at, len - at);
}

static int search(const struct regex *regex, const char *text, size_t len, size_t from,
		  uint32_t ends, size_t *start, size_t *end, struct pg_error *err)
{
	bool utf = regex->utf && subject_is_utf8(text, len);
	struct form *form = utf ? &regex->state->utf : &regex->state->bytes;
	uint32_t options = ends | (utf ? PCRE2_NO_UTF_CHECK : 0);
	int code;

	if (!utf && compile_bytes(regex, err) < 0)
		return -1;
	if (prepare(form, regex->state, err) < 0)
		return -1;
	code = pcre2_match(form->code, (PCRE2_SPTR)text, len, from, options, form->match,
			   regex->state->context);
	if (code == PCRE2_ERROR_NOMATCH)
		return 0;
	if (code < 0)
		return fail_code(err, PG_ERR_SYSTEM, regex->pattern, code);
	*start = pcre2_get_ovector_pointer(form->match)[0];
	*end = pcre2_get_ovector_pointer(form->match)[1];
	return 1;
}

int regex_search(const struct regex *regex, const char *text, size_t len, size_t from,
		 size_t *start, size_t *end, struct pg_error *err)
{
	return search(regex, text, len, from, 0, start, end, err);
}

int regex_search_piece(const struct regex *regex, const char *text, size_t len,
		       unsigned cut, size_t *start, size_t *end, struct pg_error *err)
{
	uint32_t ends = (cut & REGEX_CUT_BEFORE ? PCRE2_NOTBOL : 0) |
			(cut & REGEX_CUT_BEHIND ? PCRE2_NOTEOL : 0);

	return search(regex, text, len, 0, ends, start, end, err);
}
