#include "plangate/assist/propose.h"

#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/glob.h"
#include "plangate/git/objects.h"
#include "plangate/git/repo.h"
#include "plangate/git/staged.h"
#include "plangate/policy/policy.h"
#include "plangate/source/imports.h"
#include "propose_internal.h"

enum { MOST_SOURCES = 20000, FEW_IMPORTERS = 3, FEW_CHANGES = 3 };

/* What speaks for a pack: one pattern a row, the first hit is the reason. */
static const struct sign {
	const char *pack;
	const char *pattern;
} signs[] = {
	{"plangate:schema", "**/{migrations,migrate,alembic}/**"},
	{"plangate:schema", "*.{sql,prisma}"},
	{"plangate:schema",
	 "{models.py,schema.rb,structure.sql,schema.rs,ormconfig.*,knexfile.*}"},
	{"plangate:security",
	 "**/{auth,login,session,sessions,oauth,security,crypto,permissions}/**"},
	{"plangate:security", "*{auth,login,session,password,token,crypto,permission}*.{py,"
			      "rb,go,rs,js,ts,tsx,java,kt,cs,php,c,cc,cpp,ex}"},
	{"plangate:api", "*.{proto,graphql,gql}"},
	{"plangate:api", "*{openapi,swagger}*.{yaml,yml,json}"},
	{"plangate:api", "{routes,urls,api,router}*.{rb,py,php,ts,js,go,rs,ex}"},
	{"plangate:api", "include/**/*.{h,hpp}"},
	{"plangate:infra", ".github/workflows/*"},
	{"plangate:infra", "{Dockerfile*,docker-compose*,compose.y*ml,.gitlab-ci.yml,"
			   "Jenkinsfile,*.tf,Chart.yaml}"},
	{"plangate:dependencies",
	 "{package.json,go.mod,Cargo.toml,pyproject.toml,requirements*.txt,Gemfile,"
	 "composer.json,pom.xml,build.gradle*,mix.exs,*.csproj,Package.swift}"},
};

enum { SIGNS = sizeof(signs) / sizeof(*signs) };

/* Folders where teams keep such documents already. */
static const char *const plan_folders[] = {
	"docs/plans", "plans", "doc/plans", "docs/rfcs", "rfcs", "docs/design", NULL};

struct looking {
	struct proposal *proposal;
	struct sources sources;
	struct glob *globs[SIGNS];
};

static void looking_clear(struct looking *looking)
{
	for (size_t i = 0; i < SIGNS; i++)
		glob_free(looking->globs[i]);
	for (size_t i = 0; i < looking->sources.count; i++)
		free(looking->sources.items[i].path);
	free(looking->sources.items);
}

static void look_for_packs(struct looking *looking, const char *path)
{
	struct proposal *proposal = looking->proposal;

	for (size_t i = 0; i < SIGNS; i++) {
		if (!policy_pack_text(signs[i].pack) ||
		    strlist_has(&proposal->packs, signs[i].pack) ||
		    !glob_match(looking->globs[i], path))
			continue;
		strlist_add(&proposal->packs, signs[i].pack);
		strlist_add(&proposal->reasons, path);
	}
}

static void look_for_plans(struct proposal *proposal, const char *path)
{
	for (const char *const *folder = plan_folders; *folder && !proposal->plan_folder;
	     folder++)
		if (!strncmp(path, *folder, strlen(*folder)) &&
		    path[strlen(*folder)] == '/')
			proposal->plan_folder = xstrdup(*folder);
}

static int look_at_file(void *context, const char *path, unsigned mode,
			const struct oid *id, struct pg_error *err)
{
	struct looking *looking = context;
	struct source *source;

	(void)err;
	if ((mode & 0170000) != 0100000)
		return 0;
	look_for_packs(looking, path);
	look_for_plans(looking->proposal, path);
	if ((!source_is_code(path) && !import_is_manifest(path)) ||
	    looking->sources.count == MOST_SOURCES)
		return 0;
	source = ARRAY_PUSH(looking->sources.items, looking->sources.count,
			    looking->sources.capacity);
	source->path = xstrdup(path);
	source->id = *id;
	return 0;
}

static int compare_path(const void *a, const void *b)
{
	const struct source *left = a, *right = b;

	return strcmp(left->path, right->path);
}

/* Changed often and used by many: the product says how far a mistake reaches, and how likely. */
static size_t risk_of(const struct source *source)
{
	if (source->importers < FEW_IMPORTERS || source->changes < FEW_CHANGES)
		return 0;
	return source->importers * source->changes;
}

static int compare_risk(const void *a, const void *b)
{
	const struct source *left = a, *right = b;
	size_t l = risk_of(left), r = risk_of(right);

	return l == r ? strcmp(left->path, right->path) : l < r ? 1 : -1;
}

static void take_riskiest(struct sources *sources, struct proposal *proposal)
{
	proposal->files = xcalloc(PROPOSAL_MOST_FILES, sizeof(*proposal->files));
	if (sources->count)
		qsort(sources->items, sources->count, sizeof(*sources->items),
		      compare_risk);
	for (size_t i = 0; i < sources->count && i < PROPOSAL_MOST_FILES; i++) {
		const struct source *source = &sources->items[i];

		if (!risk_of(source))
			break;
		proposal->files[proposal->file_count++] =
			(struct risky_file){xstrdup(source->path), source->lines,
					    source->changes, source->importers};
	}
}

static int compile_signs(struct looking *looking, struct pg_error *err)
{
	for (size_t i = 0; i < SIGNS; i++)
		if (glob_new(&looking->globs[i], signs[i].pattern, 0, err) < 0)
			return -1;
	return 0;
}

/* What is not here, as in a partial clone, is not worth a download: what is here speaks for the rest. */
static int count_uses(struct repo *repo, struct sources *sources, struct proposal *proposal,
		      struct pg_error *err)
{
	int rc;

	repo_set_fetching(repo, false);
	rc = sources_count_imports(repo, sources, err);
	if (rc == 0)
		rc = sources_count_changes(repo, sources, proposal, err);
	repo_set_fetching(repo, true);
	return rc;
}

int propose(struct repo *repo, struct proposal *proposal, struct pg_error *err)
{
	CLEANUP(looking_clear) struct looking looking = {.proposal = proposal};
	struct oid tree;

	strlist_add(&proposal->packs, "plangate:default");
	strlist_add(&proposal->reasons, "");
	if (compile_signs(&looking, err) < 0 || staged_tree(repo, &tree, err) < 0 ||
	    tree_walk(repo, &tree, "", look_at_file, &looking, err) < 0)
		return -1;
	if (looking.sources.count)
		qsort(looking.sources.items, looking.sources.count,
		      sizeof(*looking.sources.items), compare_path);
	if (count_uses(repo, &looking.sources, proposal, err) < 0)
		return -1;
	take_riskiest(&looking.sources, proposal);
	if (propose_lands(repo, &proposal->lands, err) < 0)
		return -1;
	if (!proposal->plan_folder)
		proposal->plan_folder = xstrdup(plan_folders[0]);
	return 0;
}

void proposal_clear(struct proposal *proposal)
{
	for (size_t i = 0; i < proposal->file_count; i++)
		free(proposal->files[i].path);
	free(proposal->files);
	free(proposal->plan_folder);
	strlist_clear(&proposal->packs);
	strlist_clear(&proposal->reasons);
	strlist_clear(&proposal->lands);
	*proposal = (struct proposal){0};
}
