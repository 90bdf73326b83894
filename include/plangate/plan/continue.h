/* continue.h - write down in a plan what comes next, and leave every other byte. */
#ifndef PLANGATE_PLAN_CONTINUE_H
#define PLANGATE_PLAN_CONTINUE_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/str.h"

struct plan;

struct continuation {
	const char *words; /* one line of text */
	const char *date;  /* "2026-11-29" */
};

/*
 * Append the text of a plan document to out, with one more step, one more entry in its section Progress, which is
 * made where there is none, and, where it is done, an active status. text is the whole of the document of the
 * plan that stands at path. False where there is no such document.
 */
bool plan_continue(struct str *out, const struct plan *plan, const char *path,
		   const char *text, size_t len, const struct continuation *next);

#endif
