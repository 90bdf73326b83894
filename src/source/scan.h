/* scan.h - one file whose imports are being looked for, and what the languages share for it. */
#ifndef PLANGATE_SRC_SOURCE_SCAN_H
#define PLANGATE_SRC_SOURCE_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/model/language.h"
#include "plangate/source/imports.h"
#include "project.h"
#include "words.h"

struct scan {
	const struct project *project;
	const struct paths *paths; /* of the project */
	const struct language *language;
	const char *path;
	size_t from, folder; /* index of the file; bytes of its folder */
	const char *text;    /* as it is */
	const char *code;    /* masked, the same length */
	const char *end;     /* of code */
	struct import_edge *edges;
	size_t edge_count, edge_capacity;
	bool cut;	     /* there were more edges than the limit */
	const char *line_at; /* lines are counted up to here */
	unsigned line;
};

/* Note an import of file `to` (NO_FILE: of none) that stands at `at` in the code. Returns whether
 * it is of a file. */
bool scan_found(struct scan *scan, const char *at, size_t to);

/* The same for a path; with out->text = a path. */
bool scan_found_path(struct scan *scan, const char *at, const char *path);

/* Note an import of each file right in a folder that ends in an import form of the language, files
 * with the name of a test left out if so asked. Returns whether there was one. */
bool scan_found_folder(struct scan *scan, const char *at, const char *folder,
		       bool no_tests);

/* The text of a string whose opening quote stands at `at`, and where the code goes on behind it;
 * NULL: there is no string that ends as it begins. */
const char *scan_string(const struct scan *scan, const char *at, size_t *len,
			const char **behind);

/*
 * Of the files whose paths end with the suffix, the nearest to the scanned one. Those as near as the
 * first all count, MOST_LIKE_NEAR at most. More than MOST_LIKE_NAMED: nobody can tell, none.
 */
bool scan_found_ending(struct scan *scan, const char *at, const char *suffix);

/* What finds the imports of each language, one file or several languages a file. */
#define IMPORT_READER(id, name) void scan_##name(struct scan *scan);
IMPORT_READERS(IMPORT_READER)
#undef IMPORT_READER

#endif
