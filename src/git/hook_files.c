/* Hooks as files: what is there, ours put in its place, the kept ones given back. */
#include "plangate/git/hooks.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "git_internal.h"
#include "hooks_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/embedded.h"
#include "plangate/base/error.h"
#include "plangate/base/file.h"
#include "plangate/git/repo.h"

enum { MOST_HOOK_BYTES = 1 << 20 };

/* How each of hooks/ begins; a text that quotes it is not ours. */
static const char marker[] = "#!/bin/sh\n# plangate-hook: ";
static const char slot[] = "@PLANGATE@";

/* Where people work, and where they push to. */
static const char *const client_names[] = {"pre-commit", "pre-merge-commit", "commit-msg",
					   "pre-push", NULL};
static const char *const strict_names[] = {
	"pre-commit",	      "pre-merge-commit", "commit-msg", "pre-push",
	"prepare-commit-msg", "pre-applypatch",	  NULL};
static const char *const server_names[] = {"pre-receive", NULL};

const char *const *hook_names(const struct repo *repo, bool strict)
{
	if (repo->bare)
		return server_names;
	return strict ? strict_names : client_names;
}

/* One hook of one repository. */
struct place {
	const char *name;
	char *path;
	char *kept, *kept_folder;
	bool there, ours, kept_there;
	struct str text; /* of what is there */
};

static void place_clear(struct place *place)
{
	free(place->path);
	free(place->kept);
	free(place->kept_folder);
	str_clear(&place->text);
}

static void place_look(struct place *place, const char *folder, const char *name)
{
	struct pg_error ignored;

	place->name = name;
	place->path = file_join(folder, name);
	place->kept_folder = file_join(folder, HOOK_KEPT_FOLDER);
	place->kept = file_join(place->kept_folder, name);
	place->there = file_exists(place->path);
	place->kept_there = file_exists(place->kept);
	/* What cannot be read (a dangling link, a huge file) is not ours. */
	if (place->there &&
	    file_read(place->path, MOST_HOOK_BYTES, &place->text, &ignored) == 0)
		place->ours = !strncmp(str_text(&place->text), marker, strlen(marker));
}

/* One hook can be kept, not two. */
static int place_refuse(const struct place *place, struct pg_error *err)
{
	if (place->there && !place->ours && place->kept_there)
		return pg_fail(
			err, PG_ERR_SYSTEM,
			"'%s' is not plangate's, but '%s' is there too; merge the two by "
			"hand",
			place->path, place->kept);
	return 0;
}

void add_shell_quoted(struct str *out, const char *text)
{
	str_add_char(out, '\'');
	for (; *text; text++) {
		if (*text == '\'')
			str_add(out, "'\\''");
		else
			str_add_char(out, *text);
	}
	str_add_char(out, '\'');
}

/* The file of this repository's hooks/, with the program's path for a shell in its slot. */
static void fill_template(struct str *out, const char *name, const char *program)
{
	const struct embedded *file = embedded_find(embedded_hooks, name);
	const char *at = strstr(file->text, slot);

	str_add_mem(out, file->text, (size_t)(at - file->text));
	add_shell_quoted(out, program);
	str_add(out, at + strlen(slot));
}

static int move(const char *from, const char *to, struct pg_error *err)
{
	if (rename(from, to) < 0)
		return pg_fail(err, PG_ERR_SYSTEM, "cannot move '%s' to '%s': %s", from, to,
			       strerror(errno));
	return 0;
}

static void tell(struct strlist *done, const char *format, const char *name,
		 const char *more)
{
	CLEANUP(str_clear) struct str line = {0};

	str_add(&line, format);
	str_addf(&line, " %s%s", name, more);
	strlist_add(done, str_text(&line));
}

static int install_one(struct place *place, const char *program, struct strlist *done,
		       struct pg_error *err)
{
	CLEANUP(str_clear) struct str text = {0};
	bool keep = place->there && !place->ours;

	fill_template(&text, place->name, program);
	if (place->ours && !strcmp(str_text(&text), str_text(&place->text)) &&
	    access(place->path, X_OK) == 0)
		return 0;
	if (keep && (file_make_folder(place->kept_folder, err) < 0 ||
		     move(place->path, place->kept, err) < 0))
		return -1;
	if (file_write(place->path, str_text(&text), text.len, 0755, err) < 0) {
		struct pg_error ignored;

		if (keep)
			move(place->kept, place->path, &ignored);
		return -1;
	}
	tell(done, place->ours ? "updated" : "installed", place->name,
	     keep ? "; the hook that was there is kept and runs first" : "");
	return 0;
}

/* An installation is whole or none: what cannot be kept is found before anything is written. */
static int fill_folder(const char *folder, const char *const *names, const char *program,
		       struct strlist *done, struct pg_error *err)
{
	for (const char *const *name = names; *name; name++) {
		CLEANUP(place_clear) struct place place = {0};

		place_look(&place, folder, *name);
		if (place_refuse(&place, err) < 0)
			return -1;
	}
	for (const char *const *name = names; *name; name++) {
		CLEANUP(place_clear) struct place place = {0};

		place_look(&place, folder, *name);
		if (install_one(&place, program, done, err) < 0)
			return -1;
	}
	return 0;
}

int hooks_files_install(struct repo *repo, const char *program, bool strict,
			struct strlist *done, struct pg_error *err)
{
	return fill_folder(repo->hooks_dir, hook_names(repo, strict), program, done, err);
}

int hooks_install_template(const char *template, const char *program, struct strlist *done,
			   struct pg_error *err)
{
	CLEANUP(freep) char *folder = file_join(template, "hooks");

	return fill_folder(folder, client_names, program, done, err);
}

void hook_file_look(struct repo *repo, const char *name, const char *program,
		    struct hook_view *out)
{
	CLEANUP(place_clear) struct place place = {0};
	CLEANUP(str_clear) struct str wanted = {0};

	place_look(&place, repo->hooks_dir, name);
	fill_template(&wanted, name, program);
	*out = (struct hook_view){.name = name,
				  .path = xstrdup(place.path),
				  .text = xstrdup(str_text(&place.text))};
	if (!place.there)
		out->state = HOOK_MISSING;
	else if (access(place.path, X_OK) < 0)
		out->state = HOOK_NOT_EXECUTABLE;
	else if (!place.ours)
		out->state = HOOK_FOREIGN;
	else if (strcmp(str_text(&wanted), out->text) != 0)
		out->state = HOOK_OTHER_VERSION;
	else
		out->state = HOOK_OURS;
}

static int uninstall_one(struct place *place, struct strlist *done, struct pg_error *err)
{
	if (!place->ours)
		return 0;
	if (place->kept_there) {
		if (move(place->kept, place->path, err) < 0)
			return -1;
		rmdir(place->kept_folder); /* stays as long as others are kept there */
		tell(done, "gave back", place->name, "");
		return 0;
	}
	if (unlink(place->path) < 0)
		return pg_fail(err, PG_ERR_SYSTEM, "cannot remove '%s': %s", place->path,
			       strerror(errno));
	tell(done, "removed", place->name, "");
	return 0;
}

static int empty_folder(const char *folder, const char *const *names, struct strlist *done,
			struct pg_error *err)
{
	for (const char *const *name = names; *name; name++) {
		CLEANUP(place_clear) struct place place = {0};

		place_look(&place, folder, *name);
		if (place_refuse(&place, err) < 0 || uninstall_one(&place, done, err) < 0)
			return -1;
	}
	return 0;
}

int hooks_files_remove(struct repo *repo, struct strlist *done, struct pg_error *err)
{
	return empty_folder(repo->hooks_dir, hook_names(repo, true), done, err);
}

int hooks_uninstall_template(const char *template, struct strlist *done,
			     struct pg_error *err)
{
	CLEANUP(freep) char *folder = file_join(template, "hooks");

	return empty_folder(folder, strict_names, done, err);
}
