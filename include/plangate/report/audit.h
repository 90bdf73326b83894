/* audit.h - an audit as text, JSON, CSV or SARIF. */
#ifndef PLANGATE_REPORT_AUDIT_H
#define PLANGATE_REPORT_AUDIT_H

#include "plangate/base/str.h"
#include "plangate/model/audit.h"

struct audit_format {
	const char *name; /* as --format takes it */
	void (*write)(struct str *out, const struct audit *audit);
};

/* By name, or NULL. */
const struct audit_format *audit_format_find(const char *name);

/* Every name, NULL-terminated; the first is the default. */
const char *const *audit_format_names(void);

#endif
