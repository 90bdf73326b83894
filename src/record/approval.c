/* Approvals: the text of this plan is accepted. */
#include <stdlib.h>

#include "plangate/base/json.h"
#include "record_internal.h"
#include "values.h"

static int read_plan(struct loading *loading, const struct value *value, void *target)
{
	struct record *record = target;

	return take_path(loading, value, "plan", &record->plan);
}

static int read_digest(struct loading *loading, const struct value *value, void *target)
{
	struct record *record = target;

	return read_hex(loading, value, "digest", SHA256_HEX, record->digest);
}

static const struct key approval_keys[] = {
	{"plan", true, read_plan}, {"digest", true, read_digest}, {NULL, false, NULL}};

static void approval_write(struct json_writer *w, const struct record *record)
{
	json_put_string(w, "plan", record->plan);
	json_put_string(w, "digest", record->digest);
}

static void approval_clear(struct record *record)
{
	free(record->plan);
}

static void approval_tell(struct str *out, const struct record *record)
{
	str_addf(out, "approves %s", record->plan);
}

static void approval_explain(struct str *out, const struct record *record)
{
	str_addf(out, "signing that the staged text of %s is accepted (digest %.12s)\n",
		 record->plan, record->digest);
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
