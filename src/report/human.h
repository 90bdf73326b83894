/* human.h - what the files that write for a person share: lines of a width, with colours where they are wanted. */
#ifndef PLANGATE_SRC_REPORT_HUMAN_H
#define PLANGATE_SRC_REPORT_HUMAN_H

#include <stddef.h>

#include "plangate/base/str.h"
#include "plangate/model/diagnostic.h"
#include "plangate/model/verdict.h"
#include "plangate/report/report.h"

enum { HANG = 4 }; /* columns by which what belongs to a line is indented */

/* Both borrowed. */
struct writer {
	struct str *out;
	const struct report_options *options;
};

/* ANSI SGR numbers: bold, red, green, yellow, faint. */
#define BOLD "1"
#define RED "1;31"
#define GREEN "32"
#define YELLOW "33"
#define FAINT "2"

/* Append text in a style where the writer has colours. */
void styled(const struct writer *w, const char *style, const char *text);

/* How many columns the bytes take: code points, which is near enough for wrapping. */
size_t columns(const char *text, size_t len);

/* Append words, wrapped, and end the line, which already holds `used` columns; further ones begin at `indent`. */
void wrapped(const struct writer *w, const char *text, size_t used, size_t indent);

/* What is wrong, each thing at its place with its fix; what is of one kind together. */
void write_problems(const struct writer *w, const struct diagnostics *list);

/* What to do now that the verdict blocks. */
void write_next(const struct writer *w, const struct verdict *verdict);

#endif
