#!/usr/bin/env bats
# The other ways in which git makes commits: what blocks, what passes, and where a road that no hook sees ends.
load helper

# Three files on a branch beside main, past the hooks.
bad_side() {
  gated_repo r
  git checkout -q -b side
  stage_files 3
  git commit -q --no-verify -m 'Parts'
  git checkout -q main
}

# A remote that has what is adopted, so that a push is judged from there.
with_remote() {
  git init -q --bare ../origin.git
  git remote add origin ../origin.git
  git push -q --no-verify origin main
}

# The work came in past the commit hooks, and the push stops it.
stopped_at_push() {
  expect 1 git push -q origin HEAD:refs/heads/main
  says 'src/f2.c'
}

@test "commit -p judges the hunks that were taken" {
  gated_repo r
  stage_files 3
  git commit -q --no-verify -m 'Parts'
  for i in 1 2 3; do echo 'int more;' >>src/f$i.c; done
  run bash -c 'yes y | head -n 3 | git commit -q -p -m More'
  [ "$status" -eq 1 ]
  says 'src/f3.c'
  git reset -q
  run bash -c 'printf "y\ny\nn\n" | git commit -q -p -m Two'
  [ "$status" -eq 0 ]
  [ "$(git show --format= --name-only | wc -l)" -eq 2 ]
}

@test "commit -o PATH leaves out what else is staged" {
  gated_repo r
  stage_files 3
  expect 0 git commit -q -o -m 'One' src/f1.c
  expect 0 git commit -q -m 'The others'
  for i in 1 2 3; do echo 'int more;' >>src/f$i.c; done
  expect 1 git commit -q -o -m 'All' src/f1.c src/f2.c src/f3.c
}

@test "an empty commit is silent, and an empty amend is judged as its whole" {
  gated_repo r
  expect 0 git commit -q --allow-empty -m 'Nothing'
  [ -z "$output" ]
  stage_files 3
  git commit -q --no-verify -m 'Parts'
  expect 0 git commit -q --allow-empty -m 'Nothing again'
  git reset -q --soft HEAD~1
  expect 1 git commit -q --amend --no-edit
  says '3 files'
}

@test "a burst of ordinary commits within one second is never taken for amends" {
  gated_repo r
  export GIT_AUTHOR_DATE='2026-01-01T00:00:00Z' GIT_COMMITTER_DATE='2026-01-01T00:00:00Z'
  for i in 1 2 3 4 5 6; do
    stage_files 2 "burst$i-"
    expect 0 git commit -q -m 'Same words'
    [ -z "$output" ]
  done
}

@test "an amend that the hook cannot know is caught at the push" {
  gated_repo r
  with_remote
  stage_files 2
  git commit -q -m 'Two'
  echo 'int c;' >src/f3.c
  git add .
  # A program between git and the hook hides git's arguments.
  mv .git/hooks/pre-commit .git/hooks/inner
  mv .git/hooks/commit-msg .git/hooks/inner-msg
  cat >.git/hooks/pre-commit <<'END'
#!/bin/sh
sh -c '"$0" "$@"; exit $?' "$(dirname "$0")/inner" "$@"
END
  chmod +x .git/hooks/pre-commit
  expect 0 git commit -q --amend --no-edit
  stopped_at_push
}

@test "a fast-forward runs no hook, and the push judges what it brought" {
  bad_side
  with_remote
  expect 0 git merge -q --ff-only side
  stopped_at_push
}

@test "a merge of a branch that came in past the hooks is caught at the push" {
  bad_side
  with_remote
  echo 'int x;' >src/x.c
  git add .
  git commit -q -m 'Main goes on'
  expect 0 git merge -q --no-edit side
  stopped_at_push
}

@test "cherry-pick, revert and am run no commit hook, and the push judges them" {
  bad_side
  with_remote
  expect 0 git cherry-pick side
  stopped_at_push
  git reset -q --hard origin/main
  git format-patch -q -1 side --stdout >../p.patch
  expect 0 git am -q ../p.patch
  stopped_at_push
  git push -q --no-verify origin HEAD:main
  # Exactly what landed is taken back.
  expect 0 git revert --no-edit HEAD
  expect 0 git push -q origin HEAD:refs/heads/main
}

@test "rebase by merge and by apply is judged at the push" {
  local backend
  bad_side
  with_remote
  for backend in --merge --apply; do
    git checkout -q -B topic side
    git checkout -q -B base main
    echo "int x$backend;" >src/x.c
    git add .
    git commit -q -m 'Base goes on'
    git checkout -q topic
    expect 0 git rebase -q "$backend" base
    stopped_at_push
  done
}

@test "rebase -i: reword, squash and edit" {
  gated_repo r
  with_remote
  stage_files 2 a
  git commit -q -m 'Two'
  stage_files 1 b
  git commit -q -m 'One'
  GIT_SEQUENCE_EDITOR='sed -i 1s/pick/reword/' GIT_EDITOR=true expect 0 git rebase -q -i origin/main
  GIT_SEQUENCE_EDITOR='sed -i 2s/pick/squash/' GIT_EDITOR=true expect 0 git rebase -q -i origin/main
  [ "$(git rev-list --count origin/main..HEAD)" -eq 1 ]
  expect 1 git push -q origin HEAD:refs/heads/main
  says '3 files'
  git reset -q --hard origin/main
  stage_files 2 a
  git commit -q -m 'Two'
  GIT_SEQUENCE_EDITOR='sed -i 1s/pick/edit/' git rebase -q -i origin/main
  echo 'int c;' >src/c.c
  git add .
  expect 1 git commit -q --amend --no-edit
  says '3 files'
  git rebase --abort
}

@test "a stash is nobody's change, and stays whole" {
  gated_repo r
  stage_files 3
  echo 'int w;' >>src/main.c
  expect 0 git stash push -q --include-untracked
  expect 1 git stash show --quiet
  expect 0 git stash pop -q --index
  [ "$(git diff --cached --name-only | wc -l)" -eq 3 ]
  [ "$(git diff --name-only)" = src/main.c ]
  expect 1 git commit -q -m 'Parts'
  [ "$(git diff --cached --name-only | wc -l)" -eq 3 ]
  [ "$(git diff --name-only)" = src/main.c ]
}

@test "several refs: branches, tags and a deletion in one push" {
  bad_side
  with_remote
  git push -q origin main:gone
  git tag good main
  git tag bad side
  expect 1 git push -q origin main side :gone
  says 'refs/heads/side'
  expect 1 git push -q --tags origin
  says 'refs/tags/bad'
  expect 0 git push -q origin good :gone
  expect 1 git push -q --mirror origin
  expect 1 git push -q --all origin
}
