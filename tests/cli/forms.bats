#!/usr/bin/env bats
# Documents as people and their tools write them, which no profile has to name, and folders that are one plan.
load helper

CORPUS=${PLANGATE_SOURCE:?}/tests/corpus/forms

check_form() { check_documents "$(cat "$CORPUS/$1/plans")" "$CORPUS/$1"; }

@test "superpowers: tasks with files and steps" { check_form superpowers; }
@test "ExecPlans: living documents" { check_form execplan; }
@test "BMAD: stories" { check_form bmad; }
@test "GSD: phases with front matter and tags" { check_form gsd; }
@test "a folder of documents that no form names" { check_form folder; }

# A folder of two documents whose tasks name the further arguments.
write_folder() {
  local folder=$1 file
  shift
  mkdir -p "$folder/tasks"
  printf '# Parts\n\nRisk: LOW\n\n## Approach\n\nOne file a part, so that each can be replaced.\n\n' >"$folder/README.md"
  printf '## Rollback\n\nRevert the commit; nothing uses them.\n' >>"$folder/README.md"
  printf '# Declare them\n\n- [ ] Test with `make check` that it builds\n' >"$folder/tasks/01-declare.md"
  for file in "$@"; do printf -- '- [ ] Declare it in `%s`\n' "$file"; done >>"$folder/tasks/01-declare.md"
}

@test "a wildcard for the folder says it too, and folders: false takes it back" {
  documents_repo '{paths: ["plans/*/**/*.md"]}' r
  stage_files 3
  write_folder plans/parts src/f1.c src/f2.c src/f3.c
  git add .
  expect 0 plangate check
  expect 0 plangate check --plan plans/parts/tasks/01-declare.md
  documents_repo '{folders: false, paths: ["plans/*/**/*.md"]}' apart
  stage_files 3
  write_folder plans/parts src/f1.c src/f2.c src/f3.c
  git add .
  expect 1 plangate check
}

@test "plan check and plan show of one document speak of all, and name them" {
  documents_repo '{folders: true}' r
  stage_files 3
  write_folder docs/plans/parts src/f1.c src/f2.c
  expect 0 plangate plan check docs/plans/parts/tasks/01-declare.md
  git add .
  expect 1 plangate check
  says 'docs/plans/parts/tasks/01-declare.md:'
  says 'src/f3.c'
  echo '- [ ] Declare it in `src/f3.c`' >docs/plans/parts/tasks/02-more.md
  expect 0 plangate plan check docs/plans/parts/tasks/02-more.md
  says 'covers all 3 staged files'
  expect 0 plangate plan show docs/plans/parts/README.md
  says '  docs/plans/parts/tasks/01-declare.md'
}

@test "a folder of more than 64 documents is too large" {
  local i
  documents_repo '{folders: true}' r
  stage_files 3
  write_folder docs/plans/parts src/f1.c src/f2.c src/f3.c
  for i in $(seq 100 162); do echo '- [ ] Look at `src/f1.c`' >"docs/plans/parts/tasks/$i.md"; done
  git add .
  expect 1 plangate check
  says 'too-large'
  git rm -q -f docs/plans/parts/tasks/162.md
  expect 0 plangate check
}

@test "a folder that has landed is spent, and another task makes it fresh" {
  documents_repo '{folders: true}' r
  git init -q --bare ../r.git
  git remote add origin ../r.git
  stage_files 3
  write_folder docs/plans/parts src/f1.c src/f2.c src/f3.c
  git add .
  git commit -q -m 'Add parts'
  git push -q origin HEAD:main
  git remote set-head origin main
  for i in 1 2 3; do echo 'int more;' >>src/f$i.c; done
  git add .
  expect 1 plangate check
  says 'docs/plans/parts/README.md'
  echo '- [ ] Count the parts of each colour in `src/f1.c`, `src/f2.c` and `src/f3.c`' >docs/plans/parts/tasks/02-count.md
  git add .
  expect 0 plangate check
}

@test "plan new makes a folder where plans are folders alone" {
  documents_repo '{paths: ["docs/plans/*/*.md"]}' r
  stage_files 3
  run --separate-stderr plangate plan new 'Add the Parts'
  [ "$status" -eq 0 ]
  [[ $output == docs/plans/*-add-the-parts/plan.md ]]
  fill_in "$output"
  git add .
  expect 0 plangate check
}
