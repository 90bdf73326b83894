/* Overrides: these files may enter so, for these branches, without satisfying these rules. */
#include <stdlib.h>
#include <string.h>

#include "entries.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/json.h"
#include "plangate/base/utc.h"
#include "plangate/model/changeset.h"
#include "record_internal.h"
#include "values.h"

enum { SHOWN_FILES = 10 };

static int read_refs(struct loading *loading, const struct value *value, void *target)
{
	struct strlist *refs = &((struct record *)target)->target_refs;

	if (read_set(loading, value, "target_refs", RECORD_MOST_REFS, refs) < 0)
		return -1;
	for (size_t i = 0; i < refs->count; i++)
		if (strncmp(refs->items[i], "refs/", 5) != 0)
			return fail_value(
				loading, value,
				"target_refs has an item that does not begin with refs/");
	return 0;
}

/* A rule is named by its id: there is no word for all of them. */
static int read_rules(struct loading *loading, const struct value *value, void *target)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
	struct strlist *rules = &((struct record *)target)->rules;

	if (read_set(loading, value, "rules", RECORD_MOST_RULES, rules) < 0)
		return -1;
	for (size_t i = 0; i < rules->count; i++)
		if (rules->items[i][strspn(rules->items[i], letters)])
			return fail_value(loading, value,
					  "rules has an item that is no id of a rule");
	return 0;
}

static const struct key override_keys[] = {{"target_refs", true, read_refs},
					   {"rules", true, read_rules},
					   {"entries", true, entries_read},
					   {NULL, false, NULL}};

static void override_write(struct json_writer *w, const struct record *record)
{
	json_put_list(w, "target_refs", &record->target_refs);
	json_put_list(w, "rules", &record->rules);
	entries_write(w, record);
}

static void override_clear(struct record *record)
{
	entries_clear(record);
	strlist_clear(&record->target_refs);
	strlist_clear(&record->rules);
}

static void add_words(struct str *out, const struct strlist *words)
{
	for (size_t i = 0; i < words->count; i++)
		str_addf(out, "%s%s", i ? ", " : "", words->items[i]);
}

static void override_tell(struct str *out, const struct record *record)
{
	str_add(out, "waives ");
	add_words(out, &record->rules);
	str_addf(out, " for %zu file%s: %s", record->entry_count,
		 record->entry_count == 1 ? "" : "s", record->reason);
}

static void override_explain(struct str *out, const struct record *record)
{
	char expires[UTC_TEXT];

	utc_format(record->expires, expires);
	str_addf(out, "signing that these %zu files may enter without satisfying ",
		 record->entry_count);
	add_words(out, &record->rules);
	str_add(out, "\nfor ");
	add_words(out, &record->target_refs);
	str_addf(out, " until %s, because: %s\n", expires, record->reason);
	for (size_t i = 0; i < record->entry_count && i < SHOWN_FILES; i++)
		str_addf(out, "  %s%s\n", record->entries[i].path,
			 record->entries[i].mode ? "" : " (deleted)");
	if (record->entry_count > SHOWN_FILES)
		str_addf(out, "  and %zu more\n", record->entry_count - SHOWN_FILES);
}

const struct record_kind record_override = {
	.type = "plangate-override",
	.namespace = "plangate-override@v1",
	.what = "an override",
	.keys = override_keys,
	.write = override_write,
	.clear = override_clear,
	.tell = override_tell,
	.explain = override_explain,
};
