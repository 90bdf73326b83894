/*
 * waive.h - which files of a change are waived for which rule, and by whom: plain data in, plain data
 * out.
 *
 * A file is waived for a rule where enough persons have signed, in one record or in several, that exactly
 * this content may enter without satisfying that rule. Persons are counted, not keys or signatures.
 */
#ifndef PLANGATE_RECORD_WAIVE_H
#define PLANGATE_RECORD_WAIVE_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/model/override.h"
#include "plangate/record/record.h"
#include "plangate/record/signers.h"

enum { WAIVE_CLOCK_SKEW = 300 }; /* seconds that another machine's clock may be ahead */

/* A record, and the persons whose signatures hold. */
struct signed_record {
	struct record *record;	/* owned */
	struct strlist persons; /* by signers_person(), each once */
	struct strlist remarks; /* why a signature does not count, one each */
};

struct signed_records {
	struct signed_record *items;
	size_t count;
	size_t capacity;
};

void signed_records_clear(struct signed_records *records);

/* A file as it is behind the change. */
struct waive_file {
	char *path; /* quoted as in records; owned */
	unsigned mode;
	struct oid blob;
};

struct waiving {
	const struct signed_records *records;
	const struct signers *signers;
	const struct revoked *revoked;
	const struct roles *roles;
	const struct strlist *people; /* addresses of authors and committers */
	const char *repository;	      /* of the policy, or NULL: nothing can be waived */
	const char *ref;	      /* that the change goes to, or NULL: not known */
	long long now;
	const struct waive_file *files; /* the whole change but for records */
	size_t file_count;
};

/* Why a record counts for no file of this change and this rule; NULL where it may. The caller frees. */
char *waive_refusal(const struct waiving *waiving, const struct record *record,
		    const char *rule, const struct override_settings *settings);

/* Why this person may not waive by these settings ("is in no role ..."); NULL where they may. */
const char *waive_bar(const struct waiving *waiving, const char *person,
		      const struct override_settings *settings);

/* Whether a person is in a role; a role that is not there has nobody. */
bool role_has(const struct roles *roles, const struct signers *signers, const char *role,
	      const char *person);

/*
 * Set waived[i] for each of the files, and used[i] for each record that took part in it. Returns how many
 * files are waived.
 */
size_t waive(const struct waiving *waiving, const char *rule,
	     const struct override_settings *settings, bool *waived, bool *used);

/* How many persons may and do waive each of the files for a rule. */
void waive_persons(const struct waiving *waiving, const char *rule,
		   const struct override_settings *settings, size_t *persons);

#endif
