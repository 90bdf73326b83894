#!/usr/bin/env bats
# plangate rules: for those who write them.
load helper

# A policy with two rules of its own and one from a file.
ruled_repo() {
  new_repo "$1"
  mkdir -p .plangate/fixtures rules
  cat >.plangate/policy.yaml <<'END'
version: 1
extends: [rules/team.yaml]
rules:
  - id: many
    description: three or more files
    when: {files: ">= 3"}
  - id: opens
    when: {paths: ["src/**"], added: 'open\('}
    severity: warn
END
  cat >rules/team.yaml <<'END'
version: 1
sets: {mine: ["src/team/**", lead.c]}
rules:
  - id: team
    when: {paths: [$mine]}
END
  git add .
  git commit -q -m 'Adopt plangate'
}

@test "list and show tell where a rule comes from" {
  ruled_repo r
  expect 0 plangate rules list
  says 'team  (rules/team.yaml, error)'
  expect 0 plangate rules show team
  says '# rules/team.yaml:4'
  says "- 'lead.c'"
  expect 0 plangate rules show opens
  says '# .plangate/policy.yaml:7'
  says "severity: warn"
  says "- 'open\\('"
  expect 2 plangate rules show tem
  says "did you mean 'team'?"
  expect 2 plangate rules show
}

@test "explain says what fired, and what kept the others from it" {
  ruled_repo r
  echo 'int f = open("x");' >>src/main.c
  echo 'x' >notes.txt
  git add .
  expect 0 plangate rules explain
  says '2 of 2 changed files are counted'
  says 'opens  fires  (.plangate/policy.yaml:7)'
  says 'src/main.c:2: added: int f = open("x");'
  says 'many  does not fire'
  says "files: '>= 3'"
  expect 0 plangate rules explain notes.txt
  says '1 of 2 changed files are counted'
  says 'opens  does not fire'
  says 'for the nearest file, notes.txt, this does not hold:'
  (cd src && plangate rules explain main.c) | grep -q 'opens  fires'
  expect 2 plangate rules explain nothing.txt
  git commit -q -m 'Open it'
  expect 0 plangate rules explain --commit HEAD
  says 'opens  fires'
  expect 0 plangate rules explain --range HEAD~1..HEAD src/main.c
  says 'opens  fires'
  expect 2 plangate rules explain --range HEAD~1 --commit HEAD
}

@test "lint finds what is odd, in the policy in force and in a file" {
  ruled_repo r
  expect 0 plangate rules lint
  says 'nothing odd'
  printf 'version: 1\nextends: rules/team.yaml\nrules:\n  - id: slow\n    when: {added: "^(a+)+$", paths: ["**"]}\n' >other.yaml
  expect 1 plangate rules lint other.yaml
  says "other.yaml:4: warning: rule 'slow': added: '^(a+)+\$' runs away"
  says "[matches-all]"
  printf 'version: 1\nrules: 7\n' >wrong.yaml
  expect 4 plangate rules lint wrong.yaml
}

@test "test runs fixtures and prints TAP" {
  ruled_repo r
  cat >.plangate/fixtures/mine.yaml <<'END'
cases:
  - name: opened
    files: [{path: src/a.c, added: "open(x)"}]
    fires: [opens]
  - name: three files
    files: [a, b, c]
    fires: [many]
END
  expect 0 plangate rules test
  [ "$output" = "ok 1 - opened
ok 2 - three files
1..2" ]
  sed -i 's/fires: \[many\]/fires: []/' .plangate/fixtures/mine.yaml
  expect 1 plangate rules test .plangate/fixtures
  says 'not ok 2 - three files'
  says '# fires: many'
  says '# should fire: nothing'
  echo 'case: []' >.plangate/fixtures/bad.yaml
  expect 4 plangate rules test
  says 'Bail out!'
  says "unknown key in a fixture 'case'"
  expect 0 plangate rules test --pack default "$PLANGATE_SOURCE/rules/fixtures/default"
  expect 0 plangate rules test --pack plangate:default "$PLANGATE_SOURCE/rules/fixtures/default"
  expect 2 plangate rules test --pack none "$PLANGATE_SOURCE/rules/fixtures/default"
  expect 2 plangate rules test missing
}

@test "an extended file judges from the base, is guarded, and must stay valid" {
  ruled_repo r
  plangate install >/dev/null
  echo 'int lead;' >lead.c
  git add lead.c
  expect 1 plangate check
  says 'team'
  git rm -q --cached lead.c
  sed -i 's/lead.c/other.c/' rules/team.yaml
  git add rules
  expect 1 plangate check
  says 'policy-change'
  echo 'rules: 7' >rules/team.yaml
  git add rules
  expect 1 plangate check
  says 'rules/team.yaml:'
  git rm -q -f rules/team.yaml
  expect 1 plangate check
  says 'rules/team.yaml: there is no such file'
}
