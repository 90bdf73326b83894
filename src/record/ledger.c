#include "plangate/record/ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/file.h"
#include "plangate/base/value.h"

static const char no_hash[] =
	"0000000000000000000000000000000000000000000000000000000000000000";
static const char hash_key[] = ",\"hash\":\"";

enum {
	HASH_KEY = sizeof(hash_key) - 1,
	HASH_TAIL = HASH_KEY + SHA256_HEX + 2, /* ,"hash":"...", and a brace */
	CHUNK = 1 << 16
};

/* What the chain is at. */
struct link {
	long long seq;
	char hash[SHA256_HEX + 1];
};

static void link_start(struct link *link)
{
	*link = (struct link){0};
	memcpy(link->hash, no_hash, sizeof(no_hash));
}

static int fail_file(struct pg_error *err, const char *path, const char *what)
{
	return pg_fail(err, PG_ERR_SYSTEM, "cannot %s the ledger '%s': %s", what, path,
		       strerror(errno));
}

/* Whether a line ends in the hash of what stands before; hash is that. */
static bool hash_holds(const char *line, size_t len, char hash[SHA256_HEX + 1])
{
	const char *tail;

	if (len <= HASH_TAIL)
		return false;
	tail = line + len - HASH_TAIL;
	if (memcmp(tail, hash_key, HASH_KEY) != 0 || memcmp(line + len - 2, "\"}", 2) != 0)
		return false;
	sha256_hex(line, (size_t)(tail - line), hash);
	return !memcmp(tail + HASH_KEY, hash, SHA256_HEX);
}

/* Why a line does not follow the link, or NULL; the link is then that line. Parses it into value. */
static const char *line_fault(const char *line, size_t len, struct link *link,
			      struct value *value)
{
	const struct value *seq, *prev;
	char hash[SHA256_HEX + 1];
	struct pg_error ignored;

	if (!hash_holds(line, len, hash))
		return "it is not what was written: its hash is another";
	if (value_parse_json(value, "ledger", line, len, &ignored) < 0)
		return "it is no JSON object";
	seq = value_get(value, "seq");
	prev = value_get(value, "prev");
	if (!seq || seq->kind != VALUE_INT || !prev || prev->kind != VALUE_STRING)
		return "it has no seq or no prev";
	if (seq->integer != link->seq + 1)
		return "its seq does not follow: a line was removed, added or moved";
	if (strcmp(prev->text, link->hash) != 0)
		return "its prev is not the hash of the line before: the chain is forked";
	link->seq = seq->integer;
	memcpy(link->hash, hash, sizeof(hash));
	return NULL;
}

struct reader {
	const struct ledger_reading *reading;
	struct ledger_state *out;
	struct link link;
};

static int read_line(struct reader *reader, const char *line, size_t len,
		     struct pg_error *err)
{
	const struct ledger_reading *reading = reader->reading;
	struct value value = {0};
	const char *fault = line_fault(line, len, &reader->link, &value);
	int rc = 0;

	if (fault) {
		reader->out->fault =
			xasprintf("line %zu (seq %zu): %s", reader->out->lines + 1,
				  reader->out->lines + 1, fault);
	} else {
		reader->out->lines++;
		if (reading->witness && !strcmp(reading->witness, reader->link.hash))
			reader->out->witnessed = true;
		if (reading->each)
			rc = reading->each(reading->context, &value, err);
	}
	value_clear(&value);
	return rc;
}

/* Take whole lines out of what was read. */
static int read_lines(struct reader *reader, struct str *pending, struct pg_error *err)
{
	char *at = pending->data, *end = pending->data + pending->len, *feed;

	while (!reader->out->fault && (feed = memchr(at, '\n', (size_t)(end - at)))) {
		if (read_line(reader, at, (size_t)(feed - at), err) < 0)
			return -1;
		at = feed + 1;
	}
	pending->len = (size_t)(end - at);
	memmove(pending->data, at, pending->len);
	if (pending->len > LEDGER_MOST_LINE && !reader->out->fault)
		reader->out->fault = xasprintf("line %zu: it is longer than %d bytes",
					       reader->out->lines + 1, LEDGER_MOST_LINE);
	return 0;
}

static int read_stream(struct reader *reader, FILE *stream, const char *path,
		       struct pg_error *err)
{
	CLEANUP(str_clear) struct str pending = {0};
	char chunk[CHUNK];
	size_t got;

	while (!reader->out->fault && (got = fread(chunk, 1, sizeof(chunk), stream)) > 0) {
		str_add_mem(&pending, chunk, got);
		if (read_lines(reader, &pending, err) < 0)
			return -1;
	}
	if (ferror(stream))
		return fail_file(err, path, "read");
	reader->out->torn = reader->out->fault ? 0 : pending.len;
	return 0;
}

int ledger_read(const char *path, const struct ledger_reading *reading,
		struct ledger_state *out, struct pg_error *err)
{
	struct reader reader = {.reading = reading, .out = out};
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;
	FILE *stream;
	int rc;

	if (fd < 0)
		return fail_file(err, path, "open");
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) || !(stream = fdopen(fd, "r"))) {
		close(fd);
		return pg_fail(err, PG_ERR_SYSTEM, "the ledger '%s' is no regular file",
			       path);
	}
	*out = (struct ledger_state){0};
	link_start(&reader.link);
	rc = read_stream(&reader, stream, path, err);
	fclose(stream);
	memcpy(out->head, reader.link.hash, sizeof(out->head));
	if (rc < 0)
		ledger_state_clear(out);
	return rc;
}

void ledger_state_clear(struct ledger_state *state)
{
	free(state->fault);
	*state = (struct ledger_state){0};
}

static void fd_close(int *fd)
{
	if (*fd >= 0)
		close(*fd);
}

/* A new file's name is only on the disk when its folder is. */
static int sync_folder(const char *path, struct pg_error *err)
{
	CLEANUP(freep) char *folder = xstrdup(path);
	CLEANUP(fd_close) int fd = -1;
	char *slash = strrchr(folder, '/');

	if (slash)
		slash[slash == folder] = '\0';
	fd = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return fd < 0 || fsync(fd) < 0 ? fail_file(err, path, "sync the folder of") : 0;
}

/* Open for appending, with an exclusive lock that is waited for: the deadline of the check bounds it. */
static int open_locked(const char *path, bool shared, int *out, struct pg_error *err)
{
	CLEANUP(freep) char *folder = xstrdup(path);
	CLEANUP(fd_close) int fd = -1;
	char *slash = strrchr(folder, '/');
	bool is_new = !file_exists(path);
	struct stat st;

	if (slash && slash != folder) {
		*slash = '\0';
		if (file_make_folder(folder, err) < 0)
			return -1;
	}
	fd = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK,
		  0600);
	if (fd < 0 || fstat(fd, &st) < 0)
		return fail_file(err, path, "open");
	if (!S_ISREG(st.st_mode))
		return pg_fail(err, PG_ERR_SYSTEM, "the ledger '%s' is no regular file",
			       path);
	while (flock(fd, LOCK_EX) < 0)
		if (errno != EINTR)
			return fail_file(err, path, "lock");
	if (is_new && shared && fchmod(fd, 0660) < 0)
		return fail_file(err, path, "share");
	if (is_new && sync_folder(path, err) < 0)
		return -1;
	*out = fd;
	fd = -1;
	return 0;
}

/* The end of the file, with at least one whole line of the longest kind. */
static int read_tail(int fd, off_t size, struct str *tail, const char *path,
		     struct pg_error *err)
{
	off_t at = size > 2 * LEDGER_MOST_LINE ? size - 2 * LEDGER_MOST_LINE : 0;
	char chunk[CHUNK];

	while (at < size) {
		ssize_t got = pread(fd, chunk, sizeof(chunk), at);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return fail_file(err, path, "read");
		str_add_mem(tail, chunk, (size_t)got);
		at += got;
	}
	return 0;
}

/* Where the chain is; what a crash has left behind the last line is cut off. */
static int find_link(int fd, struct link *link, off_t *size, const char *path,
		     struct pg_error *err)
{
	CLEANUP(str_clear) struct str tail = {0};
	struct value value = {0};
	const char *start, *end;
	struct stat st;
	bool holds;

	link_start(link);
	if (fstat(fd, &st) < 0 || read_tail(fd, st.st_size, &tail, path, err) < 0)
		return -1;
	end = tail.len ? memrchr(tail.data, '\n', tail.len) : NULL;
	*size = st.st_size -
		(off_t)(end ? (size_t)(tail.data + tail.len - end - 1) : tail.len);
	if (*size != st.st_size && ftruncate(fd, *size) < 0)
		return fail_file(err, path, "repair");
	if (!*size)
		return 0;
	start = end ? memrchr(tail.data, '\n', (size_t)(end - tail.data)) : NULL;
	start = start ? start + 1 : tail.data;
	holds = end && hash_holds(start, (size_t)(end - start), link->hash) &&
		value_parse_json(&value, path, start, (size_t)(end - start), err) == 0 &&
		value_get(&value, "seq") && value_get(&value, "seq")->kind == VALUE_INT;
	link->seq = holds ? value_get(&value, "seq")->integer : 0;
	value_clear(&value);
	return holds ? 0
		     : pg_fail(err, PG_ERR_SYSTEM,
			       "the ledger '%s' is broken at its end; see plangate audit "
			       "verify, "
			       "and move it away to begin another",
			       path);
}

/* A line that no reader would take must not come to stand there. */
static int add_line(struct str *out, const char *entry, struct link *link,
		    struct pg_error *err)
{
	size_t start = out->len;

	str_addf(out, "{\"seq\":%lld,\"prev\":\"%s\",", ++link->seq, link->hash);
	str_add(out, entry + 1);
	out->len--;
	sha256_hex(out->data + start, out->len - start, link->hash);
	str_addf(out, "%s%s\"}\n", hash_key, link->hash);
	if (out->len - start > LEDGER_MOST_LINE)
		return pg_fail(err, PG_ERR_SYSTEM,
			       "a line of the ledger would have more than %d bytes",
			       LEDGER_MOST_LINE);
	return 0;
}

static int write_all(int fd, const struct str *text)
{
	size_t done = 0;

	while (done < text->len) {
		ssize_t put = write(fd, text->data + done, text->len - done);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return -1;
		done += (size_t)put;
	}
	return fsync(fd);
}

int ledger_append(const char *path, bool shared, const struct strlist *entries,
		  struct pg_error *err)
{
	CLEANUP(str_clear) struct str lines = {0};
	CLEANUP(fd_close) int fd = -1;
	struct link link;
	off_t size = 0;

	if (open_locked(path, shared, &fd, err) < 0 ||
	    find_link(fd, &link, &size, path, err) < 0)
		return -1;
	for (size_t i = 0; i < entries->count; i++)
		if (add_line(&lines, entries->items[i], &link, err) < 0)
			return -1;
	if (lines.len && write_all(fd, &lines) < 0) {
		fail_file(err, path, "write to");
		if (ftruncate(fd, size) < 0)
			pg_prefix(err, "half a line is left");
		return -1;
	}
	return 0;
}
