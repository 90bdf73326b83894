/* process_internal.h - what the ways to run a program share. */
#ifndef PLANGATE_SRC_BASE_PROCESS_INTERNAL_H
#define PLANGATE_SRC_BASE_PROCESS_INTERNAL_H

#include <stddef.h>
#include <sys/types.h>

struct pg_error;
struct process;
struct str;

enum { READ_END, WRITE_END, ERR_BYTES_KEPT = 64 * 1024 };

/* The three pipes to a child: its end and ours. -1: closed. */
struct wires {
	int in[2], out[2], err[2];
};

#define NO_WIRES                                                                           \
	{                                                                                  \
		{-1, -1}, {-1, -1},                                                        \
		{                                                                          \
			-1, -1                                                             \
		}                                                                          \
	}

void wires_close(struct wires *wires);
void wire_close(int *fd);

/* Open the pipes and start the program on them; its ends are then closed here. */
int wires_spawn(struct wires *wires, const struct process *process, pid_t *pid,
		struct pg_error *err);

/* Read once into out; what lies beyond `keep` bytes is dropped. Closes at the end of the stream. */
void wire_drain(int *fd, struct str *out, size_t keep);

/* Wait for the end of a child: its exit status, or 128 + signal number. */
int process_reap(pid_t pid);

/* Milliseconds of a clock that nobody sets. */
long long now_ms(void);

#endif
