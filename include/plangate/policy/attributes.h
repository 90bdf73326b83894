/*
 * attributes.h - what .gitattributes files say of a path: generated, vendored, binary.
 *
 * As gitattributes(5): later lines win over earlier ones, deeper files over those above; patterns
 * without '/' match the name at any depth; macros ("[attr]name ...") only in the root's file.
 */
#ifndef PLANGATE_POLICY_ATTRIBUTES_H
#define PLANGATE_POLICY_ATTRIBUTES_H

#include <stddef.h>

struct attributes;
struct changeset;

/* Nothing but git's own macro `binary`; the caller frees with attributes_free(). */
struct attributes *attributes_new(void);
void attributes_free(struct attributes *attributes); /* accepts NULL */

/*
 * Add the text of the file in `folder` ("" for the root, else without a '/' at the end), in any order
 * of folders. Lines that git does not understand are skipped, as git does.
 */
void attributes_add(struct attributes *attributes, const char *folder, const char *text,
		    size_t len);

/* enum change_attribute bits (model/changeset.h) of a path. */
unsigned attributes_of(const struct attributes *attributes, const char *path);

/* Set the attributes of every change. */
void attributes_apply(const struct attributes *attributes, struct changeset *set);

#endif
