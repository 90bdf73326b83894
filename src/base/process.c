#include "plangate/base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "process_internal.h"

extern char **environ;

void wire_close(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

void wires_close(struct wires *wires)
{
	for (int i = 0; i < 2; i++) {
		wire_close(&wires->in[i]);
		wire_close(&wires->out[i]);
		wire_close(&wires->err[i]);
	}
}

static int wires_open(struct wires *wires, struct pg_error *err)
{
	if (pipe2(wires->in, O_CLOEXEC) == 0 && pipe2(wires->out, O_CLOEXEC) == 0 &&
	    pipe2(wires->err, O_CLOEXEC) == 0)
		return 0;
	return pg_fail(err, PG_ERR_SYSTEM, "cannot make a pipe: %s", strerror(errno));
}

static bool names_variable(const char *const *names, const char *entry)
{
	size_t len = strcspn(entry, "=");

	for (; names && *names; names++)
		if (!strncmp(*names, entry, len) &&
		    ((*names)[len] == '\0' || (*names)[len] == '='))
			return true;
	return false;
}

/* Our environment less what is unset or set anew; the strings are borrowed. */
static char **build_environment(const struct process *process)
{
	char **list = NULL;
	size_t count = 0, capacity = 0;

	for (char **e = environ; *e; e++)
		if (!names_variable(process->set, *e) &&
		    !names_variable(process->unset, *e))
			*ARRAY_PUSH(list, count, capacity) = *e;
	for (const char *const *s = process->set; s && *s; s++)
		*ARRAY_PUSH(list, count, capacity) = (char *)(uintptr_t)*s;
	*ARRAY_PUSH(list, count, capacity) = NULL;
	return list;
}

static int add_actions(posix_spawn_file_actions_t *actions, const struct process *process,
		       const struct wires *wires)
{
	int rc = posix_spawn_file_actions_adddup2(actions, wires->in[READ_END],
						  STDIN_FILENO);

	if (!rc)
		rc = posix_spawn_file_actions_adddup2(actions, wires->out[WRITE_END],
						      STDOUT_FILENO);
	if (!rc)
		rc = posix_spawn_file_actions_adddup2(actions, wires->err[WRITE_END],
						      STDERR_FILENO);
	if (!rc && process->folder)
		rc = posix_spawn_file_actions_addchdir_np(actions, process->folder);
	return rc;
}

/* SIGPIPE is ignored here while we write to the child; the child gets the default back. */
static int spawn(pid_t *pid, const struct process *process, const struct wires *wires)
{
	CLEANUP(freep) char **env = build_environment(process);
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t defaults;
	int rc;

	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	sigemptyset(&defaults);
	sigaddset(&defaults, SIGPIPE);
	posix_spawnattr_setsigdefault(&attributes, &defaults);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	rc = add_actions(&actions, process, wires);
	if (!rc)
		rc = posix_spawnp(pid, process->argv[0], &actions, &attributes,
				  (char *const *)(uintptr_t)process->argv, env);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return rc;
}

int wires_spawn(struct wires *wires, const struct process *process, pid_t *pid,
		struct pg_error *err)
{
	int rc;

	if (wires_open(wires, err) < 0)
		return -1;
	rc = spawn(pid, process, wires);
	if (rc) {
		*pid = 0;
		return pg_fail(err, PG_ERR_SYSTEM, "cannot run '%s': %s", process->argv[0],
			       strerror(rc));
	}
	wire_close(&wires->in[READ_END]);
	wire_close(&wires->out[WRITE_END]);
	wire_close(&wires->err[WRITE_END]);
	return 0;
}

long long now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

void wire_drain(int *fd, struct str *out, size_t keep)
{
	char buffer[65536];
	ssize_t got = read(*fd, buffer, sizeof(buffer));

	if (got < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	if (got <= 0) {
		wire_close(fd);
		return;
	}
	if (out->len + (size_t)got > keep)
		got = out->len < keep ? (ssize_t)(keep - out->len) : 0;
	str_add_mem(out, buffer, (size_t)got);
}

static void feed(int *fd, const char **input, size_t *left)
{
	ssize_t put = write(*fd, *input, *left);

	if (put < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	if (put > 0) {
		*input += put;
		*left -= (size_t)put;
	}
	if (put < 0 || !*left)
		wire_close(fd);
}

/* Move bytes until the child has closed both streams. */
static int talk(const struct process *process, struct wires *wires,
		struct process_result *result, struct pg_error *err)
{
	size_t most = process->most_output ? process->most_output : PROCESS_OUTPUT;
	int seconds = process->seconds ? process->seconds : PROCESS_SECONDS;
	long long deadline = now_ms() + 1000LL * seconds;
	const char *input = process->input;
	size_t left = process->input_len;

	if (!left)
		wire_close(&wires->in[WRITE_END]);
	else
		fcntl(wires->in[WRITE_END], F_SETFL, O_NONBLOCK);
	while (wires->out[READ_END] >= 0 || wires->err[READ_END] >= 0) {
		struct pollfd fds[] = {{.fd = wires->out[READ_END], .events = POLLIN},
				       {.fd = wires->err[READ_END], .events = POLLIN},
				       {.fd = wires->in[WRITE_END], .events = POLLOUT}};
		long long wait = deadline - now_ms();

		if (wait <= 0)
			return pg_fail(err, PG_ERR_SYSTEM,
				       "'%s' ran for more than %d seconds",
				       process->argv[0], seconds);
		if (poll(fds, 3, (int)wait) < 0 && errno != EINTR)
			return pg_fail(err, PG_ERR_SYSTEM, "cannot wait for '%s': %s",
				       process->argv[0], strerror(errno));
		if (fds[0].revents)
			wire_drain(&wires->out[READ_END], &result->out, most + 1);
		if (fds[1].revents)
			wire_drain(&wires->err[READ_END], &result->err, ERR_BYTES_KEPT);
		if (fds[2].revents)
			feed(&wires->in[WRITE_END], &input, &left);
		if (result->out.len > most)
			return pg_fail(err, PG_ERR_SYSTEM,
				       "'%s' printed more than %zu bytes", process->argv[0],
				       most);
	}
	return 0;
}

int process_reap(pid_t pid)
{
	int status = 0;

	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int process_run(const struct process *process, struct process_result *result,
		struct pg_error *err)
{
	CLEANUP(wires_close) struct wires wires = NO_WIRES;
	struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
	pid_t pid = 0;
	int rc;

	*result = (struct process_result){0};
	if (wires_spawn(&wires, process, &pid, err) < 0)
		return -1;
	sigaction(SIGPIPE, &ignore, &before);
	rc = talk(process, &wires, result, err);
	sigaction(SIGPIPE, &before, NULL);
	if (rc < 0)
		kill(pid, SIGKILL);
	wires_close(&wires);
	result->status = process_reap(pid);
	if (rc < 0)
		process_result_clear(result);
	return rc;
}

void process_result_clear(struct process_result *result)
{
	str_clear(&result->out);
	str_clear(&result->err);
}
