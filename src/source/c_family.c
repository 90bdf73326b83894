/* C, C++ and Objective-C: #include "x.h", #include <x.h>, #import. */
#include <stdlib.h>
#include <string.h>

#include "plangate/base/cleanup.h"
#include "plangate/base/str.h"
#include "scan.h"

/* In angle brackets these are the system's, whatever stands in a folder for other systems. */
static const char *const standard[] = {
	"assert.h",   "complex.h",  "ctype.h",	     "errno.h",	  "fcntl.h",   "fenv.h",
	"float.h",    "inttypes.h", "iso646.h",	     "limits.h",  "locale.h",  "math.h",
	"netdb.h",    "poll.h",	    "process.h",     "pthread.h", "setjmp.h",  "signal.h",
	"stdalign.h", "stdarg.h",   "stdatomic.h",   "stdbool.h", "stddef.h",  "stdint.h",
	"stdio.h",    "stdlib.h",   "stdnoreturn.h", "string.h",  "strings.h", "syslog.h",
	"termios.h",  "tgmath.h",   "threads.h",     "time.h",	  "uchar.h",   "unistd.h",
	"wchar.h",    "wctype.h",   "windows.h",     "getopt.h",  "dirent.h",  "grp.h",
	"pwd.h",      "regex.h",    "glob.h",	     "dlfcn.h",	  "search.h",  NULL};

static bool is_system(const char *name, size_t len)
{
	return word_in(name, len, standard) || (len > 4 && !memcmp(name, "sys/", 4)) ||
	       (len > 4 && !memcmp(name, "net/", 4)) ||
	       (len > 5 && !memcmp(name, "arpa/", 5)) ||
	       (len > 8 && !memcmp(name, "netinet/", 8)) || !memchr(name, '.', len);
}

/* Beside the file, or in a folder above it. */
static bool find_above(struct scan *scan, const char *at, const char *name, size_t len)
{
	CLEANUP(str_clear) struct str path = {0};
	size_t folder = scan->folder;

	for (;;) {
		if (path_join(&path, scan->path, folder, name, len) &&
		    scan_found_path(scan, at, str_text(&path)))
			return true;
		if (!folder)
			return false;
		while (folder && scan->path[folder - 1] != '/')
			folder--;
		folder -= folder > 0;
	}
}

static void resolve(struct scan *scan, const char *at, const char *name, size_t len,
		    bool angle)
{
	CLEANUP(str_clear) struct str suffix = {0};

	if (!len || (angle && is_system(name, len)) || find_above(scan, at, name, len))
		return;
	/* What a "../" led to is known to whoever sets the include path alone. */
	while (len > 3 && !memcmp(name, "../", 3)) {
		name += 3;
		len -= 3;
	}
	if (path_join(&suffix, "", 0, name, len) && suffix.len)
		scan_found_ending(scan, at, str_text(&suffix));
}

static void read_line(struct scan *scan, const char *at, const char *stop)
{
	const char *text = scan->text + (at - scan->code), *behind;
	size_t len;

	if (at < stop && *at == '<') {
		const char *close = memchr(text, '>', (size_t)(stop - at));

		if (close)
			resolve(scan, at, text + 1, (size_t)(close - text - 1), true);
	} else if ((text = scan_string(scan, at, &len, &behind))) {
		resolve(scan, at, text, len, false);
	}
}

void scan_c(struct scan *scan)
{
	const char *at = scan->code;

	while (at < scan->end) {
		const char *feed = memchr(at, '\n', (size_t)(scan->end - at));
		const char *stop = feed ? feed : scan->end;
		const char *word = skip_blanks(at, stop, false);

		if (word < stop && *word == '#') {
			word = skip_blanks(word + 1, stop, false);
			if (word_stands(word, stop, "include"))
				read_line(scan, skip_blanks(word + 7, stop, false), stop);
			else if (word_stands(word, stop, "import"))
				read_line(scan, skip_blanks(word + 6, stop, false), stop);
		}
		at = stop + 1;
	}
}
