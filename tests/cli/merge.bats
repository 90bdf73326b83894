#!/usr/bin/env bats
# Merges: what each side brings was judged when it was made; what the merge itself adds is judged now.
load helper

# Two branches with two new files each, made within the rules.
two_sides() {
  gated_repo r
  git checkout -q -b side
  stage_files 2 s
  git commit -q -m 'Side one'
  stage_files 4 s
  git commit -q -m 'Side two'
  git checkout -q main
  stage_files 2 m
  git commit -q -m 'Main'
}

@test "a clean merge of judged work is silent" {
  two_sides
  expect 0 git merge -q --no-edit side
  [ -z "$output" ]
  [ "$(git rev-list --count --merges HEAD)" -eq 1 ]
}

@test "an octopus merge is silent" {
  two_sides
  git checkout -q -b third HEAD~1
  stage_files 2 t
  git commit -q -m 'Third'
  git checkout -q main
  expect 0 git merge -q --no-edit side third
}

@test "what a merge adds on top is judged" {
  two_sides
  git merge -q --no-commit --no-edit side
  stage_files 3 evil
  expect 1 git commit -q --no-edit
  says 'src/evil1.c'
  says '3 files'
}

@test "a conflict that is resolved by hand counts as what differs from both sides" {
  gated_repo r
  git checkout -q -b side
  echo 'int side;' >src/main.c
  git commit -q -a -m 'Side'
  git checkout -q main
  echo 'int other;' >src/main.c
  git commit -q -a -m 'Main'
  git merge -q side || true
  echo 'int both;' >src/main.c
  git add src/main.c
  expect 0 git commit -q --no-edit
}

@test "a squashed merge is an ordinary commit" {
  two_sides
  git merge -q --squash side
  expect 1 git commit -q -m 'Squashed'
  says '4 files'
}

# Both sides change src/main.c and src/other.c, each in a commit within the rules.
conflicting_sides() {
  gated_repo r
  echo 'int other;' >src/other.c
  git add .
  git commit -q -m 'Other'
  git checkout -q -b side
  for file in main other; do echo 'int side;' >src/$file.c; done
  git commit -q -a -m 'Side'
  git checkout -q main
  for file in main other; do echo 'int here;' >src/$file.c; done
  git commit -q -a -m 'Here'
  run git merge -q side
  [ "$status" -eq 1 ]
}

@test "a resolution that brings more than was in conflict is judged, by commit and by merge --continue" {
  conflicting_sides
  for file in main other more; do echo 'int both;' >src/$file.c; done
  git add .
  expect 1 git commit -q --no-edit
  says '3 files'
  GIT_EDITOR=true run git merge --continue
  [ "$status" -ne 0 ]
  git rm -q -f src/more.c
  GIT_EDITOR=true expect 0 git merge --continue
  [ "$(git rev-list --count --merges HEAD)" -eq 1 ]
}

@test "a merge that adds planned work passes" {
  two_sides
  git merge -q --no-commit --no-edit side
  stage_files 3 more
  write_plan docs/plans/more.md src/more1.c src/more2.c src/more3.c
  git add docs
  expect 0 git commit -q --no-edit
  [ -z "$output" ]
}

@test "what an octopus adds on top is judged" {
  two_sides
  git checkout -q -b third HEAD~1
  stage_files 2 t
  git commit -q -m 'Third'
  git checkout -q main
  git merge -q --no-commit --no-edit side third
  stage_files 3 evil
  expect 1 git commit -q --no-edit
  says '3 files'
  says_not 'src/t1.c'
  git commit -q --no-verify --no-edit
  [ "$(git rev-list --parents -1 HEAD | wc -w)" -eq 4 ]
  git init -q --bare ../origin.git
  git push -q --no-verify ../origin.git HEAD~1:refs/heads/main
  git remote add origin ../origin.git
  expect 1 git push -q origin main
  says 'src/evil1.c'
}

@test "a squashed merge passes with a plan, and with what is small" {
  two_sides
  git merge -q --squash side
  write_plan docs/plans/side.md src/s1.c src/s2.c src/s3.c src/s4.c
  git add docs
  expect 0 git commit -q -m 'Squashed'
  git checkout -q -b small HEAD~1
  git checkout -q -b tiny HEAD~1
  stage_files 2 u
  git commit -q -m 'Two'
  git checkout -q small
  git merge -q --squash tiny
  expect 0 git commit -q -m 'Squashed'
}

@test "what a merge driver or a strategy leaves out is not brought in by the merge" {
  two_sides
  expect 0 git merge -q --no-edit -s ours side
  [ -z "$output" ]
  [ -z "$(git diff HEAD~1)" ]
}

@test "an evil merge past the hooks is stopped at the push" {
  two_sides
  git init -q --bare ../origin.git
  git remote add origin ../origin.git
  git push -q --no-verify origin main side
  git merge -q --no-commit --no-edit side
  stage_files 3 evil
  git commit -q --no-verify --no-edit
  expect 1 git push -q origin main
  says 'src/evil1.c'
}
