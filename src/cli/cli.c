#include "cli.h"

#include <stdarg.h>
#include <string.h>

#include "plangate/base/cleanup.h"
#include "plangate/base/text.h"

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

enum { MOST_VERBS = 32 };

const struct verb *cli_verbs(void)
{
	return verbs;
}

static int unknown_verb(const struct verb *table, const char *of, const char *name)
{
	const char *names[MOST_VERBS + 1] = {0};
	const char *nearest;
	CLEANUP(freep) char *safe = text_safe(name);

	for (int i = 0; table[i].name && i < MOST_VERBS; i++)
		names[i] = table[i].name;
	nearest = text_nearest(name, names);
	fprintf(stderr, "plangate: error: '%s' is no verb of %s%s%s%s; see %s --help\n",
		safe, of, nearest ? "; did you mean '" : "", nearest ? nearest : "",
		nearest ? "'?" : "", of);
	return EXIT_USAGE;
}

int cli_dispatch(const struct verb *table, const char *of, int argc, char **argv)
{
	for (const struct verb *verb = table; verb->name; verb++)
		if (!strcmp(verb->name, argv[0]))
			return verb->run(argc, argv);
	return unknown_verb(table, of, argv[0]);
}

int cli_dispatch_nested(const struct verb *table, const char *of, const struct usage *usage,
			int argc, char **argv)
{
	if (argc > 1 && argv[1][0] != '-')
		return cli_dispatch(table, of, argc - 1, argv + 1);
	if (argc > 1) {
		int first, code = options_parse(usage, argc, argv, &first);

		if (code != OPTIONS_OK)
			return code;
	}
	return cli_usage_error(usage, "%s needs a verb", of);
}

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
