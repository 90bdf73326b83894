#include <stdlib.h>
#include <string.h>

#include "../test.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/record/waive.h"

static const struct oid one = {"1111111111111111111111111111111111111111"};
static const struct oid two = {"2222222222222222222222222222222222222222"};

enum { NOW = 1000000, HOUR = 3600 };

struct world {
	struct signed_records records;
	struct signers signers;
	struct revoked revoked;
	struct roles roles;
	struct strlist people;
	struct waive_file files[2];
	struct override_settings settings;
	struct waiving waiving;
};

/* src/a.c and src/b.c change; ann made the change; sue and sam are of the role ops. */
static void world_init(struct world *w)
{
	struct role *role;

	*w = (struct world){0};
	w->files[0] = (struct waive_file){(char *)(uintptr_t) "src/a.c", 0100644, one};
	w->files[1] = (struct waive_file){(char *)(uintptr_t) "src/b.c", 0100644, two};
	role = ARRAY_PUSH(w->roles.items, w->roles.count, w->roles.capacity);
	role->name = xstrdup("ops");
	strlist_add(&role->members, "sue");
	strlist_add(&role->members, "sam");
	strlist_add(&w->people, "ann");
	override_settings_init(&w->settings);
	w->waiving = (struct waiving){.records = &w->records,
				      .signers = &w->signers,
				      .revoked = &w->revoked,
				      .roles = &w->roles,
				      .people = &w->people,
				      .repository = "here",
				      .ref = "refs/heads/main",
				      .now = NOW,
				      .files = w->files,
				      .file_count = 2};
}

/* A record for both files by the persons named (parted by blanks). */
static struct record *add_record(struct world *w, const char *persons)
{
	struct signed_record *item =
		ARRAY_PUSH(w->records.items, w->records.count, w->records.capacity);
	struct record *record = item->record = xcalloc(1, sizeof(*record));

	record->repository = xstrdup("here");
	strlist_add(&record->target_refs, "refs/heads/**");
	strlist_add(&record->rules, "r");
	record_add_entry(record, "src/a.c", 0100644, &one);
	record_add_entry(record, "src/b.c", 0100644, &two);
	record->created = NOW - HOUR;
	record->expires = NOW + HOUR;
	strlist_split(&item->persons, persons, strlen(persons), ' ');
	return record;
}

static size_t waived(struct world *w)
{
	bool files[2] = {false, false};
	CLEANUP(freep) bool *used = xcalloc(w->records.count + 1, sizeof(*used));

	return waive(&w->waiving, "r", &w->settings, files, used);
}

static void world_clear(struct world *w)
{
	signed_records_clear(&w->records);
	roles_clear(&w->roles);
	strlist_clear(&w->people);
	override_settings_clear(&w->settings);
}

static void a_signed_record_waives_its_files(void **state)
{
	struct world w;

	(void)state;
	world_init(&w);
	assert_int_equal(waived(&w), 0);
	add_record(&w, "sue");
	assert_int_equal(waived(&w), 2);
	w.files[0].blob = two; /* a changed byte */
	assert_int_equal(waived(&w), 1);
	w.files[1].mode = 0100755;
	assert_int_equal(waived(&w), 0);
	world_clear(&w);
}

static void persons_are_counted_over_records(void **state)
{
	struct world w;

	(void)state;
	world_init(&w);
	w.settings.threshold = 2;
	add_record(&w, "sue");
	add_record(&w, "sue");
	assert_int_equal(waived(&w), 0);
	add_record(&w, "sam");
	assert_int_equal(waived(&w), 2);
	world_clear(&w);
}

static void authors_do_not_count_unless_the_rule_says_so(void **state)
{
	struct world w;

	(void)state;
	world_init(&w);
	add_record(&w, "ann");
	assert_int_equal(waived(&w), 0);
	w.settings.self = true;
	assert_int_equal(waived(&w), 2);
	world_clear(&w);
}

static void only_members_of_the_roles_count(void **state)
{
	struct world w;

	(void)state;
	world_init(&w);
	strlist_add(&w.settings.roles, "ops");
	add_record(&w, "mal");
	assert_int_equal(waived(&w), 0);
	add_record(&w, "sam");
	assert_int_equal(waived(&w), 2);
	strlist_clear(&w.settings.roles);
	strlist_add(&w.settings.roles, "nobody");
	assert_int_equal(waived(&w), 0);
	world_clear(&w);
}

static void exact_means_the_whole_change_and_no_more(void **state)
{
	struct world w;
	struct record *record;

	(void)state;
	world_init(&w);
	w.settings.exact = true;
	record = add_record(&w, "sue");
	assert_int_equal(waived(&w), 2);
	w.waiving.file_count = 1;
	assert_int_equal(waived(&w), 0);
	record->entry_count = 1;
	assert_int_equal(waived(&w), 1);
	free(record->entries[1].path);
	world_clear(&w);
}

enum spoiled {
	REPOSITORY,
	NO_REPOSITORY,
	RULE,
	TARGET,
	UNKNOWN_TARGET,
	EARLY,
	EXPIRED,
	LONG,
	REVOKED,
	FORBIDDEN,
	SPOILED_COUNT
};

static void spoil(struct world *w, struct record *record, enum spoiled how)
{
	switch (how) {
	case REPOSITORY:
		w->waiving.repository = "elsewhere";
		break;
	case NO_REPOSITORY:
		w->waiving.repository = NULL;
		break;
	case RULE:
		strlist_clear(&record->rules);
		break;
	case TARGET:
		w->waiving.ref = "refs/tags/v1";
		break;
	case UNKNOWN_TARGET:
		w->waiving.ref = NULL;
		strlist_clear(&record->target_refs);
		strlist_add(&record->target_refs, "refs/heads/main");
		break;
	case EARLY:
		record->created = NOW + WAIVE_CLOCK_SKEW + 1;
		break;
	case EXPIRED:
		record->expires = NOW;
		break;
	case LONG:
		record->expires = record->created + OVERRIDE_MOST_AGE + 1;
		break;
	case REVOKED:
		strlist_add(&w->revoked.records, record->id);
		break;
	case FORBIDDEN:
		w->settings.allowed = false;
		break;
	case SPOILED_COUNT:
		break;
	}
}

static void what_spoils_a_record_is_told(void **state)
{
	(void)state;
	for (int how = 0; how <= SPOILED_COUNT; how++) {
		struct world w;
		struct record *record;
		char *why;

		world_init(&w);
		record = add_record(&w, "sue");
		spoil(&w, record, (enum spoiled)how);
		why = waive_refusal(&w.waiving, record, "r", &w.settings);
		assert_true(how == SPOILED_COUNT ? !why : why != NULL);
		assert_int_equal(waived(&w), how == SPOILED_COUNT ? 2 : 0);
		free(why);
		strlist_clear(&w.revoked.records);
		world_clear(&w);
	}
}

static void a_record_for_every_branch_needs_no_target(void **state)
{
	struct world w;

	(void)state;
	world_init(&w);
	add_record(&w, "sue");
	w.waiving.ref = NULL;
	assert_int_equal(waived(&w), 2);
	world_clear(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_signed_record_waives_its_files),
		cmocka_unit_test(persons_are_counted_over_records),
		cmocka_unit_test(authors_do_not_count_unless_the_rule_says_so),
		cmocka_unit_test(only_members_of_the_roles_count),
		cmocka_unit_test(exact_means_the_whole_change_and_no_more),
		cmocka_unit_test(what_spoils_a_record_is_told),
		cmocka_unit_test(a_record_for_every_branch_needs_no_target),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
