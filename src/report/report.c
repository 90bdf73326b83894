#include "plangate/report/report.h"

#include "formats.h"
#include "plangate/base/names.h"

#define FORMAT(text, function, ...) {.name = text, .write = function, __VA_ARGS__},
#define NAME(text, function, ...) text,

static const struct report_format formats[] = {REPORT_FORMATS(FORMAT)};

static const char *const names[] = {REPORT_FORMATS(NAME) NULL};

const struct report_format *report_find(const char *name)
{
	size_t index;

	return names_find(names, name, &index) ? &formats[index] : NULL;
}

const char *const *report_names(void)
{
	return names;
}
