#include "plangate/report/audit.h"

#include "verdicts.h"

enum { JANUARY = 1767323045, FEBRUARY = 1770000000 };

/* A change that landed; its findings are the caller's to add. */
static struct change_verdict *land(struct audit *audit, const char *author, long long when)
{
	struct change_verdict *change = verdict_add(&audit->verdict);
	struct landed *landed = ARRAY_PUSH(audit->items, audit->count, audit->capacity);

	change->commit = some_commit;
	landed->when = when;
	landed->author = xstrdup(author);
	return change;
}

/* One by a plan, one by an override, one by nothing. */
static void fill(struct audit *audit)
{
	struct change_verdict *change = land(audit, "ann@example.org", JANUARY);

	change->demand.profile = PROFILE_LIGHT;
	add_finding(change, "source", SEVERITY_ERROR, RULE_SATISFIED);
	add_finding(change, "quiet", SEVERITY_ERROR, RULE_NOT_APPLICABLE);
	change = land(audit, "bob@example.org", JANUARY + 7500);
	add_finding(change, "source", SEVERITY_ERROR, RULE_OVERRIDDEN);
	add_override(change, "source", "eve@example.org");
	change = land(audit, "bob@example.org", FEBRUARY);
	change->demand.profile = PROFILE_LIGHT;
	change->state = VERDICT_BLOCK;
	change->policy = xstrdup(".plangate/policy.json");
	add_finding(change, "many", SEVERITY_ERROR, RULE_UNSATISFIED);
	verdict_finish(&audit->verdict);
}

static void write_audit(struct str *out, const char *format, const struct audit *audit)
{
	assert_non_null(audit_format_find(format));
	audit_format_find(format)->write(out, audit);
}

static void names_lead_to_formats(void **state)
{
	(void)state;
	for (const char *const *name = audit_format_names(); *name; name++)
		assert_string_equal(audit_format_find(*name)->name, *name);
	assert_string_equal(audit_format_names()[0], "text");
	assert_null(audit_format_find("xml"));
}

static void text_has_a_line_a_change_and_totals(void **state)
{
	CLEANUP(audit_clear) struct audit audit = {0};
	CLEANUP(str_clear) struct str text = {0};

	(void)state;
	fill(&audit);
	write_audit(&text, "text", &audit);
	expect_has(&text, "2026-01-02 111111111111 ann@example.org: source: plan\n");
	expect_has(&text,
		   "2026-01-02 111111111111 bob@example.org: source: override\n"
		   "    override 0123456789ab by eve@example.org, 2 h 5 min old: the "
		   "site is down\n");
	expect_has(&text, "2026-02-02 111111111111 bob@example.org: many: BYPASS\n");
	expect_has(&text,
		   "\nsource                                  2        1        1     "
		   "   0        0\n");
	expect_has(&text,
		   "\n2026-02                                 1        0        0     "
		   "   0        1\n");
	expect_has(&text, "\n3 changes, 1 bypasses\n");
}

static void json_tells_what_let_each_in(void **state)
{
	CLEANUP(audit_clear) struct audit audit = {0};
	CLEANUP(value_clear) struct value document = {0};
	CLEANUP(str_clear) struct str text = {0};

	(void)state;
	fill(&audit);
	write_audit(&text, "json", &audit);
	parse(&document, &text);
	assert_int_equal(count_at(&document, "changes"), 3);
	assert_int_equal(count_at(&document, "changes.0.rules"), 1);
	assert_string_equal(text_at(&document, "changes.0.satisfied_by"), "plan");
	assert_string_equal(text_at(&document, "changes.0.when"), "2026-01-02T03:04:05Z");
	assert_string_equal(text_at(&document, "changes.1.satisfied_by"), "override");
	assert_string_equal(text_at(&document, "changes.1.overrides.0.signers.0"),
			    "eve@example.org");
	assert_true(value_find(&document, "changes.2.bypass")->boolean);
}

static void csv_has_a_row_a_rule(void **state)
{
	CLEANUP(audit_clear) struct audit audit = {0};
	CLEANUP(strlist_clear) struct strlist lines = {0};
	CLEANUP(str_clear) struct str text = {0};

	(void)state;
	fill(&audit);
	write_audit(&text, "csv", &audit);
	strlist_split(&lines, str_text(&text), text.len, '\n');
	assert_int_equal(lines.count, 4);
	assert_string_equal(lines.items[0],
			    "commit,when,author,rule,state,overrides,signers");
	assert_string_equal(
		lines.items[2],
		"\"1111111111111111111111111111111111111111\",\"2026-01-02T05:09:05Z\","
		"\"bob@example.org\",\"source\",\"overridden\","
		"\"0123456789abcdef0123456789abcdef\",\"eve@example.org\"");
}

/* A spreadsheet takes a cell that begins so for a formula. */
static void a_cell_is_no_formula(void **state)
{
	CLEANUP(audit_clear) struct audit audit = {0};
	CLEANUP(str_clear) struct str text = {0};

	(void)state;
	add_finding(land(&audit, "=cmd|\"x\"", JANUARY), "source", SEVERITY_ERROR,
		    RULE_SATISFIED);
	add_finding(land(&audit, "@a,b\n", JANUARY), "source", SEVERITY_ERROR,
		    RULE_SATISFIED);
	write_audit(&text, "csv", &audit);
	expect_has(&text, ",\"'=cmd|\"\"x\"\"\",");
	expect_has(&text, ",\"'@a,b\\n\",");
}

static void sarif_has_bypasses_and_overrides(void **state)
{
	CLEANUP(audit_clear) struct audit audit = {0};
	CLEANUP(value_clear) struct value document = {0};
	CLEANUP(str_clear) struct str text = {0};

	(void)state;
	fill(&audit);
	write_audit(&text, "sarif", &audit);
	parse(&document, &text);
	assert_int_equal(count_at(&document, "runs.0.results"), 2);
	assert_string_equal(text_at(&document, "runs.0.results.0.level"), "note");
	assert_string_equal(text_at(&document, "runs.0.results.0.message.text"),
			    "commit 111111111111 landed with the rule 'source' waived; "
			    "override 0123456789ab by eve@example.org: the site is down");
	assert_int_equal(count_at(&document, "runs.0.results.0.locations"), 0);
	assert_string_equal(text_at(&document, "runs.0.results.1.level"), "error");
	assert_string_equal(text_at(&document,
				    "runs.0.results.1.locations.0.physicalLocation."
				    "artifactLocation.uri"),
			    ".plangate/policy.json");
	assert_int_equal(count_at(&document, "runs.0.tool.driver.rules"), 2);
}

static void hostile_text_is_harmless(void **state)
{
	CLEANUP(audit_clear) struct audit audit = {0};
	struct change_verdict *change = land(&audit, HOSTILE, JANUARY);

	(void)state;
	add_finding(change, "source", SEVERITY_ERROR, RULE_OVERRIDDEN);
	free(add_override(change, "source", HOSTILE)->reason);
	change->overrides[0].reason = xstrdup(HOSTILE);
	for (const char *const *name = audit_format_names(); *name; name++) {
		CLEANUP(str_clear) struct str text = {0};

		write_audit(&text, *name, &audit);
		expect_not(&text, "\033");
		expect_not(&text, "\xff");
		expect_not(&text, "[31m\nb");
	}
}

static void an_audit_of_nothing_is_written(void **state)
{
	struct audit audit = {0};

	(void)state;
	for (const char *const *name = audit_format_names(); *name; name++) {
		CLEANUP(str_clear) struct str text = {0};

		write_audit(&text, *name, &audit);
		assert_true(text.len > 0 && text.data[text.len - 1] == '\n');
		if (!strcmp(*name, "text"))
			assert_string_equal(str_text(&text), "0 changes, 0 bypasses\n");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_lead_to_formats),
		cmocka_unit_test(text_has_a_line_a_change_and_totals),
		cmocka_unit_test(json_tells_what_let_each_in),
		cmocka_unit_test(csv_has_a_row_a_rule),
		cmocka_unit_test(a_cell_is_no_formula),
		cmocka_unit_test(sarif_has_bypasses_and_overrides),
		cmocka_unit_test(hostile_text_is_harmless),
		cmocka_unit_test(an_audit_of_nothing_is_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
