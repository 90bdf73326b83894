#include "../test.h"
#include "plangate/model/demand.h"
#include "plangate/model/oid.h"

static void joining_takes_the_higher_of_each(void **state)
{
	struct demand a = {PROFILE_LIGHT, RISK_HIGH, ASSESS_SECURITY, false};
	const struct demand b = {PROFILE_FULL, RISK_LOW, ASSESS_BREAKING, true};

	(void)state;
	demand_join(&a, &b);
	assert_int_equal(a.profile, PROFILE_FULL);
	assert_int_equal(a.risk, RISK_HIGH);
	assert_int_equal(a.assess, ASSESS_SECURITY | ASSESS_BREAKING);
	assert_true(a.migration);
}

static void names_go_both_ways(void **state)
{
	enum assessment bit;
	enum profile profile;
	enum risk risk;

	(void)state;
	for (unsigned b = 1; b <= ASSESS_DEPENDENCIES; b <<= 1) {
		assert_true(assessment_find(&bit, assessment_name((enum assessment)b)));
		assert_int_equal(bit, b);
	}
	assert_true(profile_find(&profile, "full"));
	assert_int_equal(profile, PROFILE_FULL);
	assert_false(profile_find(&profile, "Full"));
	assert_true(risk_find(&risk, "medium"));
	assert_int_equal(risk, RISK_MEDIUM);
	assert_false(risk_find(&risk, "CRITICAL"));
	assert_false(risk_find(&risk, ""));
}

static void object_ids_are_exact(void **state)
{
	struct oid oid = {0};

	(void)state;
	assert_true(oid_is_null(&oid));
	assert_true(oid_parse(&oid, "0000000000000000000000000000000000000000"));
	assert_true(oid_is_null(&oid));
	assert_true(oid_parse(&oid, "0123456789abcdef0123456789abcdef01234567\n"));
	assert_false(oid_is_null(&oid));
	assert_false(oid_parse(&oid, "0123456789abcdef0123456789abcdef0123456"));
	assert_false(oid_parse(&oid, "0123456789abcdef0123456789abcdef01234567x"));
	assert_false(oid_parse(&oid, "0123456789ABCDEF0123456789abcdef01234567"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(joining_takes_the_higher_of_each),
		cmocka_unit_test(names_go_both_ways),
		cmocka_unit_test(object_ids_are_exact),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
