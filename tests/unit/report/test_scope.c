#include "plangate/report/scope.h"

#include "plangate/model/changeset.h"
#include "verdicts.h"

/* An analysis of two files, made by hand. */
struct scene {
	struct changeset set;
	struct findings findings;
	struct analysed_file files[2];
	struct analysed_hint hint;
	struct analysis analysis;
};

static void add_symbol(struct analysed_file *file, const char *name, bool is_type)
{
	struct analysed_symbol *symbol = ARRAY_PUSH(
		file->symbols.items, file->symbols.count, file->symbols.capacity);

	*symbol = (struct analysed_symbol){xstrdup(name), is_type, true, 4};
}

static void add_importer(struct analysed_file *file, const char *path)
{
	struct analysed_places *places = &file->importers;

	*ARRAY_PUSH(places->items, places->count, places->capacity) =
		(struct analysed_place){xstrdup(path), 3};
}

static void scene_make(struct scene *scene, const char *text)
{
	struct analysis *analysis = &scene->analysis;
	struct finding *finding = findings_add(&scene->findings);

	changeset_add(&scene->set, CHANGE_MODIFIED, text)->new_lines = 20;
	changeset_add(&scene->set, CHANGE_ADDED, "db/one.sql");
	finding->rule = xstrdup("source");
	finding->state = RULE_UNSATISFIED;
	finding_add_evidence(finding, text, 0, text);
	for (size_t i = 0; i < 2; i++)
		scene->files[i].change = &scene->set.items[i];
	add_symbol(&scene->files[0], text, true);
	add_symbol(&scene->files[0], "run", false);
	for (int i = 0; i < 10; i++)
		add_importer(&scene->files[0], text);
	strlist_add(&scene->files[0].tests, text);
	scene->files[1].is_migration = true;
	scene->hint = (struct analysed_hint){.item = xstrdup("new-interfaces"),
					     .group = ASSESS_SECURITY,
					     .path = xstrdup(text),
					     .line = 4,
					     .detail = xstrdup("GET /x")};
	*analysis = (struct analysis){.set = &scene->set,
				      .findings = &scene->findings,
				      .demand = {PROFILE_STANDARD, RISK_HIGH, 0, false},
				      .files = scene->files,
				      .file_count = 2,
				      .hints = &scene->hint,
				      .hint_count = 1,
				      .lines = 42};
	strlist_add(&analysis->modules, text);
	strlist_add(&analysis->notes, "a note");
}

static void scene_clear(struct scene *scene)
{
	struct analysed_file *file = &scene->files[0];

	for (size_t i = 0; i < file->symbols.count; i++)
		free(file->symbols.items[i].name);
	for (size_t i = 0; i < file->importers.count; i++)
		free(file->importers.items[i].path);
	free(file->symbols.items);
	free(file->importers.items);
	free(scene->hint.item);
	free(scene->hint.path);
	free(scene->hint.detail);
	strlist_clear(&file->tests);
	strlist_clear(&scene->analysis.modules);
	strlist_clear(&scene->analysis.notes);
	findings_clear(&scene->findings);
	changeset_clear(&scene->set);
}

static void write_scope(struct str *out, const char *format, const struct scene *scene)
{
	assert_non_null(scope_format_find(format));
	scope_format_find(format)->write(out, &scene->analysis);
}

static void names_lead_to_formats(void **state)
{
	(void)state;
	for (const char *const *name = scope_format_names(); *name; name++)
		assert_string_equal(scope_format_find(*name)->name, *name);
	assert_string_equal(scope_format_names()[0], "human");
	assert_null(scope_format_find("sarif"));
}

static void text_tells_of_each_file(void **state)
{
	CLEANUP(scene_clear) struct scene scene = {0};
	CLEANUP(str_clear) struct str text = {0};

	(void)state;
	scene_make(&scene, "src/a.c");
	write_scope(&text, "human", &scene);
	expect_has(&text, "2 files, 42 lines; a plan of profile standard is demanded, risk "
			  "at least HIGH\n");
	expect_has(&text, "  src/a.c M, +0 -0, 20 lines\n");
	expect_has(&text, "      rule: source: src/a.c\n");
	expect_has(&text, "      types: src/a.c\n      functions: run\n");
	expect_has(&text, "      imported by 10: src/a.c:3, ");
	expect_has(&text, "src/a.c:3 and 2 more\n");
	expect_has(&text, "      covered by: src/a.c\n");
	expect_has(&text, "      migration, way back: none\n");
	expect_has(&text, "\nModules touched\n  src/a.c\n");
	expect_has(&text, "  security, new-interfaces: src/a.c:4 GET /x\n");
	expect_has(&text, "\nNote: a note\n");
}

static void json_has_all_places(void **state)
{
	CLEANUP(scene_clear) struct scene scene = {0};
	CLEANUP(value_clear) struct value document = {0};
	CLEANUP(str_clear) struct str text = {0};

	(void)state;
	scene_make(&scene, "src/a.c");
	write_scope(&text, "json", &scene);
	parse(&document, &text);
	assert_string_equal(text_at(&document, "profile"), "standard");
	assert_string_equal(text_at(&document, "rules.0"), "source");
	assert_int_equal(count_at(&document, "files.0.imported_by"), 10);
	assert_string_equal(text_at(&document, "files.0.symbols.0.kind"), "type");
	assert_string_equal(text_at(&document, "files.0.migration_way_back"), "null");
	assert_string_equal(text_at(&document, "files.1.migration_way_back"), "none");
	assert_string_equal(text_at(&document, "assessment.0.group"), "security");
}

static void hostile_text_is_harmless(void **state)
{
	CLEANUP(scene_clear) struct scene scene = {0};

	(void)state;
	scene_make(&scene, HOSTILE);
	for (const char *const *name = scope_format_names(); *name; name++) {
		CLEANUP(str_clear) struct str text = {0};

		write_scope(&text, *name, &scene);
		expect_not(&text, "\033");
		expect_not(&text, "\xff");
		expect_not(&text, "[31m\nb");
		if (!strcmp(*name, "markdown"))
			expect_not(&text, "`d`");
		if (strcmp(*name, "json") != 0)
			expect_not(&text, "\xE2\x80\xAE");
	}
}

static void an_analysis_of_nothing_is_written(void **state)
{
	struct scene scene = {.analysis.findings = &scene.findings};

	(void)state;
	for (const char *const *name = scope_format_names(); *name; name++) {
		CLEANUP(str_clear) struct str text = {0};

		write_scope(&text, *name, &scene);
		if (strcmp(*name, "json") != 0)
			assert_string_equal(str_text(&text),
					    "0 files, 0 lines; no plan is demanded\n");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_lead_to_formats),
		cmocka_unit_test(text_tells_of_each_file),
		cmocka_unit_test(json_has_all_places),
		cmocka_unit_test(hostile_text_is_harmless),
		cmocka_unit_test(an_analysis_of_nothing_is_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
