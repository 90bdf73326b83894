#!/usr/bin/env bats
# plans.profile: the documents that other teams write, held against what changes beside them.
load helper

CORPUS=${PLANGATE_SOURCE:?}/tests/corpus/habits

# A repository whose policy asks for a plan of this profile and, if given, this demand.
habit_repo() { documents_repo "{profile: $1}" "$2" "${3:-}"; }

check_habit() { check_documents "{profile: $1}" "$CORPUS/$1"; }

@test "kep: README.md and kep.yaml" { check_habit kep; }
@test "rfc: one document" { check_habit rfc; }
@test "adr: records of decisions" { check_habit adr; }
@test "openspec: the folder of a change" { check_habit openspec; }
@test "kiro: the folder of a feature" { check_habit kiro; }
@test "spec-kit: the folder of a feature" { check_habit spec-kit; }

# A change folder whose scope is the further arguments.
write_change() {
  local folder=$1 file
  shift
  mkdir -p "$folder"
  {
    printf '## Why\n\nThe parts are asked for.\n\n## What Changes\n\n- new parts\n\n## Impact\n\n'
    for file in "$@"; do printf -- '- `%s`\n' "$file"; done
    printf -- '- Risk Level: LOW\n'
  } >"$folder/proposal.md"
  printf '## Decisions\n\nOne file a part.\n\n## Rollback\n\nRevert the commit; nothing uses them.\n' \
    >"$folder/design.md"
  printf -- '- [ ] 1.1 Declare them in `%s`\n- [ ] 1.2 Test with `make check` that it builds\n' "$1" \
    >"$folder/tasks.md"
}

@test "an archived change says nothing of the change that follows" {
  habit_repo openspec r
  plangate install >/dev/null
  write_change openspec/changes/add-parts src/f1.c src/f2.c src/f3.c
  stage_files 3
  git add .
  expect 0 git commit -q -m 'Add parts'
  git mv openspec/changes/add-parts openspec/changes/archive-me
  mkdir openspec/changes/archive
  git mv openspec/changes/archive-me openspec/changes/archive/2026-01-01-add-parts
  expect 0 git commit -q -m 'Archive the change'
  for i in 1 2 3; do echo 'int more;' >>src/f$i.c; done
  expect 1 git commit -q -a -m 'More'
  says 'missing-plan'
}

@test "plan check of any document checks its folder as it is on disk" {
  habit_repo openspec r
  stage_files 3
  write_change openspec/changes/add-parts src/f1.c src/f2.c src/f3.c
  expect 0 plangate plan check openspec/changes/add-parts/tasks.md
  says 'covers all 3 staged files'
  echo '- [ ] 1.3 [fill in: the last step]' >>openspec/changes/add-parts/tasks.md
  cd openspec
  expect 1 plangate plan check changes/add-parts/proposal.md
  says 'tasks.md:3'
  cd ..
  rm openspec/changes/add-parts/design.md
  expect 1 plangate plan check openspec/changes/add-parts/tasks.md
  says 'in design.md:'
  says '## Decisions'
}

@test "one plan can be named by any of its documents" {
  habit_repo openspec r
  stage_files 3
  write_change openspec/changes/one src/f1.c src/f2.c src/f3.c
  write_change openspec/changes/two src/f1.c
  git add .
  expect 0 plangate check --plan openspec/changes/one/design.md
  expect 1 plangate check --plan openspec/changes/two/tasks.md
  says 'uncovered-file'
}

@test "paths of one's own: the document that they name brings those beside it" {
  habit_repo kep r
  sed -i 's|^plans:.*|plans: {profile: kep, paths: ["design/**/README.md"]}|' .plangate/policy.yaml
  git commit -q -a -m 'Paths of our own'
  stage_files 3
  mkdir -p design/7-parts
  write_plan design/7-parts/README.md src/f1.c src/f2.c src/f3.c
  echo 'status: implementable' >design/7-parts/kep.yaml
  git add .
  expect 0 plangate check
  echo 'status: provisional' >design/7-parts/kep.yaml
  git add .
  expect 1 plangate check
  says 'design/7-parts/kep.yaml:1'
  says 'in kep.yaml:'
  says 'status: implementable'
  expect 1 plangate plan check design/7-parts/README.md
  says 'design/7-parts/kep.yaml:1'
}

@test "plan new writes where the habit has its documents, and passes when it is filled in" {
  local habit path
  for habit in adr kep kiro openspec rfc spec-kit; do
    cd "$BATS_TEST_TMPDIR"
    habit_repo "$habit" "new-$habit" '{profile: standard, assess: [security]}'
    stage_files 3
    run --separate-stderr plangate plan new 'Add the Parts'
    [ "$status" -eq 0 ]
    path=$output
    git add .
    expect 1 plangate check
    says 'placeholder'
    fill_in "$path"
    git add .
    expect 0 plangate check
    echo "$path"
  done >"$BATS_TEST_TMPDIR/paths"
  diff - "$BATS_TEST_TMPDIR/paths" <<'END'
docs/decisions/add-the-parts.md
keps/add-the-parts/README.md
.kiro/specs/add-the-parts/design.md
openspec/changes/add-the-parts/proposal.md
rfcs/0000-add-the-parts.md
specs/000-add-the-parts/plan.md
END
}

@test "sync lists files where the folder lists them, and show tells lines of that document" {
  habit_repo openspec r
  stage_files 3
  write_change openspec/changes/add-parts src/f1.c src/f2.c
  git add .
  run plangate plan sync openspec/changes/add-parts/tasks.md
  [ "$status" -eq 2 ]
  says "openspec/changes/add-parts/proposal.md"
  expect 0 plangate plan sync openspec/changes/add-parts/proposal.md
  git add .
  expect 0 plangate check
  expect 0 plangate plan show openspec/changes/add-parts/tasks.md
  says '    11  file            src/f1.c'
  says '     1  file            src/f1.c'
}
