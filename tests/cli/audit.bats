#!/usr/bin/env bats
# plangate audit: the history judged again.
load helper
load records

@test "plans, overrides and bypasses are told apart, with signers and totals" {
  signed_repo r
  change
  override sue
  git commit -q -m 'Override'
  stage_files 2
  write_plan docs/plans/parts.md src/f1.c src/f2.c
  git add docs && git commit -q -m 'Planned'
  echo more >>docs/notes.txt && git commit -q -a -m 'Nothing asked'
  expect 0 plangate audit
  says 'source: override'
  says 'by sue@example.org, 0 h 0 min old: The shop is down'
  says 'source: plan'
  says '3 changes, 0 bypasses'
  change src/b.c && git commit -q --no-verify -m 'Bypass'
  expect 1 plangate audit
  says 'source: BYPASS'
  says '1 bypasses'
  expect 1 plangate audit --range HEAD~1..HEAD --format json
  says '"bypass": true'
  says "$(git rev-parse HEAD)"
  expect 1 plangate audit --format csv
  says '"source","unsatisfied","",""'
  says "\"source\",\"overridden\",\"$id\",\"sue@example.org\""
  [ "${lines[0]}" = 'commit,when,author,rule,state,overrides,signers' ]
  expect 2 plangate audit --format xml
}

@test "an override that has expired since was good when it landed; a merge is one change" {
  signed_repo r
  git checkout -q -b topic
  change
  forge "s/\"created\": \"[^\"]*\"/\"created\": \"$(date -u -d '-30 hours' +%FT%TZ)\"/;s/\"expires\": \"[^\"]*\"/\"expires\": \"$(date -u -d '-20 hours' +%FT%TZ)\"/" sue
  GIT_COMMITTER_DATE="$(date -u -d '-29 hours' +%FT%TZ)" git commit -q --no-verify -m 'Then'
  expect 1 plangate check --commit HEAD
  expect 0 plangate audit
  git checkout -q main
  GIT_COMMITTER_DATE="$(date -u -d '-28 hours' +%FT%TZ)" git merge -q --no-verify --no-ff -m 'Merge' topic
  expect 0 plangate audit --range HEAD~1..HEAD
  says '1 changes'
  says 'sue@example.org'
}

@test "a repository without a policy has nothing to audit" {
  new_repo r
  expect 0 plangate audit
  says '0 changes'
}
