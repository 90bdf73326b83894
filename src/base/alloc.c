#include "plangate/base/alloc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { EXIT_UNDECIDED = 3 };

static _Noreturn void out_of_memory(void)
{
	static const char text[] = "plangate: out of memory; the gate stays shut\n";
	ssize_t written = write(STDERR_FILENO, text, sizeof(text) - 1);

	(void)written;
	_exit(EXIT_UNDECIDED);
}

void *xcalloc(size_t count, size_t size)
{
	void *p = calloc(count ? count : 1, size ? size : 1);

	if (!p)
		out_of_memory();
	return p;
}

void *xreallocarray(void *p, size_t count, size_t size)
{
	void *grown = reallocarray(p, count ? count : 1, size ? size : 1);

	if (!grown)
		out_of_memory();
	return grown;
}

char *xstrdup(const char *s)
{
	return s ? xmemdup(s, strlen(s)) : NULL;
}

char *xmemdup(const void *data, size_t len)
{
	char *copy = xcalloc(len + 1, 1);

	if (len)
		memcpy(copy, data, len);
	return copy;
}

char *xvasprintf(const char *format, va_list args)
{
	char *text = NULL;

	if (vasprintf(&text, format, args) < 0)
		out_of_memory();
	return text;
}

char *xasprintf(const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = xvasprintf(format, args);
	va_end(args);
	return text;
}
