/* Commands of a step that say which files change: those that format, stage, move or remove them by name. */
#include <string.h>

#include "../plan_internal.h"
#include "path.h"
#include "plangate/base/alloc.h"
#include "scope_internal.h"

static const char *const commands[] = {
	"git add ",
	"git rm ",
	"git mv ",
	"gofmt -w ",
	"goimports -w ",
	"gofumpt -w ",
	"rustfmt ",
	"prettier --write ",
	"npx prettier --write ",
	"black ",
	"ruff format ",
	"ruff check --fix ",
	"isort ",
	"clang-format -i ",
	"eslint --fix ",
	"npx eslint --fix ",
	"shfmt -w ",
	"touch ",
	NULL,
};

/* Behind the name of such a command; NULL where it is another one. */
static const char *arguments(const char *command)
{
	command += strspn(command, " \t$>");
	for (size_t i = 0; commands[i]; i++)
		if (!strncmp(command, commands[i], strlen(commands[i])))
			return command + strlen(commands[i]);
	return NULL;
}

/* Only files by their whole names: "git add ." and "git add src" name all that happens to be there. */
static void add_argument(struct scope_reader *reader, const char *word, int line)
{
	bool literal = false;
	CLEANUP(freep) char *path = NULL;

	if (*word == '-' || strpbrk(word, "*?{$<>|="))
		return;
	path = path_clean(word, PATH_IN_PROSE, reader, &literal);
	if (path && path[strlen(path) - 1] != '/' &&
	    scope_lookup(reader, path) != PATH_FOLDER)
		scope_add(reader, path, literal, line, 0);
}

void scope_read_command(struct scope_reader *reader, const char *command, int line)
{
	const char *rest = arguments(command);
	CLEANUP(freep) char *copy = rest ? xstrdup(rest) : NULL;
	char *at = copy, *word;

	if (copy)
		copy[strcspn(copy, "&|;#")] = '\0';
	while (copy && (word = strsep(&at, " \t\n\r")))
		if (*word && strcmp(word, "\\") != 0)
			add_argument(reader, word, line);
}

void scope_read_commands(struct scope_reader *reader, const struct block *fence)
{
	CLEANUP(str_clear) struct str command = {0};
	CLEANUP(freep) char *copy = xstrdup(fence->text);
	char *rest = copy, *text;
	int line = fence->line, begin = line + 1;

	while ((text = strsep(&rest, "\n"))) {
		size_t len = strlen(text);

		line++;
		if (!command.len)
			begin = line;
		str_add(&command, text);
		if (len && text[len - 1] == '\\') {
			command.data[--command.len] = ' ';
			continue;
		}
		scope_begin_leaf(reader);
		scope_read_command(reader, str_text(&command), begin);
		str_reset(&command);
	}
}
