/* audit.h - an audit as text, JSON, CSV or SARIF. */
#ifndef PLANGATE_REPORT_AUDIT_H
#define PLANGATE_REPORT_AUDIT_H

#include "plangate/base/str.h"
#include "plangate/model/audit.h"

struct audit_format {
	const char *name;
	void (*write)(struct str *out, const struct audit *audit);
};

/* "text", "json", "csv" or "sarif"; NULL for any other. */
const struct audit_format *audit_format_find(const char *name);

#endif
