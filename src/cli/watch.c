/*
 * The time that a whole check may take. Rules have a limit of their own, which is looked at between
 * two searches; this one also ends a search that does not come back, and git or a disk that is slow.
 */
#include "watch.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

static void say(const char *text)
{
	/* nothing can be done where it fails */
	if (write(STDERR_FILENO, text, strlen(text)) < 0)
		return;
}

/* Only what signal-safety(7) allows. */
static void end(int number, siginfo_t *info, void *context)
{
	const struct watch *watch = info->si_value.sival_ptr;
	const char *rule = watch ? watch->progress.rule : NULL;

	(void)number;
	(void)context;
	say(watch ? watch->text : "plangate: error: alarm");
	if (rule) {
		say(", at the rule '");
		say(rule);
		say("'");
	}
	say("\nplangate: could not decide, so the gate stays shut\n");
	_exit(EXIT_UNDECIDED);
}

/* Where there are no timers, the limits of the rules remain. */
void watch_start(struct watch *watch, int milliseconds)
{
	struct sigaction action = {.sa_sigaction = end, .sa_flags = SA_SIGINFO};
	struct sigevent event = {.sigev_notify = SIGEV_SIGNAL,
				 .sigev_signo = SIGALRM,
				 .sigev_value.sival_ptr = watch};
	const struct itimerspec limit = {
		.it_value = {milliseconds / 1000, milliseconds % 1000 * 1000000L}};
	sigset_t only;

	*watch = (struct watch){0};
	snprintf(watch->text, sizeof(watch->text),
		 "plangate: error: the check took longer than %g seconds",
		 milliseconds / 1000.0);
	sigemptyset(&action.sa_mask);
	sigemptyset(&only);
	sigaddset(&only, SIGALRM);
	if (sigaction(SIGALRM, &action, NULL) < 0 ||
	    sigprocmask(SIG_UNBLOCK, &only, NULL) < 0 ||
	    timer_create(CLOCK_MONOTONIC, &event, &watch->timer) < 0)
		return;
	watch->armed = true;
	timer_settime(watch->timer, 0, &limit, NULL);
}

void watch_stop(struct watch *watch)
{
	if (watch->armed)
		timer_delete(watch->timer);
	watch->armed = false;
}
