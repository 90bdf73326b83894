#include "plangate/source/imports.h"

#include <stdlib.h>
#include <string.h>

#include "mask.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "scan.h"

struct import_graph {
	struct project project;
	struct import_edge *out; /* by from, to */
	struct import_edge *in;	 /* by to, from */
	size_t *out_at,
		*in_at;	 /* where the edges of each file begin; one more at the end */
	unsigned *lines; /* of each file */
	size_t count, capacity; /* of out */
	size_t files_read, bytes_read;
	struct import_cut cut;
};

DEFINE_CLEANUP(struct import_graph, import_graph_free)

void import_graph_free(struct import_graph *graph)
{
	if (!graph)
		return;
	project_clear(&graph->project);
	free(graph->out);
	free(graph->in);
	free(graph->out_at);
	free(graph->in_at);
	free(graph->lines);
	free(graph);
}

bool import_is_manifest(const char *path)
{
	return project_is_manifest(path);
}

/* Read a file within the limits. 0; 1: it is left out; -1: err. */
static int read_file(struct import_graph *graph, const struct import_source *source,
		     size_t file, struct str *text, struct pg_error *err)
{
	int rc;

	str_reset(text);
	if (graph->files_read >= IMPORTS_MOST_FILES) {
		graph->cut.files = true;
		return 1;
	}
	if (graph->bytes_read >= IMPORTS_MOST_BYTES) {
		graph->cut.bytes = true;
		return 1;
	}
	rc = source->read(source->context, file, text, err);
	if (rc < 0)
		return -1;
	graph->files_read++;
	graph->bytes_read += text->len;
	if (rc > 0 || text->len > IMPORTS_MOST_FILE_BYTES) {
		graph->cut.large_files++;
		return 1;
	}
	return 0;
}

static int read_manifests(struct import_graph *graph, const struct import_source *source,
			  struct pg_error *err)
{
	CLEANUP(str_clear) struct str text = {0};
	size_t taken = 0;

	for (size_t i = 0; i < source->count; i++) {
		int rc;

		if (!project_is_manifest(source->paths[i]))
			continue;
		if (taken++ >= IMPORTS_MOST_MANIFESTS) {
			graph->cut.manifests = true;
			break;
		}
		rc = read_file(graph, source, i, &text, err);
		if (rc < 0)
			return -1;
		if (!rc)
			project_take(&graph->project, source->paths[i], &text);
	}
	project_finish(&graph->project);
	return 0;
}

static int by_from(const void *a, const void *b)
{
	const struct import_edge *l = a, *r = b;

	if (l->from != r->from)
		return l->from < r->from ? -1 : 1;
	if (l->to != r->to)
		return l->to < r->to ? -1 : 1;
	return (l->line > r->line) - (l->line < r->line);
}

static int by_to(const void *a, const void *b)
{
	const struct import_edge *l = a, *r = b;

	if (l->to != r->to)
		return l->to < r->to ? -1 : 1;
	return (l->from > r->from) - (l->from < r->from);
}

/* Append the edges of one file, each once. */
static void take_edges(struct import_graph *graph, struct scan *scan)
{
	if (scan->edge_count)
		qsort(scan->edges, scan->edge_count, sizeof(*scan->edges), by_from);
	graph->cut.edges = graph->cut.edges || scan->cut;
	for (size_t i = 0; i < scan->edge_count; i++) {
		if (i && scan->edges[i].to == scan->edges[i - 1].to)
			continue;
		if (graph->count >= IMPORTS_MOST_EDGES) {
			graph->cut.edges = true;
			break;
		}
		*ARRAY_PUSH(graph->out, graph->count, graph->capacity) = scan->edges[i];
	}
}

static unsigned count_lines(const struct str *text)
{
	const char *at = str_text(text), *end = at + text->len;
	unsigned lines = 0;

	for (; at < end; lines++) {
		const char *feed = memchr(at, '\n', (size_t)(end - at));

		at = feed ? feed + 1 : end;
	}
	return lines;
}

static void (*const readers[])(struct scan *scan) = {
#define IMPORT_READER(id, name) [READS_##id] = scan_##name,
	IMPORT_READERS(IMPORT_READER)
#undef IMPORT_READER
};

static void scan_file(struct import_graph *graph, const struct language *language,
		      size_t file, const struct str *text)
{
	CLEANUP(freep)
	char *code = mask_code(language->syntax, str_text(text), text->len);
	const char *path = graph->project.paths.items[file];
	struct scan scan = {.project = &graph->project,
			    .paths = &graph->project.paths,
			    .language = language,
			    .path = path,
			    .from = file,
			    .folder = folder_length(path),
			    .text = str_text(text),
			    .code = code,
			    .end = code + text->len,
			    .line_at = code,
			    .line = 1};

	readers[language->reader](&scan);
	take_edges(graph, &scan);
	free(scan.edges);
}

static int read_sources(struct import_graph *graph, const struct import_source *source,
			struct pg_error *err)
{
	CLEANUP(str_clear) struct str text = {0};

	for (size_t i = 0; i < source->count; i++) {
		const struct language *language = language_of(source->paths[i]);
		int rc;

		if (!language || !language->syntax)
			continue;
		rc = read_file(graph, source, i, &text, err);
		if (rc < 0)
			return -1;
		if (rc)
			continue;
		graph->lines[i] = count_lines(&text);
		if (language->reader != READS_NO_IMPORTS)
			scan_file(graph, language, i, &text);
	}
	return 0;
}

/* The edges both ways, and where those of each file begin. */
static void index_edges(struct import_graph *graph)
{
	size_t files = graph->project.paths.count, out = 0, in = 0;

	graph->in = xcalloc(graph->count + 1, sizeof(*graph->in));
	graph->out_at = xcalloc(files + 1, sizeof(*graph->out_at));
	graph->in_at = xcalloc(files + 1, sizeof(*graph->in_at));
	if (graph->count) {
		memcpy(graph->in, graph->out, graph->count * sizeof(*graph->in));
		qsort(graph->in, graph->count, sizeof(*graph->in), by_to);
	}
	for (size_t i = 0; i <= files; i++) {
		while (out < graph->count && graph->out[out].from < i)
			out++;
		while (in < graph->count && graph->in[in].to < i)
			in++;
		graph->out_at[i] = out;
		graph->in_at[i] = in;
	}
}

int import_graph_new(struct import_graph **out, const struct import_source *source,
		     struct pg_error *err)
{
	CLEANUP(import_graph_freep) struct import_graph *graph = xcalloc(1, sizeof(*graph));

	for (size_t i = 1; i < source->count; i++)
		if (strcmp(source->paths[i - 1], source->paths[i]) >= 0)
			return pg_fail(err, PG_ERR_SYSTEM,
				       "the paths of a tree are not sorted");
	paths_init(&graph->project.paths, source->paths, source->count);
	graph->lines = xcalloc(source->count + 1, sizeof(*graph->lines));
	if (read_manifests(graph, source, err) < 0 || read_sources(graph, source, err) < 0)
		return -1;
	index_edges(graph);
	*out = TAKE(graph);
	return 0;
}

bool import_graph_find(const struct import_graph *graph, const char *path, size_t *index)
{
	size_t found = paths_find(&graph->project.paths, path);

	if (found != NO_FILE)
		*index = found;
	return found != NO_FILE;
}

struct import_edges imports_of(const struct import_graph *graph, size_t file)
{
	return (struct import_edges){graph->out + graph->out_at[file],
				     graph->out_at[file + 1] - graph->out_at[file]};
}

struct import_edges importers_of(const struct import_graph *graph, size_t file)
{
	return (struct import_edges){graph->in + graph->in_at[file],
				     graph->in_at[file + 1] - graph->in_at[file]};
}

size_t import_graph_lines(const struct import_graph *graph, size_t file)
{
	return graph->lines[file];
}

const struct import_cut *import_graph_cut(const struct import_graph *graph)
{
	return &graph->cut;
}

/* Both lists come by path, so they are merged. */
void import_graph_tests(const struct import_graph *graph, size_t file, struct strlist *out)
{
	const struct paths *paths = &graph->project.paths;
	struct import_edges importers = importers_of(graph, file);
	size_t next = 0;

	for (size_t i = 0; i < paths->count; i++) {
		const char *path = paths->items[i];
		bool imports = next < importers.count && importers.items[next].from == i;

		next += imports;
		if (i != file && (imports ? path_is_test(path)
					  : path_is_test_of(path, paths->items[file])))
			strlist_add(out, path);
	}
}
