/* How a verb ends: with what it says, and an exit code. */
#include <stdarg.h>
#include <string.h>

#include "cli.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/text.h"

int cli_usage_error(const struct usage *usage, const char *format, ...)
{
	va_list args;

	fputs("plangate: error: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fprintf(stderr, "\nusage: %s\n", usage->synopsis);
	return EXIT_USAGE;
}

int cli_fail(const struct pg_error *err)
{
	CLEANUP(freep) char *text = text_safe(err->text);

	fprintf(stderr, "plangate: error: %s\n", text);
	if (err->kind != PG_ERR_USAGE)
		fputs("plangate: could not decide, so the gate stays shut\n", stderr);
	return (int)err->kind;
}

void cli_write(FILE *stream, const struct str *text)
{
	fwrite(str_text(text), 1, text->len, stream);
	fflush(stream);
}

int cli_exit_code(const struct verdict *verdict)
{
	return verdict->state >= VERDICT_BLOCK ? EXIT_BLOCKED : EXIT_PASS;
}
