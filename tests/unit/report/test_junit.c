#include <ctype.h>

#include "verdicts.h"

enum { DEEPEST = 16 };

/* On the way through a document. */
struct xml {
	const char *at;
	char *open[DEEPEST];
	size_t depth;
	size_t suites, cases, failures, skipped;
};

static void expect_text(struct xml *xml, const char *stops)
{
	for (; *xml->at && !strchr(stops, *xml->at); xml->at++) {
		if (*xml->at == '<')
			fail_msg("'<' in a value: %s", xml->at);
		if (*xml->at == '&' && strncmp(xml->at, "&amp;", 5) &&
		    strncmp(xml->at, "&lt;", 4) && strncmp(xml->at, "&gt;", 4) &&
		    strncmp(xml->at, "&quot;", 6))
			fail_msg("no entity: %.20s", xml->at);
		if (!strncmp(xml->at, "]]>", 3))
			fail_msg("the end of a CDATA section: %.20s", xml->at);
	}
}

static char *take_name(struct xml *xml)
{
	size_t len = 0;

	while (isalnum((unsigned char)xml->at[len]) || xml->at[len] == '-')
		len++;
	assert_true(len > 0);
	xml->at += len;
	return xmemdup(xml->at - len, len);
}

static void take_attributes(struct xml *xml)
{
	while (*xml->at == ' ') {
		CLEANUP(freep) char *name = NULL;

		xml->at++;
		name = take_name(xml);
		assert_int_equal(strncmp(xml->at, "=\"", 2), 0);
		xml->at += 2;
		expect_text(xml, "\"");
		assert_int_equal(*xml->at++, '"');
	}
}

static void count(struct xml *xml, const char *name)
{
	xml->suites += !strcmp(name, "testsuite");
	xml->cases += !strcmp(name, "testcase");
	xml->failures += !strcmp(name, "failure");
	xml->skipped += !strcmp(name, "skipped");
}

static void take_tag(struct xml *xml)
{
	bool closes = xml->at[1] == '/';
	char *name;

	xml->at += closes ? 2 : 1;
	name = take_name(xml);
	if (closes) {
		assert_true(xml->depth > 0);
		assert_string_equal(xml->open[--xml->depth], name);
		free(xml->open[xml->depth]);
		free(name);
		assert_int_equal(*xml->at++, '>');
		return;
	}
	count(xml, name);
	take_attributes(xml);
	if (!strncmp(xml->at, "/>", 2)) {
		free(name);
		xml->at += 2;
		return;
	}
	assert_true(xml->depth < DEEPEST);
	xml->open[xml->depth++] = name;
	assert_int_equal(*xml->at++, '>');
}

/* The subset of XML 1.0 that is written: a declaration, elements, attributes, text. */
static struct xml read_xml(const struct str *text)
{
	static const char declaration[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
	struct xml xml = {.at = str_text(text)};

	assert_int_equal(strncmp(xml.at, declaration, strlen(declaration)), 0);
	xml.at += strlen(declaration);
	while (*xml.at) {
		expect_text(&xml, "<");
		if (*xml.at)
			take_tag(&xml);
		if (!xml.depth)
			assert_string_equal(xml.at, "\n");
		if (!xml.depth)
			break;
	}
	assert_int_equal(xml.depth, 0);
	return xml;
}

static void a_suite_is_a_change_and_a_case_a_rule(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(str_clear) struct str text = {0};
	struct change_verdict *change = add_blocked(&verdict);
	struct xml xml;

	(void)state;
	add_finding(change, "quiet", SEVERITY_ERROR, RULE_NOT_APPLICABLE);
	add_finding(change, "soft", SEVERITY_WARNING, RULE_UNSATISFIED);
	verdict_add(&verdict)->ref = xstrdup("refs/heads/b");
	write_as(&text, "junit", &verdict, true);
	xml = read_xml(&text);
	assert_int_equal(xml.suites, 2);
	assert_int_equal(xml.cases, 5);
	assert_int_equal(xml.failures, 2);
	assert_int_equal(xml.skipped, 1);
	expect_has(&text, "<testsuite name=\"staged\" tests=\"4\" failures=\"2\" "
			  "skipped=\"1\" errors=\"0\">");
	expect_has(&text, "<testsuite name=\"refs/heads/b\" tests=\"1\" failures=\"0\"");
	expect_has(&text,
		   "<failure message=\"sources change\">src/a.c:7: matches src/**\n");
	expect_has(&text, "docs/p.md:12:3: warning: a question has no answer "
			  "[open-question]\n");
}

static void the_plans_of_a_change_that_enters_are_no_failure(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(str_clear) struct str text = {0};
	struct change_verdict *change = verdict_add(&verdict);

	(void)state;
	change->state = VERDICT_WARN;
	diagnostics_add(&change->diagnostics, SEVERITY_WARNING, PROBLEM_STATUS, "p.md", 2,
			0, "text");
	verdict_finish(&verdict);
	write_as(&text, "junit", &verdict, false);
	assert_int_equal(read_xml(&text).failures, 0);
	expect_has(&text, "<system-out>p.md:2:0: warning: text [status]\n</system-out>");
}

static void hostile_text_stays_text(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(str_clear) struct str text = {0};
	struct xml xml;

	(void)state;
	add_hostile(&verdict);
	write_as(&text, "junit", &verdict, false);
	xml = read_xml(&text);
	assert_int_equal(xml.cases, 2);
	assert_int_equal(xml.failures, 2);
	expect_has(&text, "&lt;i&gt;&amp;&quot;");
	expect_not(&text, "<i>");
}

static void an_empty_verdict_is_a_document(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(str_clear) struct str text = {0};

	(void)state;
	write_as(&text, "junit", &verdict, false);
	assert_int_equal(read_xml(&text).suites, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_suite_is_a_change_and_a_case_a_rule),
		cmocka_unit_test(the_plans_of_a_change_that_enters_are_no_failure),
		cmocka_unit_test(hostile_text_stays_text),
		cmocka_unit_test(an_empty_verdict_is_a_document),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
