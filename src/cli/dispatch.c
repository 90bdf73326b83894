/* A verb run out of a table. */
#include "cli.h"

#include <string.h>

#include "plangate/base/cleanup.h"
#include "plangate/base/text.h"

enum { MOST_VERBS = 32 };

static int unknown_verb(const struct verb *table, const char *of, const char *name)
{
	const char *names[MOST_VERBS + 1] = {0};
	CLEANUP(str_clear) struct str nearest = {0};
	CLEANUP(freep) char *safe = text_safe(name);

	for (int i = 0; table[i].name && i < MOST_VERBS; i++)
		names[i] = table[i].name;
	text_add_nearest(&nearest, name, names);
	fprintf(stderr, "plangate: error: '%s' is no verb of %s%s; see %s --help\n", safe,
		of, str_text(&nearest), of);
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
