/* path_code.h - a path as it is written in a plan, by whoever writes one: fixes, new plans, `plan sync`. */
#ifndef PLANGATE_PLAN_PATH_CODE_H
#define PLANGATE_PLAN_PATH_CODE_H

struct str;

/*
 * Append a path as a code span that a plan is read back from as exactly this path, whatever its bytes:
 * bare where nothing in it means anything else, otherwise in double quotes with C's escapes, in octal
 * where a byte would end a line, a table cell or the span. Equal in a list, a table, a sentence and a
 * front matter's scope (there without the back-ticks). As everywhere, names are compared in NFC.
 */
void plan_path_code(struct str *out, const char *path);

#endif
