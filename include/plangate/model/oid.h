/* oid.h - an object id as git prints it. */
#ifndef PLANGATE_MODEL_OID_H
#define PLANGATE_MODEL_OID_H

#include <stdbool.h>

/* Lower-case hexadecimal, 40 digits for SHA-1 or 64 for SHA-256; "" where there is no object. */
struct oid {
	char hex[65];
};

/* From exactly 40 or 64 hexadecimal digits that end the text or stand before white space. */
bool oid_parse(struct oid *oid, const char *text);

/* No object: empty, or all zeros as git writes it. */
bool oid_is_null(const struct oid *oid);

bool oid_equal(const struct oid *a, const struct oid *b);

#endif
