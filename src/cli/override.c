/* plangate override create and sign, and plan approve: what a person puts their name to. */
#include <string.h>

#include "cli.h"
#include "plangate/assist/records.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/text.h"
#include "plangate/base/utc.h"
#include "plangate/gate/gate.h"
#include "plangate/git/history.h"
#include "plangate/git/repo.h"
#include "signing.h"

enum { LEAST_PREFIX = 6 };

DEFINE_CLEANUP(struct repo, repo_free)
DEFINE_CLEANUP(struct record, record_free)

/* A person sees what they sign before they touch a key or type a passphrase. */
static void show(const struct record *record)
{
	CLEANUP(strlist_clear) struct strlist lines = {0};
	CLEANUP(str_clear) struct str text = {0};

	record_explain(&text, record);
	strlist_split(&lines, str_text(&text), text.len, '\n');
	for (size_t i = 0; i < lines.count; i++)
		fprintf(stderr, "%s%s\n",
			lines.items[i][0] == ' ' ? "" : "plangate: ", lines.items[i]);
}

/* What is missing yet, as the gate sees it. */
static int say_next(struct repo *repo, const struct record *record, struct pg_error *err)
{
	const struct gate_options options = {.stage = STAGE_MANUAL};
	CLEANUP(verdict_clear) struct verdict verdict = {0};

	if (gate_judge(repo, &options, &(struct named_change){.kind = SPEC_STAGED},
		       &verdict, err) < 0)
		return -1;
	if (verdict.state < VERDICT_BLOCK) {
		fputs("plangate: next: git commit\n", stderr);
		return 0;
	}
	for (size_t i = 0; i < verdict.changes[0].diagnostics.count; i++) {
		const struct diagnostic *item = &verdict.changes[0].diagnostics.items[i];
		CLEANUP(freep) char *safe = text_safe(item->message);

		if (item->problem == PROBLEM_OVERRIDE_REFUSED)
			fprintf(stderr, "plangate: not yet: %s\n", safe);
	}
	fprintf(stderr,
		"plangate: next: another person may sign with plangate override sign "
		"%.12s; "
		"plangate check says what is missing\n",
		record->id);
	return 0;
}

struct create_request {
	const char *reason, *ticket, *expires, *range;
	bool amend;
	struct strlist rules, targets;
};

static void create_request_clear(struct create_request *request)
{
	strlist_clear(&request->rules);
	strlist_clear(&request->targets);
}

static int create(const struct create_request *r, long long seconds, struct pg_error *err)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(record_freep) struct record *record = NULL;
	CLEANUP(freep) char *person = NULL;
	struct override_request request = {
		.rules = &r->rules,
		.targets = &r->targets,
		.reason = r->reason,
		.ticket = r->ticket,
		.change = {.kind = r->amend ? SPEC_AMENDED : SPEC_STAGED},
		.seconds = seconds};

	if (repo_open(&repo, err) < 0)
		return -1;
	if (r->range) {
		request.change.kind = SPEC_RANGE;
		if (cli_split_range(repo, r->range, &request.change, err) < 0)
			return -1;
	}
	if (draft_override(repo, &request, &record, err) < 0)
		return -1;
	show(record);
	if (sign_and_stage(repo, record, 0, &person, err) < 0)
		return -1;
	printf("%s\n", record->id);
	fprintf(stderr, "plangate: signed by %s and staged\n", person);
	if (!r->range && !r->amend)
		return say_next(repo, record, err);
	fprintf(stderr, "plangate: next: %s\n",
		r->amend ? "git commit --amend" : "git commit the record, then push again");
	return 0;
}

int cmd_override_create(int argc, char **argv)
{
	CLEANUP(create_request_clear) struct create_request r = {0};
	const struct option_spec options[] = {
		{0, "reason", OPTION_VALUE, "TEXT", "why it cannot wait (required)",
		 &r.reason},
		{0, "ticket", OPTION_VALUE, "TEXT", "where it is followed up", &r.ticket},
		{0, "expires", OPTION_VALUE, "TIME",
		 "good for so long: 30m, 4h (the default), 1d", &r.expires},
		{0, "rule", OPTION_LIST, "ID",
		 "waive this rule (again for more), not all that block", &r.rules},
		{0, "target", OPTION_LIST, "REF", "for this branch alone (again for more)",
		 &r.targets},
		{0, "range", OPTION_VALUE, "A..B", "what B brings, not what is staged",
		 &r.range},
		{0, "amend", OPTION_FLAG, NULL,
		 "what is staged, against the parents of HEAD", &r.amend},
		OPTIONS_END};
	const struct usage usage = {"plangate override create --reason TEXT [OPTIONS]",
				    "Sign, with the key that signs your commits, that the "
				    "files of this change may "
				    "enter as\n"
				    "they are without satisfying the rules that block it. "
				    "The record is staged with "
				    "them and\n"
				    "is void for every other content.",
				    options};
	struct pg_error err = {0};
	long long seconds = 0;
	int first, code = options_parse(&usage, argc, argv, &first);

	if (code != OPTIONS_OK)
		return code;
	if (first < argc)
		return cli_usage_error(&usage, "override create takes no operand '%s'",
				       argv[first]);
	if (!r.reason || !r.reason[strspn(r.reason, " \t\n")])
		return cli_usage_error(&usage, "override create needs --reason");
	if (r.expires && !duration_parse(r.expires, &seconds))
		return cli_usage_error(&usage, "'%s' is no time such as 30m, 4h or 1d",
				       r.expires);
	if (r.range && r.amend)
		return cli_usage_error(&usage, "name one of --range and --amend");
	return create(&r, seconds, &err) < 0 ? cli_fail(&err) : EXIT_PASS;
}

static int find_one(struct repo *repo, const char *prefix, struct record_states *states,
		    struct pg_error *err)
{
	CLEANUP(freep) char *safe = text_safe(prefix);

	if (strlen(prefix) < LEAST_PREFIX)
		return pg_fail(err, PG_ERR_USAGE, "'%s' is shorter than %d digits", safe,
			       LEAST_PREFIX);
	if (record_states_read(repo, prefix, states, err) < 0)
		return -1;
	if (states->count != 1)
		return pg_fail(err, PG_ERR_USAGE,
			       "%s staged record has an id that begins '%s'",
			       states->count ? "more than one" : "no", safe);
	if (states->items[0].broken)
		return pg_fail(err, PG_ERR_USAGE, "the record cannot be read: %s",
			       states->items[0].broken);
	return 0;
}

static int sign(const char *prefix, struct pg_error *err)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(record_states_clear) struct record_states states = {0};
	CLEANUP(freep) char *person = NULL;
	const struct record *record;

	if (repo_open(&repo, err) < 0 || find_one(repo, prefix, &states, err) < 0)
		return -1;
	record = states.items[0].item.record;
	if (states.items[0].revoked || states.items[0].expired)
		return pg_fail(err, PG_ERR_USAGE, "the record is %s",
			       record_state_word(&states.items[0]));
	if (states.items[0].next_number < 0)
		return pg_fail(err, PG_ERR_USAGE,
			       "the record has %d signatures, the most that "
			       "one may have",
			       RECORD_MOST_SIGNATURES);
	show(record);
	if (sign_and_stage(repo, record, states.items[0].next_number, &person, err) < 0)
		return -1;
	printf("%s\n", record->id);
	fprintf(stderr, "plangate: signed by %s and staged\n", person);
	return say_next(repo, record, err);
}

int cmd_override_sign(int argc, char **argv)
{
	static const struct option_spec options[] = {OPTIONS_END};
	static const struct usage usage = {"plangate override sign ID",
					   "Add your signature to a staged record (an "
					   "override or an approval), shown first. "
					   "ID may\n"
					   "be its first digits.",
					   options};
	struct pg_error err = {0};
	int first, code = options_parse(&usage, argc, argv, &first);

	if (code != OPTIONS_OK)
		return code;
	if (argc - first != 1)
		return cli_usage_error(&usage, "override sign needs the id of one record");
	return sign(argv[first], &err) < 0 ? cli_fail(&err) : EXIT_PASS;
}

static int approve(const char *file, const char *reason, long long seconds,
		   struct pg_error *err)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(record_freep) struct record *record = NULL;
	CLEANUP(freep) char *path = NULL;
	CLEANUP(freep) char *person = NULL;

	if (repo_open(&repo, err) < 0 || repo_path(repo, file, &path, err) < 0 ||
	    draft_approval(repo, &(struct approval_request){path, reason, seconds}, &record,
			   err) < 0)
		return -1;
	show(record);
	if (sign_and_stage(repo, record, 0, &person, err) < 0)
		return -1;
	printf("%s\n", record->id);
	fprintf(stderr,
		"plangate: approved by %s and staged; ticking boxes keeps it, any other "
		"edit voids "
		"it\n"
		"plangate: next: git commit\n",
		person);
	return 0;
}

int cmd_plan_approve(int argc, char **argv)
{
	const char *reason = NULL, *expires = NULL;
	const struct option_spec options[] = {{0, "reason", OPTION_VALUE, "TEXT",
					       "a remark that is signed with it", &reason},
					      {0, "expires", OPTION_VALUE, "TIME",
					       "good for so long: 2d, 4w; else until it is "
					       "revoked",
					       &expires},
					      OPTIONS_END};
	const struct usage usage = {"plangate plan approve [OPTIONS] FILE",
				    "Sign, with the key that signs your commits, that you "
				    "accept the staged text of a "
				    "plan.\n"
				    "Boxes may be ticked and its status changed "
				    "afterwards; any other edit voids it.",
				    options};
	struct pg_error err = {0};
	long long seconds = 0;
	int first, code = options_parse(&usage, argc, argv, &first);

	if (code != OPTIONS_OK)
		return code;
	if (argc - first != 1)
		return cli_usage_error(&usage, "plan approve needs one plan");
	if (expires && !duration_parse(expires, &seconds))
		return cli_usage_error(&usage, "'%s' is no time such as 2d or 4w", expires);
	return approve(argv[first], reason, seconds, &err) < 0 ? cli_fail(&err) : EXIT_PASS;
}

int cmd_override(int argc, char **argv)
{
	static const struct verb verbs[] = {
		{"create", "sign that a change may enter", cmd_override_create},
		{"sign", "add a signature to a record", cmd_override_sign},
		{"list", "list records", cmd_override_list},
		{"show", "show one record", cmd_override_show},
		{"verify", "check records and their signatures", cmd_override_verify},
		{"revoke", "take a record back", cmd_override_revoke},
		{NULL, NULL, NULL},
	};
	static const struct option_spec none[] = {OPTIONS_END};
	static const struct usage usage = {
		"plangate override create | sign | list | show | verify | revoke",
		"Waive rules for exact contents by records that persons sign. 'plangate "
		"help "
		"override\n"
		"create' and so on explain each.",
		none};

	return cli_dispatch_nested(verbs, "plangate override", &usage, argc, argv);
}
