/* Options from one table: parsed by getopt_long(), printed by --help. */
#include <getopt.h>
#include <string.h>

#include "cli.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/names.h"
#include "plangate/base/text.h"

enum {
	MOST_OPTIONS = 32,
	HELP_OPTION = 1000,
	FIRST_OPTION = 1001,
	HELP_COLUMN = 26,
	HELP_WIDTH = 64
};

static const char *const color_words[] = {"auto", "always", "never", NULL};

/* What an option may be, or NULL where it is no word. */
static const char *const *words_of(const struct option_spec *spec)
{
	const struct word_choice *choice = spec->target;

	if (spec->kind == OPTION_COLOR)
		return color_words;
	return spec->kind == OPTION_WORD ? choice->words : NULL;
}

/* Append "a, b or c" to a line of help, wrapped to its columns. */
static void add_words(struct str *help, const char *const *words)
{
	size_t line = 0;

	for (size_t i = 0; words[i]; i++) {
		str_add(help, !i ? "" : words[i + 1] ? "," : " or");
		if (help->len - line + 1 + strlen(words[i]) > HELP_WIDTH) {
			str_addf(help, "\n%*s", HELP_COLUMN, "");
			line = help->len;
		} else if (help->len) {
			str_add_char(help, ' ');
		}
		str_add(help, words[i]);
	}
}

static void print_option(const struct option_spec *spec)
{
	CLEANUP(str_clear) struct str left = {0};
	CLEANUP(str_clear) struct str help = {0};
	const char *const *words = words_of(spec);

	if (spec->letter)
		str_addf(&left, "  -%c, --%s", spec->letter, spec->name);
	else
		str_addf(&left, "      --%s", spec->name);
	if (spec->argument)
		str_addf(&left, " %s", spec->argument);
	if (left.len >= HELP_COLUMN)
		str_addf(&left, "\n%*s", HELP_COLUMN, "");
	if (spec->help)
		str_add(&help, spec->help);
	if (words) {
		str_add(&help, spec->help ? ":" : "");
		add_words(&help, words);
	}
	printf("%-*s%s\n", HELP_COLUMN, str_text(&left), str_text(&help));
}

const char *const *cli_two_formats(void)
{
	static const char *const words[] = {"human", "json", NULL};

	return words;
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

int cli_bad_word(const struct usage *usage, const char *option, const char *word,
		 const char *const *words)
{
	CLEANUP(freep) char *safe = text_safe(word);
	CLEANUP(str_clear) struct str all = {0};

	for (const char *const *w = words; *w; w++)
		str_addf(&all, "%s%s", all.len ? ", " : "", *w);
	str_add_char(&all, ')');
	text_add_nearest(&all, word, words);
	return cli_usage_error(usage, "'%s' is no value for --%s (%s", safe, option,
			       str_text(&all));
}

static int apply(const struct usage *usage, const struct option_spec *spec,
		 const char *argument)
{
	const char *const *words = words_of(spec);
	struct word_choice *choice = spec->target;
	size_t index = 0;

	if (words && !names_find(words, argument, &index))
		return cli_bad_word(usage, spec->name, argument, words);
	switch (spec->kind) {
	case OPTION_FLAG:
		*(bool *)spec->target = true;
		break;
	case OPTION_VALUE:
		*(const char **)spec->target = argument;
		break;
	case OPTION_WORD:
		choice->word = words[index];
		break;
	case OPTION_COLOR:
		*(enum color_choice *)spec->target = (enum color_choice)index;
		break;
	case OPTION_LIST:
		strlist_add(spec->target, argument);
		break;
	}
	return OPTIONS_OK;
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
	int found, code;

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
		code = apply(usage, spec, optarg);
		if (code != OPTIONS_OK)
			return code;
	}
	*first = optind;
	return OPTIONS_OK;
}
