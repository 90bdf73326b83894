#include "ci.h"

#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/file.h"
#include "plangate/base/str.h"
#include "plangate/base/text.h"
#include "plangate/base/value.h"
#include "plangate/model/oid.h"

/*
 * A kind of build. Names with '@' are keys of the JSON document that GITHUB_EVENT_PATH names, all others
 * variables. The first row of a system whose base and head are told is taken.
 */
struct ci_build {
	const char *system;
	const char *sign; /* set wherever this system runs */
	const char *base; /* a commit id, or with `branch` the branch that it goes to */
	bool branch;
	const char *head;
	const char *target;
	const char *fallback; /* the branch to compare a new branch with, or NULL */
};

static const struct ci_build builds[] = {
	{"GitHub Actions", "GITHUB_ACTIONS", "@pull_request.base.sha", false,
	 "@pull_request.head.sha", "@pull_request.base.ref", NULL},
	{"GitHub Actions", "GITHUB_ACTIONS", "@merge_group.base_ref", true,
	 "@merge_group.head_sha", "@merge_group.base_ref", NULL},
	{"GitHub Actions", "GITHUB_ACTIONS", "@before", false, "@after", "GITHUB_REF",
	 "@repository.default_branch"},
	{"GitLab CI", "GITLAB_CI", "CI_MERGE_REQUEST_DIFF_BASE_SHA", false,
	 "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", NULL},
	{"GitLab CI", "GITLAB_CI", "CI_MERGE_REQUEST_DIFF_BASE_SHA", false, "CI_COMMIT_SHA",
	 "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", NULL},
	{"GitLab CI", "GITLAB_CI", "CI_COMMIT_BEFORE_SHA", false, "CI_COMMIT_SHA",
	 "CI_COMMIT_BRANCH", "CI_DEFAULT_BRANCH"},
	{"Azure Pipelines", "TF_BUILD", "SYSTEM_PULLREQUEST_TARGETBRANCH", true,
	 "SYSTEM_PULLREQUEST_SOURCECOMMITID", "SYSTEM_PULLREQUEST_TARGETBRANCH", NULL},
	{"Jenkins", "JENKINS_URL", "CHANGE_TARGET", true, "GIT_COMMIT", "CHANGE_TARGET",
	 NULL},
	{"Jenkins", "JENKINS_URL", "GIT_PREVIOUS_SUCCESSFUL_COMMIT", false, "GIT_COMMIT",
	 "BRANCH_NAME", NULL},
	{"Bitbucket Pipelines", "BITBUCKET_BUILD_NUMBER", "BITBUCKET_PR_DESTINATION_BRANCH",
	 true, "BITBUCKET_COMMIT", "BITBUCKET_PR_DESTINATION_BRANCH", NULL},
};

static const size_t build_count = sizeof(builds) / sizeof(*builds);

/* The text at "a.b.c" of the event; NULL where there is none. */
static const char *event_text(const struct value *event, const char *keys)
{
	while (event && *keys) {
		size_t len = strcspn(keys, ".");
		CLEANUP(freep) char *key = xmemdup(keys, len);

		event = event->kind == VALUE_MAP ? value_get(event, key) : NULL;
		keys += len + (keys[len] == '.');
	}
	return event && event->kind == VALUE_STRING && *event->text ? event->text : NULL;
}

static const char *told(const struct value *event, const char *name)
{
	const char *text;

	if (name && *name == '@')
		return event_text(event, name + 1);
	text = name ? getenv(name) : NULL;
	return text && *text ? text : NULL;
}

static int read_event(struct value *event, struct pg_error *err)
{
	const char *path = getenv("GITHUB_EVENT_PATH");
	CLEANUP(str_clear) struct str text = {0};

	if (!getenv("GITHUB_ACTIONS") || !path || !*path)
		return 0;
	if (file_read(path, VALUE_MOST_BYTES, &text, err) < 0 ||
	    value_parse_json(event, "GITHUB_EVENT_PATH", str_text(&text), text.len, err) <
		    0) {
		err->kind = PG_ERR_SYSTEM;
		return -1;
	}
	return 0;
}

/* What git takes for the name of a branch, and nothing that it would take for more. */
static bool is_branch(const char *name)
{
	if (!*name || *name == '-' || strstr(name, "..") || strstr(name, "@{"))
		return false;
	for (; *name; name++)
		if ((unsigned char)*name <= ' ' || strchr("~^:?*[\\\x7f", *name))
			return false;
	return true;
}

/* "refs/heads/main" and "main" both. */
static int add_branch(const char *variable, const char *text, const char *folder,
		      char **out, struct pg_error *err)
{
	const char *name = text + (strncmp(text, "refs/heads/", 11) ? 0 : 11);
	CLEANUP(freep) char *safe = text_safe(text);

	if (!is_branch(name))
		return pg_fail(err, PG_ERR_SYSTEM, "%s: '%s' is no name of a branch",
			       variable, safe);
	*out = strncmp(name, "refs/", 5) ? xasprintf("%s%s", folder, name) : xstrdup(name);
	return 0;
}

static int add_commit(const char *variable, const char *text, char **out,
		      struct pg_error *err)
{
	CLEANUP(freep) char *safe = text_safe(text);
	struct oid id;

	if (!oid_parse(&id, text) || strcmp(id.hex, text) != 0)
		return pg_fail(err, PG_ERR_SYSTEM, "%s: '%s' is no commit id", variable,
			       safe);
	*out = xstrdup(text);
	return 0;
}

/* A new branch has nothing before it: it is compared with the one that it left. */
static int add_fallback(const struct ci_build *build, const struct value *event,
			struct ci_change *out, struct pg_error *err)
{
	const char *text = told(event, build->fallback);
	CLEANUP(freep) char *own = text ? xasprintf("refs/heads/%s", text) : NULL;

	if (!text || (out->target && !strcmp(out->target, own)))
		return pg_fail(err, PG_ERR_SYSTEM,
			       "%s: this branch is new, and there is none to compare it "
			       "with; name "
			       "the change: plangate check --range BASE..HEAD",
			       build->system);
	return add_branch(build->fallback, text, "refs/remotes/origin/", &out->base, err);
}

static bool is_zero(const char *id)
{
	return !id[strspn(id, "0")];
}

static int read_build(const struct ci_build *build, const struct value *event,
		      struct ci_change *out, struct pg_error *err)
{
	const char *base = told(event, build->base);
	const char *target = told(event, build->target);

	if (add_commit(build->head, told(event, build->head), &out->head, err) < 0)
		return -1;
	if (target &&
	    add_branch(build->target, target, "refs/heads/", &out->target, err) < 0)
		return -1;
	if (build->branch)
		return add_branch(build->base, base, "refs/remotes/origin/", &out->base,
				  err);
	if (is_zero(base))
		return add_fallback(build, event, out, err);
	return add_commit(build->base, base, &out->base, err);
}

static int fail_unknown(const char *system, struct pg_error *err)
{
	CLEANUP(str_clear) struct str names = {0};

	if (system)
		return pg_fail(
			err, PG_ERR_SYSTEM,
			"%s does not tell what this build is compared with; name the "
			"change: plangate check --range BASE..HEAD",
			system);
	for (size_t i = 0; i < build_count; i++)
		if (!i || builds[i].system != builds[i - 1].system)
			str_addf(&names, "%s%s", i ? ", " : "", builds[i].system);
	return pg_fail(
		err, PG_ERR_USAGE,
		"no system for continuous integration is recognised in the environment "
		"(%s); name the change: plangate check --range BASE..HEAD",
		str_text(&names));
}

int ci_change_read(struct ci_change *out, struct pg_error *err)
{
	CLEANUP(value_clear) struct value event = {0};
	const char *system = NULL;

	*out = (struct ci_change){0};
	if (read_event(&event, err) < 0)
		return -1;
	for (size_t i = 0; i < build_count; i++) {
		if (!told(NULL, builds[i].sign))
			continue;
		system = builds[i].system;
		if (told(&event, builds[i].base) && told(&event, builds[i].head))
			return read_build(&builds[i], &event, out, err);
	}
	return fail_unknown(system, err);
}

void ci_change_clear(struct ci_change *change)
{
	free(change->base);
	free(change->head);
	free(change->target);
	*change = (struct ci_change){0};
}
