/* Any pattern against any path: the first NUL or line feed parts them. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/error.h"
#include "plangate/base/glob.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = xmemdup(data, size);
	char *path = strchr(text, '\n');
	struct glob *glob = NULL;
	struct pg_error err = {0};

	if (path)
		*path++ = '\0';
	for (unsigned flags = 0; path && flags < 4; flags++) {
		if (glob_new(&glob, text, flags, &err) < 0)
			continue;
		glob_match(glob, path);
		glob_free(glob);
	}
	free(text);
	return 0;
}
