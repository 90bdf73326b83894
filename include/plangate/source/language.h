/* language.h - in which language a file is written, and whether it is a test, by its path alone. */
#ifndef PLANGATE_SOURCE_LANGUAGE_H
#define PLANGATE_SOURCE_LANGUAGE_H

#include <stdbool.h>

/* "python", "javascript" and so on, by the ending of the file; NULL: none that is known here. */
const char *source_language(const char *path);

/*
 * Whether this is a test: by a folder (test, tests, __tests__, spec, e2e and the like) or by the
 * name of the file (test_x.py, x_test.go, x.spec.ts, XTest.java). Helpers beside tests count.
 */
bool source_is_test(const char *path);

/* Whether the name of this test says that it is about that file: tests/foo_test.c about src/foo.c.
 * Endings may differ within one language only. */
bool source_test_names(const char *test, const char *path);

#endif
