#include "plangate/waiver/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/file.h"
#include "plangate/base/json.h"
#include "plangate/base/text.h"
#include "plangate/base/utc.h"
#include "plangate/base/value.h"
#include "plangate/change/spec.h"
#include "plangate/model/verdict.h"
#include "plangate/record/ledger.h"

/* In rising order of how much a state matters; that of findings is another. */
static bool is_worse(enum rule_state a, enum rule_state b)
{
	static const int weight[] = {
		[RULE_NOT_APPLICABLE] = 0, [RULE_SATISFIED] = 1,   [RULE_EXEMPT] = 2,
		[RULE_OVERRIDDEN] = 3,	   [RULE_UNSATISFIED] = 4, [RULE_ERROR] = 5};

	return weight[a] > weight[b];
}

/* A ref as the ledger has it: a name can be any bytes, and is compared as it was written. */
static char *shown(const char *ref)
{
	return text_quote_path(ref ? ref : "");
}

/* What a push did to one ref: its net change, and those of its commits that lack something. */
struct part {
	const struct verdict *verdict;
	const char *ref;
};

static const struct change_verdict *part_at(const struct part *part, size_t i)
{
	const struct change_verdict *change = &part->verdict->changes[i];

	return change->ref && !strcmp(change->ref, part->ref) ? change : NULL;
}

/* Note a rule that fired, once however many commits it fired on, and its worst state. */
static void add_states(struct strlist *rules, enum rule_state **states,
		       const struct findings *findings)
{
	for (size_t f = 0; f < findings->count; f++) {
		const struct finding *finding = &findings->items[f];
		size_t at = 0;

		if (finding->state == RULE_NOT_APPLICABLE)
			continue;
		while (at < rules->count && strcmp(rules->items[at], finding->rule) != 0)
			at++;
		if (at == rules->count) {
			strlist_add(rules, finding->rule);
			*states = xreallocarray(*states, rules->count, sizeof(**states));
			(*states)[at] = finding->state;
		} else if (is_worse(finding->state, (*states)[at])) {
			(*states)[at] = finding->state;
		}
	}
}

static void put_rules(struct json_writer *w, const struct part *part)
{
	CLEANUP(strlist_clear) struct strlist rules = {0};
	CLEANUP(freep) enum rule_state *states = NULL;

	for (size_t i = 0; i < part->verdict->count; i++)
		if (part_at(part, i))
			add_states(&rules, &states, &part_at(part, i)->findings);
	json_key(w, "rules");
	json_open_list(w);
	for (size_t i = 0; i < rules.count; i++) {
		json_open_object(w);
		json_put_string(w, "id", rules.items[i]);
		json_put_string(w, "state", rule_state_name(states[i]));
		json_close(w);
	}
	json_close(w);
}

static void put_override(struct json_writer *w, const struct override_view *view)
{
	json_open_object(w);
	json_put_string(w, "id", view->id);
	json_put_string(w, "nonce", view->nonce);
	json_put_list(w, "rules", &view->rules);
	json_put_list(w, "signers", &view->signers);
	json_close(w);
}

/* The net change has those that its commits used, too. */
static void put_overrides(struct json_writer *w, const struct part *part)
{
	json_key(w, "overrides");
	json_open_list(w);
	for (size_t i = 0; i < part->verdict->count; i++) {
		const struct change_verdict *change = part_at(part, i);

		for (size_t o = 0; change && o < change->override_count; o++)
			put_override(w, &change->overrides[o]);
	}
	json_close(w);
}

static void add_entry(struct strlist *entries, const struct decision *decision,
		      const struct push_update *update)
{
	const struct part part = {decision->verdict, update->ref};
	CLEANUP(freep) char *ref = shown(update->ref);
	CLEANUP(str_clear) struct str text = {0};
	struct json_writer w = {0};
	char now[UTC_TEXT];

	utc_format(decision->now, now);
	json_open_object(&w);
	json_put_string(&w, "time", now);
	json_put_string(&w, "version", PLANGATE_VERSION);
	json_put_string(&w, "pusher", decision->pusher);
	json_put_string(&w, "ref", ref);
	json_put_string(&w, "old", update->remote.hex);
	json_put_string(&w, "new", update->local.hex);
	json_put_string(&w, "verdict",
			verdict_state_name(decision->reason ? VERDICT_ERROR
							    : decision->verdict->state));
	json_put_int(&w, "status", decision->status);
	json_put_string(&w, "reason", decision->reason);
	put_rules(&w, &part);
	put_overrides(&w, &part);
	json_close(&w);
	json_finish_line(&w, &text);
	strlist_add(entries, str_text(&text));
}

int ledger_write_decision(const char *path, const struct decision *decision,
			  struct pg_error *err)
{
	CLEANUP(strlist_clear) struct strlist entries = {0};

	/* A push of more is refused, and all that it names would be a ledger of its own. */
	for (size_t i = 0; i < decision->updates->count && i < PUSH_MOST_UPDATES; i++)
		add_entry(&entries, decision, &decision->updates->items[i]);
	return ledger_append(path, decision->shared, &entries, err);
}

/* A push that was let in by overrides, of which it is not known yet whether it landed. */
struct let_in {
	char *ref, *tip;
	struct strlist nonces;
};

struct search {
	struct replay *replay;
	struct let_in *items;
	size_t count, capacity;
};

static void search_clear(struct search *search)
{
	for (size_t i = 0; i < search->count; i++) {
		free(search->items[i].ref);
		free(search->items[i].tip);
		strlist_clear(&search->items[i].nonces);
	}
	free(search->items);
}

/* A push found this ref at this tip: what brought it there has landed. */
static void note_tip(struct search *search, const char *ref, const char *tip)
{
	for (size_t i = 0; i < search->count; i++) {
		struct let_in *item = &search->items[i];

		if (strcmp(item->ref, ref) != 0 || strcmp(item->tip, tip) != 0)
			continue;
		for (size_t n = 0; n < item->nonces.count; n++) {
			CLEANUP(freep)
			char *spent = xasprintf("%s %s", item->nonces.items[n], ref);

			strlist_add(&search->replay->spent, spent);
		}
		strlist_clear(&item->nonces);
	}
}

static const char *text_of(const struct value *map, const char *key)
{
	const struct value *value = value_get(map, key);

	return value && value->kind == VALUE_STRING ? value->text : "";
}

static void note_let_in(struct search *search, const struct value *line)
{
	const struct value *overrides = value_get(line, "overrides");
	const struct value *status = value_get(line, "status");
	struct let_in *item;

	if (!status || status->kind != VALUE_INT || status->integer != 0 || !overrides ||
	    overrides->kind != VALUE_LIST || !overrides->count)
		return;
	item = ARRAY_PUSH(search->items, search->count, search->capacity);
	item->ref = xstrdup(text_of(line, "ref"));
	item->tip = xstrdup(text_of(line, "new"));
	for (size_t i = 0; i < overrides->count; i++)
		strlist_add(&item->nonces, text_of(&overrides->items[i], "nonce"));
}

static int read_entry(void *context, const struct value *line, struct pg_error *err)
{
	(void)err;
	note_tip(context, text_of(line, "ref"), text_of(line, "old"));
	note_let_in(context, line);
	return 0;
}

static int replay_read(struct replay *replay, struct pg_error *err)
{
	CLEANUP(search_clear) struct search search = {.replay = replay};
	CLEANUP(ledger_state_clear) struct ledger_state state = {0};
	const struct ledger_reading reading = {.each = read_entry, .context = &search};

	replay->read = true;
	if (!file_exists(replay->path))
		return 0;
	if (ledger_read(replay->path, &reading, &state, err) < 0)
		return -1;
	if (state.fault)
		return pg_fail(err, PG_ERR_SYSTEM, "the ledger '%s' is broken: %s",
			       replay->path, state.fault);
	for (size_t i = 0; i < replay->updates->count; i++) {
		const struct push_update *update = &replay->updates->items[i];
		CLEANUP(freep) char *name = shown(update->ref);

		note_tip(&search, name, update->remote.hex);
	}
	return 0;
}

int replay_is_spent(struct replay *replay, const char *ref, const char *nonce, bool *spent,
		    struct pg_error *err)
{
	CLEANUP(freep) char *name = shown(ref);
	CLEANUP(freep) char *key = xasprintf("%s %s", nonce, name);

	if (!replay->read && replay_read(replay, err) < 0)
		return -1;
	*spent = strlist_has(&replay->spent, key);
	return 0;
}

void replay_clear(struct replay *replay)
{
	strlist_clear(&replay->spent);
}
