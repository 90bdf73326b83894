#!/usr/bin/env bats
# Where the work tree and its git folder lie apart: the hooks judge there what they judge at home.
load helper

# In the current folder: three files are kept out at commit and push, one file and a plan are let in.
judged_here() {
  stage_files 3 "$1"
  expect 1 git commit -q -m 'Parts'
  says "src/${1}2.c"
  echo 'int more;' >>src/main.c
  expect 0 git commit -q -m 'One' src/main.c
  [ -z "$output" ]
  git commit -q --no-verify -m 'Parts'
  expect 1 git push -q origin HEAD:refs/heads/main
  says "src/${1}2.c"
  write_plan "docs/plans/$1.md" "src/${1}1.c" "src/${1}2.c" "src/${1}3.c"
  git add docs
  expect 0 git commit -q --amend --no-edit
  expect 0 git push -q origin HEAD:refs/heads/main
  [ -z "$output" ]
}

with_origin() {
  git init -q --bare "$BATS_TEST_TMPDIR/origin.git"
  git remote add origin "file://$BATS_TEST_TMPDIR/origin.git"
  git push -q --no-verify origin main
}

@test "a linked worktree, and a subfolder of it" {
  gated_repo r
  with_origin
  git worktree add -q -b linked ../linked
  cd ../linked
  judged_here l
  stage_files 3 s
  cd src
  expect 1 git commit -q -m 'Parts'
  says 'src/s2.c'
  git reset -q s2.c
  expect 0 git commit -q -m 'Two'
}

@test "a repository with a separate git folder" {
  gated_repo r
  with_origin
  git clone -q --separate-git-dir=../apart.git ../origin.git ../cloned
  cd ../cloned
  [ -f .git ]
  plangate install >/dev/null
  judged_here s
}

@test "a submodule, and the superproject that takes its new commit" {
  gated_repo r
  with_origin
  cd ..
  new_repo outer
  git submodule --quiet add "file://$BATS_TEST_TMPDIR/origin.git" sub
  git commit -q -m 'Take it in'
  cd sub
  plangate install >/dev/null
  judged_here m
  cd ..
  mkdir .plangate
  printf 'version: 1\nrules:\n  - {id: subs, when: {paths: sub}, demand: {profile: light}}\n' >.plangate/policy.yaml
  git add .plangate
  git commit -q -m 'Adopt'
  plangate install >/dev/null
  git add sub
  expect 1 git commit -q -m 'New parts'
  says 'sub: matches sub'
  write_plan docs/plans/sub.md sub
  git add docs
  expect 0 git commit -q -m 'New parts'
}

@test "--git-dir and --work-tree, from within and from without" {
  gated_repo r
  with_origin
  mv .git ../elsewhere.git
  export GIT_DIR=$BATS_TEST_TMPDIR/elsewhere.git GIT_WORK_TREE=$PWD
  judged_here e
  unset GIT_DIR GIT_WORK_TREE
  stage() { git --git-dir=../elsewhere.git --work-tree=. "$@"; }
  for i in 1 2 3; do echo "int w$i;" >src/w$i.c; done
  stage add src
  expect 1 stage commit -q -m 'Parts'
  stage rm -q --cached src/w1.c
  expect 0 stage commit -q -m 'Two'
  cd ..
  git --git-dir=elsewhere.git --work-tree=r add src
  echo 'int x;' >r/src/x.c
  git --git-dir=elsewhere.git --work-tree=r add .
  [ "$(git --git-dir=elsewhere.git --work-tree=r diff --cached --name-only | wc -l)" -eq 2 ]
  expect 0 git --git-dir=elsewhere.git --work-tree=r commit -q -m 'Two more'
}
