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
  expect 1 plangate audit --format sarif
  printf '%s' "$output" | python3 -c '
import json, sys
run = json.load(sys.stdin)["runs"][0]
results = run["results"]
assert [r["id"] for r in run["tool"]["driver"]["rules"]] == ["source"]
assert sorted(r["level"] for r in results) == ["error", "note"], results
note = [r for r in results if r["level"] == "note"][0]["message"]["text"]
assert "by sue@example.org: The shop is down" in note, note
assert len({r["partialFingerprints"]["plangateAudit/v1"] for r in results}) == 2
assert all(r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].startswith("src/") for r in results)'
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
