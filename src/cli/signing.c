#include "signing.h"

#include <stdio.h>
#include <string.h>

#include "plangate/assist/records.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/file.h"
#include "plangate/git/history.h"
#include "plangate/git/index.h"
#include "plangate/git/repo.h"
#include "plangate/record/signature.h"

/* What git itself would sign a commit with. */
struct settings {
	char *format, *key, *program;
};

static void settings_clear(struct settings *settings)
{
	free(settings->format);
	free(settings->key);
	free(settings->program);
}

static int default_ssh_key(struct repo *repo, char **key, struct pg_error *err)
{
	CLEANUP(freep) char *command = NULL;

	if (repo_config(repo, "gpg.ssh.defaultKeyCommand", NULL, &command, err) < 0)
		return -1;
	return command ? signing_default_key(command, key, err) : 0;
}

static int read_ssh(struct repo *repo, struct settings *settings, struct pg_error *err)
{
	if (repo_config(repo, "gpg.ssh.program", "path", &settings->program, err) < 0 ||
	    repo_config(repo, "user.signingkey", "path", &settings->key, err) < 0)
		return -1;
	return settings->key ? 0 : default_ssh_key(repo, &settings->key, err);
}

/* Without a key git takes the committer's address. */
static int read_openpgp(struct repo *repo, struct settings *settings, struct pg_error *err)
{
	CLEANUP(strlist_clear) struct strlist people = {0};

	if (repo_config(repo, "gpg.openpgp.program", "path", &settings->program, err) < 0 ||
	    (!settings->program &&
	     repo_config(repo, "gpg.program", "path", &settings->program, err) < 0) ||
	    repo_config(repo, "user.signingkey", NULL, &settings->key, err) < 0)
		return -1;
	if (settings->key)
		return 0;
	if (repo_people(repo, &people, err) < 0)
		return -1;
	if (people.count)
		settings->key = xasprintf("<%s>", people.items[people.count - 1]);
	return 0;
}

static int read_settings(struct repo *repo, struct settings *settings, struct pg_error *err)
{
	if (repo_config(repo, "gpg.format", NULL, &settings->format, err) < 0)
		return -1;
	return settings->format && !strcmp(settings->format, "ssh")
		       ? read_ssh(repo, settings, err)
		       : read_openpgp(repo, settings, err);
}

static int make_signature(struct repo *repo, const struct record *record,
			  struct str *signature, char **person, struct pg_error *err)
{
	CLEANUP(settings_clear) struct settings settings = {0};
	CLEANUP(freep) char *why = NULL;

	if (read_settings(repo, &settings, err) < 0)
		return -1;
	if (signature_make(
		    &(struct signing){settings.format, settings.key, settings.program},
		    record, signature, err) < 0)
		return settings.format
			       ? -1
			       : pg_prefix(err,
					   "gpg.format is not set, so OpenPGP was tried");
	if (record_signer(repo, record, signature, person, &why, err) < 0)
		return -1;
	if (*person)
		return 0;
	return pg_fail(err, PG_ERR_USAGE,
		       "your signature counts for nobody, so nothing was written: %s", why);
}

static int write_file(const char *top, const char *path, const struct str *text,
		      struct strlist *paths, struct pg_error *err)
{
	CLEANUP(freep) char *file = file_join(top, path);

	if (file_write(file, str_text(text), text->len, 0644, err) < 0)
		return -1;
	strlist_add(paths, path);
	return 0;
}

int sign_and_stage(struct repo *repo, const struct record *record, int number,
		   char **person, struct pg_error *err)
{
	CLEANUP(freep) char *document = record_path(record->id, -1);
	CLEANUP(freep) char *path = record_path(record->id, number);
	CLEANUP(str_clear) struct str signature = {0};
	CLEANUP(strlist_clear) struct strlist paths = {0};
	CLEANUP(freep) char *top = NULL;
	CLEANUP(freep) char *who = NULL;

	if (repo_toplevel(repo, &top, err) < 0 ||
	    make_signature(repo, record, &signature, &who, err) < 0 ||
	    write_file(top, path, &signature, &paths, err) < 0)
		return -1;
	if (number == 0 && write_file(top, document, &record->bytes, &paths, err) < 0)
		return -1;
	if (index_add_files(repo, &paths, err) < 0)
		return -1;
	*person = TAKE(who);
	return 0;
}
