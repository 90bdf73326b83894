#include "language_internal.h"

const struct syntax syntax_script = {
	.line = {"//"},
	.open = "/*",
	.close = "*/",
	.quotes = {{"\"", "\"", QUOTE_ESCAPES}, {"'", "'", QUOTE_ESCAPES}},
	.quirks = SYNTAX_TEMPLATES | SYNTAX_SLASH_REGEX,
};
