/*
 * Migrations, and whether they say how to undo them: by the ways of the common tools, each a row.
 */
#include <string.h>

#include "analyse.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/glob.h"
#include "plangate/base/regex.h"
#include "plangate/base/str.h"
#include "plangate/change/case.h"
#include "plangate/change/trees.h"

/* In the order of asking: the first row whose glob fits decides. */
static const struct {
	const char *paths;
	const char *there; /* the text has a way back; NULL: never */
	const char *
		nowhere; /* it has one that does nothing, or cannot be undone; NULL: never */
	bool otherwise;	 /* a way back where neither matches */
} ways[] = {
	/* Alembic; Django, whose operations undo themselves but for raw ones */
	{"*.py", "def downgrade\\(\\)|\\bmigrations\\.(?!RunPython|RunSQL)\\w+",
	 "(?s)def "
	 "downgrade\\(\\)[^\\n]*:\\s*(\"\"\".*?\"\"\"\\s*)?(pass\\b|raise\\b|\\.\\.\\.)|"
	 "\\bRunPython\\((?![^)]*,)|\\bRunSQL\\((?![^)]*(reverse_sql|,))",
	 false},
	/* Rails: `change` is undone by Rails unless it says that it cannot be */
	{"*.rb", "def (change|down)\\b",
	 "IrreversibleMigration|\\bexecute\\b(?!.*def down)", false},
	{"*.php", "function down\\(", "function down\\([^{]*\\{\\s*(//[^\\n]*\\s*)*\\}",
	 false},
	{"*.cs", "override void Down\\(", "void Down\\([^{]*\\{\\s*\\}", false},
	{"*.exs", "def (change|down)\\b", "def down\\b[^\\n]*(raise|:ok)", false},
	{"*.{js,ts,mjs,cjs}", "\\bdown\\b\\s*[(:=]", "\\bdown\\b[^{]*\\{\\s*\\}", false},
	{"*.go", "\\b(Down|Rollback|down)\\w*\\b", NULL, false},
	/* goose, dbmate and sql-migrate hold both directions in one file; Liquibase names one */
	{"*.sql", "(?i)^--\\s*(\\+goose|migrate:|\\+migrate)\\s*down|^--\\s*rollback", NULL,
	 false},
	{"*.{xml,yaml,yml}", "(?i)rollback", NULL, false},
};

static bool text_matches(const char *pattern, const struct str *text)
{
	struct pg_error ignored = {0};
	struct regex *regex = NULL;
	size_t start, end;
	bool found;

	if (!pattern || regex_new(&regex, pattern, &ignored) < 0)
		return false;
	found = regex_search(regex, str_text(text), text->len, 0, &start, &end, &ignored) >
		0;
	regex_free(regex);
	return found;
}

/* The file that goes the other way: "up" in the name, "down" beside it. */
static bool has_sibling(const struct pg_case *c, const char *path)
{
	static const char *const pairs[][2] = {
		{"up.sql", "down.sql"}, {"_up.", "_down."}, {".up.", ".down."}};
	struct tree_pair trees = {c->repo, &c->spec.tree, &c->spec.tree};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		const char *up = strstr(path, pairs[i][0]);
		CLEANUP(freep) char *down = NULL;

		if (!up)
			continue;
		down = xasprintf("%.*s%s%s", (int)(up - path), path, pairs[i][1],
				 up + strlen(pairs[i][0]));
		if (trees_kind(&trees, down) == PATH_FILE)
			return true;
	}
	return false;
}

static bool fits(const char *pattern, const char *path)
{
	struct pg_error ignored = {0};
	struct glob *glob = NULL;
	bool found;

	if (glob_new(&glob, pattern, 0, &ignored) < 0)
		return false;
	found = glob_match(glob, path);
	glob_free(glob);
	return found;
}

static enum way_back way_of(const struct pg_case *c, const struct change *change)
{
	if (strstr(change->path, "down.") || has_sibling(c, change->path))
		return WAY_BACK_THERE;
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		if (!fits(ways[i].paths, change->path))
			continue;
		if (text_matches(ways[i].nowhere, &change->new_text))
			return WAY_BACK_NONE;
		return text_matches(ways[i].there, &change->new_text) ? WAY_BACK_THERE
								      : WAY_BACK_NONE;
	}
	return WAY_BACK_UNKNOWN;
}

static bool is_migration_path(const char *path)
{
	return strcasestr(path, "migrat") || strstr(path, "alembic") ||
	       strstr(path, "/versions/") || fits("*.{sql,ddl}", path);
}

void analyse_migrations(const struct pg_case *c, struct analysis *out)
{
	for (size_t i = 0; i < out->file_count && out->demand.migration; i++) {
		struct analysed_file *file = &out->files[i];

		if (file->is_test || file->change->status == CHANGE_DELETED ||
		    !is_migration_path(file->change->path))
			continue;
		file->is_migration = true;
		file->way_back = way_of(c, file->change);
	}
}
