/* What a person does next. */
#include <string.h>

#include "human.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/text.h"
#include "plangate/model/problem.h"

/* What is missing is a signature and nothing that can be mended in a file. */
static bool wants_approval(const struct diagnostic *item)
{
	return item->problem == PROBLEM_NOT_APPROVED;
}

/* The first file with an error, or NULL. */
static const char *broken_file(const struct change_verdict *change, bool *approval)
{
	for (size_t i = 0; i < change->diagnostics.count; i++) {
		const struct diagnostic *item = &change->diagnostics.items[i];

		if (item->severity != SEVERITY_ERROR || !item->file)
			continue;
		if (!wants_approval(item))
			return item->file;
		*approval = true;
	}
	return NULL;
}

/* A plan is there, and lacks files. */
static bool is_uncovered(const struct diagnostic *item)
{
	return item->file && (item->problem == PROBLEM_UNCOVERED_FILE ||
			      item->problem == PROBLEM_MISSING_PLAN);
}

/* Where a commit is being made, `plan sync` can list the files that a plan lacks. */
static bool lacks_files(const struct verdict *verdict, const char *plan)
{
	if (verdict->stage >= STAGE_PRE_PUSH || !verdict->count)
		return false;
	for (size_t i = 0; i < verdict->changes[0].diagnostics.count; i++) {
		const struct diagnostic *item = &verdict->changes[0].diagnostics.items[i];

		if (is_uncovered(item) && !strcmp(item->file, plan))
			return true;
	}
	return false;
}

/* For people: whoever may sign for these rules can waive them. */
static void write_way_round(const struct writer *w, const struct verdict *verdict)
{
	for (size_t i = 0; i < verdict->count; i++) {
		if (verdict->changes[i].state != VERDICT_BLOCK ||
		    !verdict->changes[i].can_override)
			continue;
		str_addf(w->out,
			 "In an emergency, ask a person who may sign: plangate override "
			 "create "
			 "%s--reason \"Why it cannot wait\"\n",
			 verdict->stage == STAGE_PRE_PUSH ? "--range <remote>/<branch>.. "
							  : "");
		return;
	}
}

/* What goes on with the landed plan that named what no plan covers now, or NULL. */
static const char *continue_command(const struct verdict *verdict)
{
	for (size_t c = 0; c < verdict->count; c++) {
		const struct diagnostics *list = &verdict->changes[c].diagnostics;

		for (size_t i = 0; i < list->count; i++)
			if (list->items[i].problem == PROBLEM_MISSING_PLAN &&
			    !list->items[i].file && list->items[i].fix)
				return list->items[i].fix;
	}
	return NULL;
}

void write_next(const struct writer *w, const struct verdict *verdict)
{
	const char *file = NULL, *command = continue_command(verdict);
	const char *again = verdict->stage >= STAGE_PRE_PUSH ? "commit it and push again"
							     : "commit again";
	bool approval = false;

	for (size_t i = 0; i < verdict->count && !file; i++)
		if (verdict->changes[i].state == VERDICT_BLOCK)
			file = broken_file(&verdict->changes[i], &approval);
	str_add(w->out, "\nNext");
	if ((file || command) && w->options->up && *w->options->up)
		str_addf(w->out, ", in the top folder (cd %s)", w->options->up);
	str_add(w->out, ": ");
	if (file && !strncmp(file, ".plangate/records/", 18)) {
		CLEANUP(freep) char *path = text_quote_argument(file);

		str_addf(w->out, "take %s back as it was, and %s\n", path, again);
	} else if (file) {
		CLEANUP(freep) char *path = text_quote_argument(file);

		str_addf(
			w->out,
			lacks_files(verdict, file)
				? "plangate plan sync %s, or mend it by hand, then git add "
				  "%s and %s\n"
				: "mend %s, then git add %s and %s\n",
			path, path, again);
	} else if (approval) {
		str_addf(w->out, "ask for the approval, then %s\n", again);
	} else if (command) {
		CLEANUP(freep) char *safe = text_safe(command);

		str_addf(w->out, "%s, or write a plan of its own (plangate help plan)\n",
			 safe);
	} else if (verdict->stage >= STAGE_PRE_PUSH) {
		str_add(w->out,
			"write a plan that covers these files (plangate help plan), commit "
			"it and push again\n");
	} else {
		styled(w, BOLD,
		       verdict->stage == STAGE_COMMIT_MSG
			       ? "plangate plan new"
			       : "plangate plan new \"What this change does\"");
		str_add_char(w->out, '\n');
	}
	write_way_round(w, verdict);
}
