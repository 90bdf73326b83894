/* base64.h - base64 (RFC 4648, section 4), both ways. */
#ifndef PLANGATE_BASE_BASE64_H
#define PLANGATE_BASE_BASE64_H

#include <stdbool.h>
#include <stddef.h>

struct str;

/* Append the bytes that len characters stand for. False: anything but whole groups with their padding
 * and without stray bits; out then holds what came before. */
bool base64_decode(const char *text, size_t len, struct str *out);

/* Append the characters, padded. */
void base64_encode(const void *data, size_t len, struct str *out);

#endif
