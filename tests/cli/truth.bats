#!/usr/bin/env bats
# A plan held against what really changes, with real commits and pushes.

load helper

# Plans come first here; the policy asks for one where two files change.
ordered_repo() {
  gated_repo "$1"
  cat >.plangate/policy.yaml <<'END'
version: 1
plans: {order: before}
rules:
  - {id: two, when: {files: ">= 2"}, demand: {profile: standard}}
END
  git commit -q --no-verify -a -m 'Plans first'
}

with_origin() {
  git init -q --bare ../origin.git
  git remote add origin "file://$PWD/../origin.git"
  git push -q --no-verify -u origin main
}

@test "order before: a plan in the same commit comes too late, one in HEAD does not" {
  ordered_repo r
  stage_files 2
  write_plan docs/plans/p.md src/f1.c src/f2.c
  git add docs
  expect 1 git commit -q -m 'Both'
  says '[plan-after-code]'
  says 'landed yet'
  git reset -q src
  expect 0 git commit -q -m 'Plan'
  git add src
  expect 0 git commit -q -m 'Code'
}

@test "order before: a plan that says nothing yet, or covers less, proves nothing" {
  ordered_repo r
  write_plan docs/plans/p.md src/f1.c
  write_plan docs/plans/q.md src/f1.c src/f2.c
  sed -i '/Rollback/,$d' docs/plans/q.md
  git add docs
  git commit -q -m 'Plans'
  stage_files 2
  write_plan docs/plans/p.md src/f1.c src/f2.c
  git rm -q docs/plans/q.md
  git add docs
  expect 1 git commit -q -m 'Code'
  says "not cover 'src/f2.c'"
  git reset -q --hard
  stage_files 2
  write_plan docs/plans/q.md src/f1.c src/f2.c
  git rm -q docs/plans/p.md
  git add docs
  expect 1 git commit -q -m 'Code'
  says 'not hold up'
}

@test "order before: a plan has to land by itself first, whatever the dates say" {
  ordered_repo r
  with_origin
  stage_files 2
  git commit -q --no-verify -m 'Code'
  write_plan docs/plans/p.md src/f1.c src/f2.c
  git add docs
  GIT_COMMITTER_DATE='2001-01-01T00:00:00Z' git commit -q --no-verify --date='2001-01-01T00:00:00Z' -m 'Plan'
  expect 1 git push origin main
  says '[plan-after-code]'
  says 'landed yet'
  says 'land the plan by itself first'
  git reset -q --hard origin/main
  write_plan docs/plans/p.md src/f1.c src/f2.c
  git add docs && git commit -q -m 'Plan'
  expect 0 git push -q origin main
  stage_files 2
  git commit -q -m 'Code'
  expect 0 git push -q origin main
}

@test "a step that names no file warns at commit and blocks at push" {
  gated_repo r
  with_origin
  stage_files 3
  write_plan docs/plans/p.md src/f1.c src/f2.c src/f3.c
  sed -i 's|^1\. `src/f1.c`|1. `src/gone.c`|' docs/plans/p.md
  git add docs
  expect 0 plangate check
  says "names 'src/gone.c', which"
  git commit -q -m 'Parts'
  expect 1 git push origin main
  says '[unknown-step-target]'
  sed -i 's|^1\. `src/gone.c`|1. `src/main.c:main`|' docs/plans/p.md
  git commit -q -a -m 'Mend the plan'
  expect 0 git push -q origin main
}

@test "a function that is in the file neither before nor after is told" {
  gated_repo r
  stage_files 3
  write_plan docs/plans/p.md src/f1.c src/f2.c src/f3.c
  sed -i 's|^1\. `src/f1.c`|1. `src/f1.c:parse_rows`|' docs/plans/p.md
  git add docs
  expect 0 plangate check --stage pre-push
  says "'parse_rows' in 'src/f1.c'"
  echo 'int parse_rows(void);' >>src/f1.c
  git add src
  expect 0 plangate check --stage pre-push
  says_not 'parse_rows'
}

@test "the copy of another plan is refused, also where it is named" {
  gated_repo r
  stage_files 3
  write_plan docs/plans/a.md src/f1.c src/f2.c src/f3.c
  sed -i 's/^One file a part.*/One file a part, so that each can be replaced, tested and thrown away alone./' docs/plans/a.md
  git add . && git commit -q -m 'Parts'
  stage_files 3 g
  sed 's|src/f|src/g|' docs/plans/a.md >docs/plans/b.md
  git add .
  expect 1 git commit -m 'More parts'
  says "'Approach' is the text of 'docs/plans/a.md' word"
  expect 1 plangate check --plan docs/plans/b.md
  says '[boilerplate]'
  expect 1 plangate plan check docs/plans/b.md
  says '[boilerplate]'
  sed -i 's/^One file a part.*/The g parts are generated from the f parts by hand, since only the names differ./' docs/plans/b.md
  git add .
  expect 0 git commit -q -m 'More parts'
}

@test "much more than the estimate is a warning at push" {
  gated_repo r
  stage_files 3
  seq 400 | sed 's/.*/int line&;/' >src/f1.c
  write_plan docs/plans/p.md src/f1.c src/f2.c src/f3.c
  git add .
  expect 0 plangate check --stage pre-push
  says 'the plan says 10 lines, but 402 change'
  says '[estimate-drift]'
}

@test "a range is judged as CI judges it, a staged change as a commit" {
  gated_repo r
  git checkout -q -b side
  stage_files 3
  write_plan docs/plans/p.md src/f1.c src/f2.c src/f3.c
  sed -i 's/^None$/- Does it work?/' docs/plans/p.md
  git add docs
  expect 0 plangate check
  git commit -q -m 'Parts'
  expect 1 plangate check --range main..
  says '[open-question]'
  expect 0 plangate check --range main.. --stage manual
}

@test "what is no plan is told with all that it lacks" {
  gated_repo r
  stage_files 3
  mkdir -p docs/plans
  printf '# P\n\nFiles: src/f1.c\n\n## Tests\n\n- [ ] all three\n' >docs/plans/p.md
  expect 1 plangate plan check docs/plans/p.md
  says 'it has Tests, and lacks'
}
