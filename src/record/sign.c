/* Signing with a person's own settings, as git signs commits. */
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/error.h"
#include "plangate/base/file.h"
#include "plangate/base/process.h"
#include "plangate/base/text.h"
#include "plangate/record/signature.h"
#include "record_internal.h"
#include "trusted.h"

/* A person may have to find a passphrase or touch a key. */
enum { SIGN_SECONDS = 300 };

/* The program's own words on one line. */
static int fail_signing(const char *program, const struct process_result *result,
			struct pg_error *err)
{
	CLEANUP(strlist_clear) struct strlist lines = {0};
	CLEANUP(str_clear) struct str words = {0};
	CLEANUP(freep) char *safe = NULL;

	strlist_split(&lines, str_text(&result->err), result->err.len, '\n');
	for (size_t i = 0; i < lines.count; i++)
		if (strncmp(lines.items[i], "[GNUPG:]", 8) && lines.items[i][0])
			str_addf(&words, "%s%s", words.len ? "; " : "", lines.items[i]);
	safe = text_safe(str_text(&words));
	return pg_fail(err, PG_ERR_SYSTEM, "'%s' did not sign (status %d): %s", program,
		       result->status, safe);
}

static int run_signer(const char *const *argv, const struct record *record, struct str *out,
		      struct pg_error *err)
{
	CLEANUP(process_result_clear) struct process_result result = {0};
	const struct process process = {.argv = argv,
					.input = str_text(&record->bytes),
					.input_len = record->bytes.len,
					.most_output = SIGNATURE_MOST_BYTES,
					.seconds = SIGN_SECONDS};

	if (process_run(&process, &result, err) < 0)
		return -1;
	if (result.status || !result.out.len)
		return fail_signing(argv[0], &result, err);
	str_add_mem(out, result.out.data, result.out.len);
	return 0;
}

/* "key::ssh-ed25519 AAAA", or the key itself: git takes both. NULL: the name of a file. */
static const char *literal_key(const char *key)
{
	if (!strncmp(key, "key::", 5))
		return key + 5;
	return !strncmp(key, "ssh-", 4) ? key : NULL;
}

/* Through standard input: beside a file, ssh-keygen would keep an old signature that is there. */
static int sign_ssh(const struct signing *signing, const struct record *record,
		    struct str *out, struct pg_error *err)
{
	const char *program = signing->program ? signing->program : "ssh-keygen";
	CLEANUP(scratch_clear) char *folder = NULL;
	CLEANUP(freep) char *file = NULL;
	const char *literal = signing->key ? literal_key(signing->key) : NULL;

	if (!signing->key)
		return pg_fail(err, PG_ERR_USAGE,
			       "no key to sign with: set user.signingkey or "
			       "gpg.ssh.defaultKeyCommand");
	file = xstrdup(signing->key);
	if (literal) {
		free(file);
		file = NULL;
		if (file_temp_folder(&folder, err) < 0 ||
		    scratch_write(folder, "key.pub", literal, strlen(literal), err) < 0)
			return -1;
		file = file_join(folder, "key.pub");
	}
	{
		const char *const argv[] = {
			program, "-Y", "sign", "-n", record_namespace(record->type),
			"-f",	 file, NULL};

		return run_signer(argv, record, out, err);
	}
}

static int sign_openpgp(const struct signing *signing, const struct record *record,
			struct str *out, struct pg_error *err)
{
	const char *program = signing->program ? signing->program : "gpg";

	if (!signing->key)
		return pg_fail(err, PG_ERR_USAGE,
			       "no key to sign with: set user.signingkey");
	{
		const char *const argv[] = {program, "--status-fd=2", "-bsau", signing->key,
					    NULL};

		return run_signer(argv, record, out, err);
	}
}

int signature_make(const struct signing *signing, const struct record *record,
		   struct str *out, struct pg_error *err)
{
	if (!signing->format || !strcmp(signing->format, "openpgp"))
		return sign_openpgp(signing, record, out, err);
	if (!strcmp(signing->format, "ssh"))
		return sign_ssh(signing, record, out, err);
	return pg_fail(err, PG_ERR_USAGE,
		       "gpg.format is '%s': records are signed with ssh or openpgp",
		       signing->format);
}

/* Words parted by blanks, which quotes hold together. */
static bool split_words(const char *command, struct strlist *words)
{
	while (*(command += strspn(command, " \t"))) {
		CLEANUP(str_clear) struct str word = {0};
		char quote = 0;

		for (; *command && (quote || (*command != ' ' && *command != '\t'));
		     command++) {
			if (quote ? *command == quote : *command == '"' || *command == '\'')
				quote = quote ? 0 : *command;
			else
				str_add_char(&word, *command);
		}
		if (quote)
			return false;
		strlist_add(words, str_text(&word));
	}
	return words->count > 0;
}

int signing_default_key(const char *command, char **key, struct pg_error *err)
{
	CLEANUP(process_result_clear) struct process_result result = {0};
	CLEANUP(strlist_clear) struct strlist words = {0};
	CLEANUP(freep) const char **argv = NULL;
	struct process process = {.most_output = SIGNATURE_MOST_BYTES};
	const char *line;

	if (!split_words(command, &words))
		return pg_fail(err, PG_ERR_USAGE,
			       "gpg.ssh.defaultKeyCommand: quotes do not match");
	argv = xcalloc(words.count + 1, sizeof(*argv));
	for (size_t i = 0; i < words.count; i++)
		argv[i] = words.items[i];
	process.argv = argv;
	if (process_run(&process, &result, err) < 0)
		return pg_prefix(err, "gpg.ssh.defaultKeyCommand");
	line = str_text(&result.out);
	if (result.status || (strncmp(line, "ssh-", 4) && strncmp(line, "key::", 5)))
		return pg_fail(err, PG_ERR_USAGE,
			       "gpg.ssh.defaultKeyCommand printed no key");
	*key = xmemdup(line, strcspn(line, "\r\n"));
	return 0;
}
