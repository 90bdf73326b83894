#include "plangate/model/analysis.h"

#include <stdlib.h>
#include <string.h>

const struct analysed_file *analysis_find(const struct analysis *analysis, const char *path)
{
	for (size_t i = 0; i < analysis->file_count; i++)
		if (!strcmp(analysis->files[i].change->path, path))
			return &analysis->files[i];
	return NULL;
}

const char *way_back_name(enum way_back way_back)
{
	switch (way_back) {
	case WAY_BACK_NONE:
		return "none";
	case WAY_BACK_THERE:
		return "there";
	case WAY_BACK_UNKNOWN:
		break;
	}
	return "unknown";
}

static void places_clear(struct analysed_places *places)
{
	for (size_t i = 0; i < places->count; i++)
		free(places->items[i].path);
	free(places->items);
}

static void file_clear(struct analysed_file *file)
{
	places_clear(&file->importers);
	places_clear(&file->imports);
	strlist_clear(&file->tests);
	for (size_t i = 0; i < file->symbols.count; i++)
		free(file->symbols.items[i].name);
	free(file->symbols.items);
}

void analysis_clear(struct analysis *analysis)
{
	for (size_t i = 0; i < analysis->file_count; i++)
		file_clear(&analysis->files[i]);
	for (size_t i = 0; i < analysis->hint_count; i++) {
		free(analysis->hints[i].item);
		free(analysis->hints[i].path);
		free(analysis->hints[i].detail);
	}
	free(analysis->files);
	free(analysis->hints);
	strlist_clear(&analysis->modules);
	strlist_clear(&analysis->dependents);
	strlist_clear(&analysis->notes);
	*analysis = (struct analysis){0};
}
