#!/usr/bin/env bats
# plangate plan sync, list and show; plangate scope.

load helper

# Everything but the added lines is as it was: $1 before, $2 after, the rest the added lines in order.
only_added() {
  local before=$1 after=$2
  shift 2
  diff "$before" "$after" | grep '^<' >../gone || true
  [ ! -s ../gone ]
  diff "$before" "$after" | sed -n 's/^> //p' >../new
  printf '%s\n' "$@" | diff - ../new
}

@test "sync lists what is missing, in the form of the list, and nothing else moves" {
  gated_repo r
  stage_files 4
  write_plan docs/plans/p.md src/f1.c src/f2.c
  sed -i 's/^- Estimated.*//; s/^  - `src\/f2.c`/  - `src\/f2.c` - the second part,\n    which is told over two lines/' docs/plans/p.md
  cp docs/plans/p.md ../before
  expect 0 plangate plan sync docs/plans/p.md
  says 'docs/plans/p.md: 2 files added'
  only_added ../before docs/plans/p.md '  - `src/f3.c`' '  - `src/f4.c`'
  grep -A1 'two lines' docs/plans/p.md | grep -q 'src/f3.c'
  expect 0 plangate plan sync docs/plans/p.md
  says 'up to date'
  git add docs
  expect 0 git commit -q -m 'Parts'
}

@test "sync sets the estimate, also a range, and leaves its words" {
  gated_repo r
  stage_files 3
  write_plan docs/plans/p.md src/f1.c src/f2.c src/f3.c
  sed -i 's/^- Estimated.*/- **Estimated Changes:** 1-2 new files, about 1,200 lines (v2 of 3)/' docs/plans/p.md
  plangate plan sync docs/plans/p.md
  grep -qF -- '- **Estimated Changes:** 3 new files, about 3 lines (v2 of 3)' docs/plans/p.md
}

@test "sync of a table, of a document with CRLF, and without a list" {
  gated_repo r
  stage_files 3
  write_plan docs/plans/p.md src/f1.c src/f2.c
  sed -i '/^- Files/d; s/^  - `src\/f1.c`/| File | Why |\n| --- | --- |\n| `src\/f1.c` | one |/; s/^  - `src\/f2.c`/| `src\/f2.c` | two |\n/' docs/plans/p.md
  sed -i 's/$/\r/' docs/plans/p.md
  expect 0 plangate plan check docs/plans/p.md
  cp docs/plans/p.md ../before
  plangate plan sync docs/plans/p.md
  only_added ../before docs/plans/p.md $'| `src/f3.c` |  |\r' ||
    { grep -q $'^| `src/f3.c` |  |\r$' docs/plans/p.md; }
  expect 1 grep -v $'\r$' docs/plans/p.md
  write_plan docs/plans/p.md src/f1.c
  sed -i '/^- Files/d; s/^  - `src\/f1.c`/Only src\/f1.c changes./' docs/plans/p.md
  plangate plan sync docs/plans/p.md
  git add docs
  expect 0 git commit -q -m 'Parts'
}

@test "sync puts a path below a nested list where it is read as itself" {
  gated_repo r
  stage_files 3
  write_plan docs/plans/p.md src/f1.c
  sed -i 's/^  - `src\/f1.c`/  - `src\/`\n    - `f1.c`\n    - `f2.c`/' docs/plans/p.md
  plangate plan sync docs/plans/p.md
  git add docs
  expect 0 git commit -q -m 'Parts'
}

@test "what a fix says of a hostile name can be pasted, and is what sync writes" {
  gated_repo r
  stage_files 2
  for name in $'new\nline.c' 'a`b``c.c' ' lead and trail ' '- item.c' $'no\377utf8.c' '<!-- x -->.c' 'a|b.c' '*.c'; do
    printf 'x\n' >"$name"
  done
  git add .
  write_plan docs/plans/p.md src/f1.c src/f2.c
  cp docs/plans/p.md ../before
  git add docs
  expect 1 plangate check
  printf '%s\n' "$output" | sed -n 's/^ *\(fix: \)\{0,1\}- `/  - `/p' >../fixes
  [ "$(wc -l <../fixes)" -eq 8 ]
  grep -qxF -- '  - `"new\012line.c"`' ../fixes
  sed -i '/`src\/f2.c`/r ../fixes' docs/plans/p.md
  git add docs
  expect 0 plangate check
  cp ../before docs/plans/p.md
  plangate plan sync docs/plans/p.md
  sort ../fixes >../sorted
  diff ../before docs/plans/p.md | sed -n 's/^> \(  - .*\)/\1/p' | sort | diff ../sorted -
  git add docs
  expect 0 git commit -q -m 'Parts'
}

@test "sync leaves files to the plan that has them" {
  gated_repo r
  stage_files 4
  write_plan docs/plans/a.md src/f1.c src/f2.c
  write_plan docs/plans/b.md src/f3.c
  git add docs
  plangate plan sync docs/plans/b.md
  grep -q 'src/f4.c' docs/plans/b.md
  expect 1 grep -q 'src/f1.c' docs/plans/b.md
}

@test "sync refuses what is no plan, and writes nothing" {
  gated_repo r
  stage_files 3
  mkdir -p docs/plans
  echo 'just text' >docs/plans/p.md
  expect 2 plangate plan sync docs/plans/p.md
  says 'no plan yet'
  [ "$(cat docs/plans/p.md)" = 'just text' ]
  expect 2 plangate plan sync
  expect 3 plangate plan sync docs/plans/none.md
}

@test "list tells status, coverage, problems and age of every plan" {
  gated_repo r
  write_plan docs/plans/old.md src/main.c
  git add docs
  GIT_COMMITTER_DATE="$(date -u -d '40 days ago' +%Y-%m-%dT%H:%M:%SZ)" git commit -q -m 'Plan'
  sed -i 's/^# Impl/---\nstatus: done\n---\n# Impl/; s/\[ \]/[x]/' docs/plans/old.md
  git add docs
  git commit -q -m 'Done'
  stage_files 3
  write_plan docs/plans/new.md src/f1.c src/f2.c
  sed -i '/^## Rollback/,$d' docs/plans/new.md
  git add docs
  expect 0 plangate plan list
  says 'docs/plans/new.md  active      2 of 3     1 error     new'
  says 'docs/plans/old.md  done        0 of 3     none        40 days'
  expect 0 plangate plan list --format json
  says '"covered": 2'
  expect 2 plangate plan list --format xml
}

@test "show prints a plan as it is understood" {
  gated_repo r
  write_plan docs/plans/p.md src/main.c 'src/*.h'
  expect 0 plangate plan show docs/plans/p.md
  says 'title      Add the parts'
  says 'risk       LOW'
  says 'estimate   3 files, 10 lines'
  says 'boxes      0 ticked, 1 open'
  says 'pattern         src/*.h'
  expect 0 plangate plan show --format json docs/plans/p.md
  says '"pattern": "src/main.c"'
  expect 2 plangate plan show
}

@test "scope tells who imports what changes, tests, symbols and what to assess" {
  new_repo r
  mkdir -p app tests
  printf 'class Row:\n    def read(self):\n        return 1\n' >app/rows.py
  printf 'from app.rows import Row\n' >app/report.py
  printf 'from app.rows import Row\n' >tests/test_rows.py
  git add . && git commit -q -m 'App'
  printf 'class Row:\n    def read(self, request):\n        return request.form["x"]\n' >app/rows.py
  git add .
  expect 0 plangate scope
  says 'app/rows.py M, +2 -2, 3 lines'
  says 'imported by 2: app/report.py:1, tests/test_rows.py:1'
  says 'covered by: tests/test_rows.py'
  says 'functions: read'
  says 'security, user-input-handling: app/rows.py:3'
  expect 0 plangate scope --format markdown
  says '- `app/rows.py` M, +2 -2, 3 lines'
  git commit -q -m 'Form'
  expect 0 plangate scope --range HEAD~1..HEAD
  says 'imported by 2'
  expect 0 plangate scope --commit HEAD --format json
  says '"file": "app/report.py"'
  expect 2 plangate scope --format xml
  expect 2 plangate scope --range A --commit B
}

@test "scope of what is deleted looks at the tree before, and escapes names" {
  new_repo r
  mkdir -p app
  printf 'x = 1\n' >app/old.py
  printf 'import app.old\n' >app/user.py
  git add . && git commit -q -m 'App'
  git rm -q app/old.py
  printf 'x\n' >"$(printf 'app/e\033[31m.py')"
  git add .
  expect 0 plangate scope
  says 'app/old.py D, +0 -1, 1 lines'
  says 'imported by 1: app/user.py:1'
  says_not $'\033'
}

@test "a migration is told with its way back" {
  new_repo r
  mkdir -p db/migrations app/migrations
  echo 'CREATE TABLE a (id int);' >db/migrations/1.up.sql
  echo 'DROP TABLE a;' >db/migrations/1.down.sql
  echo 'CREATE TABLE b (id int);' >db/migrations/2.sql
  printf 'def upgrade():\n    op.create_table("c")\n\n\ndef downgrade():\n    pass\n' >app/migrations/3_c.py
  printf 'def upgrade():\n    op.create_table("d")\n\n\ndef downgrade():\n    op.drop_table("d")\n' >app/migrations/4_d.py
  git add .
  expect 0 plangate scope --format json
  way() { printf '%s\n' "$output" | grep -A11 "\"file\": \"$1\"" | sed -n 's/.*way_back": "\(.*\)",/\1/p'; }
  [ "$(way db/migrations/1.up.sql)" = there ]
  [ "$(way db/migrations/2.sql)" = none ]
  [ "$(way app/migrations/3_c.py)" = none ]
  [ "$(way app/migrations/4_d.py)" = there ]
}

@test "what is next is said for the folder where one is" {
  gated_repo r
  stage_files 4
  write_plan docs/plans/p.md src/f1.c
  git add docs
  expect 1 plangate check
  says 'Next: plangate plan sync docs/plans/p.md'
  cd src
  expect 1 plangate check
  says 'Next, in the top folder (cd ../): plangate plan sync docs/plans/p.md'
  expect 1 git commit -q -m 'Parts'
  says 'Next, in the top folder (cd ../): plangate plan sync docs/plans/p.md'
}
