#!/usr/bin/env bats
# Patterns and text that would run for ever end with status 3 and the rule's name, or are searched whole;
# never with "no match" because a limit was hit.
load helper

# hostile_repo NAME PATTERN: one rule on added lines.
hostile_repo() {
  new_repo "$1"
  mkdir -p .plangate
  printf "version: 1\nrules:\n  - id: hostile\n    when: {added: '%s'}\n" "$2" >.plangate/policy.yaml
  git add .
  git commit -q -m 'Adopt plangate'
}

# many BYTES TEXT: the text again and again, on one line.
many() { head -c "$1" /dev/zero | sed "s/\x00/$2/g"; }

# must_end SECONDS STATUS: a check of what is staged.
must_end() {
  local begin=$SECONDS
  expect "$2" plangate check
  [ $((SECONDS - begin)) -le "$1" ]
}

@test "nested quantifiers" {
  hostile_repo r '^(a+)+$'
  { many 40 a; echo b; } >a.txt
  git add .
  must_end 12 3
  says "rule 'hostile'"
  { many 10000000 a; echo b; } >a.txt
  git add .
  must_end 12 3
  says "rule 'hostile'"
}

@test "a pattern whose limit counts anew from each start" {
  hostile_repo r '(?:(?:a|b)*c)?$'
  { many 8000000 a; echo x; } >a.txt
  git add .
  run plangate check
  [ "$status" -eq 1 ] || { [ "$status" -eq 3 ] && says "rule 'hostile'"; }
}

@test "the same where nothing matches takes its limit and not more" {
  hostile_repo r '(?:(?:a|b)*c)?[0-9]q'
  part=$(many 8000 a)q
  for _ in $(seq 1000); do printf %s "$part"; done >a.txt
  git add .
  must_end 13 3
  says "rule 'hostile'"
  says 'took longer than 8 seconds'
}

@test "a long line is searched whole by a pattern that is sound" {
  hostile_repo r 'needle$'
  { many 10000000 a; echo needle; } >a.txt
  git add .
  must_end 12 1
  says 'hostile'
}
