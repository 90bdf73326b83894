#include "plangate/plan/file_name.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "plangate/base/cleanup.h"
#include "plangate/base/names.h"
#include "plangate/base/nfc.h"
#include "plangate/base/str.h"
#include "plangate/base/text.h"

/* Of the title in a file name. With date, number and suffix no file system refuses so many bytes. */
enum { MOST_CHARACTERS = 60, MOST_BYTES = 120 };

/* Names of devices, which some systems take for no file whatever stands behind the dot. */
static bool is_reserved(const char *name)
{
	static const char *const devices[] = {"con", "prn", "aux", "nul", NULL};
	static const char *const ports[] = {"com", "lpt", NULL};
	CLEANUP(freep) char *head = strndup(name, 3);
	size_t ignored;

	if (strlen(name) == 4 && isdigit((unsigned char)name[3]))
		return names_find(ports, head, &ignored);
	return names_find(devices, name, &ignored);
}

/* The words of a title with a dash between, cut at a character: "csv-export". */
static char *name_of(const char *title)
{
	CLEANUP(freep) char *words = nfc_words(title);
	size_t len = strlen(words), at = 0, characters = 0;

	while (at < len && characters < MOST_CHARACTERS) {
		uint32_t code;
		size_t step = utf8_decode(words + at, len - at, &code);

		if (!step || at + step > MOST_BYTES)
			break;
		words[at] = words[at] == ' ' ? '-' : words[at];
		at += step;
		characters++;
	}
	while (at && words[at - 1] == '-')
		at--;
	words[at] = '\0';
	return at ? TAKE(words) : strdup("plan");
}

static void add_numbered(struct str *out, const char *name, unsigned number)
{
	str_add(out, name);
	if (number > 1)
		str_addf(out, "-%u", number);
}

char *plan_file_name(const char *title, unsigned number, int year, int month, int day)
{
	CLEANUP(freep) char *name = name_of(title);
	struct str out = {0};

	str_addf(&out, "%04d-%02d-%02d-", year, month, day);
	add_numbered(&out, name, number);
	str_add(&out, ".md");
	return str_take(&out);
}

char *plan_habit_file(const struct habit *habit, const char *title, unsigned number)
{
	const char *gap = strstr(habit->file, "%s");
	CLEANUP(freep) char *name = name_of(title);
	struct str out = {0};

	str_add_mem(&out, habit->file, (size_t)(gap - habit->file));
	add_numbered(&out, name, number);
	if (is_reserved(name) && number < 2)
		str_add(&out, "-plan");
	str_add(&out, gap + strlen("%s"));
	return str_take(&out);
}
