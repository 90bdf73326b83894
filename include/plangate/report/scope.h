/* scope.h - an analysis as text: what `plangate scope` prints. */
#ifndef PLANGATE_REPORT_SCOPE_H
#define PLANGATE_REPORT_SCOPE_H

#include "plangate/base/str.h"
#include "plangate/model/analysis.h"

struct scope_format {
	const char *name; /* as --format takes it */
	void (*write)(struct str *out, const struct analysis *analysis);
};

/* By name, or NULL. */
const struct scope_format *scope_format_find(const char *name);

/* Every name, NULL-terminated; the first is the default. */
const char *const *scope_format_names(void);

/* One JSON document, version 1; docs/scope.schema.json describes it. */
void scope_json(struct str *out, const struct analysis *analysis);

#endif
