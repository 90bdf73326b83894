#include "plangate/model/folder.h"

#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/glob.h"
#include "plangate/model/habit.h"
#include "plangate/model/plan.h"

/* Where no habit says it: by names that people give them. The first that is there is the chief document. */
/* clang-format off */
static const struct habit_part any_parts[] = {
	{"plan.md", HABIT_DOCUMENT},
	{"README.md", HABIT_DOCUMENT},
	{"index.md", HABIT_DOCUMENT},
	{"*overview*", HABIT_DOCUMENT},
	{"[A-Z]*", HABIT_DOCUMENT},
	{"proposal.md", HABIT_DOCUMENT},
	{"design.md", HABIT_DESIGN},
	{"requirements.md", HABIT_REQUIREMENTS},
	{"spec.md", HABIT_REQUIREMENTS},
	{"task*", HABIT_TASKS},
	{"step*", HABIT_TASKS},
	{"phase*", HABIT_TASKS},
	{"[0-9]*", HABIT_TASKS},
	{"*", HABIT_DOCUMENT},
	{"tasks/**", HABIT_TASKS},
	{"steps/**", HABIT_TASKS},
	{"phases/**", HABIT_TASKS},
	{"**", HABIT_DOCUMENT},
	{NULL, HABIT_DOCUMENT},
};
/* clang-format on */

/* Of folders whose documents have nothing in common but that they are over. */
static const char *const archives[] = {
	"archive", "archived", "_archive", "completed", "done", "finished", "old", NULL,
};

static bool is_archive(const char *path, size_t len)
{
	size_t start = len;

	while (start && path[start - 1] != '/')
		start--;
	for (size_t i = 0; archives[i]; i++)
		if (strlen(archives[i]) == len - start &&
		    !strncmp(archives[i], path + start, len - start))
			return true;
	return false;
}

/* Cut the last component off; false where there is no other. */
static bool cut_last(char *pattern)
{
	char *slash = strrchr(pattern, '/');

	if (!slash || slash == pattern)
		return false;
	*slash = '\0';
	return true;
}

static const char *last_component(const char *pattern)
{
	const char *slash = strrchr(pattern, '/');

	return slash ? slash + 1 : pattern;
}

/*
 * The folders that a pattern of documents means: those of its last component before the name, if that has a wildcard. A
 * "**" before the name counts for nothing; where folders are asked for, it stands for one and what is below. NULL: none.
 */
static char *folder_pattern(const char *documents, enum plan_folders wish)
{
	CLEANUP(freep) char *pattern = xstrdup(documents);
	bool deep = !strcmp(last_component(pattern), "**");

	if (!cut_last(pattern))
		return NULL;
	if (!strcmp(last_component(pattern), "**")) {
		deep = true;
		if (!cut_last(pattern))
			return NULL;
	}
	if (strpbrk(last_component(pattern), "*?"))
		return xstrdup(pattern);
	return deep && wish == FOLDERS_ALWAYS ? xasprintf("%s/*", pattern) : NULL;
}

void folder_settle(struct plan_settings *settings)
{
	if (settings->folders_wish == FOLDERS_NEVER ||
	    (settings->habit && settings->habit->parts))
		return;
	for (size_t i = 0; i < settings->paths.count; i++) {
		CLEANUP(freep)
		char *pattern = folder_pattern(glob_pattern(settings->paths.items[i]),
					       settings->folders_wish);
		struct glob *glob = NULL;

		if (pattern && glob_new(&glob, pattern, 0, NULL) == 0)
			glob_list_take(&settings->folders, glob);
	}
}

const struct habit_part *folder_parts(const struct plan_settings *settings)
{
	if (settings->habit && settings->habit->parts)
		return settings->habit->parts;
	return settings->folders.count ? any_parts : NULL;
}

/* The outermost folder that is a plan: what lies deeper is a part of it. */
static long find_folder(const struct plan_settings *settings, const char *path)
{
	CLEANUP(freep) char *folder = xstrdup(path);

	for (size_t len = 1; path[len - 1] && path[len]; len++) {
		if (path[len] != '/')
			continue;
		folder[len] = '\0';
		if (glob_list_find(&settings->folders, folder))
			return is_archive(path, len) ? -1 : (long)len;
		folder[len] = '/';
	}
	return -1;
}

long folder_of(const struct plan_settings *settings, const char *path)
{
	if (settings->habit && settings->habit->parts)
		return habit_folder(settings->habit, path);
	if (!glob_list_find(&settings->paths, path))
		return -1;
	return find_folder(settings, path);
}

const struct habit_part *folder_part(const struct plan_settings *settings, const char *path,
				     long folder)
{
	const struct habit_part *parts = folder_parts(settings);

	if (parts == any_parts && !glob_list_find(&settings->paths, path))
		return NULL;
	return parts ? habit_part_among(parts, path, folder) : NULL;
}
