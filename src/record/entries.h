/* entries.h - files as they may enter, as records list them. */
#ifndef PLANGATE_SRC_RECORD_ENTRIES_H
#define PLANGATE_SRC_RECORD_ENTRIES_H

struct json_writer;
struct loading;
struct record;
struct value;

/* key.read for a struct record; the list has at least one, sorted. */
int entries_read(struct loading *loading, const struct value *value, void *record);
void entries_write(struct json_writer *w, const struct record *record);
void entries_clear(struct record *record);

#endif
