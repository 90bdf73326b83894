/* Any bytes as a .gitattributes file, in the root and in a folder. */
#include <stddef.h>
#include <stdint.h>

#include "plangate/policy/attributes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const paths[] = {"a.c", "src/a.c", "src/b/c.pb.go"};
	struct attributes *attributes = attributes_new();

	attributes_add(attributes, "src", (const char *)data, size);
	attributes_add(attributes, "", (const char *)data, size);
	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		attributes_of(attributes, paths[i]);
	attributes_free(attributes);
	return 0;
}
