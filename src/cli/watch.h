/* watch.h - an end to checks that take too long. */
#ifndef PLANGATE_SRC_WATCH_H
#define PLANGATE_SRC_WATCH_H

#include <stdbool.h>
#include <time.h>

#include "plangate/model/progress.h"

enum { WATCH_SECONDS = 60 };

struct watch {
	struct progress progress;
	char text[80]; /* what is said at the end */
	timer_t timer;
	bool armed;
};

/*
 * The process has so long from now on, until watch_stop(); then it says so on standard error, with the
 * rule that progress names, and ends with status 3. The watch must stay where it is.
 */
void watch_start(struct watch *watch, int milliseconds);
void watch_stop(struct watch *watch);

#endif
