/* The commit that git is about to make: what it merges, and whether it takes the place of HEAD. */
#include "plangate/git/making.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "git_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/error.h"
#include "plangate/base/file.h"
#include "plangate/git/repo.h"

extern char **environ;

enum { MOST_HEADS = 64, MOST_STATE_BYTES = 1 << 16, MOST_LIST_BYTES = 16 << 20 };

/* A variable GITHEAD_<id>=<name> for each commit that is being merged. */
static void heads_from_environment(struct strlist *heads)
{
	struct oid id;

	for (char **e = environ; *e && heads->count < MOST_HEADS; e++) {
		size_t len = strcspn(*e, "=");
		CLEANUP(freep) char *name = xmemdup(*e, len);

		if (!strncmp(name, "GITHEAD_", 8) && oid_parse(&id, name + 8))
			strlist_add(heads, id.hex);
	}
}

int merging_heads(struct repo *repo, bool starting, struct strlist *heads,
		  struct pg_error *err)
{
	CLEANUP(freep) char *path = file_join(repo->git_dir, "MERGE_HEAD");
	CLEANUP(strlist_clear) struct strlist lines = {0};
	CLEANUP(str_clear) struct str text = {0};
	struct oid id;

	if (starting)
		heads_from_environment(heads);
	if (heads->count || !file_exists(path))
		return 0;
	if (file_read(path, MOST_STATE_BYTES, &text, err) < 0)
		return -1;
	strlist_split(&lines, str_text(&text), text.len, '\n');
	for (size_t i = 0; i < lines.count; i++) {
		if (!oid_parse(&id, lines.items[i]) || heads->count == MOST_HEADS)
			return pg_fail(err, PG_ERR_SYSTEM, "'%s' cannot be understood",
				       path);
		strlist_add(heads, id.hex);
	}
	return 0;
}

/* Whether the letters of a short option end in one that takes the next argument for its value: in
 * "-am" m does, in "-mform" the value has begun. */
static bool letters_take_value(const char *letters)
{
	for (; *letters; letters++)
		if (strchr("mFCct", *letters))
			return letters[1] == '\0';
		else if (strchr("Su", *letters)) /* what follows is their value, if any */
			return false;
	return false;
}

/* Whether this option of `git commit` takes the argument behind it for its value. git takes any
 * beginning of an option that no other option shares. */
static bool takes_value(const char *option)
{
	static const char *const longer[] = {
		"--message",  "--file",		 "--author",	     "--date",
		"--template", "--cleanup",	 "--fixup",	     "--squash",
		"--trailer",  "--reuse-message", "--reedit-message", "--pathspec-from-file",
		NULL};
	size_t len = strlen(option);

	if (option[0] != '-')
		return false;
	if (option[1] != '-')
		return letters_take_value(option + 1);
	for (const char *const *l = longer; *l; l++)
		if (!strncmp(option, *l, len))
			return true;
	return false;
}

static bool is_amend(const char *option)
{
	size_t len = strlen(option);

	return len >= strlen("--am") && !strncmp("--amend", option, len);
}

/* Where the word "commit" stands, or the number of arguments. */
static size_t find_commit(const struct strlist *args)
{
	size_t i = 1;

	while (i < args->count && strcmp(args->items[i], "commit"))
		i++;
	return i;
}

static bool arguments_amend(const struct strlist *args)
{
	for (size_t i = find_commit(args) + 1;
	     i < args->count && strcmp(args->items[i], "--"); i++) {
		if (is_amend(args->items[i]))
			return true;
		if (takes_value(args->items[i]))
			i++;
	}
	return false;
}

/* Leaves args empty where the system does not show them. */
static void parent_arguments(struct strlist *args)
{
	CLEANUP(freep) char *path = xasprintf("/proc/%ld/cmdline", (long)getppid());
	CLEANUP(str_clear) struct str text = {0};
	struct pg_error ignored;

	if (file_read(path, MOST_STATE_BYTES, &text, &ignored) == 0)
		strlist_split(args, str_text(&text), text.len, '\0');
}

bool parent_amends(void)
{
	CLEANUP(strlist_clear) struct strlist args = {0};

	parent_arguments(&args);
	return arguments_amend(&args);
}

/* Whether a line of a rebase's list puts a commit into the one before it. */
static bool line_melds(const char *line)
{
	static const char *const commands[] = {"fixup", "f", "squash", "s", NULL};
	size_t len = strcspn(line, " \t");

	for (const char *const *c = commands; *c; c++)
		if (strlen(*c) == len && !strncmp(line, *c, len))
			return true;
	return false;
}

int rebase_melds(struct repo *repo, bool *melds, struct pg_error *err)
{
	CLEANUP(freep) char *path = file_join(repo->git_dir, "rebase-merge/done");
	CLEANUP(strlist_clear) struct strlist args = {0};
	CLEANUP(strlist_clear) struct strlist lines = {0};
	CLEANUP(str_clear) struct str text = {0};
	size_t last;

	*melds = false;
	parent_arguments(&args);
	if (find_commit(&args) < args.count || !file_exists(path))
		return 0;
	if (file_read(path, MOST_LIST_BYTES, &text, err) < 0)
		return -1;
	strlist_split(&lines, str_text(&text), text.len, '\n');
	for (last = lines.count; last && !lines.items[last - 1][0]; last--)
		;
	*melds = last && line_melds(lines.items[last - 1]);
	return 0;
}

/* The first line that says something; lines of '#' are git's own. */
static char *subject_of(const struct str *message)
{
	CLEANUP(strlist_clear) struct strlist lines = {0};

	strlist_split(&lines, str_text(message), message->len, '\n');
	for (size_t i = 0; i < lines.count; i++) {
		const char *line = lines.items[i] + strspn(lines.items[i], " \t\r");
		size_t len = strlen(line);

		while (len && strchr(" \t\r", line[len - 1]))
			len--;
		if (len && *line != '#')
			return xmemdup(line, len);
	}
	return NULL;
}

int making_subject(struct repo *repo, char **subject, struct pg_error *err)
{
	static const char *const names[] = {"MERGE_MSG", "COMMIT_EDITMSG"};
	static const char *const args[] = {"log", "-1", "--format=%B", NULL};
	CLEANUP(str_clear) struct str text = {0}, made = {0};
	CLEANUP(freep) char *last = NULL;

	*subject = NULL;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names) && !text.len; i++) {
		CLEANUP(freep) char *path = file_join(repo->git_dir, names[i]);

		if (file_exists(path) && file_read(path, MOST_LIST_BYTES, &text, err) < 0)
			return -1;
	}
	/* Without a commit yet git says so and fails: then nothing is HEAD's. */
	if (repo_git(repo, args, false, &made, err) < 0)
		return -1;
	*subject = subject_of(&text);
	last = subject_of(&made);
	if (*subject && last && !strcmp(*subject, last)) {
		free(*subject);
		*subject = NULL;
	}
	return 0;
}
