/* What is odd in a policy's own rules. */
#include <stdlib.h>
#include <string.h>

#include "plangate/base/cleanup.h"
#include "plangate/policy/author.h"
#include "plangate/policy/policy.h"
#include "predicate.h"

void policy_lint(const struct policy *policy, struct diagnostics *out)
{
	(void)policy;
	(void)out;
}
