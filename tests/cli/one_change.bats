#!/usr/bin/env bats
# What is judged is one change at one time, whoever asks and from wherever.
load helper
load records

# Land what is staged on that day.
land() {
  GIT_COMMITTER_DATE="$1 12:00:00 +0000" git commit -q --no-verify -m "$2"
}

# A plan for three files, whose last day is the first argument.
expiring_plan() {
  write_plan docs/plans/parts.md src/f1.c src/f2.c src/f3.c
  {
    printf -- '---\nexpires: %s\n---\n' "$1"
    cat docs/plans/parts.md
  } >"$BATS_TEST_TMPDIR/plan"
  mv "$BATS_TEST_TMPDIR/plan" docs/plans/parts.md
  git add docs
}

@test "an audit holds the last day of a plan against the clock of the commit" {
  gated_repo r
  stage_files 3
  expiring_plan 2024-12-31
  land 2024-06-01 'In time'
  expect 0 plangate audit
  says 'many: plan'
  says '1 changes, 0 bypasses'
  git reset -q --hard HEAD~1
  stage_files 3
  expiring_plan 2024-05-31
  land 2024-06-01 'Too late'
  expect 1 plangate audit
  says 'many: BYPASS'
}

@test "an audit of all the history and of a range tell of it in one order" {
  gated_repo r
  stage_files 3
  git commit -q --no-verify -m 'First'
  stage_files 3 g
  git commit -q --no-verify -m 'Second'
  expect 1 plangate audit --format csv
  whole=$output
  expect 1 plangate audit --format csv --range HEAD~2..HEAD
  [ "$output" = "$whole" ]
  [ "$(printf '%s' "${lines[1]}" | cut -d'"' -f2)" = "$(git rev-parse HEAD~1)" ]
}

# A merge whose conflict in src/main.c is resolved and staged; it adds src/own1.c to src/own3.c.
merging() {
  gated_repo r
  git checkout -q -b side
  echo 'int side;' >src/main.c
  stage_files 1 s
  git commit -q -a -m 'Side'
  git checkout -q main
  echo 'int here;' >src/main.c
  git commit -q -a -m 'Here'
  run git merge -q side
  [ "$status" -eq 1 ]
  git rev-parse -q --verify MERGE_HEAD
  echo 'int both;' >src/main.c
  stage_files 3 own
}

@test "during a merge every verb speaks of the same files" {
  merging
  expect 1 plangate check
  says 'src/own1.c'
  says 'src/main.c'
  says_not 'src/s1.c'
  expect 0 plangate scope
  says 'src/own1.c'
  says 'src/main.c'
  says_not 'src/s1.c'
  expect 0 plangate plan new 'Own parts'
  plan=$(ls docs/plans/*.md)
  grep -q 'src/own1.c' "$plan"
  grep -q 'src/main.c' "$plan"
  [ "$(grep -c 'src/s1.c' "$plan")" -eq 0 ]
  write_plan "$plan" src/main.c src/own1.c src/own2.c src/own3.c
  expect 0 plangate plan check "$plan"
  says_not 'src/s1.c'
  git add docs
  expect 0 plangate plan list
  says '4 of 4'
  expect 0 plangate rules explain src/own1.c
  says 'many'
  expect 2 plangate rules explain src/s1.c
  says 'is not in this change'
  expect 0 plangate check
  expect 0 git commit -q --no-edit
}

# lib/core.py is imported by three and changed four times.
busy_history() {
  mkdir -p lib app
  : >lib/__init__.py
  echo 'x = 1' >lib/core.py
  for f in a b c; do echo 'import lib.core' >app/$f.py; done
  git add .
  git commit -q -m 'Busy'
  for i in 1 2 3; do
    echo "y = $i" >>lib/core.py
    git commit -q -a -m "$i"
  done
}

# Every object that is here, without asking a remote.
count_objects() { git cat-file --batch-all-objects --batch-check --unordered 2>/dev/null | wc -l; }

@test "init in a partial clone fetches nothing, with and without its remote" {
  new_repo far
  busy_history
  git config uploadpack.allowFilter true
  cd ..
  git clone -q --filter=blob:none "file://$BATS_TEST_TMPDIR/far" near
  cd near
  before=$(count_objects)
  expect 0 plangate init --print
  says 'lib/core.py'
  [ "$(count_objects)" -eq "$before" ]
  mv ../far ../moved
  expect 0 plangate init --print
  says 'lib/core.py'
  expect 0 plangate init
  [ -e .plangate/policy.yaml ]
  [ "$(count_objects)" -eq "$before" ]
}

@test "init in a repository whose history lost some content works" {
  new_repo r
  busy_history
  # What lib/core.py was before is gone.
  for i in 1 2; do
    id=$(git rev-parse "HEAD~$i:lib/core.py")
    rm -f ".git/objects/${id:0:2}/${id:2}"
  done
  expect 0 plangate init --print
  says 'lib/core.py'
  expect 0 plangate init
  [ -e .plangate/policy.yaml ]
}

@test "the fix for a name with a line feed can be pasted" {
  gated_repo r
  stage_files 5
  odd=$(printf 'src/line\nfeed.c')
  echo 'int odd;' >"$odd"
  git add src
  write_plan docs/plans/parts.md src/f1.c src/f2.c src/f3.c
  git add docs
  expect 1 plangate check
  # Each file is one line of the fix; where it is not, half of it is lost.
  fixes=$(printf '%s\n' "$output" | sed -n 's/^ *\(fix: \)\{0,1\}\(- .*\)/  \2/p')
  [ "$(printf '%s\n' "$fixes" | wc -l)" -eq 3 ]
  FIXES="$fixes" awk '{ print } /src\/f3.c/ && !done { print ENVIRON["FIXES"]; done = 1 }' \
    docs/plans/parts.md >"$BATS_TEST_TMPDIR/plan"
  cp "$BATS_TEST_TMPDIR/plan" docs/plans/parts.md
  sed -i 's/3 files/6 files/' docs/plans/parts.md
  git add docs
  expect 0 plangate check
  says_not 'uncovered'
}
