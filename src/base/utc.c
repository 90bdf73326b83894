#include "plangate/base/utc.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_SECONDS = 366 * 86400 };

long long utc_now(void)
{
	return time(NULL);
}

/* Whether text has a digit for each 'd' of the pattern and else the same characters. */
static bool has_form(const char *text, const char *pattern)
{
	for (; *pattern; pattern++, text++)
		if (*pattern == 'd' ? *text < '0' || *text > '9' : *text != *pattern)
			return false;
	return !*text;
}

static int number(const char **text, int digits)
{
	int value = 0;

	while (digits--)
		value = 10 * value + (*(*text)++ - '0');
	return value;
}

/* Fields that timegm() would have to mend are of no calendar. */
static bool to_moment(struct tm *date, long long *moment)
{
	struct tm copy = *date;
	time_t seconds = timegm(&copy);

	if (date->tm_year < 70 || copy.tm_mon != date->tm_mon ||
	    copy.tm_mday != date->tm_mday || copy.tm_hour != date->tm_hour ||
	    copy.tm_min != date->tm_min || copy.tm_sec != date->tm_sec)
		return false;
	*moment = seconds;
	return true;
}

bool utc_parse(const char *text, long long *moment)
{
	struct tm date = {0};

	if (!has_form(text, "dddd-dd-ddTdd:dd:ddZ"))
		return false;
	date.tm_year = number(&text, 4) - 1900;
	text++;
	date.tm_mon = number(&text, 2) - 1;
	text++;
	date.tm_mday = number(&text, 2);
	text++;
	date.tm_hour = number(&text, 2);
	text++;
	date.tm_min = number(&text, 2);
	text++;
	date.tm_sec = number(&text, 2);
	return to_moment(&date, moment);
}

bool utc_parse_compact(const char *text, long long *moment)
{
	bool has_minutes =
		has_form(text, "dddddddddddd") || has_form(text, "ddddddddddddZ");
	bool has_seconds =
		has_form(text, "dddddddddddddd") || has_form(text, "ddddddddddddddZ");
	struct tm date = {0};

	if (!has_minutes && !has_seconds && !has_form(text, "dddddddd") &&
	    !has_form(text, "ddddddddZ"))
		return false;
	date.tm_year = number(&text, 4) - 1900;
	date.tm_mon = number(&text, 2) - 1;
	date.tm_mday = number(&text, 2);
	if (has_minutes || has_seconds) {
		date.tm_hour = number(&text, 2);
		date.tm_min = number(&text, 2);
	}
	if (has_seconds)
		date.tm_sec = number(&text, 2);
	return to_moment(&date, moment);
}

void utc_format(long long moment, char text[UTC_TEXT])
{
	time_t seconds = (time_t)moment;
	struct tm date = {0};

	gmtime_r(&seconds, &date);
	if (!strftime(text, UTC_TEXT, "%Y-%m-%dT%H:%M:%SZ", &date))
		text[0] = '\0';
}

void utc_format_compact(long long moment, char text[UTC_TEXT])
{
	time_t seconds = (time_t)moment;
	struct tm date = {0};

	gmtime_r(&seconds, &date);
	if (!strftime(text, UTC_TEXT, "%Y%m%d%H%M%SZ", &date))
		text[0] = '\0';
}

bool duration_parse(const char *text, long long *seconds)
{
	static const struct {
		char letter;
		long long seconds;
	} units[] = {{'m', 60}, {'h', 3600}, {'d', 86400}, {'w', 7 * 86400}};
	size_t len = strspn(text, "0123456789");
	long long count;

	if (!len || len > 6 || text[0] == '0' || !text[len] || text[len + 1])
		return false;
	count = strtoll(text, NULL, 10);
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		if (units[i].letter != text[len] || count * units[i].seconds > MOST_SECONDS)
			continue;
		*seconds = count * units[i].seconds;
		return true;
	}
	return false;
}
