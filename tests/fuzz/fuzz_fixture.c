/* Any bytes as a fixture, held against the default pack. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/error.h"
#include "plangate/policy/fixture.h"
#include "plangate/policy/policy.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void ignore(void *context, const struct fixture_result *result)
{
	(void)context;
	(void)result;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char text[] = "version: 1\nextends: [plangate:default]\n"
				   "rules: [{id: f, when: {new_feature: true}}]\n";
	struct policy *policy = NULL;
	struct pg_error err = {0};
	char *copy = xmemdup(data, size);

	if (policy_load(&policy, "p.yaml", text, strlen(text), NULL, &err) == 0)
		fixture_run(policy, "f.yaml", copy, size, ignore, NULL, &err);
	policy_free(policy);
	free(copy);
	return 0;
}
