/* record_internal.h - what the files of src/record share. */
#ifndef PLANGATE_SRC_RECORD_INTERNAL_H
#define PLANGATE_SRC_RECORD_INTERNAL_H

#include "plangate/base/cleanup.h"
#include "plangate/record/record.h"

enum { RECORD_VERSION = 1 };

DEFINE_CLEANUP(struct record, record_free)

#endif
