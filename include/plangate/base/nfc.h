/* nfc.h - one spelling for text that Unicode lets be written in several. */
#ifndef PLANGATE_BASE_NFC_H
#define PLANGATE_BASE_NFC_H

#include <stdbool.h>
#include <stdint.h>

/* The text composed (NFC); as it is where it is no UTF-8. The caller frees it. */
char *nfc_compose(const char *text);

/*
 * Its words for comparing: compatibility forms unified, case folded (NFKC_Casefold), every run of
 * characters that are neither letters, digits nor marks one blank, '&' and '+' the word "and",
 * apostrophes dropped, no blank at either end. The caller frees it.
 */
char *nfc_words(const char *text);

/* A letter of any script: no digit, no mark, no number in a circle. */
bool nfc_is_letter(uint32_t code);

#endif
