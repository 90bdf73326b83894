/* json_yaml.h - valid JSON, changed just so far that libyaml reads the same from it. */
#ifndef PLANGATE_BASE_JSON_YAML_H
#define PLANGATE_BASE_JSON_YAML_H

#include <stddef.h>

struct pg_error;
struct str;

/*
 * JSON is YAML in flow style, but libyaml 0.2.5 refuses surrogate pairs (\ud83d\ude00) and folds
 * or refuses a few characters that JSON allows raw inside strings (U+007F, U+0085, U+2028, ...).
 * Pairs are written as \U0001F600, with spaces behind the string so that every value keeps its
 * line and column; such characters are refused, as nobody sees them anyway. text must be valid.
 */
int json_to_yaml(struct str *out, const char *name, const char *text, size_t len,
		 struct pg_error *err);

#endif
