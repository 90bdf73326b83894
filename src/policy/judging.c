/* What a rule found so far, and how long that took. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/model/finding.h"
#include "plangate/model/selection.h"
#include "plangate/policy/policy.h"
#include "predicate.h"

void judging_begin(struct judging *judging, const struct judged *judged,
		   struct pg_error *err)
{
	*judging =
		(struct judging){.set = judged->set,
				 .without = judged->without,
				 .counted = changeset_counted(judged->set, judged->without),
				 .deadline = judging_clock() + JUDGING_SECONDS,
				 .err = err};
}

bool judging_sees(const struct judging *judging, size_t index)
{
	return judging->set->items[index].seen && !selection_has(judging->without, index);
}

bool judging_counts(const struct judging *judging, size_t index)
{
	return judging->set->items[index].counted &&
	       !selection_has(judging->without, index);
}

/* What holds for the whole change is told once, though each file asks for it. */
static bool is_told(const struct finding *finding, const char *detail)
{
	for (size_t i = 0; i < finding->evidence_count; i++)
		if (!finding->evidence[i].file &&
		    !strcmp(finding->evidence[i].detail, detail))
			return true;
	return false;
}

void judging_tell(struct judging *judging, const struct change *file, int line,
		  const char *format, ...)
{
	CLEANUP(freep) char *detail = NULL;
	va_list args;

	if (!judging->finding)
		return;
	va_start(args, format);
	detail = xvasprintf(format, args);
	va_end(args);
	if (file || !is_told(judging->finding, detail))
		finding_add_evidence(judging->finding, file ? file->path : NULL, line,
				     detail);
}

void judging_hint(struct judging *judging, const char *format, ...)
{
	CLEANUP(freep) char *detail = NULL;
	va_list args;

	if (!judging->finding || judging->detail.len)
		return;
	va_start(args, format);
	detail = xvasprintf(format, args);
	va_end(args);
	str_add(&judging->detail, detail);
}

long long judging_clock(void)
{
	struct timespec now = {0};

	clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
	return now.tv_sec;
}

int judging_check_time(const struct judging *judging)
{
	if (judging_clock() < judging->deadline)
		return 0;
	return pg_fail(
		judging->err, PG_ERR_SYSTEM,
		"searching took longer than %d seconds: is an expression like (a+)+ in it?",
		JUDGING_SECONDS);
}

void judging_clear(struct judging *judging)
{
	str_clear(&judging->detail);
	free(judging->files);
	free(judging->answers);
}
