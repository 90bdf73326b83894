/*
 * str.h - a string that grows, and a list of strings.
 *
 * `data` of a str is never read before something was added; str_text() gives "" then. The bytes
 * may hold NUL; a NUL always follows them. Start either with {0}.
 */
#ifndef PLANGATE_BASE_STR_H
#define PLANGATE_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>

struct str {
	char *data;
	size_t len;	 /* bytes, without the final NUL */
	size_t capacity; /* bytes */
};

void str_add(struct str *s, const char *text);
void str_add_mem(struct str *s, const void *data, size_t len);
void str_add_char(struct str *s, char c);
void str_addf(struct str *s, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Forget the content, keep the memory. */
void str_reset(struct str *s);

/* Free the memory; the str is {0} again. */
void str_clear(struct str *s);

/* The text, borrowed until the next change; never NULL. */
const char *str_text(const struct str *s);

/* The text, taken: the caller frees it, the str is {0} again. Never NULL. */
char *str_take(struct str *s);

struct strlist {
	char **items;
	size_t count;
	size_t capacity;
};

/* Append a copy. */
void strlist_add(struct strlist *list, const char *text);
void strlist_add_mem(struct strlist *list, const char *text, size_t len);

/* Whether an equal string is in the list. */
bool strlist_has(const struct strlist *list, const char *text);

/* Free every string; the list is {0} again. */
void strlist_clear(struct strlist *list);

/* Sort by bytes; and drop what is there twice. */
void strlist_sort(struct strlist *list);
void strlist_sort_unique(struct strlist *list);

/* Split at a separator byte; empty pieces are kept but for one behind a last separator. */
void strlist_split(struct strlist *list, const char *text, size_t len, char separator);

#endif
