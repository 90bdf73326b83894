#!/usr/bin/env bats
# .pre-commit-hooks.yaml: what it has run, with the variables that pre-commit (3.0.4) sets for it.
load helper

# The entry of a hook of that file, run as its words.
run_entry() {
  local words
  words=$(sed -n "/^- id: $1\$/,/^  language:/p" "$PLANGATE_SOURCE/.pre-commit-hooks.yaml" |
    sed -n '/^  entry:/,/^  language:/p' | sed -e '/^  language:/d' -e 's/^  entry: *//' -e 's/^>-$//')
  eval "set -- $(printf '%s' "$words" | tr '\n' ' ')"
  "$@"
}

pushed_repo() {
  gated_repo r
  git init -q --bare ../origin.git
  git remote add origin ../origin.git
  git push -q origin main
  export PRE_COMMIT_REMOTE_NAME=origin PRE_COMMIT_REMOTE_URL=../origin.git
  export PRE_COMMIT_LOCAL_BRANCH=refs/heads/main PRE_COMMIT_REMOTE_BRANCH=refs/heads/main
}

@test "plangate judges what is staged" {
  gated_repo r
  stage_files 3
  expect 1 run_entry plangate
  says 'src/f2.c'
  git reset -q src/f2.c
  expect 0 run_entry plangate
}

@test "plangate-merge judges what a merge adds, before there is a MERGE_HEAD" {
  gated_repo r
  git checkout -q -b side
  stage_files 3
  git commit -q --no-verify -m 'Parts'
  git checkout -q main
  git read-tree -m -u side
  export "GITHEAD_$(git rev-parse side)=side"
  expect 0 run_entry plangate-merge
  stage_files 3 evil
  expect 1 run_entry plangate-merge
  says 'src/evil2.c'
}

@test "plangate-push judges the range that it is told" {
  pushed_repo
  PRE_COMMIT_FROM_REF=$(git rev-parse HEAD)
  export PRE_COMMIT_FROM_REF
  echo 'int y;' >>src/main.c
  git commit -q -a -m 'One'
  PRE_COMMIT_TO_REF=$(git rev-parse HEAD) expect 0 run_entry plangate-push
  stage_files 3
  git commit -q --no-verify -m 'Parts'
  git revert --no-edit HEAD >/dev/null
  PRE_COMMIT_TO_REF=$(git rev-parse HEAD) expect 1 run_entry plangate-push
  says 'src/f2.c'
}

@test "plangate-push judges a ref of which it is told no range" {
  pushed_repo
  expect 0 run_entry plangate-push
  stage_files 3
  git commit -q --no-verify -m 'Parts'
  expect 1 run_entry plangate-push
  says 'src/f2.c'
  PRE_COMMIT_LOCAL_BRANCH=HEAD~1 expect 0 run_entry plangate-push
  PRE_COMMIT_LOCAL_BRANCH=none expect 3 run_entry plangate-push
}
