/* odd_tree.h - trees with modes that git writes no more, or never did, and reads all the same. */
#ifndef PLANGATE_TESTS_ODD_TREE_H
#define PLANGATE_TESTS_ODD_TREE_H

#include <string.h>

#include "plangate/base/cleanup.h"
#include "plangate/model/oid.h"
#include "repo_fixture.h"

/* What a git command that prints an id names; `script` is run here. */
static inline struct oid id_from(const char *script)
{
	CLEANUP(str_clear) struct str out = {0};
	struct oid id = {0};

	shell(script, &out);
	assert_true(oid_parse(&id, str_text(&out)));
	return id;
}

static inline void add_entry(struct str *tree, const char *mode, const char *name,
			     const struct oid *id)
{
	str_addf(tree, "%s %s", mode, name);
	str_add_char(tree, '\0');
	for (size_t i = 0; id->hex[i]; i += 2) {
		const char digits[] = {id->hex[i], id->hex[i + 1], '\0'};

		str_add_char(tree, (char)strtoul(digits, NULL, 16));
	}
}

/* Write the tree of one entry with this mode, as it is. */
static inline struct oid odd_tree(const char *mode, const char *name, const struct oid *id)
{
	CLEANUP(str_clear) struct str tree = {0};
	struct pg_error err = {0};

	add_entry(&tree, mode, name, id);
	if (file_write("../tree", tree.data, tree.len, 0644, &err) < 0)
		fail_msg("%s", err.text);
	return id_from("git hash-object --literally -t tree -w ../tree");
}

#endif
