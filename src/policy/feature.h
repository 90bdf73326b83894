/* feature.h - what new_feature knows besides languages: conventional commits, and what is no product. */
#ifndef PLANGATE_POLICY_FEATURE_H
#define PLANGATE_POLICY_FEATURE_H

#include <stddef.h>

/* What the subject of a message says by its conventional type ("feat(ui): ..."). */
enum message_kind { MESSAGE_SAYS_NOTHING, MESSAGE_SAYS_FEATURE, MESSAGE_SAYS_OTHER };
enum message_kind message_kind(const char *message, const char **subject, size_t *len);

/* Files of which no feature is made, besides what $light names; ends with NULL. */
extern const char *const feature_exclusions[];

#endif
