#!/usr/bin/env bats
# plangate plan new and plan check, and the way from a blocked commit to a passing one.
load helper

@test "a blocked commit, plan new, filled in, passes" {
  gated_repo r
  stage_files 3
  expect 1 git commit -q -m 'Add parts'
  run --separate-stderr plangate plan new 'Add the parts'
  [ "$status" -eq 0 ]
  plan=$output
  [[ $plan == docs/plans/*-add-the-parts.md ]]
  grep -q 'src/f2.c' "$plan"
  git add "$plan"
  expect 1 git commit -q -m 'Add parts'
  says 'placeholder'
  expect 1 plangate plan check "$plan"
  fill_in "$plan"
  expect 0 plangate plan check "$plan"
  says 'covers all 3 staged files'
  expect 1 git commit -q -m 'Add parts'
  git add "$plan"
  expect 0 git commit -q -m 'Add parts'
  [ -z "$output" ]
}

@test "plan new never overwrites, and writes where it is told" {
  gated_repo r
  stage_files 3
  expect 0 plangate plan new --output docs/plans/x.md 'Title'
  before=$(cksum <docs/plans/x.md)
  expect 2 plangate plan new --output docs/plans/x.md 'Other'
  [ "$before" = "$(cksum <docs/plans/x.md)" ]
  cd src
  expect 0 plangate plan new 'From a subfolder'
  ls ../docs/plans/*-from-a-subfolder.md
  expect 0 plangate plan new --print 'Only shown'
  says '# Implementation Plan: Only shown'
  expect 2 plangate plan new
  expect 2 plangate plan new two titles
  expect 2 plangate plan new ' '
  expect 2 plangate plan new --profile huge 'x'
}

@test "plan new lists odd names so that the plan covers them" {
  gated_repo r
  printf x >'src/with blank.c'
  printf x >"$(printf 'src/caf\xc3\xa9.c')"
  printf x >'src/`tick`.c'
  printf x >'src/[id].c'
  printf x >"$(printf 'src/line\nbreak.c')"
  printf x >"$(printf 'src/\xff.c')"
  git add src
  expect 0 plangate plan new --output docs/plans/x.md 'Odd names'
  fill_in docs/plans/x.md
  git add docs
  expect 0 plangate check
}

@test "plan check of several files ends with the worst" {
  gated_repo r
  write_plan docs/plans/good.md src/a.c
  echo '# nothing' >docs/plans/bad.md
  expect 1 plangate plan check docs/plans/good.md docs/plans/bad.md
  says 'docs/plans/good.md: valid'
  says 'not-a-plan'
  expect 0 plangate plan check docs/plans/good.md
  expect 3 plangate plan check docs/plans/none.md
  expect 2 plangate plan check
}

@test "rules list shows the rules in force" {
  gated_repo r
  expect 0 plangate rules list
  says 'many  (policy, error)'
  says 'policy-change'
  cd ..
  new_repo plain
  expect 0 plangate rules list
  says 'plangate:default'
  says 'large-file'
}

@test "a plan that was done before the change does not cover it" {
  gated_repo r
  stage_files 3
  write_plan docs/plans/parts.md src/f1.c src/f2.c src/f3.c
  sed -i -e '1i ---\nstatus: done\n---' -e 's/\[ \]/[x]/' docs/plans/parts.md
  git add .
  expect 0 git commit -q -m 'Add parts'
  for i in 1 2 3; do echo 'int more;' >>src/f$i.c; done
  expect 1 git commit -q -a -m 'More'
  says 'no plan covers'
}

@test "plan new takes its title from the message of the commit that was refused, and from no other" {
  gated_repo r
  stage_files 3
  plangate install
  expect 2 plangate plan new
  says 'plan new "What this change does"'
  # As commit-msg leaves it.
  printf '\n# a remark of git\nAdd the parts of März\n\nMore.\n' >.git/COMMIT_EDITMSG
  expect 0 plangate plan new --print
  says '# Implementation Plan: Add the parts of März'
  printf 'Merge the branch of parts\n' >.git/MERGE_MSG
  expect 0 plangate plan new --print
  says '# Implementation Plan: Merge the branch of parts'
  rm .git/MERGE_MSG
  git log -1 --format=%B >.git/COMMIT_EDITMSG
  expect 2 plangate plan new
}

@test "plan new --edit opens the editor and stages what it leaves" {
  gated_repo r
  stage_files 3
  printf '#!/bin/sh\nsed -i "s/^# .*/# Implementation Plan: Edited $1/" "$2"\n' >../editor
  chmod +x ../editor
  GIT_EDITOR="../editor twice" expect 0 plangate plan new --edit --output "docs/plans/a b.md" 'Parts'
  git show ':docs/plans/a b.md' | grep -q '^# Implementation Plan: Edited twice'
  GIT_EDITOR=false expect 3 plangate plan new --edit --output docs/plans/b.md 'Parts'
  says "the editor 'false' ended with an error"
  [ -e docs/plans/b.md ]
  [ -z "$(git ls-files docs/plans/b.md)" ]
}

@test "plan new names the tests of the change first, though no plan must cover them" {
  gated_repo r
  mkdir tests
  printf 'ignore: ["tests/**"]\n' >>.plangate/policy.yaml
  printf '#include "../src/f1.h"\nint old;\n' >tests/test_old.c
  git add .
  git commit -q --no-verify -m 'Older test'
  stage_files 3
  echo 'int f1;' >src/f1.h
  printf '#include "../src/f1.h"\nint test;\n' >tests/test_f1.c
  git add .
  expect 0 plangate plan new --print 'Parts'
  [ "$(printf '%s\n' "$output" | grep -o '^- \[ \] `tests/[a-z_0-9.]*`' | head -1)" = '- [ ] `tests/test_f1.c`' ]
}

@test "plan new names each plan of a day by itself, in any script" {
  gated_repo r
  stage_files 3
  for title in '!!!' '???' '添加导出功能' 'Добавить экспорт' 'エクスポート' 'Ünïcode Straße' 'CSV!' 'CSV?'; do
    expect 0 plangate plan new "$title"
  done
  [ "$(ls docs/plans | wc -l)" -eq 8 ]
  ls docs/plans/*-plan.md docs/plans/*-plan-2.md docs/plans/*-csv-2.md docs/plans/*-添加导出功能.md
  expect 2 plangate plan new '添加导出功能'
}

@test "plan new says so where git ignores the plan, and its next command works" {
  gated_repo r
  echo 'docs/' >.gitignore
  git add .gitignore
  stage_files 3
  expect 0 plangate plan new 'Add the parts'
  says '.gitignore:1:docs/'
  says 'git add -f docs/plans/'
  next=$(sed -n "s/.*then: //p" <<<"$output")
  fill_in docs/plans/*-add-the-parts.md
  eval "$next"
  expect 0 git commit -q -m 'Add parts'
}

@test "plan new lists what is staged, and nothing else that git ignores" {
  gated_repo r
  echo 'build/' >.gitignore
  mkdir build
  echo made >build/out.c
  git add .gitignore
  stage_files 3
  expect 0 plangate plan new --print 'Add the parts'
  [[ $output != *build/out.c* ]]
}

@test "plan new in a folder below names the plan from there, and its next command works" {
  gated_repo r
  stage_files 3
  cd src
  run --separate-stderr plangate plan new 'Add the parts'
  [ "$status" -eq 0 ]
  [ -e "$output" ]
  fill_in "$output"
  eval "$(sed -n 's/.*then: //p' <<<"$stderr")"
  expect 0 git commit -q -m 'Add parts'
}
