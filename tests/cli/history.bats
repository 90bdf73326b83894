#!/usr/bin/env bats
# Commits that git makes of other commits: what goes through on each road, and where each of them is stopped.
load helper

# A branch `side` of three files, planned or not, beside main, which goes on by one file; main is pushed.
two_branches() {
  gated_repo r
  git checkout -q -b side
  stage_files 3
  if [ "$1" = planned ]; then
    write_plan docs/plans/parts.md src/f1.c src/f2.c src/f3.c
    git add docs
  fi
  git commit -q --no-verify -m 'Parts'
  git checkout -q main
  echo 'int here;' >src/here.c
  git add .
  git commit -q -m 'Here'
  git init -q --bare ../origin.git
  git remote add origin ../origin.git
  git push -q --no-verify origin main
}

let_in() {
  expect 0 git push -q origin HEAD:refs/heads/main
  [ -z "$output" ]
}

kept_out() {
  expect 1 git push -q origin HEAD:refs/heads/main
  says 'src/f2.c'
}

@test "planned work passes by cherry-pick, and so does its revert" {
  two_branches planned
  expect 0 git cherry-pick side
  let_in
  git revert --no-edit HEAD >/dev/null
  let_in
}

@test "planned work passes by am, and by a rebase of either backend" {
  local backend
  two_branches planned
  git format-patch -q -1 side --stdout >../p.patch
  for backend in --merge --apply; do
    git checkout -q -B topic side
    expect 0 git rebase -q "$backend" main
    expect 0 git push -q origin "topic:refs/heads/topic$backend"
    [ -z "$output" ]
  done
  git checkout -q main
  expect 0 git am -q ../p.patch
  let_in
}

@test "planned work passes as a fast-forward" {
  two_branches planned
  git checkout -q side
  git rebase -q main
  git checkout -q main
  expect 0 git merge -q --ff-only side
  let_in
}

# Both branches change src/here.c, and side has three files more.
conflicting() {
  two_branches unplanned
  git checkout -q side
  echo 'int there;' >src/here.c
  git add .
  git commit -q --no-verify --amend --no-edit
  git checkout -q main
}

@test "a cherry-pick that stops at a conflict is judged when it goes on" {
  conflicting
  run git cherry-pick side
  [ "$status" -ne 0 ]
  echo 'int both;' >src/here.c
  git add .
  GIT_EDITOR=true run git cherry-pick --continue
  [ "$status" -ne 0 ]
  says '4 files'
  write_plan docs/plans/parts.md src/f1.c src/f2.c src/f3.c src/here.c
  git add .
  GIT_EDITOR=true expect 0 git cherry-pick --continue
  let_in
}

@test "a cherry-pick or a revert without a commit is judged as the commit that follows" {
  two_branches unplanned
  git cherry-pick -n side
  expect 1 git commit -q -m 'Parts'
  git reset -q --hard
  git merge -q --no-verify -m 'Merge' side
  git revert -n -m 1 HEAD
  expect 0 git commit -q -m 'Away'
  git reset -q --hard HEAD~1
  git revert -n -m 1 HEAD
  stage_files 1 more
  expect 0 git commit -q -m 'Away, and one'
  git reset -q --hard HEAD~1
  git rm -q src/f2.c
  expect 0 git commit -q -m 'One away'
}

@test "a rebase that stops at a conflict ends at the push" {
  conflicting
  git checkout -q side
  run git rebase -q main
  [ "$status" -ne 0 ]
  echo 'int both;' >src/here.c
  git add .
  GIT_EDITOR=true git rebase --continue >/dev/null
  kept_out
}

@test "a fixup by --autosquash is judged as the commit that it becomes" {
  two_branches unplanned
  stage_files 2 a
  git commit -q -m 'Two'
  echo 'int more;' >src/a3.c
  git add .
  expect 0 git commit -q --fixup HEAD
  GIT_SEQUENCE_EDITOR=true expect 0 git rebase -q -i --autosquash origin/main
  [ "$(git rev-list --count origin/main..)" -eq 1 ]
  expect 1 git push -q origin HEAD:refs/heads/main
  says '3 files'
}

@test "edit in a rebase: a commit more is judged as one, small work goes through" {
  two_branches unplanned
  stage_files 2 a
  git commit -q -m 'Two'
  GIT_SEQUENCE_EDITOR='sed -i 1s/pick/edit/' git rebase -q -i origin/main
  stage_files 3 b
  expect 1 git commit -q -m 'Three more'
  says '3 files'
  git rm -q -r -f --cached src/b1.c src/b2.c src/b3.c
  rm src/b*.c
  echo 'int more;' >>src/a1.c
  git add .
  expect 0 git commit -q --amend --no-edit
  expect 0 git rebase --continue
  let_in
}

@test "an amend is known by an alias, a shortened option, and with other options before it" {
  gated_repo r
  git config alias.again 'commit --amend --no-edit'
  stage_files 2
  git commit -q -m 'Two'
  echo 'int c;' >src/c.c
  git add .
  expect 1 git again -q
  says '3 files'
  expect 1 git commit -q --ame --no-edit
  expect 1 git -c core.abbrev=10 commit -q -C HEAD --amend
  expect 1 git commit -q --amend --reset-author --no-edit
  # What is joined to a letter is its value, whatever it ends in.
  expect 1 git commit -q -m'Mend the form' --amend
  expect 1 git commit -q -uall -mform --amend
  git reset -q
  expect 0 git commit -q --amend -m 'Two files'
  expect 0 git commit -q --amend --reset-author --no-edit
}

@test "the word --amend as a value makes no amend" {
  gated_repo r
  stage_files 2 a
  git commit -q -m 'Two'
  for option in -m -qm --message --mess; do
    stage_files 2 "x$option"
    expect 0 git commit -q "$option" --amend
  done
  echo 'int y;' >src/--amend
  git add .
  expect 0 git commit -q -m 'A path' -- src/--amend
}

@test "an amend of the first commit, and of a merge" {
  two_branches planned
  git merge -q --no-edit side
  expect 0 git commit -q --amend -m 'Merge, in other words'
  stage_files 3 evil
  expect 1 git commit -q --amend --no-edit
  says '3 files'
  says_not 'src/f2.c'
  git reset -q --hard
  git checkout -q --orphan fresh
  git commit -q -m 'All at once'
  echo 'int more;' >>src/main.c
  expect 0 git commit -q -a --amend --no-edit
}
