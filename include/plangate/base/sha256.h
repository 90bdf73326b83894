/*
 * sha256.h - SHA-256 (FIPS 180-4).
 *
 * Our own, since it is a page of code and no library that plangate has offers it; held to NIST's
 * vectors by the tests. It names things; signatures are made and checked by ssh-keygen and gpg.
 */
#ifndef PLANGATE_BASE_SHA256_H
#define PLANGATE_BASE_SHA256_H

#include <stddef.h>

enum { SHA256_BYTES = 32, SHA256_HEX = 64 };

void sha256(const void *data, size_t len, unsigned char digest[SHA256_BYTES]);

/* The same as lower-case hexadecimal digits and a NUL. */
void sha256_hex(const void *data, size_t len, char hex[SHA256_HEX + 1]);

#endif
