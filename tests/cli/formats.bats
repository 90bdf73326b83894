#!/usr/bin/env bats
# Every format, with a blocked change of hostile names, read back by another program.

load helper

blocked_repo() {
  gated_repo r
  mkdir -p docs/plans
  printf x >"$(printf 'src/a\033[31m<b>&"%%,:.c')"
  printf x >"$(printf 'src/n\nl.c')"
  printf x >"$(printf 'src/\xff]]>.c')"
  printf '# P\n\n## Scope\n\n- src/main.c\n\n## Tests\n\nTBD | <x> `y`\n\n## Rollback\n\n@team **see** [x](http://e.example)\n' >docs/plans/p.md
  echo 'int y;' >>src/main.c
  git add .
}

python() {
  python3 -c "import json, re, sys; import xml.etree.ElementTree as xml; $1"
}

@test "sarif: results with levels, relative URIs and fingerprints that survive moved lines" {
  blocked_repo
  expect 1 plangate check --format sarif
  printf '%s\n' "$output" | python '
d = json.load(sys.stdin)
assert d["version"] == "2.1.0" and len(d["runs"]) == 1
run = d["runs"][0]
rules = [r["id"] for r in run["tool"]["driver"]["rules"]]
assert len(rules) == len(set(rules))
prints = [r["partialFingerprints"]["plangate/v1"] for r in run["results"]]
assert len(prints) == len(set(prints)) > 3
for r in run["results"]:
    assert r["ruleId"] in rules and r["level"] in ("error", "warning", "note")
    for l in r["locations"]:
        uri = l["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"([A-Za-z0-9\-._~/]|%[0-9A-F]{2})+", uri), uri
        assert l["physicalLocation"]["region"]["startLine"] >= 1
'
  printf '%s\n' "$output" | grep plangate/v1 | sort >../before
  sed -i '1a\\n\n' docs/plans/p.md
  git add docs
  plangate check --format sarif | grep plangate/v1 | sort >../after
  diff ../before ../after
}

@test "junit: well-formed, and its counts are true" {
  blocked_repo
  expect 1 plangate check --format junit --verbose
  printf '%s\n' "$output" | python '
root = xml.fromstring(sys.stdin.buffer.read())
for suite in root.iter("testsuite"):
    cases = suite.findall("testcase")
    assert int(suite.get("tests")) == len(cases)
    assert int(suite.get("failures")) == len(suite.findall("testcase/failure")) == 2
    assert int(suite.get("skipped")) == len(suite.findall("testcase/skipped"))
assert "\033" not in xml.tostring(root, encoding="unicode")
'
}

@test "github: one command a line, nothing can begin another, and a job summary" {
  blocked_repo
  GITHUB_STEP_SUMMARY=$PWD/../summary expect 1 plangate check --format github
  says '::error '
  says 'plangate: block'
  printf '%s\n' "$output" | python '
for line in sys.stdin.read().splitlines():
    assert re.match(r"::(error|warning|notice) [^:]*::.|plangate: block$", line), line
    assert "\033" not in line
'
  grep -q '^## plangate: block' ../summary
  rm ../summary
  GITHUB_STEP_SUMMARY=$PWD/../summary expect 1 plangate check
  [ ! -e ../summary ]
}

@test "gitlab: a list with unique fingerprints, every issue at a place" {
  blocked_repo
  expect 1 plangate check --format gitlab
  printf '%s\n' "$output" | python '
issues = json.load(sys.stdin)
assert issues and len({i["fingerprint"] for i in issues}) == len(issues)
for i in issues:
    assert i["severity"] in ("info", "minor", "major") and i["location"]["path"]
    assert i["location"]["lines"]["begin"] >= 1 and i["check_name"] and i["description"]
'
}

@test "tap: the plan is kept, and the tests are numbered" {
  blocked_repo
  expect 1 plangate check --format tap --verbose
  printf '%s\n' "$output" | python '
lines = sys.stdin.read().splitlines()
assert lines[0] == "TAP version 13"
count = int(re.fullmatch(r"1\.\.(\d+)", lines[1]).group(1))
tests = [l for l in lines if re.match(r"(not )?ok ", l)]
assert len(tests) == count
for number, line in enumerate(tests, 1):
    assert re.match(r"(not )?ok %d - " % number, line)
assert all(re.match(r"(not )?ok |# ", l) for l in lines[2:])
assert sum(l.startswith("not ok") for l in tests) == 2
'
}

@test "markdown: no mark-up comes out of names and texts" {
  blocked_repo
  expect 1 plangate check --format markdown
  says '## plangate: block'
  says_not ' @team'
  says_not '](http'
  says_not "$(printf '\033')"
}

@test "several outputs at once, each in its format, and a plain one takes the place of standard output" {
  blocked_repo
  expect 1 plangate check -o sarif:../a.sarif -o junit:../b.xml --output json:../c.json
  says 'blocked'
  python 'json.load(open("../a.sarif")); xml.parse("../b.xml"); assert json.load(open("../c.json"))["changes"][0]["lines"]'
  expect 1 plangate check --format tap -o ../d.tap -o gitlab:../e.json
  [ -z "$output" ]
  head -n 1 ../d.tap | grep -q '^TAP'
  expect 1 plangate check -o other:file
  [ -e other:file ]
  expect 3 plangate check -o sarif:/dev/null/x
  expect 2 plangate check --format xml
}

@test "a change that passes is told in every format" {
  gated_repo r
  echo 'int y;' >>src/main.c
  git add .
  for format in sarif junit github gitlab tap markdown json human; do
    expect 0 plangate check --format $format
    [ -n "$output" ]
  done
}

@test "the report for people tells that there is more evidence than it shows" {
  new_repo r
  mkdir .plangate
  printf 'version: 1\nrules: [{id: source, when: {paths: ["src/**"]}}]\n' >.plangate/policy.yaml
  git add . && git commit -q -m 'Adopt plangate'
  stage_files 5
  expect 1 plangate check
  says 'src/f5.c: matches'
  says_not 'and more'
  stage_files 6
  expect 1 plangate check
  says_not 'src/f6.c: matches'
  says 'and more (--verbose shows them)'
  expect 1 plangate check --verbose
  says 'src/f6.c: matches'
  says_not 'and more'
}

@test "the report for people tells how many more plans were looked at" {
  gated_repo r
  stage_files 13
  for i in $(seq 10); do
    write_plan "docs/plans/$i.md" "src/f$i.c"
    sed -i "s/One file a part/File $i of all/; s/Nothing uses the parts/Nothing uses part $i/" "docs/plans/$i.md"
  done
  git add docs
  expect 1 plangate check
  says 'docs/plans/9.md: covers 1 of 13 files'
  says_not 'and 1 more'
  write_plan docs/plans/11.md src/other.c
  git add docs
  expect 1 plangate check
  says '  and 1 more'
}
