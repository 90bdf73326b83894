/*
 * revert.h - a change that takes landed work back exactly.
 *
 * A file is reverted where it is again as it was before a commit among the last of the base's history, all of whose files are
 * taken back: the whole file, or, where others changed it since, the very lines. A merge is taken back as what
 * it brought to its first parent; several commits in a row one after the other.
 */
#ifndef PLANGATE_SRC_GATE_REVERT_H
#define PLANGATE_SRC_GATE_REVERT_H

struct change_verdict;
struct pg_case;
struct pg_error;

enum { REVERT_MOST_COMMITS = 200 };

/*
 * Excuse what a change takes back, as the policy says (`reverts`): rules are judged on what is left, and become RULE_EXEMPT
 * where they do not fire on it. Rules with `exempt: never` and plangate's own files are judged as ever. Adds the
 * commits that are taken back to out.
 */
int reverts_apply(struct pg_case *c, struct change_verdict *out, struct pg_error *err);

#endif
