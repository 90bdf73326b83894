/* .gitattributes, held against git check-attr in a real repository. */
#include "../test.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/file.h"
#include "plangate/base/process.h"
#include "plangate/base/str.h"
#include "plangate/model/changeset.h"
#include "plangate/policy/attributes.h"
#include "plangate/policy/policy.h"

DEFINE_CLEANUP(struct attributes, attributes_free)
DEFINE_CLEANUP(struct policy, policy_free)

static const struct {
	const char *folder, *text;
} files[] = {
	{"src", "*.gen.c -linguist-generated\n/deep/*.x linguist-vendored\n[attr]mine "
		"linguist-generated\n"
		"b.mine mine\nsub/** !linguist-generated\n"},
	{"", "# comment\n"
	     "*.gen.c linguist-generated\n"
	     "vendor/** linguist-vendored=true\n"
	     "*.pb.go linguist-generated=true\n"
	     "keep.pb.go linguist-generated=false\n"
	     "*.bin binary\n"
	     "text.bin -binary\n"
	     "shown.bin diff\n"
	     "*.nodiff -diff\n"
	     "[attr]robot linguist-generated -diff\n"
	     "*.robot robot\n"
	     "twice.robot !robot linguist-vendored\n"
	     "half.robot -robot\n"
	     "\"with space.c\" linguist-generated\n"
	     "a{b,c}.d linguist-generated\n"
	     "folder/ linguist-generated\n"
	     "!negated.c linguist-generated\n"
	     "bad.c linguist-generated b@d\n"
	     "docs/*.x linguist-generated\n"
	     "/top.c linguist-generated\n"
	     "**/any/*.y linguist-generated\n"
	     "  indented.c\tlinguist-generated  text=auto\r\n"
	     "odd.c linguist-generated=maybe\n"
	     "[a-c].k linguist-generated\n"},
	{"src/sub", "*.gen.c linguist-generated\n"},
};

static const char *const paths[] = {
	"a.gen.c",
	"src/a.gen.c",
	"src/sub/a.gen.c",
	"src/sub/x.pb.go",
	"vendor/x/y.c",
	"x/vendor/y.c",
	"a.pb.go",
	"keep.pb.go",
	"a.bin",
	"text.bin",
	"shown.bin",
	"a.nodiff",
	"a.robot",
	"twice.robot",
	"half.robot",
	"with space.c",
	"a{b,c}.d",
	"ab.d",
	"folder/a.c",
	"negated.c",
	"bad.c",
	"docs/a.x",
	"docs/b/a.x",
	"top.c",
	"src/top.c",
	"p/q/any/z.y",
	"any/z.y",
	"indented.c",
	"odd.c",
	"b.k",
	"d.k",
	"src/deep/a.x",
	"src/deep/b/a.x",
	"src/b.mine",
	"src",
};

static void run(const char *const *argv, struct str *out)
{
	CLEANUP(process_result_clear) struct process_result result = {0};
	struct pg_error err = {0};

	str_reset(out);
	if (process_run(&(struct process){.argv = argv}, &result, &err) < 0)
		fail_msg("%s", err.text);
	assert_int_equal(result.status, 0);
	str_add_mem(out, str_text(&result.out), result.out.len);
}

/* What git says of one path, as bits. */
static unsigned git_says(const char *path)
{
	static const struct {
		const char *name, *value;
		unsigned bit;
	} meanings[] = {
		{"linguist-generated", "set", ATTRIBUTE_GENERATED},
		{"linguist-generated", "true", ATTRIBUTE_GENERATED},
		{"linguist-vendored", "set", ATTRIBUTE_VENDORED},
		{"linguist-vendored", "true", ATTRIBUTE_VENDORED},
		{"binary", "set", ATTRIBUTE_BINARY},
		{"diff", "unset", ATTRIBUTE_BINARY},
	};
	CLEANUP(str_clear) struct str out = {0};
	unsigned bits = 0;

	run((const char *const[]){"git", "check-attr", "linguist-generated",
				  "linguist-vendored", "binary", "diff", "--", path, NULL},
	    &out);
	for (size_t i = 0; i < TEST_COUNT(meanings); i++) {
		CLEANUP(freep)
		char *says = xasprintf(": %s: %s\n", meanings[i].name, meanings[i].value);

		if (strstr(str_text(&out), says))
			bits |= meanings[i].bit;
	}
	return bits;
}

static void paths_have_the_attributes_that_git_gives(void **state)
{
	CLEANUP(attributes_freep) struct attributes *attributes = attributes_new();
	CLEANUP(freep) char *folder = NULL;
	CLEANUP(str_clear) struct str out = {0};
	struct pg_error err = {0};
	unsigned all = 0;

	(void)state;
	assert_int_equal(file_temp_folder(&folder, &err), 0);
	assert_int_equal(chdir(folder), 0);
	setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
	setenv("HOME", folder, 1);
	run((const char *const[]){"git", "init", "-q", ".", NULL}, &out);
	for (size_t i = 0; i < TEST_COUNT(files); i++) {
		CLEANUP(freep)
		char *file = *files[i].folder ? file_join(files[i].folder, ".gitattributes")
					      : xstrdup(".gitattributes");

		assert_int_equal(
			file_write(file, files[i].text, strlen(files[i].text), 0644, &err),
			0);
		attributes_add(attributes, files[i].folder, files[i].text,
			       strlen(files[i].text));
	}
	for (size_t i = 0; i < TEST_COUNT(paths); i++) {
		unsigned expected = git_says(paths[i]);

		if (attributes_of(attributes, paths[i]) != expected)
			fail_msg("%s has %u, not %u", paths[i], expected,
				 attributes_of(attributes, paths[i]));
		all |= expected;
	}
	assert_int_equal(all, 7);
	assert_int_equal(chdir("/"), 0);
	file_remove_tree(folder);
}

static void marked_files_are_not_counted(void **state)
{
	static const char text[] = "version: 1\n";
	static const char marks[] =
		"* linguist-generated\n*.c -linguist-generated\n"
		"v.c linguist-vendored\n*.d binary -linguist-generated\n";
	static const struct {
		const char *path;
		bool counted, seen;
	} rows[] = {{"a.c", true, true},
		    {"a.h", false, true},
		    {"v.c", false, false},
		    {"a.d", false, true},
		    {".plangate/policy.yaml", true, true}};
	CLEANUP(attributes_freep) struct attributes *attributes = attributes_new();
	CLEANUP(policy_freep) struct policy *policy = NULL;
	CLEANUP(changeset_clear) struct changeset set = {0};
	struct pg_error err = {0};

	(void)state;
	assert_int_equal(policy_load(&policy, "p.yaml", text, strlen(text), NULL, &err), 0);
	attributes_add(attributes, "", marks, strlen(marks));
	for (size_t i = 0; i < TEST_COUNT(rows); i++)
		changeset_add(&set, CHANGE_MODIFIED, rows[i].path);
	attributes_apply(attributes, &set);
	policy_count(policy, &set);
	for (size_t i = 0; i < TEST_COUNT(rows); i++)
		if (set.items[i].counted != rows[i].counted ||
		    set.items[i].seen != rows[i].seen)
			fail_msg("%s is not %d, %d", rows[i].path, rows[i].counted,
				 rows[i].seen);
	assert_int_equal(set.items[3].attributes, ATTRIBUTE_BINARY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paths_have_the_attributes_that_git_gives),
		cmocka_unit_test(marked_files_are_not_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
