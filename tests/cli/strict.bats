#!/usr/bin/env bats
# hooks.strict: the roads that git takes past pre-commit.

load helper

strict_repo() {
  new_repo r
  mkdir -p .plangate
  cat >.plangate/policy.yaml <<'END'
version: 1
hooks: {strict: true}
rules:
  - {id: many, when: {files: ">= 3"}, demand: {profile: standard}}
END
  git add . && git commit -q -m 'Adopt'
  plangate install >/dev/null
  git checkout -q -b side
  stage_files 3
  HOME=/nonexistent git -c core.hooksPath=/dev/null commit -q -m 'Parts'
  git checkout -q main
}

@test "install adds the two hooks where the policy asks for them, and uninstall takes them away" {
  strict_repo
  [ -x .git/hooks/prepare-commit-msg ]
  [ -x .git/hooks/pre-applypatch ]
  plangate uninstall
  [ ! -e .git/hooks/prepare-commit-msg ]
  [ ! -e .git/hooks/pre-applypatch ]
  git checkout -q main
  sed -i '/hooks/d' .plangate/policy.yaml
  git commit -q -a -m 'Not strict'
  plangate install
  [ ! -e .git/hooks/prepare-commit-msg ]
}

# git's own status for a hook that refuses differs by command.
refused() {
  run "$@"
  [ "$status" -ne 0 ] && says 'many'
}

@test "strict: commit --no-verify, cherry-pick, rebase, am and revert are judged" {
  strict_repo
  stage_files 3 g
  expect 1 git commit -q --no-verify -m 'Just this once'
  says 'src/g1.c'
  git reset -q --hard
  refused git cherry-pick side
  git cherry-pick --abort || git reset -q --hard
  [ ! -e src/f1.c ]
  echo 'int y;' >>src/main.c && git commit -q -a -m 'One'
  git checkout -q -b moving side
  refused git rebase main
  git rebase --abort
  git checkout -q main
  git format-patch -q -1 side --stdout >../p.patch
  refused git am -q ../p.patch
  git am --abort
  [ ! -e src/f1.c ]
  git -c core.hooksPath=/dev/null merge -q side -m 'Merge'
  git checkout -q -b back side
  expect 0 git revert --no-edit side
}

@test "strict: a planned change passes every road, and small ones do" {
  strict_repo
  git checkout -q side
  write_plan docs/plans/p.md src/f1.c src/f2.c src/f3.c
  git add docs && git -c core.hooksPath=/dev/null commit -q --amend --no-edit
  git checkout -q main
  expect 0 git cherry-pick side
  git reset -q --hard HEAD~1
  git format-patch -q -1 side --stdout >../p.patch
  expect 0 git am -q ../p.patch
  echo 'int y;' >>src/main.c
  expect 0 git commit -q --no-verify -a -m 'Small'
  [ -z "$output" ]
}

@test "without strict the hooks say nothing" {
  gated_repo r
  stage_files 3
  expect 0 plangate hook prepare-commit-msg .git/COMMIT_EDITMSG
  expect 0 plangate hook pre-applypatch
  [ -z "$output" ]
}

# A repository of the strict kind, whose side branch has a plan.
strict_planned() {
  strict_repo
  git checkout -q side
  write_plan docs/plans/p.md src/f1.c src/f2.c src/f3.c
  git add docs && git -c core.hooksPath=/dev/null commit -q --amend --no-edit
  git checkout -q main
}

@test "strict: a rebase by apply is judged, and passes with a plan" {
  strict_repo
  echo 'int y;' >>src/main.c && git commit -q -a -m 'One'
  git checkout -q -b moving side
  refused git rebase --apply main
  git rebase --abort
  [ "$(git rev-parse moving)" = "$(git rev-parse side)" ]
  write_plan docs/plans/p.md src/f1.c src/f2.c src/f3.c
  git add docs && git -c core.hooksPath=/dev/null commit -q --amend --no-edit
  git branch again
  expect 0 git rebase --apply main
  git checkout -q again
  expect 0 git rebase --merge main
  [ "$(git rev-parse 'again^{tree}')" = "$(git rev-parse 'moving^{tree}')" ]
}

@test "strict: a merge by --no-verify is judged by what it adds" {
  strict_repo
  echo 'int y;' >>src/main.c && git commit -q -a -m 'One'
  expect 0 git merge -q --no-verify --no-edit side
  git reset -q --hard HEAD~1
  git merge -q --no-commit --no-edit side
  stage_files 3 evil
  expect 1 git commit -q --no-verify --no-edit
  says 'src/evil1.c'
  says_not 'src/f1.c'
}

@test "strict: an amend by --no-verify is judged as the whole commit" {
  strict_repo
  stage_files 2 g
  expect 0 git commit -q -m 'Two'
  echo 'int z;' >src/g3.c && git add .
  expect 1 git commit -q --no-verify --amend --no-edit
  says '3 files'
}

@test "strict: what squash and fixup make of small commits is judged as one" {
  strict_repo
  stage_files 2 g
  git commit -q -m 'Two'
  echo 'int z;' >src/g3.c && git add . && git commit -q -m 'One'
  GIT_SEQUENCE_EDITOR='sed -i 2s/pick/squash/' GIT_EDITOR=true refused git rebase -q -i HEAD~2
  git rebase --abort
  [ "$(git rev-list --count side..HEAD)" -eq 2 ]
  GIT_SEQUENCE_EDITOR='sed -i 2s/pick/fixup/' refused git rebase -q -i HEAD~2
  git rebase --abort
  GIT_SEQUENCE_EDITOR='sed -i 1s/pick/reword/' GIT_EDITOR=true expect 0 git rebase -q -i HEAD~2
}

@test "strict: a rebase goes on after a conflict or an edit only with what passes" {
  strict_repo
  stage_files 2 g
  git commit -q -m 'Two'
  GIT_SEQUENCE_EDITOR='sed -i 1s/pick/edit/' git rebase -q -i HEAD~1
  stage_files 3 h
  GIT_EDITOR=true refused git rebase --continue
  git reset -q --hard
  GIT_EDITOR=true expect 0 git rebase --continue
}

@test "strict: a planned change is taken back exactly, or with a plan" {
  strict_planned
  expect 0 git merge -q --ff-only side
  expect 0 git revert --no-edit HEAD
  git reset -q --hard HEAD~1
  git revert -n HEAD
  stage_files 3 other
  expect 1 git commit -q -m 'Back, and more'
}
