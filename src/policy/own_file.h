/* own_file.h - plangate's own folder, however it is spelled. */
#ifndef PLANGATE_POLICY_OWN_FILE_H
#define PLANGATE_POLICY_OWN_FILE_H

#include <stdbool.h>

/* A path that a record has: .plangate/records/<id>.json or <id>.<n>.sig, spelled exactly so. */
bool path_is_record(const char *path);

#endif
