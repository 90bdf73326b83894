#include "plangate/model/diagnostic.h"

#include <stdarg.h>
#include <stdlib.h>

#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"

struct diagnostic *diagnostics_add(struct diagnostics *list, enum severity severity,
				   enum problem problem, const char *file, int line,
				   int column, const char *format, ...)
{
	struct diagnostic *item = ARRAY_PUSH(list->items, list->count, list->capacity);
	va_list args;

	va_start(args, format);
	item->message = xvasprintf(format, args);
	va_end(args);
	item->severity = severity;
	item->problem = problem;
	item->file = xstrdup(file);
	item->line = line;
	item->column = column;
	return item;
}

struct diagnostic *diagnostics_add_fixed(struct diagnostics *list, enum problem problem,
					 const char *file, int line, const char *format,
					 ...)
{
	enum severity severity = problem_severity(problem, STAGE_CLASS_COMMIT);
	CLEANUP(freep) char *message = NULL;
	va_list args;

	va_start(args, format);
	message = xvasprintf(format, args);
	va_end(args);
	return diagnostics_add(list, severity, problem, file, line, 0, "%s", message);
}

void diagnostics_move(struct diagnostics *list, struct diagnostics *other)
{
	for (size_t i = 0; i < other->count; i++)
		*ARRAY_PUSH(list->items, list->count, list->capacity) = other->items[i];
	free(other->items);
	*other = (struct diagnostics){0};
}

bool diagnostics_reach(const struct diagnostics *list, enum severity severity)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].severity >= severity)
			return true;
	return false;
}

void diagnostics_clear(struct diagnostics *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].message);
		free(list->items[i].file);
		free(list->items[i].rule);
		free(list->items[i].subject);
		free(list->items[i].fix);
	}
	free(list->items);
	*list = (struct diagnostics){0};
}
