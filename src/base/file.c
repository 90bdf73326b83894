#include "plangate/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/str.h"

static void closep(int *fd)
{
	if (*fd >= 0)
		close(*fd);
}

static int fail(struct pg_error *err, const char *what, const char *path)
{
	return pg_fail(err, PG_ERR_SYSTEM, "cannot %s '%s': %s", what, path,
		       strerror(errno));
}

static int read_up_to(int fd, size_t most, struct str *out, const char *path,
		      struct pg_error *err)
{
	char buffer[65536];
	size_t total = 0;

	for (;;) {
		ssize_t got = read(fd, buffer, sizeof(buffer));

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return fail(err, "read", path);
		if (!got)
			return 0;
		total += (size_t)got;
		if (total > most)
			return pg_fail(err, PG_ERR_SYSTEM, "'%s' is larger than %zu bytes",
				       path, most);
		str_add_mem(out, buffer, (size_t)got);
	}
}

int file_read(const char *path, size_t most, struct str *out, struct pg_error *err)
{
	/* O_NONBLOCK: a fifo of this name must not hang us before fstat() tells. */
	CLEANUP(closep) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;

	if (fd < 0 || fstat(fd, &st) < 0)
		return fail(err, "read", path);
	if (!S_ISREG(st.st_mode))
		return pg_fail(err, PG_ERR_SYSTEM, "'%s' is not a regular file", path);
	return read_up_to(fd, most, out, path, err);
}

bool file_exists(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0;
}

static int write_all(int fd, const char *data, size_t len)
{
	while (len) {
		ssize_t put = write(fd, data, len);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return -1;
		data += put;
		len -= (size_t)put;
	}
	return 0;
}

static int write_temp(const char *temp, int fd, const void *data, size_t len, mode_t mode)
{
	if (write_all(fd, data, len) == 0 && fchmod(fd, mode) == 0 && fsync(fd) == 0)
		return 0;
	unlink(temp);
	return -1;
}

int file_write(const char *path, const void *data, size_t len, mode_t mode,
	       struct pg_error *err)
{
	CLEANUP(freep) char *temp = xasprintf("%s.XXXXXX", path);
	CLEANUP(freep) char *folder = xstrdup(path);
	CLEANUP(closep) int fd = -1;
	char *slash = strrchr(folder, '/');

	if (slash && slash != folder) {
		*slash = '\0';
		if (file_make_folder(folder, err) < 0)
			return -1;
	}
	fd = mkostemp(temp, O_CLOEXEC);
	if (fd < 0 || write_temp(temp, fd, data, len, mode) < 0)
		return fail(err, "write", path);
	if (rename(temp, path) < 0) {
		fail(err, "write", path);
		unlink(temp);
		return -1;
	}
	return 0;
}

int file_copy(const char *from, const char *to, struct pg_error *err)
{
	CLEANUP(closep) int in = open(from, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	CLEANUP(closep) int out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	char buffer[65536];
	ssize_t got;

	if (in < 0)
		return fail(err, "read", from);
	if (out < 0)
		return fail(err, "write", to);
	while ((got = read(in, buffer, sizeof(buffer))) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return fail(err, "read", from);
		if (write_all(out, buffer, (size_t)got) < 0)
			return fail(err, "write", to);
	}
	return 0;
}

int file_make_folder(const char *path, struct pg_error *err)
{
	CLEANUP(freep) char *copy = xstrdup(path);
	struct stat st;

	for (char *p = copy + 1; *p; p++) {
		if (*p != '/')
			continue;
		*p = '\0';
		if (mkdir(copy, 0777) < 0 && errno != EEXIST)
			return fail(err, "make folder", copy);
		*p = '/';
	}
	if (mkdir(copy, 0777) < 0 && errno != EEXIST)
		return fail(err, "make folder", path);
	if (stat(path, &st) < 0 || !S_ISDIR(st.st_mode))
		return pg_fail(err, PG_ERR_SYSTEM, "'%s' is not a folder", path);
	return 0;
}

int file_temp_folder(char **path, struct pg_error *err)
{
	const char *parent = getenv("TMPDIR");
	CLEANUP(freep)
	char *name = xasprintf("%s/plangate-XXXXXX", parent && *parent ? parent : "/tmp");

	if (!mkdtemp(name))
		return fail(err, "make a temporary folder", name);
	*path = TAKE(name);
	return 0;
}

static int remove_entry(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	remove(path);
	return 0;
}

void file_remove_tree(const char *path)
{
	nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

char *file_join(const char *folder, const char *name)
{
	return xasprintf("%s/%s", folder, name);
}
