#include "init_signers.h"

#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/file.h"
#include "plangate/git/repo.h"
#include "plangate/record/signers.h"

enum { MOST_KEY_BYTES = 64 << 10, MOST_WORDS = 4 };

static const char namespaces[] = "namespaces=\"plangate-override@v1,plangate-approval@v1\"";

/* Add a line if the file is a valid one with it: no pattern, no key twice, no other kind of key. */
static void try_line(struct str *lines, const char *principals, const char *type,
		     const char *key)
{
	CLEANUP(signers_clear) struct signers signers = {0};
	CLEANUP(str_clear) struct str with = {0};
	struct pg_error ignored;

	str_addf(&with, "%s%s %s %s %s\n", str_text(lines), principals, namespaces, type,
		 key);
	if (signers_parse(&signers, SIGNERS_FILE, str_text(&with), with.len, &ignored) < 0)
		return;
	str_reset(lines);
	str_add(lines, str_text(&with));
}

static void split_blanks(const char *line, struct strlist *words)
{
	while (*(line += strspn(line, " \t\r"))) {
		size_t len = strcspn(line, " \t\r");

		strlist_add_mem(words, line, len);
		line += len;
	}
}

/* "type base64 comment" as in a .pub file. */
static void try_key(struct str *lines, const char *principal, const char *key)
{
	CLEANUP(strlist_clear) struct strlist words = {0};

	split_blanks(key, &words);
	if (words.count >= 2)
		try_line(lines, principal, words.items[0], words.items[1]);
}

/* The public half of user.signingkey; missing files are no matter. */
static void try_signing_key(struct str *lines, const char *principal, const char *key)
{
	CLEANUP(freep) char *beside = xasprintf("%s.pub", key);
	CLEANUP(str_clear) struct str text = {0};
	size_t len = strlen(key);
	bool is_public = len > 4 && !strcmp(key + len - 4, ".pub");
	struct pg_error ignored;

	if (!strncmp(key, "key::", 5) || !strncmp(key, "ssh-", 4)) {
		try_key(lines, principal, key + (*key == 'k' ? 5 : 0));
		return;
	}
	if (file_read(is_public ? key : beside, MOST_KEY_BYTES, &text, &ignored) == 0)
		try_key(lines, principal, str_text(&text));
}

/* A line of allowed_signers, whose options give way to ours: principals [options] type base64. */
static void try_allowed(struct str *lines, const char *line)
{
	CLEANUP(strlist_clear) struct strlist words = {0};

	split_blanks(line, &words);
	if (words.count < 3 || words.items[0][0] == '#' || strstr(line, "cert-authority"))
		return;
	try_line(lines, words.items[0], words.items[1], words.items[2]);
	if (words.count >= MOST_WORDS)
		try_line(lines, words.items[0], words.items[2], words.items[3]);
}

static int try_allowed_file(struct repo *repo, struct str *lines, struct pg_error *err)
{
	CLEANUP(freep) char *file = NULL;
	CLEANUP(str_clear) struct str text = {0};
	CLEANUP(strlist_clear) struct strlist all = {0};
	struct pg_error ignored;

	if (repo_config(repo, "gpg.ssh.allowedSignersFile", "path", &file, err) < 0)
		return -1;
	if (!file || file_read(file, SIGNERS_MOST_BYTES, &text, &ignored) < 0)
		return 0;
	strlist_split(&all, str_text(&text), text.len, '\n');
	for (size_t i = 0; i < all.count; i++)
		try_allowed(lines, all.items[i]);
	return 0;
}

static int try_own_key(struct repo *repo, struct str *lines, struct pg_error *err)
{
	CLEANUP(freep) char *format = NULL;
	CLEANUP(freep) char *key = NULL;
	CLEANUP(freep) char *email = NULL;

	if (repo_config(repo, "gpg.format", NULL, &format, err) < 0 ||
	    repo_config(repo, "user.signingkey", "path", &key, err) < 0 ||
	    repo_config(repo, "user.email", NULL, &email, err) < 0)
		return -1;
	if (format && !strcmp(format, "ssh") && key && email)
		try_signing_key(lines, email, key);
	return 0;
}

int propose_signers(struct repo *repo, struct str *lines, struct strlist *persons,
		    struct pg_error *err)
{
	CLEANUP(signers_clear) struct signers signers = {0};

	if (try_own_key(repo, lines, err) < 0 || try_allowed_file(repo, lines, err) < 0)
		return -1;
	if (!lines->len)
		return 0;
	if (signers_parse(&signers, SIGNERS_FILE, str_text(lines), lines->len, err) < 0)
		return -1;
	for (size_t i = 0; i < signers.names.count; i++)
		if (signers.persons[i] == i)
			strlist_add(persons, signers.names.items[i]);
	return 0;
}

void add_signers(struct str *policy, const struct strlist *persons)
{
	if (!persons->count)
		return;
	str_add(policy,
		"\n# Who may waive a rule by a signature; their keys are in " SIGNERS_FILE
		". docs/overrides.md of\n# plangate says more.\nsigners:\n  "
		"maintainers:\n");
	for (size_t i = 0; i < persons->count; i++)
		str_addf(policy, "    - \"%s\"\n", persons->items[i]);
	if (persons->count == 1)
		str_add(policy, "# self: the author may sign. Take it out once there are "
				"two of you.\n"
				"override: {signers: [maintainers], self: true}\n");
	else
		str_add(policy, "override: {signers: [maintainers]}\n");
}
