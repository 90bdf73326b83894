#include "cli.h"

int cmd_version(int argc, char **argv)
{
	static const struct option_spec options[] = {OPTIONS_END};
	static const struct usage usage = {"plangate version", "Print the version.",
					   options};
	int first, code = options_parse(&usage, argc, argv, &first);

	if (code != OPTIONS_OK)
		return code;
	puts("plangate " PLANGATE_VERSION);
	return EXIT_PASS;
}
