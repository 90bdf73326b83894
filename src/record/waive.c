#include "plangate/record/waive.h"

#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/glob.h"
#include "plangate/base/utc.h"
#include "record_internal.h"

void signed_records_clear(struct signed_records *records)
{
	for (size_t i = 0; i < records->count; i++) {
		record_free(records->items[i].record);
		strlist_clear(&records->items[i].persons);
		strlist_clear(&records->items[i].remarks);
	}
	free(records->items);
	*records = (struct signed_records){0};
}

bool role_has(const struct roles *roles, const struct signers *signers, const char *role,
	      const char *person)
{
	const struct role *found = roles_find(roles, role);

	for (size_t i = 0; found && i < found->members.count; i++)
		if (!strcmp(signers_person(signers, found->members.items[i]), person))
			return true;
	return false;
}

static bool is_concerned(const struct waiving *waiving, const char *person)
{
	for (size_t i = 0; i < waiving->people->count; i++)
		if (signers_is_address(waiving->signers, person, waiving->people->items[i]))
			return true;
	return false;
}

const char *waive_bar(const struct waiving *waiving, const char *person,
		      const struct override_settings *settings)
{
	bool in_role = settings->roles.count == 0;

	for (size_t i = 0; i < settings->roles.count && !in_role; i++)
		in_role = role_has(waiving->roles, waiving->signers,
				   settings->roles.items[i], person);
	if (!in_role)
		return "is in no role that may waive it";
	return !settings->self && is_concerned(waiving, person)
		       ? "is an author, committer or pusher of this change"
		       : NULL;
}

static bool goes_to(const struct record *record, const char *ref)
{
	/* Where nobody says where a change goes, only a record for every branch speaks of it. */
	for (size_t i = 0; i < record->target_refs.count; i++) {
		const char *pattern = record->target_refs.items[i];

		if (ref ? glob_wildmatch(pattern, ref)
			: !strcmp(pattern, "refs/heads/**") || !strcmp(pattern, "refs/**"))
			return true;
	}
	return false;
}

static const struct record_entry *matching_entry(const struct record *record,
						 const struct waive_file *file)
{
	const struct record_entry *entry = record_entry_find(record, file->path);

	return entry && entry->mode == file->mode && oid_equal(&entry->blob, &file->blob)
		       ? entry
		       : NULL;
}

static bool is_whole(const struct waiving *waiving, const struct record *record)
{
	for (size_t i = 0; i < waiving->file_count; i++)
		if (!matching_entry(record, &waiving->files[i]))
			return false;
	return record->entry_count == waiving->file_count;
}

static char *at(const char *what, long long moment)
{
	char text[UTC_TEXT];

	utc_format(moment, text);
	return xasprintf("%s %s", what, text);
}

static char *refuse_by_time(const struct waiving *waiving, const struct record *record,
			    const struct override_settings *settings)
{
	if (record->created > waiving->now + WAIVE_CLOCK_SKEW)
		return at("it is not valid before", record->created);
	if (record->expires <= waiving->now)
		return at("it expired at", record->expires);
	if (record->expires - record->created > settings->max_age)
		return xasprintf(
			"it is made for longer than the %lld hours that the rule allows",
			settings->max_age / 3600);
	return NULL;
}

char *waive_refusal(const struct waiving *waiving, const struct record *record,
		    const char *rule, const struct override_settings *settings)
{
	if (record->type != RECORD_OVERRIDE || !strlist_has(&record->rules, rule))
		return xstrdup("it does not name the rule");
	if (!settings->allowed)
		return xstrdup("the rule cannot be waived");
	if (!waiving->repository || strcmp(record->repository, waiving->repository) != 0)
		return xstrdup("it is for another repository");
	if (strlist_has(&waiving->revoked->records, record->id))
		return xstrdup("it is revoked");
	if (!goes_to(record, waiving->ref))
		return xasprintf("it is not for %s",
				 waiving->ref ? waiving->ref : "every branch");
	if (settings->exact && !is_whole(waiving, record))
		return xstrdup(
			"the rule asks for a record of the whole change, and no more");
	return refuse_by_time(waiving, record, settings);
}

static bool *find_usable(const struct waiving *waiving, const char *rule,
			 const struct override_settings *settings)
{
	bool *usable = xcalloc(waiving->records->count + 1, sizeof(*usable));

	for (size_t i = 0; i < waiving->records->count; i++) {
		CLEANUP(freep)
		char *why = waive_refusal(waiving, waiving->records->items[i].record, rule,
					  settings);

		usable[i] = !why;
	}
	return usable;
}

/* Collect those who waive one file; gave[i] is set for each record that adds somebody. */
static size_t count_persons(const struct waiving *waiving, const bool *usable,
			    const struct override_settings *settings,
			    const struct waive_file *file, bool *gave)
{
	CLEANUP(strlist_clear) struct strlist persons = {0};

	for (size_t i = 0; i < waiving->records->count; i++) {
		const struct signed_record *item = &waiving->records->items[i];

		if (!usable[i] || !matching_entry(item->record, file))
			continue;
		for (size_t p = 0; p < item->persons.count; p++) {
			const char *person = item->persons.items[p];

			if (waive_bar(waiving, person, settings))
				continue;
			gave[i] = true;
			if (!strlist_has(&persons, person))
				strlist_add(&persons, person);
		}
	}
	return persons.count;
}

void waive_persons(const struct waiving *waiving, const char *rule,
		   const struct override_settings *settings, size_t *persons)
{
	CLEANUP(freep) bool *usable = find_usable(waiving, rule, settings);
	CLEANUP(freep) bool *gave = xcalloc(waiving->records->count + 1, sizeof(*gave));

	for (size_t f = 0; f < waiving->file_count; f++)
		persons[f] =
			count_persons(waiving, usable, settings, &waiving->files[f], gave);
}

size_t waive(const struct waiving *waiving, const char *rule,
	     const struct override_settings *settings, bool *waived, bool *used)
{
	size_t count = waiving->records->count, files = 0;
	CLEANUP(freep) bool *usable = find_usable(waiving, rule, settings);

	for (size_t f = 0; f < waiving->file_count; f++) {
		CLEANUP(freep) bool *gave = xcalloc(count + 1, sizeof(*gave));
		size_t persons =
			count_persons(waiving, usable, settings, &waiving->files[f], gave);

		waived[f] = settings->threshold && persons >= settings->threshold;
		files += waived[f];
		for (size_t i = 0; i < count && waived[f]; i++)
			used[i] = used[i] || gave[i];
	}
	return files;
}
