#include <string.h>

#include "cli.h"

static void print_verbs(void)
{
	fputs("usage: plangate [-C DIR] VERB [ARGUMENTS]\n\n"
	      "Looks at what is about to enter a repository's history, decides whether it "
	      "needs a\n"
	      "plan, and blocks it until a plan document covers it and holds "
	      "up.\n\nverbs:\n",
	      stdout);
	for (const struct verb *verb = cli_verbs(); verb->name; verb++)
		printf("  %-10s %s\n", verb->name, verb->summary);
	fputs("\n'plangate help VERB' explains one. Exit status: 0 pass, 1 blocked, 2 "
	      "usage,\n"
	      "3 could not decide, 4 policy invalid.\n",
	      stdout);
}

int cmd_help(int argc, char **argv)
{
	static char flag[] = "--help";
	char *call[3] = {argc > 1 ? argv[1] : NULL, flag, NULL};
	char *nested[4] = {argc > 1 ? argv[1] : NULL, argc > 2 ? argv[2] : NULL, flag,
			   NULL};

	if (argc < 2 || !strcmp(argv[1], "help") || argv[1][0] == '-') {
		print_verbs();
		return EXIT_PASS;
	}
	return argc > 2 ? cli_dispatch(cli_verbs(), "plangate", 3, nested)
			: cli_dispatch(cli_verbs(), "plangate", 2, call);
}

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
