/* The table of verbs, and help, which prints it. */
#include <string.h>

#include "cli.h"

/* Every verb; help, completion and the man page are made from or tested against this. */
static const struct verb verbs[] = {
	{"init", "propose a policy for this repository and install the hooks", cmd_init},
	{"install", "install the hooks; hooks that are there are kept and run first",
	 cmd_install},
	{"uninstall", "remove the hooks and give the former ones back", cmd_uninstall},
	{"doctor", "tell which roads into the history are gated, and what to run",
	 cmd_doctor},
	{"check", "say whether a change needs a plan, and whether it has one", cmd_check},
	{"hook", "what the installed hook files call", cmd_hook},
	{"plan",
	 "write, check and approve plan documents (new, check, sync, list, show, approve)",
	 cmd_plan},
	{"override",
	 "waive rules for exact contents, signed (create, sign, list, show, verify, "
	 "revoke)",
	 cmd_override},
	{"rules", "look at rules and try them (list, show, explain, lint, test)",
	 cmd_rules},
	{"audit", "what landed, and what let it in: plans, overrides, bypasses", cmd_audit},
	{"scope", "tell what a change touches, and who depends on it", cmd_scope},
	{"version", "print the version", cmd_version},
	{"help", "explain a verb", cmd_help},
	{NULL, NULL, NULL},
};

const struct verb *cli_verbs(void)
{
	return verbs;
}

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
