#!/usr/bin/env bats
# plans.profile: the documents that other teams write, held against what changes beside them.
load helper

CORPUS=${PLANGATE_SOURCE:?}/tests/corpus/habits

# A repository whose policy asks for a plan of this profile and, if given, this demand.
habit_repo() {
  new_repo "$2"
  mkdir -p .plangate
  cat >.plangate/policy.yaml <<END
version: 1
plans: {profile: $1}
rules:
  - id: many
    when: {files: ">= 2"}
    demand: ${3:-{profile: standard\}}
END
  git add .
  git commit -q -m 'Adopt plangate'
}

# The distinct codes of the errors that the last check told as JSON, sorted, in one line.
error_codes() {
  python3 -c '
import json, sys
codes = {d["code"] for c in json.load(sys.stdin)["changes"] for d in c["diagnostics"]
         if d["severity"] == "error"}
print(*sorted(codes))'
}

# Stage the documents of a case and the files that change with them.
stage_case() {
  local path
  cp -R "$1/tree/." .
  while IFS= read -r path; do
    mkdir -p "$(dirname "$path")"
    echo "changed" >"$path"
  done <"$1/changed"
  git add .
}

check_habit() {
  local folder codes wanted wrong=0 seen=0
  for folder in "$CORPUS/$1"/*/; do
    name=$(basename "$folder")
    cd "$BATS_TEST_TMPDIR" || return 1
    habit_repo "$1" "$1-$name"
    stage_case "$folder"
    codes=$(plangate check --format json | error_codes)
    wanted=$(cat "$folder/expect")
    seen=$((seen + 1))
    [ "$codes" = "$wanted" ] && continue
    wrong=$((wrong + 1))
    printf '%s: wanted "%s", got "%s"\n' "$name" "$wanted" "$codes" >&2
    plangate check >&2 || true
  done
  [ "$seen" -ge 4 ] && [ "$wrong" -eq 0 ]
}

@test "kep: README.md and kep.yaml" { check_habit kep; }
@test "rfc: one document" { check_habit rfc; }
@test "adr: records of decisions" { check_habit adr; }
@test "openspec: the folder of a change" { check_habit openspec; }
@test "spec-kit: the folder of a feature" { check_habit spec-kit; }
