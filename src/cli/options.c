/* Options from one table: parsed by getopt_long(), printed by --help. */
#include <getopt.h>
#include <string.h>

#include "cli.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/text.h"

enum { MOST_OPTIONS = 32, HELP_OPTION = 1000, FIRST_OPTION = 1001, HELP_COLUMN = 26 };

static void print_option(const struct option_spec *spec)
{
	CLEANUP(str_clear) struct str left = {0};

	if (spec->letter)
		str_addf(&left, "  -%c, --%s", spec->letter, spec->name);
	else
		str_addf(&left, "      --%s", spec->name);
	if (spec->argument)
		str_addf(&left, " %s", spec->argument);
	if (left.len >= HELP_COLUMN)
		str_addf(&left, "\n%*s", HELP_COLUMN, "");
	printf("%-*s%s\n", HELP_COLUMN, str_text(&left), spec->help);
}

static void print_help(const struct usage *usage)
{
	printf("usage: %s\n\n%s\n", usage->synopsis, usage->text);
	if (usage->options->name)
		fputs("\noptions:\n", stdout);
	for (const struct option_spec *spec = usage->options; spec->name; spec++)
		print_option(spec);
}

/* getopt's two ways of saying the same table. */
static void translate(const struct option_spec *specs, struct option *longs,
		      struct str *shorts)
{
	size_t n = 0;

	str_add(shorts, ":h");
	longs[n++] = (struct option){"help", no_argument, NULL, HELP_OPTION};
	for (int i = 0; specs[i].name && n < MOST_OPTIONS; i++) {
		int has = specs[i].argument ? required_argument : no_argument;

		longs[n++] = (struct option){specs[i].name, has, NULL, FIRST_OPTION + i};
		if (specs[i].letter)
			str_addf(shorts, "%c%s", specs[i].letter,
				 specs[i].argument ? ":" : "");
	}
	longs[n] = (struct option){0};
}

static bool set_color(enum color_choice *target, const char *word)
{
	static const char *const words[] = {"auto", "always", "never"};

	for (int i = 0; i < 3; i++) {
		if (!strcmp(word, words[i])) {
			*target = (enum color_choice)i;
			return true;
		}
	}
	return false;
}

static bool apply(const struct option_spec *spec, const char *argument)
{
	switch (spec->kind) {
	case OPTION_FLAG:
		*(bool *)spec->target = true;
		return true;
	case OPTION_VALUE:
		*(const char **)spec->target = argument;
		return true;
	case OPTION_COLOR:
		return set_color(spec->target, argument);
	case OPTION_LIST:
		strlist_add(spec->target, argument);
		return true;
	}
	return false;
}

static const struct option_spec *find_option(const struct option_spec *specs, int found)
{
	if (found >= FIRST_OPTION)
		return &specs[found - FIRST_OPTION];
	for (; specs->name; specs++)
		if (specs->letter == found)
			return specs;
	return NULL;
}

static int unknown_option(const struct usage *usage, const char *word)
{
	const char *names[MOST_OPTIONS + 1] = {0};
	CLEANUP(freep) char *safe = text_safe(word);
	const char *nearest;

	for (int i = 0; usage->options[i].name && i < MOST_OPTIONS; i++)
		names[i] = usage->options[i].name;
	nearest = !strncmp(word, "--", 2) ? text_nearest(word + 2, names) : NULL;
	return cli_usage_error(usage, "unknown option '%s'%s%s%s", safe,
			       nearest ? "; did you mean '--" : "", nearest ? nearest : "",
			       nearest ? "'?" : "");
}

int options_parse(const struct usage *usage, int argc, char **argv, int *first)
{
	struct option longs[MOST_OPTIONS + 1];
	CLEANUP(str_clear) struct str shorts = {0};
	int found;

	translate(usage->options, longs, &shorts);
	optind = 0;
	opterr = 0;
	while ((found = getopt_long(argc, argv, str_text(&shorts), longs, NULL)) != -1) {
		const struct option_spec *spec = NULL;

		if (found == HELP_OPTION || found == 'h') {
			print_help(usage);
			return EXIT_PASS;
		}
		if (found == ':')
			return cli_usage_error(usage, "'%s' needs a value",
					       argv[optind - 1]);
		if (found != '?')
			spec = find_option(usage->options, found);
		if (!spec)
			return unknown_option(usage, argv[optind - 1]);
		if (!apply(spec, optarg))
			return cli_usage_error(usage, "'%s' is no value for --%s", optarg,
					       spec->name);
	}
	*first = optind;
	return OPTIONS_OK;
}
