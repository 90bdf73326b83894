/* lint_patterns.h - what can be found out about a pattern by trying it. */
#ifndef PLANGATE_POLICY_LINT_PATTERNS_H
#define PLANGATE_POLICY_LINT_PATTERNS_H

#include <stdbool.h>
#include <stddef.h>

struct glob;
struct glob_list;
struct regex;

/* Whether it matches every one of some very different paths. */
bool glob_matches_all(const struct glob *glob);

/* Another pattern of the list that matches all that item i does, or NULL. Only patterns without
 * classes and braces are looked at. */
const struct glob *glob_covering(const struct glob_list *list, size_t i);

enum regex_fault { REGEX_FINE, REGEX_MATCHES_ALL, REGEX_MATCHES_NOTHING, REGEX_RUNS_AWAY };

/* Tries it on lines of many sorts, long ones among them; takes at most some seconds. */
enum regex_fault regex_fault(const struct regex *regex);

#endif
