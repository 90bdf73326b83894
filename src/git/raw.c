#include "raw.h"

#include <string.h>

#include "plangate/model/changeset.h"

enum { REGULAR = 0100000, TYPE_BITS = 0170000, OWNER_MAY_RUN = 0100, MODE_DIGITS = 7 };

/* Octal digits up to a blank; NULL where there are none, or too many. */
static const char *parse_mode(const char *at, const char *end, unsigned *mode)
{
	const char *start = at;

	*mode = 0;
	for (; at < end && *at >= '0' && *at <= '7' && at - start < MODE_DIGITS; at++)
		*mode = *mode << 3 | (unsigned)(*at - '0');
	return at > start && at < end && *at == ' ' ? at + 1 : NULL;
}

/* As git reads them: what is no mode of its own is taken for the nearest, or for a submodule. */
static unsigned canonical_mode(unsigned mode)
{
	switch (mode & TYPE_BITS) {
	case REGULAR:
		return mode & OWNER_MAY_RUN ? MODE_EXEC : REGULAR | 0644;
	case MODE_SYMLINK:
	case MODE_TREE:
		return mode & TYPE_BITS;
	default:
		return MODE_SUBMODULE;
	}
}

int raw_tree_next(struct raw_tree *tree, struct raw_entry *entry)
{
	const char *name, *nul;

	if (tree->at == tree->end)
		return 0;
	name = parse_mode(tree->at, tree->end, &entry->mode);
	nul = name ? memchr(name, '\0', (size_t)(tree->end - name)) : NULL;
	if (!nul || (size_t)(tree->end - nul - 1) < tree->id_bytes)
		return -1;
	entry->mode = canonical_mode(entry->mode);
	entry->name = name;
	entry->id = (const unsigned char *)nul + 1;
	tree->at = nul + 1 + tree->id_bytes;
	return 1;
}

bool raw_is_folder(const struct raw_entry *entry)
{
	return entry->mode == MODE_TREE;
}

int raw_order(const struct raw_entry *a, const struct raw_entry *b)
{
	size_t a_len = strlen(a->name), b_len = strlen(b->name);
	size_t least = a_len < b_len ? a_len : b_len;
	int order = memcmp(a->name, b->name, least);
	unsigned char a_next = (unsigned char)a->name[least];
	unsigned char b_next = (unsigned char)b->name[least];

	if (order)
		return order;
	if (!a_next && raw_is_folder(a))
		a_next = '/';
	if (!b_next && raw_is_folder(b))
		b_next = '/';
	return a_next - b_next;
}

void oid_from_bytes(struct oid *oid, const unsigned char *bytes, size_t count)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < count; i++) {
		oid->hex[2 * i] = digits[bytes[i] >> 4];
		oid->hex[2 * i + 1] = digits[bytes[i] & 15];
	}
	oid->hex[2 * count] = '\0';
}

bool raw_header(const char **at, const char *name, const char **value, size_t *len)
{
	size_t name_len = strlen(name), line_len = strcspn(*at, "\n");

	if (line_len <= name_len || memcmp(*at, name, name_len) || (*at)[name_len] != ' ')
		return false;
	*value = *at + name_len + 1;
	*len = line_len - name_len - 1;
	*at += line_len + ((*at)[line_len] == '\n');
	return true;
}

const char *raw_message(const char *commit)
{
	const char *blank = *commit == '\n' ? commit : strstr(commit, "\n\n");

	return blank ? blank + strspn(blank, "\n") : "";
}
