/* canonical.h - what of a plan an approval holds on to, as the parser understood it. */
#ifndef PLANGATE_PLAN_CANONICAL_H
#define PLANGATE_PLAN_CANONICAL_H

struct plan;
struct str;

/*
 * Append a text that is the same for two plans where nothing was changed that an approval is about: documents, status
 * ("done" being "active"), risk, dates, scope, and every block of every section. Left out are ticks in steps
 * and tests, and what the section Progress says (but for the files that it may add to the scope).
 */
void plan_canonical(const struct plan *plan, struct str *out);

#endif
