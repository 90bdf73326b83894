#!/usr/bin/env bats
# What is told as a fix settles its problem when it is pasted: every kind that has one.
load helper

@test "every fix can be pasted, and the plan passes when what it leaves open is filled in" {
  mkdir r
  cd r
  expect 0 python3 "$PLANGATE_SOURCE/tests/cli/fixes.py" "$PLANGATE"
  says ' 0 failed'
}
