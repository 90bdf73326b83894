#include "plangate/base/coprocess.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/process.h"
#include "plangate/base/str.h"
#include "process_internal.h"

enum { MOST_AHEAD = 1 << 20, LAST_WORDS_MS = 200 };

struct coprocess {
	char *name;
	int seconds;
	pid_t pid; /* 0: not running */
	struct wires wires;
	struct str answer; /* what was read, from `taken` on not yet handed out */
	size_t taken;
	struct str errors;
};

void coprocess_end(struct coprocess *coprocess)
{
	if (!coprocess)
		return;
	if (coprocess->pid)
		kill(coprocess->pid, SIGKILL);
	wires_close(&coprocess->wires);
	if (coprocess->pid)
		process_reap(coprocess->pid);
	str_clear(&coprocess->answer);
	str_clear(&coprocess->errors);
	free(coprocess->name);
	free(coprocess);
}

DEFINE_CLEANUP(struct coprocess, coprocess_end)

int coprocess_start(struct coprocess **out, const struct process *process,
		    struct pg_error *err)
{
	CLEANUP(coprocess_endp) struct coprocess *started = xcalloc(1, sizeof(*started));

	*started = (struct coprocess){.name = xstrdup(process->argv[0]),
				      .seconds = process->seconds ? process->seconds
								  : PROCESS_SECONDS,
				      .wires = NO_WIRES};
	if (wires_spawn(&started->wires, process, &started->pid, err) < 0)
		return -1;
	*out = TAKE(started);
	return 0;
}

/* What the program said before it went away, on one line. */
static int fail_ended(struct coprocess *coprocess, struct pg_error *err)
{
	struct pollfd said = {.fd = coprocess->wires.err[READ_END], .events = POLLIN};
	const char *words;

	while (said.fd >= 0 && poll(&said, 1, LAST_WORDS_MS) > 0) {
		wire_drain(&coprocess->wires.err[READ_END], &coprocess->errors,
			   ERR_BYTES_KEPT);
		said.fd = coprocess->wires.err[READ_END];
	}
	words = str_text(&coprocess->errors);
	return pg_fail(err, PG_ERR_SYSTEM, "'%s' ended before it had answered%s%.*s",
		       coprocess->name, *words ? ": " : "", (int)strcspn(words, "\n"),
		       words);
}

/* Wait for more of the answer, at most until the deadline. */
static int read_more(struct coprocess *coprocess, long long deadline, struct pg_error *err)
{
	struct wires *wires = &coprocess->wires;
	struct pollfd fds[] = {{.fd = wires->out[READ_END], .events = POLLIN},
			       {.fd = wires->err[READ_END], .events = POLLIN}};
	long long wait = deadline - now_ms();

	if (wires->out[READ_END] < 0)
		return fail_ended(coprocess, err);
	if (wait <= 0)
		return pg_fail(err, PG_ERR_SYSTEM, "'%s' did not answer for %d seconds",
			       coprocess->name, coprocess->seconds);
	if (poll(fds, 2, (int)wait) < 0 && errno != EINTR)
		return pg_fail(err, PG_ERR_SYSTEM, "cannot wait for '%s': %s",
			       coprocess->name, strerror(errno));
	if (fds[1].revents)
		wire_drain(&wires->err[READ_END], &coprocess->errors, ERR_BYTES_KEPT);
	if (fds[0].revents)
		wire_drain(&wires->out[READ_END], &coprocess->answer, SIZE_MAX);
	return wires->out[READ_END] < 0 ? fail_ended(coprocess, err) : 0;
}

static long long deadline_of(const struct coprocess *coprocess)
{
	return now_ms() + 1000LL * coprocess->seconds;
}

static size_t available(const struct coprocess *coprocess)
{
	return coprocess->answer.len - coprocess->taken;
}

/* Hand out bytes that were read; the memory is used again once all of it was. */
static void take(struct coprocess *coprocess, size_t len, struct str *out)
{
	str_add_mem(out, str_text(&coprocess->answer) + coprocess->taken, len);
	coprocess->taken += len;
	if (coprocess->taken < coprocess->answer.len)
		return;
	if (coprocess->answer.capacity > MOST_AHEAD)
		str_clear(&coprocess->answer);
	str_reset(&coprocess->answer);
	coprocess->taken = 0;
}

/* A program that is gone must not end us by SIGPIPE. */
static int send_request(struct coprocess *coprocess, const char *request,
			struct pg_error *err)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
	size_t len = strlen(request);
	ssize_t put;

	assert(len <= PIPE_BUF);
	sigaction(SIGPIPE, &ignore, &before);
	do
		put = write(coprocess->wires.in[WRITE_END], request, len);
	while (put < 0 && errno == EINTR);
	sigaction(SIGPIPE, &before, NULL);
	return put == (ssize_t)len ? 0 : fail_ended(coprocess, err);
}

int coprocess_ask(struct coprocess *coprocess, const char *request, size_t most,
		  struct str *line, struct pg_error *err)
{
	long long deadline = deadline_of(coprocess);
	CLEANUP(str_clear) struct str feed = {0};

	str_reset(line);
	if (send_request(coprocess, request, err) < 0)
		return -1;
	for (;;) {
		const char *start = str_text(&coprocess->answer) + coprocess->taken;
		const char *end = memchr(start, '\n', available(coprocess));

		if (end) {
			take(coprocess, (size_t)(end - start), line);
			take(coprocess, 1, &feed);
			return 0;
		}
		if (available(coprocess) > most)
			return pg_fail(err, PG_ERR_SYSTEM,
				       "'%s' answered a line of more than %zu bytes",
				       coprocess->name, most);
		if (read_more(coprocess, deadline, err) < 0)
			return -1;
	}
}

int coprocess_read(struct coprocess *coprocess, size_t len, struct str *out,
		   struct pg_error *err)
{
	long long deadline = deadline_of(coprocess);

	while (available(coprocess) < len)
		if (read_more(coprocess, deadline, err) < 0)
			return -1;
	take(coprocess, len, out);
	return 0;
}
