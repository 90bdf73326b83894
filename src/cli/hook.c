/* plangate hook: what git calls, by way of the files in hooks/. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "plangate/assist/survey.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/file.h"
#include "plangate/base/text.h"
#include "plangate/gate/gate.h"
#include "plangate/git/repo.h"
#include "plangate/policy/policy.h"
#include "plangate/report/report.h"
#include "server.h"
#include "watch.h"

DEFINE_CLEANUP(struct repo, repo_free)
DEFINE_CLEANUP(struct policy, policy_free)

enum { MOST_MESSAGE = 64 << 20, MOST_PUSH_INPUT = 16 << 20 };

struct call {
	struct gate_options options;
	const char *const *args; /* the hook's own, NULL-terminated */
};

static const struct named_change what_is_staged = {.kind = SPEC_STAGED};

static void updates_clear(struct push_updates *updates)
{
	for (size_t i = 0; i < updates->count; i++) {
		free(updates->items[i].local_ref);
		free(updates->items[i].ref);
	}
	free(updates->items);
}

static int staged(struct repo *repo, const struct call *call, struct verdict *verdict,
		  struct pg_error *err)
{
	return gate_judge(repo, &call->options, &what_is_staged, verdict, err);
}

/* The value of a line "Plan: path", or NULL. */
static char *plan_value(const char *line)
{
	size_t len;

	if (strncasecmp(line, "Plan:", 5))
		return NULL;
	line += 5 + strspn(line + 5, " \t");
	len = strcspn(line, "\r");
	while (len && strchr(" \t", line[len - 1]))
		len--;
	return xmemdup(line, len);
}

static bool is_blank(const char *line)
{
	return !line[strspn(line, " \t\r")] || *line == '#';
}

/* The trailer `Plan: path` in the last paragraph of a message, or NULL. As for git, the first
 * paragraph is the subject and holds no trailers: "plan: mend it" names no document. */
static char *plan_trailer(const char *message)
{
	CLEANUP(strlist_clear) struct strlist lines = {0};
	char *found = NULL;
	size_t i, above;

	strlist_split(&lines, message, strlen(message), '\n');
	for (i = lines.count; i && is_blank(lines.items[i - 1]); i--)
		;
	for (; i && !is_blank(lines.items[i - 1]); i--)
		found = found ? found : plan_value(lines.items[i - 1]);
	for (above = i; above && is_blank(lines.items[above - 1]); above--)
		;
	if (above)
		return found;
	free(found);
	return NULL;
}

/* What git will keep of a message file: nothing from its scissors line on (behind which `commit -v`
 * puts the whole diff), and no comment lines. */
static void add_kept_message(struct str *out, const struct str *file)
{
	CLEANUP(strlist_clear) struct strlist lines = {0};

	strlist_split(&lines, str_text(file), file->len, '\n');
	for (size_t i = 0; i < lines.count; i++) {
		if (!strncmp(lines.items[i], "# ------------------------ >8", 29))
			return;
		if (lines.items[i][0] != '#')
			str_addf(out, "%s\n", lines.items[i]);
	}
}

static int commit_msg(struct repo *repo, const struct call *call, struct verdict *verdict,
		      struct pg_error *err)
{
	struct gate_options options = call->options;
	CLEANUP(str_clear) struct str file = {0};
	CLEANUP(str_clear) struct str message = {0};
	CLEANUP(freep) char *plan = NULL;

	if (!call->args[0])
		return pg_fail(err, PG_ERR_USAGE,
			       "commit-msg needs the file of the message");
	if (file_read(call->args[0], MOST_MESSAGE, &file, err) < 0)
		return -1;
	add_kept_message(&message, &file);
	plan = plan_trailer(str_text(&message));
	options.message = str_text(&message);
	options.plan = plan;
	return gate_judge(repo, &options, &what_is_staged, verdict, err);
}

/* The roads that git takes past pre-commit: asked only where the policy closes them. */
static int strict(struct repo *repo, const struct call *call, struct verdict *verdict,
		  struct pg_error *err)
{
	CLEANUP(policy_freep) struct policy *policy = NULL;

	if (policy_in_force(repo, &policy, err) < 0)
		return -1;
	verdict->stage = call->options.stage;
	return policy && policy->strict_hooks
		       ? gate_judge(repo, &call->options, &what_is_staged, verdict, err)
		       : 0;
}

static int read_stdin(struct str *text, struct pg_error *err)
{
	char buffer[65536];

	for (;;) {
		ssize_t got = read(STDIN_FILENO, buffer, sizeof(buffer));

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return pg_fail(err, PG_ERR_SYSTEM,
				       "cannot read what git pushes: %s", strerror(errno));
		if (!got)
			return 0;
		str_add_mem(text, buffer, (size_t)got);
		if (text->len > MOST_PUSH_INPUT)
			return pg_fail(err, PG_ERR_SYSTEM, "too many refs in one push");
	}
}

/* "<local ref> <local id> <remote ref> <remote id>", as githooks(5) says. */
static int parse_update(struct push_updates *updates, const char *line,
			struct pg_error *err)
{
	CLEANUP(strlist_clear) struct strlist words = {0};
	struct oid local, remote;
	struct push_update *update;

	strlist_split(&words, line, strlen(line), ' ');
	if (words.count != 4 || !oid_parse(&local, words.items[1]) ||
	    !oid_parse(&remote, words.items[3])) {
		CLEANUP(freep) char *safe = text_safe(line);

		return pg_fail(err, PG_ERR_SYSTEM, "cannot understand '%s' from git push",
			       safe);
	}
	update = ARRAY_PUSH(updates->items, updates->count, updates->capacity);
	update->local_ref = xstrdup(words.items[0]);
	update->ref = xstrdup(words.items[2]);
	update->local = local;
	update->remote = remote;
	return 0;
}

static int pre_push(struct repo *repo, const struct call *call, struct verdict *verdict,
		    struct pg_error *err)
{
	const char *remote = call->args[0] ? call->args[0] : "";
	CLEANUP(updates_clear) struct push_updates updates = {0};
	CLEANUP(strlist_clear) struct strlist lines = {0};
	CLEANUP(str_clear) struct str input = {0};

	if (read_stdin(&input, err) < 0)
		return -1;
	strlist_split(&lines, str_text(&input), input.len, '\n');
	for (size_t i = 0; i < lines.count; i++)
		if (lines.items[i][0] && parse_update(&updates, lines.items[i], err) < 0)
			return -1;
	return gate_push(repo, &call->options, remote, &updates, verdict, err);
}

/* "<old id> <new id> <ref>", as githooks(5) says; a ref can hold no blank. */
static int add_received(struct push_updates *updates, const char *old, const char *new,
			const char *ref, struct pg_error *err)
{
	struct oid before, after;
	struct push_update *update;

	if (!oid_parse(&before, old) || !oid_parse(&after, new) || !*ref) {
		CLEANUP(freep) char *safe = text_safe(ref);

		return pg_fail(err, PG_ERR_SYSTEM,
			       "cannot understand what is pushed to '%s'", safe);
	}
	update = ARRAY_PUSH(updates->items, updates->count, updates->capacity);
	*update = (struct push_update){.local_ref = xstrdup(ref),
				       .ref = xstrdup(ref),
				       .local = after,
				       .remote = before};
	return 0;
}

static int pre_receive(struct repo *repo, const struct call *call, struct verdict *verdict,
		       struct pg_error *err)
{
	CLEANUP(updates_clear) struct push_updates updates = {0};
	CLEANUP(strlist_clear) struct strlist lines = {0};
	CLEANUP(str_clear) struct str input = {0};

	if (read_stdin(&input, err) < 0)
		return -1;
	strlist_split(&lines, str_text(&input), input.len, '\n');
	for (size_t i = 0; i < lines.count; i++) {
		CLEANUP(strlist_clear) struct strlist words = {0};

		if (!lines.items[i][0])
			continue;
		strlist_split(&words, lines.items[i], strlen(lines.items[i]), ' ');
		if (add_received(&updates, words.items[0],
				 words.count > 1 ? words.items[1] : "",
				 words.count == 3 ? words.items[2] : "", err) < 0)
			return -1;
	}
	return server_receive(repo, &call->options, &updates, verdict, err);
}

static int update(struct repo *repo, const struct call *call, struct verdict *verdict,
		  struct pg_error *err)
{
	CLEANUP(updates_clear) struct push_updates updates = {0};

	if (!call->args[0] || !call->args[1] || !call->args[2])
		return pg_fail(err, PG_ERR_USAGE, "update needs REF OLD NEW");
	if (add_received(&updates, call->args[1], call->args[2], call->args[0], err) < 0)
		return -1;
	return server_receive(repo, &call->options, &updates, verdict, err);
}

static const struct hook {
	const char *name;
	enum stage stage;
	int (*run)(struct repo *repo, const struct call *call, struct verdict *verdict,
		   struct pg_error *err);
} hooks[] = {
	{"pre-commit", STAGE_PRE_COMMIT, staged},
	{"pre-merge-commit", STAGE_PRE_MERGE_COMMIT, staged},
	{"commit-msg", STAGE_COMMIT_MSG, commit_msg},
	{"prepare-commit-msg", STAGE_PREPARE_COMMIT_MSG, strict},
	{"pre-applypatch", STAGE_PRE_APPLYPATCH, strict},
	{"pre-push", STAGE_PRE_PUSH, pre_push},
	{"pre-receive", STAGE_PRE_RECEIVE, pre_receive},
	{"update", STAGE_UPDATE, update},
	{NULL, STAGE_MANUAL, NULL},
};

/* git runs hooks in the top folder, and says from which one it was called ("src/"). */
static char *way_up(void)
{
	const char *prefix = getenv("GIT_PREFIX");
	struct str up = {0};

	for (; prefix && *prefix; prefix++)
		if (*prefix == '/')
			str_add(&up, "../");
	return str_take(&up);
}

/* To standard error, and only what a person has to know. What could only be repeated behind pre-commit is
 * not said again. */
static void tell(const struct verdict *verdict)
{
	CLEANUP(str_clear) struct str text = {0};
	CLEANUP(freep) char *up = way_up();
	const struct report_options options = {.color = terminal_colors(stderr, COLOR_AUTO),
					       .width = terminal_width(stderr),
					       .up = up};

	if ((verdict->stage == STAGE_COMMIT_MSG ||
	     verdict->stage == STAGE_PREPARE_COMMIT_MSG) &&
	    verdict->state < VERDICT_BLOCK)
		return;
	report_hook(&text, verdict, &options);
	cli_write(stderr, &text);
}

static int run(const struct hook *hook, const char *const *args)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(watch_stop) struct watch watch = {0};
	const struct call call = {
		.options = {.stage = hook->stage, .progress = &watch.progress},
		.args = args};
	struct pg_error err = {0};

	watch_start(&watch, WATCH_SECONDS * 1000);
	if (repo_open(&repo, &err) < 0)
		return cli_fail(&err);
	if (hook->run(repo, &call, &verdict, &err) < 0)
		return cli_fail(&err);
	tell(&verdict);
	return cli_exit_code(&verdict);
}

static int unknown_hook(const struct usage *usage, const char *name)
{
	const char *names[sizeof(hooks) / sizeof(*hooks)];
	CLEANUP(freep) char *safe = text_safe(name);
	CLEANUP(str_clear) struct str nearest = {0};

	for (size_t i = 0; i < sizeof(hooks) / sizeof(*hooks); i++)
		names[i] = hooks[i].name;
	text_add_nearest(&nearest, name, names);
	return cli_usage_error(usage, "'%s' is no hook that plangate knows%s", safe,
			       str_text(&nearest));
}

int cmd_hook(int argc, char **argv)
{
	static const struct option_spec options[] = {OPTIONS_END};
	static const struct usage usage = {
		"plangate hook pre-commit | pre-merge-commit | commit-msg FILE | "
		"prepare-commit-msg FILE | pre-applypatch | pre-push REMOTE URL | "
		"pre-receive | update "
		"REF OLD NEW",
		"Judge what git is about to do, in the place and with the arguments and "
		"input that\n"
		"githooks(5) gives a hook. Prints nothing where nothing is wrong. The "
		"files that\n"
		"'plangate install' puts into a repository call this.",
		options};
	int first, code = options_parse(&usage, argc, argv, &first);

	if (code != OPTIONS_OK)
		return code;
	if (first == argc)
		return cli_usage_error(&usage, "hook needs the name of a hook");
	for (const struct hook *hook = hooks; hook->name; hook++)
		if (!strcmp(hook->name, argv[first]))
			return run(hook, (const char *const *)(argv + first + 1));
	return unknown_hook(&usage, argv[first]);
}
