#!/usr/bin/env bats
# git push to a bare repository: the net change of every ref since the remote's side.
load helper

pushed_repo() {
  gated_repo r
  git init -q --bare ../origin.git
  git remote add origin "file://$BATS_TEST_TMPDIR/origin.git"
  git push -q origin main
}

remote_has() { git --git-dir="$BATS_TEST_TMPDIR/origin.git" rev-parse -q --verify "$1" >/dev/null; }

@test "a first push of an adopted repository is judged from its adoption" {
  gated_repo r
  git init -q --bare ../origin.git
  git remote add origin ../origin.git
  git branch other
  expect 0 git push -q origin main other
  says 'adopts plangate'
  [ "$(printf '%s\n' "$output" | grep -c adopts)" -eq 1 ]
}

@test "what --no-verify let in is caught at the push" {
  pushed_repo
  stage_files 3
  git commit -q --no-verify -m 'Just this once'
  expect 1 git push -q origin main
  says 'refs/heads/main'
  says 'src/f2.c'
}

@test "a change that is split into small commits is caught at the push" {
  pushed_repo
  for i in 1 2 3; do
    echo "int p$i;" >src/p$i.c
    git add .
    git commit -q -m "Part $i"
  done
  expect 1 git push -q origin main
  says '3 files'
}

@test "a plan anywhere in the range lets it through" {
  pushed_repo
  stage_files 3
  git commit -q --no-verify -m 'Parts'
  write_plan docs/plans/parts.md src/f1.c src/f2.c src/f3.c
  git add docs
  git commit -q -m 'Plan'
  expect 0 git push -q origin main
}

@test "of two branches the bad one blocks the push, whichever is checked out" {
  pushed_repo
  git checkout -q -b good
  echo 'int g;' >src/g.c
  git add . && git commit -q -m 'Good'
  git checkout -q -b bad main
  stage_files 3
  git commit -q --no-verify -m 'Bad'
  expect 1 git push -q origin good bad
  says 'refs/heads/bad'
  says_not 'refs/heads/good'
  git checkout -q good
  expect 1 git push -q origin good bad
  expect 1 remote_has refs/heads/good
  expect 0 git push -q origin good
}

@test "a small commit beside a planned change is not asked for a plan" {
  pushed_repo
  stage_files 3
  write_plan docs/plans/parts.md src/f1.c src/f2.c src/f3.c
  git add docs
  git commit -q -m 'Parts'
  echo 'int fix;' >>src/main.c
  git commit -q -a -m 'Fix'
  expect 0 git push -q origin main
  [ -z "$output" ]
}

@test "small commits that together need a plan are one change" {
  pushed_repo
  stage_files 3
  write_plan docs/plans/parts.md src/f1.c src/f2.c src/f3.c
  git add docs
  git commit -q -m 'Parts'
  for i in 1 2 3; do
    echo "int p$i;" >src/p$i.c
    git add .
    git commit -q -m "Part $i"
  done
  expect 1 git push -q origin main
  says 'src/p1.c'
}

@test "a file that a plan misses in a larger commit is not excused by other commits" {
  pushed_repo
  stage_files 6
  write_plan docs/plans/parts.md src/f1.c src/f2.c src/f3.c
  git add docs
  git commit -q --no-verify -m 'Parts'
  echo 'int fix;' >>src/main.c
  git commit -q -a -m 'Fix'
  expect 1 git push -q origin main
  says 'src/f4.c'
  says_not "'src/main.c'"
}

@test "a small file beside planned ones in a commit passes, whatever follows it" {
  pushed_repo
  stage_files 5
  write_plan docs/plans/parts.md src/f1.c src/f2.c src/f3.c
  git add docs
  expect 0 git commit -q -m 'Parts'
  echo 'int fix;' >>src/main.c
  expect 0 git commit -q -a -m 'Fix'
  expect 0 plangate check --range origin/main..
  expect 0 git push -q origin main
}

@test "a new branch is judged from where it left the default branch" {
  pushed_repo
  git checkout -q -b topic
  stage_files 2 a
  git commit -q -m 'Two'
  expect 0 git push -q origin topic
  stage_files 1 b
  git commit -q -m 'One more'
  expect 0 git push -q origin topic
  expect 1 git push -q origin topic:laundered
  says 'src/b1.c'
  git checkout -q main
  git merge -q --no-edit topic
  expect 1 git push -q origin main
}

@test "what the default branch has already is not brought again by a merge of it" {
  pushed_repo
  git checkout -q -b topic
  stage_files 1 t
  git commit -q -m 'Topic'
  expect 0 git push -q origin topic
  git checkout -q main
  for i in 1 2 3 4; do
    stage_files $i m
    git commit -q -m "Main $i"
    expect 0 git push -q origin main
  done
  git checkout -q topic
  git merge -q --no-edit main
  expect 0 git push -q origin topic
  [ -z "$output" ]
  stage_files 3 t
  echo x >>src/main.c
  git commit -q -a --no-verify -m 'Too much'
  expect 1 git push -q origin topic
  says '3 files'
  says_not 'src/m2.c'
}

@test "an orphan branch is judged by the policy of the default branch" {
  pushed_repo
  git checkout -q --orphan lost
  git rm -q -r --cached .plangate
  rm -r .plangate
  stage_files 3
  git commit -q --no-verify -m 'From nowhere'
  expect 1 git push -q origin lost
  says 'many'
}

@test "an old branch that takes over the policy by a merge" {
  new_repo r
  git init -q --bare ../origin.git
  git remote add origin ../origin.git
  git checkout -q -b old
  stage_files 5 o
  git commit -q -m 'Old work'
  git push -q origin main old
  git checkout -q main
  mkdir .plangate
  printf 'version: 1\nrules:\n  - {id: many, when: {files: ">= 3"}, demand: {profile: light}}\n' >.plangate/policy.yaml
  git add .
  git commit -q -m 'Adopt'
  git push -q origin main
  plangate install >/dev/null
  git checkout -q old
  git merge -q --no-edit main
  expect 1 git push -q origin old
  says '5 files'
}

@test "a forced push is judged from the common ancestor" {
  pushed_repo
  git checkout -q -b topic
  stage_files 2 a
  git commit -q -m 'Two'
  git push -q origin topic
  git reset -q --hard main
  stage_files 3 b
  git commit -q --no-verify -m 'Other three'
  expect 1 git push -q --force origin topic
}

@test "deleting a branch, pushing a tag and pushing nothing" {
  pushed_repo
  git push -q origin main:topic
  expect 0 git push -q origin --delete topic
  git tag -a v1 -m 'one'
  expect 0 git push -q origin v1
  expect 0 git push -q origin main
  stage_files 3
  git commit -q --no-verify -m 'Bad'
  git tag -a v2 -m 'two'
  expect 1 git push -q origin v2
}

@test "a push to a URL" {
  pushed_repo
  stage_files 3
  git commit -q --no-verify -m 'Bad'
  expect 1 git push -q "file://$BATS_TEST_TMPDIR/origin.git" main
}

@test "a change may not weaken the policy that judges it" {
  pushed_repo
  printf 'version: 1\n' >.plangate/policy.yaml
  stage_files 3
  git add .
  git commit -q --no-verify -m 'No rules, three files'
  expect 1 git push -q origin main
  says 'policy-change'
  says 'many'
}

@test "notes and trees are no business of ours" {
  pushed_repo
  git notes add -m 'a note'
  expect 0 git push -q origin refs/notes/commits
  expect 0 git push -q origin "$(git rev-parse 'HEAD^{tree}'):refs/tags/tree"
}
