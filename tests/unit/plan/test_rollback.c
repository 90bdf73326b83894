#include "plan_case.h"

static void rollback_is_a_way_back(void **state)
{
	static const struct plan_case rows[] = {
		{.rollback = "## Rollback\n\nNone.\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "weak-rollback"},
		{.rollback = "## Rollback\n\nNot applicable\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "weak-rollback"},
		{.rollback = "## Rollback\n\nWe fix forward.\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "weak-rollback"},
		{.rollback = "## Rollback\n\nNo rollback needed.\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "weak-rollback"},
		{.rollback = "## Rollback\n\nCannot be rolled back.\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "weak-rollback"},
		{.rollback = "## Rollback\n\nThere is no way back.\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "weak-rollback"},
		{.rollback = "## Rollback\n\ngit revert\n", .at = STAGE_CLASS_PUSH},
		{.rollback = "## Rollback\n\nRevert the PR and redeploy.\n",
		 .at = STAGE_CLASS_PUSH},
		{.rollback = "## Rollback\n\nTurn the flag off.\n", .at = STAGE_CLASS_PUSH},
		{.rollback = "## Rollback\n\nNot needed: git revert is enough.\n",
		 .at = STAGE_CLASS_PUSH},
		{.rollback = "## Rollback\n\n-\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "empty-section"},
		{.rollback =
			 "## Rollback\n\nRollback is not possible once the mail is sent.\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "weak-rollback"},
		{.rollback = "## Rollback\n\n`git revert HEAD`\n", .at = STAGE_CLASS_PUSH},
		{.rollback = "## Rollback\n\nRevert the migration commit.\n",
		 .migration = true,
		 .at = STAGE_CLASS_PUSH,
		 .codes = "weak-rollback"},
		{.rollback = "## Rollback\n\nRun the down migration, then revert.\n",
		 .migration = true,
		 .at = STAGE_CLASS_PUSH},
		{.rollback = "## Rollback\n\nRestore from the backup taken before.\n",
		 .migration = true,
		 .at = STAGE_CLASS_PUSH},
		{.rollback = "## Rollback\n\nRevert the pull request and deploy the "
			     "previous release.\n",
		 .migration = true,
		 .at = STAGE_CLASS_PUSH,
		 .codes = "weak-rollback"},
		{.rollback = "## Rollback\n\n`alembic downgrade -1`, then revert\n",
		 .migration = true,
		 .at = STAGE_CLASS_PUSH},
		{.rollback = "## Rollback\n\nSimply git revert and push.\n",
		 .migration = true,
		 .at = STAGE_CLASS_PUSH,
		 .codes = "weak-rollback"},
		{.rollback = "## Rollback\n\nWe will restore the table from the snapshot "
			     "and revert the commit.\n",
		 .migration = true,
		 .at = STAGE_CLASS_PUSH},
		{.rollback = "## Rollback\n\nNothing to do.\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "weak-rollback"},
		{.rollback = "## Rollback\n\nThe change is additive. Drop the column with "
			     "`0042_down.sql`.\n",
		 .migration = true,
		 .at = STAGE_CLASS_PUSH},
		{.rollback = "## Rollback\n\nN/A - documentation only\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "weak-rollback"},
		{.rollback = "## Rollback\n\nFix forward; if that fails restore the last "
			     "release.\n",
		 .at = STAGE_CLASS_PUSH},
		{.rollback = "## Rollback\n\nNo.\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "weak-rollback"},
		{.rollback = "## Rollback\n\nIt is impossible to undo this.\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "weak-rollback"},
		{.rollback = "## Rollback\n\nRevert the deployment.\n",
		 .migration = true,
		 .at = STAGE_CLASS_PUSH,
		 .codes = "weak-rollback"},
		{.rollback = "## Rollback\n\nThe migration is not reversible.\n",
		 .migration = true,
		 .codes = "weak-rollback"},
		{.rollback = "## Rollback\n\nWe do not undo the migration; git revert is "
			     "enough.\n",
		 .migration = true,
		 .codes = "weak-rollback"},
		{.rollback = "## Rollback\n\nThere is no down migration; git revert.\n",
		 .migration = true,
		 .codes = "weak-rollback"},
		{.rollback = "## Rollback\n\ngit revert. Database: no.\n",
		 .migration = true,
		 .codes = "weak-rollback"},
		{.rollback = "## Rollback\n\nThe database cannot be restored.\n",
		 .migration = true,
		 .codes = "weak-rollback"},
		{.rollback = "## Rollback\n\nNothing is lost: run the down step, then "
			     "revert.\n",
		 .migration = true},
		{.rollback = "## Rollback\n\nReverting the commit is sufficient, as no "
			     "data changes.\n",
		 .at = STAGE_CLASS_PUSH},
	};

	(void)state;
	PLAN_CASES_RUN(rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rollback_is_a_way_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
