/* plangate: no change without a plan that covers it. See plangate(1). */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

/* `-C DIR` before the verb, as in git; may be given several times. */
static int change_folder(int *argc, char ***argv)
{
	while (*argc >= 2 && !strcmp((*argv)[0], "-C")) {
		if (chdir((*argv)[1]) < 0) {
			perror("plangate: error: cannot change to the folder of -C");
			return -1;
		}
		*argc -= 2;
		*argv += 2;
	}
	return 0;
}

int main(int argc, char **argv)
{
	static char help[] = "help", version[] = "version";
	static char *just_help[] = {help, NULL};

	/* Who reads our output may go away; the verdict stays. */
	signal(SIGPIPE, SIG_IGN);
	argc--;
	argv++;
	if (change_folder(&argc, &argv) < 0)
		return EXIT_USAGE;
	if (argc < 1) {
		cmd_help(1, just_help);
		return EXIT_USAGE;
	}
	if (!strcmp(argv[0], "--help") || !strcmp(argv[0], "-h"))
		argv[0] = help;
	if (!strcmp(argv[0], "--version") || !strcmp(argv[0], "-V"))
		argv[0] = version;
	return cli_dispatch(cli_verbs(), "plangate", argc, argv);
}
