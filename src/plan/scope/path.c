/* One path as people write it: in quotes, with a line number, from "./", before a full stop. */
#include "path.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "../plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/nfc.h"
#include "plangate/model/language.h"
#include "resolve.h"

enum path_kind scope_lookup(const struct scope_reader *reader, const char *path)
{
	CLEANUP(freep) char *composed = NULL;

	if (!reader->lookup || !*path)
		return PATH_NONE;
	composed = nfc_compose(path);
	if (composed[strlen(composed) - 1] == '/')
		composed[strlen(composed) - 1] = '\0';
	return reader->lookup->kind(reader->lookup->context, composed);
}

/* Names without '/' that end in one of these, or as the files of a language do, are files even where
 * nobody has seen them. */
static const char *const extensions[] = {
	"adoc", "asm",	 "astro", "bash",  "bat",  "cfg", "cmake",  "conf",	  "csproj",
	"css",	"csv",	 "dts",	  "el",	   "env",  "erb", "gradle", "graphql",	  "haml",
	"hbs",	"hcl",	 "htm",	  "html",  "in",   "inc", "ini",    "ipynb",	  "jinja",
	"json", "jsonc", "less",  "lock",  "m4",   "md",  "mdx",    "mk",	  "mli",
	"mod",	"nix",	 "patch", "plist", "pm",   "po",  "prisma", "properties", "proto",
	"ps1",	"pug",	 "pyx",	  "r",	   "rst",  "s",	  "sass",   "scss",	  "sh",
	"sln",	"sol",	 "sql",	  "sum",   "svg",  "tcl", "tex",    "tf",	  "tfvars",
	"toml", "txt",	 "vb",	  "xml",   "yaml", "yml", "zsh",    "png",	  "jpg",
	"gif",	"ico",	 "pdf",	  "snap",  NULL,
};

static bool is_extension(const char *dot, bool known)
{
	size_t len = strspn(
		dot + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
	bool letter = false;

	if (!len || dot[1 + len] || len > 10)
		return false;
	for (size_t i = 1; i <= len; i++)
		letter = letter || isalpha((unsigned char)dot[i]);
	if (!known)
		return letter;
	for (size_t i = 0; extensions[i]; i++)
		if (!strcasecmp(extensions[i], dot + 1))
			return true;
	return language_has_ending(dot);
}

bool path_has_extension(const char *path, bool known)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.');

	return dot && dot > name && is_extension(dot, known);
}

bool path_is_broad(const char *path)
{
	bool only_marks = *path && path[strspn(path, "*/.?{},")] == '\0';

	return only_marks && (strpbrk(path, "*?") || !strcmp(path, ".") ||
			      !strcmp(path, "./") || path[strspn(path, "/")] == '\0');
}

static bool has_parent_component(const char *path)
{
	for (const char *p = path; (p = strstr(p, "..")); p++)
		if ((p == path || p[-1] == '/') && (!p[2] || p[2] == '/'))
			return true;
	return false;
}

static int octal(const char *p)
{
	if (p[0] < '0' || p[0] > '3' || !p[1] || !p[2])
		return -1;
	if (p[1] < '0' || p[1] > '7' || p[2] < '0' || p[2] > '7')
		return -1;
	return (p[0] - '0') * 64 + (p[1] - '0') * 8 + (p[2] - '0');
}

/* The text between the quotes, with C's escapes; NULL if it is not one quoted path. */
static char *unquote(const char *word, size_t len)
{
	static const char letters[] = "abfnrtv", codes[] = "\a\b\f\n\r\t\v";
	struct str out = {0};

	for (size_t i = 1; i + 1 < len; i++) {
		const char *letter;
		int code;

		if (word[i] != '\\') {
			str_add_char(&out, word[i]);
			continue;
		}
		i++;
		code = octal(word + i);
		letter = word[i] ? strchr(letters, word[i]) : NULL;
		if (code > 0) {
			str_add_char(&out, (char)code);
			i += 2;
		} else {
			str_add_char(&out, letter ? codes[letter - letters] : word[i]);
		}
	}
	return str_take(&out);
}

static bool is_quoted(const char *word, size_t len)
{
	return len > 2 && word[0] == '"' && word[len - 1] == '"';
}

/* Marks that stand on both sides of the whole word: emphasis and quotes. */
static void trim_pairs(const char **start, size_t *len)
{
	static const char *const pairs[] = {"**", "__", "*",	  "_",	    "\"",
					    "'",  "<",	"\u201c", "\u2018", NULL};
	static const char *const others[] = {"**", "__", "*",	   "_",	     "\"",
					     "'",  ">",	 "\u201d", "\u2019", NULL};

	for (size_t i = 0; pairs[i]; i++) {
		size_t n = strlen(pairs[i]);

		if (*len <= 2 * n || strlen(others[i]) != n ||
		    strncmp(*start, pairs[i], n) ||
		    strncmp(*start + *len - n, others[i], n))
			continue;
		*start += n;
		*len -= 2 * n;
	}
}

static void trim(const char **start, size_t *len)
{
	while (*len && strchr(" \t\n\r", **start)) {
		++*start;
		--*len;
	}
	while (*len && strchr(" \t\n\r,;:!", (*start)[*len - 1]))
		--*len;
	if (*len > 1 && (*start)[*len - 1] == '.' && (*start)[*len - 2] != '.' &&
	    (*start)[*len - 2] != '/')
		--*len;
	trim_pairs(start, len);
}

/* "**Links to", "navigation.**": stars of an emphasis that spans more words; those behind a '/' are a pattern. */
static void trim_emphasis(const char **start, size_t *len)
{
	while (*len > 1 && (*start)[*len - 1] == '*' && (*start)[*len - 2] != '/' &&
	       !memchr(*start, '/', *len))
		--*len;
	while (*len > 2 && !strncmp(*start, "**", 2) && (*start)[2] != '/') {
		*start += 2;
		*len -= 2;
	}
	if (*len > 1 && (*start)[*len - 1] == '.')
		--*len;
}

/* Cut "::test", "#symbol" and ":12" where a path stands before them. */
static void cut_suffix(char *path)
{
	char *mark = strpbrk(path, ":#");

	if (!mark || mark == path)
		return;
	if (*mark == '#' && !strchr(path, '/') && !memchr(path, '.', (size_t)(mark - path)))
		return;
	*mark = '\0';
}

static char *without_dot_slash(const char *path)
{
	while (!strncmp(path, "./", 2) && path[2])
		path += 2;
	while (*path == '/' && path[1])
		path++;
	return xstrdup(path);
}

static bool is_glob(const char *path)
{
	return strpbrk(path, "*?{") != NULL;
}

static bool has_odd_bytes(const char *path)
{
	for (const char *p = path; *p; p++) {
		bool arrow = *p == '>' && p > path && p[-1] == '='; /* git's {old => new} */

		if ((unsigned char)*p < 0x20 || *p == 0x7f ||
		    (strchr("<>$\\", *p) && !arrow))
			return true;
	}
	return false;
}

/* "docs/my file.md", but not "go test ./lib" and not "GET /v1/users". */
static bool is_spaced_path(const char *path)
{
	size_t first = strcspn(path, " ");
	const char *slash = memchr(path, '/', first);

	return slash && slash > path && path_has_extension(path, false) &&
	       !strstr(path, " -");
}

static bool is_among_words(enum path_place place)
{
	return place == PATH_IN_PROSE || place == PATH_IN_LIST;
}

static bool is_written_as_path(const char *path, enum path_place place)
{
	const char *slash = strchr(path, '/');
	size_t len = strlen(path);

	if (strchr(path, ' '))
		return !is_among_words(place) && is_spaced_path(path);
	if (!slash) {
		if (strchr(path, '('))
			return false;
		if (is_glob(path) && strchr(path, '.'))
			return true;
		if (*path == '.' && isalpha((unsigned char)path[1]))
			return !is_among_words(place);
		return path_has_extension(path, true);
	}
	if (memchr(path, '=', (size_t)(slash - path)))
		return false;
	if (!is_among_words(place))
		return true;
	return path_has_extension(path, false) || path[len - 1] == '/' || is_glob(path);
}

/* Of a sentence: "Next.js" is a word unless there is such a file, and so is "tests" even where there is a folder. */
static bool is_unmistakable(const char *path, const struct scope_reader *reader)
{
	if (!strchr(path, '/'))
		return is_glob(path) ? !strncmp(path, "*.", 2)
				     : path_has_extension(path, true) &&
					       (!reader->lookup ||
						scope_lookup(reader, path) == PATH_FILE ||
						path_is_end(reader->lookup, path));
	return scope_lookup(reader, path) != PATH_NONE ||
	       is_written_as_path(path, PATH_IN_PROSE);
}

static bool is_refused(const char *path)
{
	return !*path || has_parent_component(path) || strstr(path, "://") ||
	       *path == '~' || *path == '-' || *path == '@' || strlen(path) > 4096;
}

static char *clean_literal(const char *word, size_t len)
{
	CLEANUP(freep) char *path = unquote(word, len);

	return !*path || has_parent_component(path) || *path == '/' ? NULL : TAKE(path);
}

static char *clean_as_written(const char *word, enum path_place place,
			      const struct scope_reader *reader, bool *literal)
{
	const char *start = word;
	size_t len = strlen(word);
	CLEANUP(freep) char *whole = NULL, *path = NULL;

	*literal = false;
	if (!is_among_words(place) && is_quoted(word, len)) {
		*literal = true;
		return clean_literal(word, len);
	}
	trim(&start, &len);
	if (place == PATH_IN_PROSE)
		trim_emphasis(&start, &len);
	whole = xmemdup(start, len);
	path = without_dot_slash(whole);
	if (is_refused(path) || path_is_of_system(reader->lookup, whole))
		return NULL;
	if (scope_lookup(reader, path) == PATH_FILE &&
	    (place != PATH_IN_PROSE || is_unmistakable(path, reader))) {
		*literal = true;
		return TAKE(path);
	}
	if (path_is_broad(path))
		return is_among_words(place) ? NULL : TAKE(path);
	cut_suffix(path);
	if (has_odd_bytes(path) || is_refused(path))
		return NULL;
	if (place == PATH_IN_PROSE ? !is_unmistakable(path, reader)
				   : scope_lookup(reader, path) == PATH_NONE &&
					     !is_written_as_path(path, place))
		return NULL;
	return TAKE(path);
}

/* Whether there is such a file, or one could be made of it. */
static bool is_likely(const char *path, const struct scope_reader *reader)
{
	return scope_lookup(reader, path) != PATH_NONE || path_has_extension(path, true) ||
	       path_is_end(reader->lookup, path);
}

char *path_clean(const char *word, enum path_place place, const struct scope_reader *reader,
		 bool *literal)
{
	CLEANUP(freep) char *path = clean_as_written(word, place, reader, literal);
	CLEANUP(freep) char *spelled = NULL, *other = NULL;
	bool known;

	if (*literal || (path && scope_lookup(reader, path) != PATH_NONE))
		return TAKE(path);
	spelled = path_spelled(reader->lookup, word);
	if (!spelled)
		return TAKE(path);
	other = clean_as_written(spelled, place, reader, &known);
	if (!other && scope_lookup(reader, spelled) == PATH_FILE)
		other = xstrdup(spelled);
	if (!other || !is_likely(other, reader))
		return TAKE(path);
	*literal = scope_lookup(reader, other) == PATH_FILE;
	return TAKE(other);
}

char *path_of_url(const struct scope_reader *reader, const char *url)
{
	CLEANUP(freep)
	char *path = !strncmp(url, "file:", 5) ? path_spelled(reader->lookup, url) : NULL;

	return path && scope_lookup(reader, path) == PATH_FILE ? TAKE(path) : NULL;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static char *percent_decode(const char *url)
{
	struct str out = {0};

	for (; *url && *url != '#' && *url != '?'; url++) {
		int high = *url == '%' ? hex_digit(url[1]) : -1;
		int low = high >= 0 ? hex_digit(url[2]) : -1;

		if (low >= 0 && (high || low)) {
			str_add_char(&out, (char)(high * 16 + low));
			url += 2;
		} else {
			str_add_char(&out, *url);
		}
	}
	return str_take(&out);
}

/* Append the components of path to out; false if ".." leaves the root. */
static bool add_components(struct str *out, const char *path)
{
	while (*path) {
		size_t len = strcspn(path, "/");

		if (len == 2 && !strncmp(path, "..", 2)) {
			if (!out->len)
				return false;
			while (out->len && out->data[out->len - 1] != '/')
				out->len--;
			out->len -= out->len != 0;
			out->data[out->len] = '\0';
		} else if (len && !(len == 1 && *path == '.')) {
			if (out->len)
				str_add_char(out, '/');
			str_add_mem(out, path, len);
		}
		path += len + (path[len] == '/');
	}
	return true;
}

char *path_resolve(const char *plan_path, const char *target)
{
	CLEANUP(freep) char *decoded = percent_decode(target);
	CLEANUP(str_clear) struct str out = {0};
	const char *slash = strrchr(plan_path, '/');
	size_t len = strlen(decoded);

	if (!len || strstr(decoded, "://") || !strncmp(decoded, "mailto:", 7))
		return NULL;
	if (*decoded != '/' && slash) {
		CLEANUP(freep)
		char *folder = xmemdup(plan_path, (size_t)(slash - plan_path));

		add_components(&out, folder);
	}
	if (!add_components(&out, decoded) || !out.len)
		return NULL;
	if (decoded[len - 1] == '/')
		str_add_char(&out, '/');
	return str_take(&out);
}
