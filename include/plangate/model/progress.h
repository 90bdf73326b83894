/* progress.h - what a check is at, for whoever has to end it. */
#ifndef PLANGATE_MODEL_PROGRESS_H
#define PLANGATE_MODEL_PROGRESS_H

/* Read by a signal handler: one pointer, which is set and unset as a whole. */
struct progress {
	const char
		*volatile rule; /* id of the rule that is being judged, or NULL; borrowed */
};

#endif
