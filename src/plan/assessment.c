/* The groups and items of the Risk Assessment. */
#include "plan_internal.h"

#define WORDS(...)                                                                         \
	(const char *const[])                                                              \
	{                                                                                  \
		__VA_ARGS__, NULL                                                          \
	}

static const struct assessment_item items[] = {
	{ASSESS_SECURITY, "User input handling", WORDS("user input", "input")},
	{ASSESS_SECURITY, "Authentication and authorization",
	 WORDS("authentication", "authorization", "authorisation", "auth", "permissions")},
	{ASSESS_SECURITY, "Data exposure",
	 WORDS("data exposure", "exposure", "secrets", "privacy")},
	{ASSESS_SECURITY, "Rate limiting",
	 WORDS("rate limiting", "rate limit", "rate limits")},
	{ASSESS_PERFORMANCE, "Hot path", WORDS("hot path", "hot paths", "latency", "cpu")},
	{ASSESS_PERFORMANCE, "Database queries",
	 WORDS("database queries", "queries", "query")},
	{ASSESS_PERFORMANCE, "Memory", WORDS("memory")},
	{ASSESS_PERFORMANCE, "Caching", WORDS("caching", "cache", "caches")},
	{ASSESS_BREAKING, "API contract", WORDS("api contract", "api", "public interface")},
	{ASSESS_BREAKING, "Database schema", WORDS("database schema", "schema")},
	{ASSESS_BREAKING, "Configuration", WORDS("configuration", "config", "settings")},
	{ASSESS_BREAKING, "Backward compatibility",
	 WORDS("backward compatibility", "backwards compatibility", "backward compatible",
	       "compatibility")},
	{ASSESS_DEPENDENCIES, "Modules touched",
	 WORDS("modules touched", "modules", "module")},
	{ASSESS_DEPENDENCIES, "Import chain",
	 WORDS("import chain", "imports", "importers")},
	{ASSESS_DEPENDENCIES, "Shared data types",
	 WORDS("shared data types", "shared types", "data types")},
	{0, NULL, NULL},
};

const struct assessment_item *assessment_items(void)
{
	return items;
}

const char *assessment_heading(enum assessment group)
{
	switch (group) {
	case ASSESS_SECURITY:
		return "Security";
	case ASSESS_PERFORMANCE:
		return "Performance";
	case ASSESS_BREAKING:
		return "Breaking Changes";
	case ASSESS_DEPENDENCIES:
		return "Dependencies";
	}
	return "";
}
