/* test.h - cmocka with what it needs to be included first. */
#ifndef PLANGATE_TESTS_TEST_H
#define PLANGATE_TESTS_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* cmocka's own cast drops const. */
#define TEST_COUNT(tests) (sizeof(tests) / sizeof(*(tests)))

#endif
