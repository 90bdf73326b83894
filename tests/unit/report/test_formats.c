/* What holds for every format of the table, whatever its form. */
#include "verdicts.h"

static void names_lead_to_formats(void **state)
{
	size_t count = 0;

	(void)state;
	for (const char *const *name = report_names(); *name; name++) {
		const struct report_format *format = report_find(*name);

		assert_string_equal(format->name, *name);
		assert_non_null(format->write);
		assert_int_equal(!format->beside, !format->write_beside);
		count++;
	}
	assert_true(count >= 8);
	assert_string_equal(report_names()[0], "human");
	assert_null(report_find("xml"));
	assert_null(report_find(""));
	assert_null(report_find("JSON"));
}

static void a_format_says_what_it_needs(void **state)
{
	(void)state;
	assert_true(report_find("json")->counts_lines);
	assert_false(report_find("human")->counts_lines);
	assert_string_equal(report_find("github")->beside, "GITHUB_STEP_SUMMARY");
	assert_ptr_equal(report_find("github")->write_beside,
			 report_find("markdown")->write);
	assert_non_null(report_find("human")->write_plan);
	assert_null(report_find("json")->write_plan);
}

/* No byte but a line feed does something to a terminal or a log, and no text turns around. */
static void expect_harmless(const char *format, const struct str *text)
{
	bool is_data = !strcmp(format, "json") || !strcmp(format, "sarif") ||
		       !strcmp(format, "gitlab");

	for (size_t i = 0; i < text->len; i++) {
		unsigned char byte = (unsigned char)text->data[i];

		if ((byte < ' ' && byte != '\n') || byte == 0x7f || byte == 0xff)
			fail_msg("%s: byte %02x in:\n%s", format, byte, str_text(text));
	}
	/* JSON is data: what a string holds is for its reader to show. */
	if (!is_data)
		expect_not(text, "\xE2\x80\xAE");
}

static void write_all(const struct verdict *verdict, bool verbose)
{
	for (const char *const *name = report_names(); *name; name++) {
		CLEANUP(str_clear) struct str text = {0};

		write_as(&text, *name, verdict, verbose);
		expect_harmless(*name, &text);
		if (text.len && text.data[text.len - 1] != '\n')
			fail_msg("%s: no line feed at the end", *name);
	}
}

static void hostile_text_is_harmless_in_every_format(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};

	(void)state;
	add_hostile(&verdict);
	write_all(&verdict, false);
	write_all(&verdict, true);
}

static void hostile_text_is_harmless_beside_a_report(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};

	(void)state;
	add_hostile(&verdict);
	for (const char *const *name = report_names(); *name; name++) {
		const struct report_format *format = report_find(*name);
		const struct report_options options = {.width = 80};
		CLEANUP(str_clear) struct str text = {0};

		if (format->write_beside)
			format->write_beside(&text, &verdict, &options);
		if (format->write_plan)
			format->write_plan(&text, &verdict, &options);
		expect_harmless(*name, &text);
	}
}

/* A push that deletes a branch asks nothing. */
static void a_verdict_without_changes_is_written(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {.stage = STAGE_PRE_PUSH};

	(void)state;
	verdict_finish(&verdict);
	write_all(&verdict, false);
	write_all(&verdict, true);
}

static void the_severities_and_states_are_written(void **state)
{
	(void)state;
	for (enum verdict_state at = VERDICT_PASS; at <= VERDICT_ERROR; at++) {
		CLEANUP(verdict_clear) struct verdict verdict = {0};
		struct change_verdict *change = verdict_add(&verdict);

		change->state = at;
		for (enum severity severity = SEVERITY_OFF; severity <= SEVERITY_ERROR;
		     severity++) {
			diagnostics_add(&change->diagnostics, severity, PROBLEM_STATUS,
					"p.md", 0, 0, "text");
			for (enum rule_state rule = RULE_NOT_APPLICABLE; rule <= RULE_ERROR;
			     rule++)
				add_finding(change, "rule", severity, rule);
		}
		verdict_finish(&verdict);
		assert_int_equal(verdict.state, at);
		write_all(&verdict, false);
		write_all(&verdict, true);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_lead_to_formats),
		cmocka_unit_test(a_format_says_what_it_needs),
		cmocka_unit_test(hostile_text_is_harmless_in_every_format),
		cmocka_unit_test(hostile_text_is_harmless_beside_a_report),
		cmocka_unit_test(a_verdict_without_changes_is_written),
		cmocka_unit_test(the_severities_and_states_are_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
