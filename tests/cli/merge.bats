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
