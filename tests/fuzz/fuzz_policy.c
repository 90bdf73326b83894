/* Any bytes as a policy, in both formats. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "plangate/base/alloc.h"
#include "plangate/base/error.h"
#include "plangate/policy/policy.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = {"p.yaml", "p.json"};
	char *text = xmemdup(data, size);

	for (int i = 0; i < 2; i++) {
		struct policy *policy = NULL;
		struct pg_error err = {0};

		if (policy_load(&policy, names[i], text, size, NULL, &err) == 0)
			policy_free(policy);
	}
	free(text);
	return 0;
}
