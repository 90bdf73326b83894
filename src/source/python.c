/* Python: `import a.b`, `from .a import (b, c)`. */
#include <string.h>

#include "plangate/base/cleanup.h"
#include "plangate/base/str.h"
#include "scan.h"

/* A file of this name is rarely what `import NAME` means; a package of it may be. */
static const char *const standard[] = {
	"abc",	     "array",	 "ast",	       "asyncio",  "base64",	"calendar",
	"code",	     "codecs",	 "config",     "copy",	   "csv",	"dataclasses",
	"datetime",  "decimal",	 "difflib",    "email",	   "enum",	"errno",
	"functools", "glob",	 "gzip",       "hashlib",  "heapq",	"html",
	"http",	     "inspect",	 "io",	       "json",	   "keyword",	"locale",
	"logging",   "math",	 "mimetypes",  "numbers",  "operator",	"os",
	"parser",    "pathlib",	 "pickle",     "platform", "pprint",	"queue",
	"random",    "re",	 "resource",   "secrets",  "select",	"shutil",
	"signal",    "site",	 "socket",     "ssl",	   "stat",	"statistics",
	"string",    "struct",	 "subprocess", "symbol",   "sys",	"tempfile",
	"threading", "time",	 "token",      "tokenize", "traceback", "types",
	"typing",    "unittest", "uuid",       "warnings", "weakref",	"xml",
	"zipfile",   NULL};

/* Folders that are put on the search path so often that their files are found from anywhere. */
static const char *const source_folders[] = {"src", "lib", "python", "source", NULL};

/* One `from` or `import`, being resolved. */
struct name {
	const char *at;	    /* in the code */
	struct str module;  /* "a/b" */
	struct str whole;   /* "a/b/c" where c may be a module or a name in a/b */
	struct str scratch; /* a path that is tried */
};

static void name_clear(struct name *name)
{
	str_clear(&name->module);
	str_clear(&name->whole);
	str_clear(&name->scratch);
}

/* The file of a module below a root; NO_FILE if there is none. */
static size_t find_module(const struct scan *scan, struct name *name, const char *root,
			  size_t root_len, const char *module)
{
	const char *const *form = scan->language->import_forms;
	const char *slash = root_len && *module ? "/" : "";
	size_t found = NO_FILE;

	for (; *form && found == NO_FILE; form++) {
		/* No module at all is the folder itself. */
		if (!*module && **form != '/')
			continue;
		str_reset(&name->scratch);
		str_add_mem(&name->scratch, root, root_len);
		str_add(&name->scratch, slash);
		str_add(&name->scratch, module);
		str_add(&name->scratch, *form + (!name->scratch.len && **form == '/'));
		found = paths_find(scan->paths, str_text(&name->scratch));
	}
	return found;
}

/* The deeper of both: the module c of a/b, or else a/b that c is a name in. */
static size_t find_below(const struct scan *scan, struct name *name, const char *root,
			 size_t root_len)
{
	size_t found = NO_FILE;

	if (name->whole.len)
		found = find_module(scan, name, root, root_len, str_text(&name->whole));
	if (found == NO_FILE)
		found = find_module(scan, name, root, root_len, str_text(&name->module));
	return found;
}

static bool is_package(const struct paths *paths, struct name *name, const char *folder,
		       size_t len)
{
	str_reset(&name->scratch);
	str_add_mem(&name->scratch, folder, len);
	str_add(&name->scratch, "/__init__.py");
	return len && paths_find(paths, str_text(&name->scratch)) != NO_FILE;
}

static bool is_source_folder(const char *root, size_t len)
{
	size_t start = len;

	while (start && root[start - 1] != '/')
		start--;
	return word_in(root + start, len - start, source_folders);
}

/* A root is no package itself: else its name would have to stand in the import. */
static size_t find_in_root(const struct scan *scan, struct name *name, const char *root,
			   size_t len, bool above)
{
	const char *module = str_text(&name->module);
	size_t found = find_below(scan, name, root, len);
	const char *rest;

	if (found == NO_FILE || is_package(scan->paths, name, root, len))
		return NO_FILE;
	rest = scan->paths->items[found] + len + (len > 0);
	if (!strchr(rest, '/') && (word_in(module, strlen(module), standard) ||
				   (!above && !is_source_folder(root, len))))
		return NO_FILE;
	return found;
}

static size_t find_above(const struct scan *scan, struct name *name)
{
	size_t len = scan->folder;

	for (;;) {
		size_t found = find_in_root(scan, name, scan->path, len, true);

		if (found != NO_FILE || !len)
			return found;
		while (len && scan->path[len - 1] != '/')
			len--;
		if (len)
			len--;
	}
}

/* Roots that are not above the file, the nearest first: wherever a folder or a file of the first
 * name stands. */
static size_t find_aside(const struct scan *scan, struct name *name, const char *first_name,
			 bool folders)
{
	const struct paths *paths = scan->paths;
	const char *const *items =
		folders ? (const char *const *)paths->folders.items : paths->items;
	const size_t *order = folders ? paths->folders_by_end : paths->by_end;
	size_t first, past, best = NO_FILE, best_shared = 0;

	if (folders)
		folders_ending(paths, first_name, &first, &past);
	else
		paths_ending(paths, first_name, &first, &past);
	for (size_t i = first; i < past && i < first + MOST_LIKE_NAMED; i++) {
		const char *item = items[order[i]];
		size_t shared = shared_folders(item, scan->path);
		size_t found;

		if (best != NO_FILE && shared <= best_shared)
			continue;
		found = find_in_root(scan, name, item, folder_length(item), false);
		if (found != NO_FILE) {
			best = found;
			best_shared = shared;
		}
	}
	return best;
}

static size_t find_absolute(const struct scan *scan, struct name *name)
{
	const char *module = str_text(&name->module);
	CLEANUP(str_clear) struct str folder = {0};
	CLEANUP(str_clear) struct str file = {0};
	size_t first, past, files, files_past, found;

	str_add_mem(&folder, module, strcspn(module, "/"));
	str_add(&file, str_text(&folder));
	str_add(&file, ".py");
	folders_ending(scan->paths, str_text(&folder), &first, &past);
	paths_ending(scan->paths, str_text(&file), &files, &files_past);
	/* Most imports are of what is not in the tree: that is seen here. */
	if (first == past && files == files_past)
		return NO_FILE;
	found = find_above(scan, name);
	if (found == NO_FILE)
		found = find_aside(scan, name, str_text(&folder), true);
	if (found == NO_FILE)
		found = find_aside(scan, name, str_text(&file), false);
	return found;
}

/* The folder that `dots` dots stand for; false: above the root. */
static bool relative_folder(const struct scan *scan, size_t dots, size_t *len)
{
	*len = scan->folder;
	for (size_t i = 1; i < dots; i++) {
		if (!*len)
			return false;
		while (*len && scan->path[*len - 1] != '/')
			--*len;
		if (*len)
			--*len;
	}
	return true;
}

static void resolve(struct scan *scan, struct name *name, size_t dots, const char *member,
		    size_t member_len)
{
	size_t len;

	str_reset(&name->whole);
	if (name->module.len + member_len > MOST_PATH)
		return;
	if (member_len) {
		str_add(&name->whole, str_text(&name->module));
		if (name->module.len)
			str_add_char(&name->whole, '/');
		str_add_mem(&name->whole, member, member_len);
	}
	if (!dots)
		scan_found(scan, name->at, find_absolute(scan, name));
	else if (relative_folder(scan, dots, &len))
		scan_found(scan, name->at, find_below(scan, name, scan->path, len));
}

/* Blanks and lines that a backslash joins; in parentheses all lines. */
static const char *skip(const char *at, const char *end, bool lines)
{
	for (;;) {
		at = skip_blanks(at, end, lines);
		if (end - at < 2 || at[0] != '\\' || (at[1] != '\n' && at[1] != '\r'))
			return at;
		at += 2;
	}
}

/* "a.b" as "a/b"; *dots counts those before it. */
static const char *read_dotted(const char *at, const char *end, struct str *module,
			       size_t *dots)
{
	str_reset(module);
	*dots = 0;
	at = skip(at, end, false);
	while (at < end && (*at == '.' || (*dots && (*at == ' ' || *at == '\t')))) {
		*dots += *at == '.';
		at++;
	}
	while (at < end && is_word_byte(*at)) {
		const char *stop = skip_word(at, end);

		if (word_stands(at, end, "import"))
			break;
		str_add_mem(module, at, (size_t)(stop - at));
		at = skip(stop, end, false);
		if (at >= end || *at != '.')
			break;
		str_add_char(module, '/');
		at = skip(at + 1, end, false);
	}
	return at;
}

static const char *skip_as(const char *at, const char *end, bool lines)
{
	at = skip(at, end, lines);
	if (word_stands(at, end, "as"))
		at = skip(skip_word(skip(at + 2, end, lines), end), end, lines);
	return at;
}

static const char *read_import(struct scan *scan, struct name *name, const char *at)
{
	for (;;) {
		size_t dots;

		name->at = skip(at, scan->end, false);
		at = read_dotted(at, scan->end, &name->module, &dots);
		if (name->module.len)
			resolve(scan, name, 0, "", 0);
		at = skip_as(at, scan->end, false);
		if (at >= scan->end || *at != ',')
			return at;
		at++;
	}
}

static const char *read_from(struct scan *scan, struct name *name, const char *at)
{
	bool lines;
	size_t dots;

	at = read_dotted(at, scan->end, &name->module, &dots);
	if (!word_stands(at, scan->end, "import") || (!dots && !name->module.len))
		return at;
	at = skip(at + 6, scan->end, false);
	lines = at < scan->end && *at == '(';
	at += lines;
	for (;;) {
		const char *stop;

		at = skip(at, scan->end, lines);
		stop = skip_word(at, scan->end);
		name->at = at;
		if (stop > at)
			resolve(scan, name, dots, at, (size_t)(stop - at));
		else if (at < scan->end && *at == '*')
			resolve(scan, name, dots, "", 0), stop = at + 1;
		else
			break;
		at = skip_as(stop, scan->end, lines);
		if (at >= scan->end || *at != ',')
			break;
		at++;
	}
	return at + (lines && at < scan->end && *at == ')');
}

/* Whether an import may begin behind this byte. At the start of a line an import stands for
 * itself, whatever brackets a broken text has left open. */
static bool begins_statement(const char *at, const char *end, size_t *depth)
{
	switch (*at) {
	case '(':
	case '[':
	case '{':
		++*depth;
		return false;
	case ')':
	case ']':
	case '}':
		*depth -= *depth > 0;
		return false;
	case '\n':
		if (word_stands(at + 1, end, "import") || word_stands(at + 1, end, "from"))
			*depth = 0;
		return !*depth;
	case ';':
	case ':':
		return !*depth;
	default:
		return false;
	}
}

void scan_python(struct scan *scan)
{
	CLEANUP(name_clear) struct name name = {0};
	const char *at = scan->code, *end = scan->end;
	bool fresh = true;
	size_t depth = 0;

	while (at < end) {
		const char *word = fresh ? skip_blanks(at, end, false) : end;

		fresh = false;
		if (word_stands(word, end, "import")) {
			at = read_import(scan, &name, word + 6);
		} else if (word_stands(word, end, "from")) {
			at = read_from(scan, &name, word + 4);
		} else if (end - at > 1 && *at == '\\' && at[1] == '\n') {
			at += 2;
		} else {
			fresh = begins_statement(at, end, &depth);
			at++;
		}
	}
}
