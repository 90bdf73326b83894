/* record_internal.h - what the files of src/record share. */
#ifndef PLANGATE_SRC_RECORD_INTERNAL_H
#define PLANGATE_SRC_RECORD_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/cleanup.h"
#include "plangate/record/record.h"

enum { RECORD_VERSION = 1 };

DEFINE_CLEANUP(struct record, record_free)

/* Whether text is UTF-8 that a person sees for what it is, and no longer than `most` bytes. */
bool is_plain_text(const char *text, size_t most);

#endif
