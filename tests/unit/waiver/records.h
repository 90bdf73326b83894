/* records.h - people with real keys, and records that they sign. */
#ifndef PLANGATE_TESTS_RECORDS_H
#define PLANGATE_TESTS_RECORDS_H

#include "../change/scene.h"
#include "plangate/base/alloc.h"
#include "plangate/record/record.h"
#include "plangate/record/signature.h"

#define REPOSITORY "0123456789abcdef"

/* Rule source: one of the role release. Rule infra: two of the role ops. */
#define SIGNED_POLICY                                                                      \
	"version: 1\n"                                                                     \
	"repository: \"" REPOSITORY "\"\n"                                                 \
	"signers:\n"                                                                       \
	"  release: [sue@example.org, sam@example.org, ann@example.org]\n"                 \
	"  ops: [sue@example.org, sam@example.org, sid@example.org]\n"                     \
	"rules:\n"                                                                         \
	"  - id: source\n"                                                                 \
	"    when: {paths: [\"src/**\"]}\n"                                                \
	"    override: {signers: [release]}\n"                                             \
	"  - id: infra\n"                                                                  \
	"    when: {paths: [\"infra/**\"]}\n"                                              \
	"    override: {signers: [ops], threshold: 2}\n"

/* Each once a test, for each name. */
static inline void make_keys(void)
{
	shell("mkdir -p ../keys; for n in sue sam sid ann eve; do [ -e ../keys/$n ] ||"
	      " ssh-keygen -q -t ed25519 -N '' -C $n -f ../keys/$n; done",
	      NULL);
}

/* A repository whose policy is this, and whose signers are all but eve. */
static inline void signed_repo(const char *policy)
{
	gated_repo(policy);
	make_keys();
	shell("for n in sue sam sid ann; do printf '%s@example.org namespaces=\"%s,%s\" "
	      "%s\\n' "
	      "$n plangate-override@v1 plangate-approval@v1 \"$(cut -d' ' -f1,2 "
	      "../keys/$n.pub)\"; done >.plangate/signers; git add .; git commit -qm "
	      "Signers",
	      NULL);
}

/* What all records here have in common; an hour old, for another hour. */
static inline struct record *new_record(enum record_type type)
{
	struct record *record = xcalloc(1, sizeof(*record));

	record->type = type;
	record->repository = xstrdup(REPOSITORY);
	record->reason = xstrdup("The shop is down");
	record->author = xstrdup("ann@example.org");
	record->created = SCENE_NOW - HOUR;
	record->expires = SCENE_NOW + HOUR;
	snprintf(record->nonce, sizeof(record->nonce), "00112233445566778899aabbccddeeff");
	return record;
}

/* List a file with the content that is staged. */
static inline void list_staged(struct record *record, const char *path)
{
	CLEANUP(str_clear) struct str script = {0};
	CLEANUP(str_clear) struct str out = {0};
	struct oid id = {0};

	str_addf(&script, "git ls-files -s -- '%s'", path);
	shell(str_text(&script), &out);
	if (!out.len) {
		record_add_entry(record, path, MODE_NONE, &id);
		return;
	}
	assert_true(oid_parse(&id, str_text(&out) + strlen("100644 ")));
	record_add_entry(record, path, (unsigned)strtoul(str_text(&out), NULL, 8), &id);
}

/* An override of one rule for some staged files ("a b"), on every branch. */
static inline struct record *new_override(const char *rule, const char *files)
{
	struct record *record = new_record(RECORD_OVERRIDE);
	CLEANUP(strlist_clear) struct strlist list = {0};

	strlist_add(&record->target_refs, "refs/heads/**");
	strlist_add(&record->rules, rule);
	strlist_split(&list, files, strlen(files), ' ');
	for (size_t i = 0; i < list.count; i++)
		list_staged(record, list.items[i]);
	return record;
}

/* Sign a stored record as its signature `number`, by a person's key. */
static inline void sign_as(const struct record *record, int number, const char *person)
{
	CLEANUP(freep) char *document = record_path(record->id, -1);
	CLEANUP(freep) char *signature = record_path(record->id, number);
	CLEANUP(str_clear) struct str script = {0};

	str_addf(&script, "ssh-keygen -q -Y sign -f ../keys/%s -n %s <%s >%s", person,
		 record_namespace(record->type), document, signature);
	shell(str_text(&script), NULL);
}

/* Write a record that was filled in, have it signed by these persons ("sue sam"), and stage both. */
static inline void store(struct record *record, const char *persons)
{
	CLEANUP(strlist_clear) struct strlist list = {0};
	CLEANUP(freep) char *path = NULL;
	struct pg_error err = {0};

	record_write(record);
	path = record_path(record->id, -1);
	must(file_write(path, record->bytes.data, record->bytes.len, 0644, &err), &err);
	if (*persons)
		strlist_split(&list, persons, strlen(persons), ' ');
	for (size_t i = 0; i < list.count; i++)
		sign_as(record, (int)i, list.items[i]);
	shell("git add .plangate", NULL);
}

DEFINE_CLEANUP(struct record, record_free)

#endif
