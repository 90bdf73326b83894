/* utc.h - moments in UTC and lengths of time, as text. Moments are seconds since 1970. */
#ifndef PLANGATE_BASE_UTC_H
#define PLANGATE_BASE_UTC_H

#include <stdbool.h>

enum { UTC_TEXT = 21 }; /* with the NUL */

/* The clock, in whole seconds. Whoever judges asks once and hands it down. */
long long utc_now(void);

/* Exactly "2026-11-24T09:30:00Z" (RFC 3339 in UTC, whole seconds), a moment that there is. */
bool utc_parse(const char *text, long long *moment);
void utc_format(long long moment, char text[UTC_TEXT]);

/* "20261124", "202611240930" or "20261124093000", with or without a Z: ssh's form, taken as UTC. */
bool utc_parse_compact(const char *text, long long *moment);
void utc_format_compact(long long moment, char text[UTC_TEXT]); /* 20261124093000Z */

/* "30m", "4h", "2d" or "1w": from a minute to 366 days. In seconds. */
bool duration_parse(const char *text, long long *seconds);

#endif
