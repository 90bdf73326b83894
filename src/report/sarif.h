/* sarif.h - what the two documents in SARIF 2.1.0 (OASIS) share. */
#ifndef PLANGATE_SRC_REPORT_SARIF_H
#define PLANGATE_SRC_REPORT_SARIF_H

#include "plangate/base/json.h"
#include "plangate/base/str.h"

struct audit;

/* The document up to the inside of its one run; and from there to its end, which appends it to out. */
void sarif_begin(struct json_writer *w);
void sarif_end(struct json_writer *w, struct str *out);

/* The tool, with these rule ids. */
void sarif_driver(struct json_writer *w, const struct strlist *rules);

/* {"text": ...} under a key. */
void sarif_text(struct json_writer *w, const char *key, const char *text);

/* The locations of a result: one, relative to %SRCROOT%, or none where file is NULL. */
void sarif_location(struct json_writer *w, const char *file, int line);

/* A result for each rule that let a change pass by an override, or did not let it and it landed. */
void audit_sarif(struct str *out, const struct audit *audit);

#endif
