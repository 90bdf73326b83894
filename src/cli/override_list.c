/* plangate override list, show, verify and revoke: records that are there. */
#include <string.h>

#include "cli.h"
#include "plangate/assist/records.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/file.h"
#include "plangate/base/text.h"
#include "plangate/base/utc.h"
#include "plangate/git/index.h"
#include "plangate/git/repo.h"
#include "plangate/record/signers.h"

enum { MOST_REVOKED_BYTES = 4 << 20 };

DEFINE_CLEANUP(struct repo, repo_free)

static void add_words(struct str *out, const struct strlist *words)
{
	for (size_t i = 0; i < words->count; i++) {
		CLEANUP(freep) char *safe = text_safe(words->items[i]);

		str_addf(out, "%s%s", i ? ", " : "", safe);
	}
}

static void add_line(struct str *out, const struct record_state *state)
{
	const struct record *record = state->item.record;
	char expires[UTC_TEXT] = "never";

	str_addf(out, "%.12s  %-10s ", state->id, record_state_word(state));
	if (!record) {
		CLEANUP(freep) char *safe = text_safe(state->broken);

		str_addf(out, " %s\n", safe);
		return;
	}
	if (record->expires)
		utc_format(record->expires, expires);
	str_addf(out, " until %s  by ", expires);
	add_words(out, &state->item.persons);
	str_add(out, state->item.persons.count ? " " : "nobody ");
	record_tell(out, record);
	str_add_char(out, '\n');
}

static int with_states(const char *prefix, struct record_states *states,
		       struct pg_error *err)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;

	if (repo_open(&repo, err) < 0)
		return -1;
	return record_states_read(repo, prefix, states, err);
}

int cmd_override_list(int argc, char **argv)
{
	static const struct option_spec options[] = {OPTIONS_END};
	static const struct usage usage = {
		"plangate override list",
		"List the records that are staged or committed, overrides and approvals: "
		"id, what "
		"it is\n"
		"worth by the signers of HEAD, until when, by whom, for what.",
		options};
	CLEANUP(record_states_clear) struct record_states states = {0};
	CLEANUP(str_clear) struct str text = {0};
	struct pg_error err = {0};
	int first, code = options_parse(&usage, argc, argv, &first);

	if (code != OPTIONS_OK)
		return code;
	if (first < argc)
		return cli_usage_error(&usage, "override list takes no operand '%s'",
				       argv[first]);
	if (with_states(NULL, &states, &err) < 0)
		return cli_fail(&err);
	for (size_t i = 0; i < states.count; i++)
		add_line(&text, &states.items[i]);
	cli_write(stdout, &text);
	return EXIT_PASS;
}

/* Every byte of a record that can be read is harmless: the parser lets no other in. */
static void add_whole(struct str *out, const struct record_state *state)
{
	add_line(out, state);
	for (size_t i = 0; i < state->item.remarks.count; i++) {
		CLEANUP(freep) char *safe = text_safe(state->item.remarks.items[i]);

		str_addf(out, "%s\n", safe);
	}
	if (state->item.record)
		str_add_mem(out, state->item.record->bytes.data,
			    state->item.record->bytes.len);
}

/* No record has an id that begins so. */
static int fail_unknown(const char *prefix)
{
	CLEANUP(freep) char *safe = text_safe(prefix);

	fprintf(stderr, "plangate: error: no record has an id that begins '%s'\n", safe);
	return EXIT_USAGE;
}

int cmd_override_show(int argc, char **argv)
{
	static const struct option_spec options[] = {OPTIONS_END};
	static const struct usage usage = {
		"plangate override show ID",
		"Show one record: what it is worth, and the very bytes "
		"that were signed.",
		options};
	CLEANUP(record_states_clear) struct record_states states = {0};
	CLEANUP(str_clear) struct str text = {0};
	struct pg_error err = {0};
	int first, code = options_parse(&usage, argc, argv, &first);

	if (code != OPTIONS_OK)
		return code;
	if (argc - first != 1)
		return cli_usage_error(&usage, "override show needs the id of one record");
	if (with_states(argv[first], &states, &err) < 0)
		return cli_fail(&err);
	if (!states.count)
		return fail_unknown(argv[first]);
	for (size_t i = 0; i < states.count; i++)
		add_whole(&text, &states.items[i]);
	cli_write(stdout, &text);
	return EXIT_PASS;
}

/* One that has run out was good once: only who asks for it by name is told so by the status. */
static bool is_bad(const struct record_state *state, bool by_name)
{
	return !state->item.record || state->revoked || state->foreign ||
	       !state->item.persons.count || state->item.remarks.count ||
	       (by_name && state->expired);
}

static int verify_some(const char *prefix, bool *bad, struct pg_error *err)
{
	CLEANUP(record_states_clear) struct record_states states = {0};
	CLEANUP(str_clear) struct str text = {0};

	if (with_states(prefix, &states, err) < 0)
		return -1;
	if (prefix && !states.count)
		return pg_fail(err, PG_ERR_USAGE, "no record has an id that begins so");
	for (size_t i = 0; i < states.count; i++) {
		const struct record_state *state = &states.items[i];

		*bad = *bad || is_bad(state, prefix != NULL);
		add_line(&text, state);
		for (size_t r = 0; r < state->item.remarks.count; r++) {
			CLEANUP(freep) char *safe = text_safe(state->item.remarks.items[r]);

			str_addf(&text, "  %s\n", safe);
		}
	}
	cli_write(stdout, &text);
	return 0;
}

int cmd_override_verify(int argc, char **argv)
{
	static const struct option_spec options[] = {OPTIONS_END};
	static const struct usage usage = {
		"plangate override verify [ID...]",
		"Check records and every signature on them against the signers of HEAD. "
		"Status 1 "
		"where\n"
		"one does not hold, or one that is named has expired.",
		options};
	struct pg_error err = {0};
	bool bad = false;
	int first, code = options_parse(&usage, argc, argv, &first);

	if (code != OPTIONS_OK)
		return code;
	if (first == argc && verify_some(NULL, &bad, &err) < 0)
		return cli_fail(&err);
	for (; first < argc; first++)
		if (verify_some(argv[first], &bad, &err) < 0)
			return cli_fail(&err);
	return bad ? EXIT_BLOCKED : EXIT_PASS;
}

/* The revocations that are there, and one more. */
static int add_revocation(struct repo *repo, const char *id, const char *reason,
			  struct pg_error *err)
{
	CLEANUP(freep) char *top = NULL;
	CLEANUP(freep) char *file = NULL;
	CLEANUP(freep) char *safe = text_safe(reason ? reason : "");
	CLEANUP(str_clear) struct str text = {0};
	CLEANUP(strlist_clear) struct strlist paths = {0};

	if (repo_toplevel(repo, &top, err) < 0)
		return -1;
	file = file_join(top, REVOKED_FILE);
	if (!file_exists(file))
		str_add(&text,
			"# Records and keys that count no more: see docs/overrides.md of "
			"plangate.\n");
	else if (file_read(file, MOST_REVOKED_BYTES, &text, err) < 0)
		return -1;
	if (text.len && text.data[text.len - 1] != '\n')
		str_add_char(&text, '\n');
	str_addf(&text, "record %s%s%s\n", id, *safe ? " " : "", safe);
	strlist_add(&paths, REVOKED_FILE);
	if (file_write(file, str_text(&text), text.len, 0644, err) < 0)
		return -1;
	return index_add_files(repo, &paths, err);
}

static int revoke(const char *prefix, const char *reason, struct pg_error *err)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(record_states_clear) struct record_states states = {0};

	if (repo_open(&repo, err) < 0 || record_states_read(repo, prefix, &states, err) < 0)
		return -1;
	if (states.count != 1)
		return pg_fail(err, PG_ERR_USAGE, "%s record has an id that begins so",
			       states.count ? "more than one" : "no");
	if (states.items[0].revoked)
		return pg_fail(err, PG_ERR_USAGE, "the record is revoked already");
	if (add_revocation(repo, states.items[0].id, reason, err) < 0)
		return -1;
	printf("%s\n", states.items[0].id);
	fputs("plangate: next: commit " REVOKED_FILE
	      " and push it; it counts where it has landed, "
	      "and as a change of plangate's settings it needs a light plan\n",
	      stderr);
	return 0;
}

int cmd_override_revoke(int argc, char **argv)
{
	const char *reason = NULL;
	const struct option_spec options[] = {
		{0, "reason", OPTION_VALUE, "TEXT", "a remark behind the entry", &reason},
		OPTIONS_END};
	const struct usage usage = {
		"plangate override revoke [OPTIONS] ID",
		"Enter a record into .plangate/revoked and stage that: from "
		"where it has landed, the\n"
		"record counts no more.",
		options};
	struct pg_error err = {0};
	int first, code = options_parse(&usage, argc, argv, &first);

	if (code != OPTIONS_OK)
		return code;
	if (argc - first != 1)
		return cli_usage_error(&usage,
				       "override revoke needs the id of one record");
	return revoke(argv[first], reason, &err) < 0 ? cli_fail(&err) : EXIT_PASS;
}
