/* symbol_patterns.h - how definitions look, a list for each language, and who sees them. */
#ifndef PLANGATE_SRC_SOURCE_SYMBOL_PATTERNS_H
#define PLANGATE_SRC_SOURCE_SYMBOL_PATTERNS_H

#include "language_internal.h"

extern const struct symbol_pattern python_symbols[], script_symbols[], c_symbols[],
	go_symbols[], java_symbols[], kotlin_symbols[], scala_symbols[], rust_symbols[],
	ruby_symbols[], php_symbols[], csharp_symbols[], swift_symbols[], elixir_symbols[];

bool python_is_public(const char *name, const char *line, size_t len);
bool script_is_public(const char *name, const char *line, size_t len);
bool c_is_public(const char *name, const char *line, size_t len);
bool go_is_public(const char *name, const char *line, size_t len);
bool word_is_public(const char *name, const char *line, size_t len); /* "public" or "pub" */
bool open_is_public(const char *name, const char *line,
		    size_t len); /* no "private" and the like */
bool elixir_is_public(const char *name, const char *line, size_t len);

#endif
