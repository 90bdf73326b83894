#include "plangate/model/demand.h"

#include <stdlib.h>
#include <strings.h>

#include "plangate/base/names.h"

/* In the order of their enumerations; assessments by bit. */
static const char *const profiles[] = {"none", "light", "standard", "full", NULL};
static const char *const risks[] = {"LOW", "MEDIUM", "HIGH", NULL};
static const char *const assessments[] = {"security", "performance", "breaking",
					  "dependencies", NULL};

void demand_join(struct demand *into, const struct demand *other)
{
	if (other->profile > into->profile)
		into->profile = other->profile;
	if (other->risk > into->risk)
		into->risk = other->risk;
	into->assess |= other->assess;
	into->migration = into->migration || other->migration;
}

const char *profile_name(enum profile profile)
{
	return profiles[profile];
}

const char *risk_name(enum risk risk)
{
	return risk == RISK_NONE ? "" : risks[risk - RISK_LOW];
}

const char *assessment_name(enum assessment bit)
{
	size_t index = 0;

	while (assessments[index + 1] && !((unsigned)bit & 1U << index))
		index++;
	return assessments[index];
}

bool profile_find(enum profile *profile, const char *name)
{
	size_t index;

	if (!names_find(profiles, name, &index))
		return false;
	*profile = (enum profile)index;
	return true;
}

bool risk_find(enum risk *risk, const char *name)
{
	for (size_t i = 0; risks[i]; i++) {
		if (!strcasecmp(risks[i], name)) {
			*risk = (enum risk)(RISK_LOW + i);
			return true;
		}
	}
	return false;
}

bool assessment_find(enum assessment *bit, const char *name)
{
	size_t index;

	if (!names_find(assessments, name, &index))
		return false;
	*bit = (enum assessment)(1U << index);
	return true;
}

const char *const *profile_names(void)
{
	return profiles + PROFILE_LIGHT;
}

const char *const *risk_names(void)
{
	return risks;
}

const char *const *assessment_names(void)
{
	return assessments;
}
