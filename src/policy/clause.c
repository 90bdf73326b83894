/* Clauses held against a change, and how any, all and not compose them. */
#include "plangate/base/array.h"
#include "plangate/model/finding.h"
#include "predicate.h"

/* How much was told, for what must be taken back. */
struct told {
	size_t evidence;
	size_t files;
	bool named;
};

static struct told told_so_far(const struct judging *judging)
{
	return (struct told){judging->finding ? judging->finding->evidence_count : 0,
			     judging->file_count, judging->named};
}

static void take_back(struct judging *judging, struct told told)
{
	if (judging->finding)
		finding_drop_evidence(judging->finding, told.evidence);
	judging->file_count = told.files;
	judging->named = told.named;
}

/* Whether there is evidence on a file since then. */
static bool told_of_file(const struct judging *judging, struct told since)
{
	if (!judging->finding)
		return false;
	for (size_t i = since.evidence; i < judging->finding->evidence_count; i++)
		if (judging->finding->evidence[i].file)
			return true;
	return false;
}

/* A change predicate that each file asks for anew is asked once. */
static int known_answer(const struct predicate *part, struct judging *judging,
			struct change *file)
{
	struct answer *answer;
	int holds;

	for (size_t i = 0; i < judging->answer_count; i++)
		if (judging->answers[i].predicate == part)
			return judging->answers[i].holds;
	holds = part->kind->holds(part, judging, file);
	answer = ARRAY_PUSH(judging->answers, judging->answer_count,
			    judging->answer_capacity);
	*answer = (struct answer){part, holds};
	return holds;
}

int part_holds(const struct predicate *part, struct judging *judging, struct change *file)
{
	if (part->kind->subject == SUBJECT_CHANGE && file)
		return known_answer(part, judging, file);
	if (part->kind->subject == SUBJECT_FILE && part->kind->needs &&
	    change_load(judging->set, file, part->kind->needs, judging->err) < 0)
		return -1;
	return part->kind->holds(part, judging, file);
}

static int parts_hold(const struct predicate *clause, struct judging *judging,
		      struct change *file)
{
	for (size_t i = 0; i < clause->part_count; i++) {
		int holds = part_holds(&clause->parts[i], judging, file);

		if (holds <= 0)
			return holds;
	}
	return 1;
}

/* The change at index, as the one file of a clause. */
static int bound_holds(const struct predicate *clause, struct judging *judging,
		       size_t index)
{
	struct change *file = &judging->set->items[index];
	struct told told = told_so_far(judging);
	int holds;

	str_reset(&judging->detail);
	judging->named = false;
	holds = parts_hold(clause, judging, file);
	if (holds > 0 && !file->counted && !judging->named)
		holds = 0;
	if (holds <= 0) {
		take_back(judging, told);
		return holds;
	}
	if (!told_of_file(judging, told))
		judging_tell(judging, file, 0, "%s", str_text(&judging->detail));
	*ARRAY_PUSH(judging->files, judging->file_count, judging->file_capacity) = index;
	return 1;
}

/* What a clause asks about the change as a whole, once for all files: with or without content. */
static int change_parts_hold(const struct predicate *clause, struct judging *judging,
			     bool content)
{
	for (size_t i = 0; i < clause->part_count; i++) {
		const struct predicate *part = &clause->parts[i];
		int holds = 1;

		if (part->kind->subject == SUBJECT_CHANGE && content == !!part->needs)
			holds = part_holds(part, judging, NULL);
		if (holds <= 0)
			return holds;
	}
	return 1;
}

static bool asks_for_content(const struct predicate *clause)
{
	for (size_t i = 0; i < clause->part_count; i++)
		if (clause->parts[i].kind->subject == SUBJECT_CHANGE &&
		    clause->parts[i].needs)
			return true;
	return false;
}

/* Whether some file is worth the content: its name and status fit. */
static bool some_name_fits(const struct predicate *clause, struct judging *judging)
{
	for (size_t f = 0; f < judging->set->count; f++) {
		struct change *file = &judging->set->items[f];
		bool fits = judging_sees(judging, f);

		for (size_t i = 0; fits && i < clause->part_count; i++) {
			const struct predicate *part = &clause->parts[i];

			if (part->kind->subject == SUBJECT_FILE && !part->needs)
				fits = part->kind->holds(part, judging, file) > 0;
		}
		if (fits)
			return true;
	}
	return false;
}

/* Each file that is seen in turn as the one file; the first that fulfils it all where only that matters. */
static int some_file_holds(const struct predicate *clause, struct judging *judging)
{
	int found = 0;

	for (size_t i = 0; i < judging->set->count; i++) {
		int holds;

		if (!judging_sees(judging, i))
			continue;
		holds = bound_holds(clause, judging, i);
		if (holds < 0)
			return holds;
		found |= holds;
		if (found && !judging->finding)
			break;
	}
	return found;
}

int clause_holds(const struct predicate *clause, struct judging *judging,
		 struct change *file)
{
	int holds;

	if (file || !clause->binds)
		return parts_hold(clause, judging, file);
	holds = change_parts_hold(clause, judging, false);
	if (holds > 0 && asks_for_content(clause) && !some_name_fits(clause, judging))
		return 0;
	if (holds > 0)
		holds = change_parts_hold(clause, judging, true);
	return holds <= 0 ? holds : some_file_holds(clause, judging);
}

int every_holds(const struct predicate *predicate, struct judging *judging,
		struct change *file)
{
	for (size_t i = 0; i < predicate->part_count; i++) {
		int holds = clause_holds(&predicate->parts[i], judging, file);

		if (holds <= 0)
			return holds;
	}
	return 1;
}

/* Of a bound file one branch tells enough, but of an uncounted one only a branch that names it. */
static bool is_enough(const struct judging *judging, const struct change *file)
{
	return file ? file->counted || judging->named : !judging->finding;
}

/* All branches are asked where their files are evidence. */
int any_holds(const struct predicate *predicate, struct judging *judging,
	      struct change *file)
{
	int found = 0;

	for (size_t i = 0; i < predicate->part_count; i++) {
		struct told told = told_so_far(judging);
		int holds = clause_holds(&predicate->parts[i], judging, file);

		if (holds < 0)
			return holds;
		if (!holds)
			take_back(judging, told);
		found |= holds;
		if (found && is_enough(judging, file))
			break;
	}
	return found;
}

int not_holds(const struct predicate *predicate, struct judging *judging,
	      struct change *file)
{
	struct finding *finding = judging->finding;
	size_t files = judging->file_count;
	bool named = judging->named;
	int holds;

	judging->finding = NULL; /* what does not hold is no evidence */
	holds = clause_holds(&predicate->parts[0], judging, file);
	judging->finding = finding;
	judging->file_count = files;
	judging->named = named;
	return holds < 0 ? holds : !holds;
}
