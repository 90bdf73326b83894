/* OpenPGP by gpg, in a home folder that holds the one key a signature is held against. */
#include "openpgp.h"

#include <string.h>

#include "plangate/base/cleanup.h"
#include "plangate/base/file.h"
#include "plangate/base/process.h"
#include "trusted.h"

/* What keeps gpg to the one folder. */
#define GPG_ALONE                                                                          \
	"--homedir", folder, "--no-options", "--batch", "--no-tty", "--no-autostart",      \
		"--no-auto-key-retrieve", "--weak-digest", "SHA1", "--trust-model",        \
		"always"

/* Status words of a signature that is not to be taken. */
static bool is_bad(const char *word)
{
	static const char *const bad[] = {"BADSIG ",	"ERRSIG ",    "EXPSIG ",
					  "EXPKEYSIG ", "REVKEYSIG ", "NO_PUBKEY ",
					  "FAILURE ",	NULL};

	for (const char *const *item = bad; *item; item++)
		if (!strncmp(word, *item, strlen(*item)))
			return true;
	return false;
}

/* Exactly one signature, good, and by the key of this (primary) fingerprint, the last word of VALIDSIG. */
static bool status_is_good(const struct str *out, const char *fingerprint)
{
	CLEANUP(strlist_clear) struct strlist lines = {0};
	size_t signatures = 0, good = 0, valid = 0;

	strlist_split(&lines, str_text(out), out->len, '\n');
	for (size_t i = 0; i < lines.count; i++) {
		const char *word = lines.items[i], *last;

		if (strncmp(word, "[GNUPG:] ", 9) != 0)
			return false;
		word += 9;
		if (is_bad(word))
			return false;
		signatures += !strcmp(word, "NEWSIG") || !strncmp(word, "NEWSIG ", 7);
		good += !strncmp(word, "GOODSIG ", 8);
		last = strrchr(word, ' ');
		if (!strncmp(word, "VALIDSIG ", 9) && last &&
		    !strcmp(last + 1, fingerprint))
			valid++;
	}
	return signatures == 1 && good == 1 && valid == 1;
}

static int import_key(const struct signature_check *check, const char *folder,
		      const char *fingerprint, struct pg_error *err)
{
	CLEANUP(process_result_clear) struct process_result result = {0};
	CLEANUP(str_clear) struct str key = {0};
	const char *const argv[] = {PLANGATE_GPG, GPG_ALONE, "--import", NULL};
	struct process process = {.argv = argv};

	if (check->read_key(check->context, fingerprint, &key, err) < 0)
		return -1;
	process.input = str_text(&key);
	process.input_len = key.len;
	return run_trusted(&process, &result, err);
}

int openpgp_verify(const struct signature_check *check, const struct signer *signer,
		   const char *text, size_t len, bool *good, struct pg_error *err)
{
	CLEANUP(scratch_clear) char *folder = NULL;
	CLEANUP(freep) char *sig = NULL;
	CLEANUP(process_result_clear) struct process_result result = {0};

	if (file_temp_folder(&folder, err) < 0 ||
	    scratch_write(folder, "sig", text, len, err) < 0 ||
	    import_key(check, folder, signer->key, err) < 0)
		return -1;
	sig = file_join(folder, "sig");
	{
		const char *const argv[] = {PLANGATE_GPG, GPG_ALONE, "--status-fd", "1",
					    "--verify",	  sig,	     "-",	    NULL};
		struct process process = {.argv = argv,
					  .input = str_text(check->bytes),
					  .input_len = check->bytes->len};

		if (run_trusted(&process, &result, err) < 0)
			return -1;
	}
	*good = result.status == 0 && status_is_good(&result.out, signer->key);
	return 0;
}
