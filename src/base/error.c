#include "plangate/base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"

int pg_fail(struct pg_error *err, enum pg_error_kind kind, const char *format, ...)
{
	va_list args;

	err->kind = kind;
	va_start(args, format);
	vsnprintf(err->text, sizeof(err->text), format, args);
	va_end(args);
	return -1;
}

int pg_prefix(struct pg_error *err, const char *format, ...)
{
	CLEANUP(freep) char *text = xstrdup(err->text);
	CLEANUP(freep) char *prefix = NULL;
	va_list args;

	va_start(args, format);
	prefix = xvasprintf(format, args);
	va_end(args);
	snprintf(err->text, sizeof(err->text), "%s: %s", prefix, text);
	return -1;
}
