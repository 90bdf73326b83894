/* JSON, from any bytes: every value stands in the text, each behind the one before. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "plangate/base/error.h"
#include "plangate/base/value.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_order(const struct value *value, const struct value **last)
{
	size_t items = value->kind == VALUE_MAP ? 2 * value->count : value->count;

	if (*last && (value->line < (*last)->line ||
		      (value->line == (*last)->line && value->column <= (*last)->column)))
		abort();
	*last = value;
	for (size_t i = 0; i < items; i++)
		check_order(&value->items[i], last);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct value *last = NULL;
	struct pg_error err = {0};
	struct value value = {0};

	if (value_parse_json(&value, "f", (const char *)data, size, &err) < 0)
		return 0;
	check_order(&value, &last);
	value_clear(&value);
	return 0;
}
