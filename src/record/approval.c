/* Approvals: the text of this plan is accepted. */
#include <stdlib.h>
#include <string.h>

#include "entries.h"
#include "plangate/base/alloc.h"
#include "plangate/base/json.h"
#include "record_internal.h"
#include "values.h"

static int read_plan(struct loading *loading, const struct value *value, void *target)
{
	struct record *record = target;

	return take_path(loading, value, "plan", &record->plan);
}

static const char by_sections[] = "sections:";

static int read_digest(struct loading *loading, const struct value *value, void *target)
{
	struct record *record = target;
	struct value hex = *value;

	record->by_sections = value->kind == VALUE_STRING &&
			      !strncmp(value->text, by_sections, strlen(by_sections));
	if (record->by_sections)
		hex.text += strlen(by_sections);
	return read_hex(loading, &hex, "digest", SHA256_HEX, record->digest);
}

static const struct key approval_keys[] = {{"plan", true, read_plan},
					   {"digest", true, read_digest},
					   {"entries", false, entries_read},
					   {NULL, false, NULL}};

static void approval_write(struct json_writer *w, const struct record *record)
{
	CLEANUP(freep) char *digest = NULL;

	json_put_string(w, "plan", record->plan);
	digest = xasprintf("%s%s", record->by_sections ? by_sections : "", record->digest);
	json_put_string(w, "digest", digest);
	if (record->entry_count)
		entries_write(w, record);
}

static void approval_clear(struct record *record)
{
	free(record->plan);
	entries_clear(record);
}

static void approval_tell(struct str *out, const struct record *record)
{
	str_addf(out, "approves %s", record->plan);
}

static void approval_explain(struct str *out, const struct record *record)
{
	str_addf(out, "signing that the staged text of %s is accepted (digest %.12s)\n",
		 record->plan, record->digest);
	if (record->entry_count)
		str_add(out, "and that these files of the policy may enter as they are:\n");
	for (size_t i = 0; i < record->entry_count; i++)
		str_addf(out, "  %s%s\n", record->entries[i].path,
			 record->entries[i].mode ? "" : " (deleted)");
}

const struct record_kind record_approval = {
	.type = "plangate-approval",
	.namespace = "plangate-approval@v1",
	.what = "an approval",
	.may_be_silent = true,
	.may_last = true,
	.keys = approval_keys,
	.write = approval_write,
	.clear = approval_clear,
	.tell = approval_tell,
	.explain = approval_explain,
};
