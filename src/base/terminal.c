#include "plangate/base/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static bool is_set(const char *name)
{
	const char *value = getenv(name);

	return value && *value;
}

bool terminal_colors(FILE *stream, enum color_choice choice)
{
	const char *force = getenv("CLICOLOR_FORCE");
	const char *term = getenv("TERM");

	if (choice != COLOR_AUTO)
		return choice == COLOR_ALWAYS;
	if (is_set("NO_COLOR"))
		return false;
	if (force && *force && strcmp(force, "0"))
		return true;
	return isatty(fileno(stream)) && term && strcmp(term, "dumb");
}

int terminal_width(FILE *stream)
{
	struct winsize size = {0};

	if (ioctl(fileno(stream), TIOCGWINSZ, &size) < 0 || !size.ws_col)
		return 80;
	return size.ws_col < 40 ? 40 : size.ws_col;
}
