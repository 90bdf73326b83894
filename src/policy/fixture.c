/* Fixtures: a change as a few lines of YAML becomes a changeset, and is judged as any other. */
#include "plangate/policy/fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "loading.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"

enum { MODE_FILE = 0100644, LEAST_LINES = 10, LINE_BYTES = 30, MOST_SIZE = 1 << 30 };

/* A file of a case, as it is read. */
struct fixture_file {
	const char *path, *from;
	size_t status, mode;
	bool has_mode, binary, has_bytes;
	size_t lines, bytes;
	struct text_lines added, removed;
	struct str text;
};

struct fixture_case {
	const char *name;
	struct changeset set;
	const struct value *fires;
};

static void file_clear(struct fixture_file *file)
{
	str_clear(&file->added.text);
	str_clear(&file->removed.text);
	free(file->added.items);
	free(file->removed.items);
	str_clear(&file->text);
}

static int read_size(struct loading *loading, const struct value *value, const char *what,
		     size_t *out)
{
	long long number = 0;

	if (read_whole(loading, value, what, 0, MOST_SIZE, &number) < 0)
		return -1;
	*out = (size_t)number;
	return 0;
}

/* A line of a program is any text, and may look like a number. */
static int read_scalar(struct loading *loading, const struct value *value)
{
	if (value->kind == VALUE_LIST || value->kind == VALUE_MAP)
		return fail_value(loading, value, "a line must be a string, not %s",
				  value_kind_name(value->kind));
	return 0;
}

static int read_path(struct loading *loading, const struct value *value, void *target)
{
	struct fixture_file *file = target;

	return read_string(loading, value, "path", &file->path);
}

static int read_from(struct loading *loading, const struct value *value, void *target)
{
	struct fixture_file *file = target;

	return read_string(loading, value, "from", &file->from);
}

static int read_status(struct loading *loading, const struct value *value, void *target)
{
	static const char *const names[] = {"added", "modified", "deleted", "type", NULL};
	struct fixture_file *file = target;

	return read_word(loading, value, "status", names, &file->status);
}

static int read_mode(struct loading *loading, const struct value *value, void *target)
{
	static const char *const names[] = {"exec", "symlink", "submodule", NULL};
	struct fixture_file *file = target;

	file->has_mode = true;
	return read_word(loading, value, "mode", names, &file->mode);
}

static int read_lines(struct loading *loading, const struct value *value, void *target)
{
	struct fixture_file *file = target;

	return read_size(loading, value, "lines", &file->lines);
}

static int read_bytes(struct loading *loading, const struct value *value, void *target)
{
	struct fixture_file *file = target;

	file->has_bytes = true;
	return read_size(loading, value, "bytes", &file->bytes);
}

static int read_binary(struct loading *loading, const struct value *value, void *target)
{
	struct fixture_file *file = target;

	return read_bool(loading, value, "binary", &file->binary);
}

static int add_line(struct loading *loading, const struct value *value, void *target)
{
	struct text_lines *lines = target;

	if (read_scalar(loading, value) < 0)
		return -1;
	text_lines_add(lines, value->text, strlen(value->text), (int)lines->count + 1);
	return 0;
}

static int read_added(struct loading *loading, const struct value *value, void *target)
{
	struct fixture_file *file = target;

	return read_each(loading, value, "added", add_line, &file->added);
}

static int read_removed(struct loading *loading, const struct value *value, void *target)
{
	struct fixture_file *file = target;

	return read_each(loading, value, "removed", add_line, &file->removed);
}

static int add_text(struct loading *loading, const struct value *value, void *target)
{
	if (read_scalar(loading, value) < 0)
		return -1;
	str_add(target, value->text);
	str_add_char(target, '\n');
	return 0;
}

static int read_text(struct loading *loading, const struct value *value, void *target)
{
	struct fixture_file *file = target;

	return read_each(loading, value, "text", add_text, &file->text);
}

static const struct key file_keys[] = {
	{"path", true, read_path},
	{"from", false, read_from},
	{"status", false, read_status},
	{"mode", false, read_mode},
	{"lines", false, read_lines},
	{"bytes", false, read_bytes},
	{"binary", false, read_binary},
	{"added", false, read_added},
	{"removed", false, read_removed},
	{"text", false, read_text},
	{NULL, false, NULL},
};

static unsigned mode_of(const struct fixture_file *file)
{
	static const unsigned modes[] = {MODE_EXEC, MODE_SYMLINK, MODE_SUBMODULE};

	return file->has_mode ? modes[file->mode] : MODE_FILE;
}

/* Sizes and mode of the sides that there are. */
static void set_sides(struct change *change, const struct fixture_file *file)
{
	if (change->status != CHANGE_ADDED) {
		change->old_lines = file->binary ? 0 : file->lines;
		change->old_bytes = file->bytes;
		change->old_mode =
			change->status == CHANGE_DELETED ? mode_of(file) : MODE_FILE;
	}
	if (change->status != CHANGE_DELETED) {
		change->new_lines = file->binary ? 0 : file->lines;
		change->new_bytes = file->bytes;
		change->new_mode = mode_of(file);
	}
}

/* Content that this rename alone has. */
static void set_id(struct changeset *set, struct oid *id)
{
	snprintf(id->hex, sizeof(id->hex), "%040zu", set->count);
}

static void add_change(struct changeset *set, struct fixture_file *file)
{
	struct oid id = {0};
	struct change *change;

	if (!file->has_bytes)
		file->bytes = LINE_BYTES * file->lines;
	if (!file->text.len)
		str_add_mem(&file->text, str_text(&file->added.text), file->added.text.len);
	if (file->from) {
		set_id(set, &id);
		change = changeset_add(set, CHANGE_DELETED, file->from);
		change->old_id = id;
		set_sides(change, file);
		file->status = CHANGE_ADDED;
	}
	change = changeset_add(set, (enum change_status)file->status, file->path);
	change->new_id = id;
	set_sides(change, file);
	change->binary = file->binary;
	change->added = file->added;
	change->removed = file->removed;
	if (change->status != CHANGE_DELETED)
		change->new_text = file->text;
	else
		str_clear(&file->text);
	*file = (struct fixture_file){0};
}

/* A path alone is a modified file of ten lines. */
static int read_file(struct loading *loading, const struct value *value, void *set)
{
	CLEANUP(file_clear)
	struct fixture_file file = {.status = CHANGE_MODIFIED, .lines = LEAST_LINES};

	if ((value->kind == VALUE_STRING
		     ? read_path(loading, value, &file)
		     : keys_read(loading, value, "a file", file_keys, &file)) < 0)
		return -1;
	add_change(set, &file);
	return 0;
}

static int read_files(struct loading *loading, const struct value *value, void *target)
{
	struct fixture_case *test = target;

	return read_each(loading, value, "files", read_file, &test->set);
}

static int read_name(struct loading *loading, const struct value *value, void *target)
{
	struct fixture_case *test = target;

	return read_string(loading, value, "name", &test->name);
}

static int read_fires(struct loading *loading, const struct value *value, void *target)
{
	struct fixture_case *test = target;

	if (value->kind != VALUE_LIST)
		return fail_value(loading, value, "fires must be a list of ids, not %s",
				  value_kind_name(value->kind));
	test->fires = value;
	return 0;
}

static int read_word_to(struct loading *loading, const struct value *value, char **out)
{
	if (read_scalar(loading, value) < 0)
		return -1;
	free(*out);
	*out = xstrdup(value->text);
	return 0;
}

static int read_message(struct loading *loading, const struct value *value, void *target)
{
	return read_word_to(loading, value, &((struct fixture_case *)target)->set.message);
}

static int read_branch(struct loading *loading, const struct value *value, void *target)
{
	return read_word_to(loading, value, &((struct fixture_case *)target)->set.branch);
}

static int read_target(struct loading *loading, const struct value *value, void *target)
{
	return read_word_to(loading, value, &((struct fixture_case *)target)->set.target);
}

static int read_author(struct loading *loading, const struct value *value, void *target)
{
	return read_word_to(loading, value, &((struct fixture_case *)target)->set.author);
}

static int read_merge(struct loading *loading, const struct value *value, void *target)
{
	struct fixture_case *test = target;

	return read_bool(loading, value, "merge", &test->set.merge);
}

static const struct key case_keys[] = {
	{"name", true, read_name},
	{"files", true, read_files},
	{"fires", true, read_fires},
	{"message", false, read_message},
	{"branch", false, read_branch},
	{"target", false, read_target},
	{"author", false, read_author},
	{"merge", false, read_merge},
	{NULL, false, NULL},
};

static void add_fired(struct str *out, const struct findings *findings)
{
	for (size_t i = 0; i < findings->count; i++)
		if (findings->items[i].state == RULE_UNSATISFIED)
			str_addf(out, " %s", findings->items[i].rule);
}

/* The ids that should fire, in the order of the rules. */
static void add_expected(struct str *out, const struct value *fires,
			 const struct findings *findings)
{
	for (size_t i = 0; i < findings->count; i++)
		for (size_t j = 0; j < fires->count; j++)
			if (!strcmp(fires->items[j].text, findings->items[i].rule))
				str_addf(out, " %s", findings->items[i].rule);
}

static int check_ids(struct loading *loading, const struct value *fires,
		     const struct findings *findings)
{
	CLEANUP(freep)
	const char **ids = xcalloc(findings->count + 1, sizeof(*ids));

	for (size_t i = 0; i < findings->count; i++)
		ids[i] = findings->items[i].rule;
	for (size_t i = 0; i < fires->count; i++) {
		size_t index;

		if (read_word(loading, &fires->items[i], "rule", ids, &index) < 0)
			return -1;
	}
	return 0;
}

struct run {
	struct policy_loading loading;
	const struct policy *policy;
	void (*tell)(void *context, const struct fixture_result *result);
	void *context;
};

static int judge_case(struct run *run, struct fixture_case *test, const struct value *at)
{
	CLEANUP(findings_clear) struct findings findings = {0};
	CLEANUP(str_clear) struct str fired = {0}, expected = {0};
	struct loading *loading = &run->loading.loading;
	struct pg_error *err = loading->err;

	changeset_finish(&test->set);
	policy_count(run->policy, &test->set);
	if (policy_judge(run->policy, &(struct judged){.set = &test->set}, &findings, err) <
	    0)
		return pg_prefix(err, "%s:%d", loading->file, at->line);
	if (check_ids(loading, test->fires, &findings) < 0)
		return -1;
	add_fired(&fired, &findings);
	add_expected(&expected, test->fires, &findings);
	run->tell(run->context,
		  &(struct fixture_result){
			  .name = test->name,
			  .file = loading->file,
			  .line = at->line,
			  .passed = !strcmp(str_text(&fired), str_text(&expected)),
			  .fired = str_text(&fired),
			  .expected = str_text(&expected)});
	return 0;
}

static int run_case(struct loading *loading, const struct value *value, void *target)
{
	struct fixture_case test = {0};
	int rc = keys_read(loading, value, "a case", case_keys, &test);

	if (!rc)
		rc = judge_case(target, &test, value);
	changeset_clear(&test.set);
	return rc;
}

static int read_cases(struct loading *loading, const struct value *value, void *run)
{
	return read_each(loading, value, "cases", run_case, run);
}

static const struct key fixture_keys[] = {
	{"cases", true, read_cases},
	{NULL, false, NULL},
};

int fixture_run(const struct policy *policy, const char *file, const char *text, size_t len,
		void (*tell)(void *context, const struct fixture_result *result),
		void *context, struct pg_error *err)
{
	CLEANUP(value_clear) struct value root = {0};
	struct run run = {.loading = {.loading = {file, err}, .pack = ""},
			  .policy = policy,
			  .tell = tell,
			  .context = context};

	if (value_parse_yaml(&root, file, text, len, err) < 0)
		return -1;
	return keys_read(&run.loading.loading, &root, "a fixture", fixture_keys, &run);
}
