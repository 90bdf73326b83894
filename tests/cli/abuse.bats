#!/usr/bin/env bats
# Ways that people and programs have tried to get past a gate, each by a real push or commit. Forged and replayed
# records are in override.bats and ledger.bats.
load helper
load records

# A server that decides, and a clone with a small history.
served() {
  shared_repo r
  (cd ../origin.git && plangate install >/dev/null && git config plangate.required true)
  ledger="$BATS_TEST_TMPDIR/origin.git/plangate/ledger.jsonl"
}

# The server refuses what is committed here, whatever the local hooks were told.
server_refuses() {
  expect 1 git -c core.hooksPath=/dev/null push -q origin "${1:-main}"
  says 'remote: plangate: blocked'
}

bypass() { git -c core.hooksPath=/dev/null commit -q -m "${1:-Past the hooks}"; }

@test "hooks switched off by configuration, or not executable" {
  served
  change
  bypass
  server_refuses
  says 'src/a.c'
  git reset -q --soft HEAD~1
  chmod -x .git/hooks/*
  git commit -q -m 'Not asked' 2>/dev/null
  server_refuses
  expect 1 plangate doctor
  says 'not executable'
}

@test "commits made by fast-import and commit-tree" {
  served
  change
  tree=$(git write-tree)
  made=$(git commit-tree -p HEAD -m 'By hand' "$tree")
  git update-ref refs/heads/x "$made"
  server_refuses x:main
  git reset -q --hard
  printf 'commit refs/heads/y\ncommitter a <a@x> 1 +0000\ndata 1\nx\nfrom %s\nM 100644 inline src/b.c\ndata 1\nx\n' \
    "$(git rev-parse HEAD)" | git fast-import --quiet
  server_refuses y:main
  says 'src/b.c'
}

@test "the same commit takes the policy away and changes what it guards" {
  served
  change
  git rm -q .plangate/policy.yaml
  bypass
  server_refuses
}

@test "one push weakens the policy on one ref and uses that on another" {
  served
  git checkout -q -b weaker
  printf 'version: 1\n' >.plangate/policy.yaml
  git add .
  bypass 'Weaken'
  git checkout -q -b feature main
  change
  bypass
  before=$(git ls-remote origin)
  expect 1 git -c core.hooksPath=/dev/null push -q origin weaker:main feature
  [ "$(git ls-remote origin)" = "$before" ]
}

@test "another spelling of the policy's folder, or a link in its place" {
  served
  mkdir .PlanGate
  echo '{}' >.PlanGate/policy.json
  git add .
  bypass
  server_refuses
  git reset -q --hard HEAD~1
  git rm -q -r .plangate
  ln -s docs .plangate
  git add .plangate
  bypass
  server_refuses
}

@test "an orphan branch, a rewritten history, a tag" {
  served
  git checkout -q --orphan fresh
  change
  bypass
  server_refuses fresh
  git tag -a -m 'A tag' t
  server_refuses refs/tags/t
  git checkout -q -B rewritten
  expect 1 git -c core.hooksPath=/dev/null push -q --force origin rewritten:main
}

@test "a deletion and a rename of what is guarded" {
  served
  echo 'int moved;' >docs/moved.c
  git mv src/main.c docs/main.c
  bypass
  server_refuses
  says 'src/main.c'
}

@test "a plan whose words are in a comment or a fence" {
  served
  change
  write_plan docs/plans/p.md src/a.c
  { echo '<!--' && cat docs/plans/p.md && echo '-->'; } >docs/plans/q.md
  { echo '```' && cat docs/plans/p.md && echo '```'; } >docs/plans/s.md
  rm docs/plans/p.md
  git add .
  expect 1 git commit -q -m 'Hidden'
}

@test "an object of the change that is gone is no reason to pass" {
  served
  change
  blob=$(git rev-parse :src/a.c)
  bypass
  rm -f ".git/objects/${blob:0:2}/${blob:2}"
  expect 3 plangate check --commit HEAD
  says "$blob"
}

@test "a check that is killed has blocked" {
  served
  change
  mkdir .git/hooks/before-plangate
  printf '#!/bin/sh\nkill -KILL $$\n' >.git/hooks/before-plangate/pre-commit
  chmod +x .git/hooks/before-plangate/pre-commit
  run git commit -q -m 'Killed'
  [ "$status" -ne 0 ]
  [ "$(git log -1 --format=%s)" = 'Adopt plangate' ]
}

@test "variables that point elsewhere do not make another repository's answer ours" {
  served
  change
  bypass
  git init -q ../clean
  here=$(git rev-parse HEAD)
  run env GIT_DIR="$BATS_TEST_TMPDIR/clean/.git" plangate check --commit "$here"
  [ "$status" -ne 0 ]
  run env GIT_OBJECT_DIRECTORY="$BATS_TEST_TMPDIR/clean/.git/objects" plangate check --commit HEAD
  [ "$status" -ne 0 ]
  run env GIT_INDEX_FILE=/nonexistent plangate check --commit HEAD
  [ "$status" -eq 1 ]
}

@test "names that would drive a terminal are shown and do nothing" {
  served
  name=$(printf 'src/\033]0;x\a\n\r\342\200\256z.c')
  echo x >"$name"
  git add .
  run git commit -q -m 'Odd'
  [ "$status" -eq 1 ]
  run bash -c "git commit -q -m Odd 2>&1 | LC_ALL=C tr -d '\n[:print:]' | wc -c"
  [ "$output" -eq 0 ]
}

@test "an incident: from the block to the server in four commands, and nobody else" {
  served
  change
  expect 1 git commit -q -m 'Stop the bleeding'
  says 'plangate override create --reason'
  override sue
  git commit -q -m 'Stop the bleeding'
  expect 0 git push -q origin main
  grep -q '"signers":\["sue@example.org"\]' "$ledger"
  expect 0 plangate audit
  says 'sue@example.org'
  change src/a.c more
  make_keys mal
  run by mal plangate override create --reason 'Me too'
  [ "$status" -ne 0 ]
  [ -z "$(git diff --cached --name-only --diff-filter=A -- .plangate)" ]
}

@test "a tree whose modes git reads and does not write hides no policy and takes none back" {
  gated_repo r
  cat >"$BATS_TEST_TMPDIR/odd.py" <<'END'
# Print the bytes of the tree that `git ls-tree` describes, with 40755 for its folders and 100664 for its files.
import sys
for line in sys.stdin:
    (mode, kind, oid), name = line.split("\t")[0].split(), line.rstrip("\n").split("\t")[1]
    odd = {"tree": "40755", "blob": "100664"}[kind]
    sys.stdout.buffer.write(odd.encode() + b" " + name.encode() + b"\0" + bytes.fromhex(oid))
END
  odd() { git ls-tree "$1" | python3 "$BATS_TEST_TMPDIR/odd.py" | git hash-object --literally -t tree -w --stdin; }
  git init -q --bare ../origin.git
  git remote add origin "file://$BATS_TEST_TMPDIR/origin.git"
  git push -q origin main
  # The folder of the policy is there, and a comparison sees no change.
  git update-ref refs/heads/main "$(git commit-tree -p HEAD -m Odd "$(odd HEAD)")"
  git push -q origin main
  stage_files 3
  git commit -q --no-verify -m Bypass
  expect 1 plangate check --commit HEAD
  expect 1 git push origin main
  says '3 files'
  # The policy is made stricter, and a forced push takes that back, in an odd mode.
  git reset -q --hard origin/main
  echo '# stricter' >>.plangate/policy.yaml
  write_plan docs/plans/strict.md .plangate/policy.yaml
  git add . && git commit -q --no-verify -m Stricter
  git push -q --no-verify origin main
  folder=$(git ls-tree HEAD~1:.plangate | python3 "$BATS_TEST_TMPDIR/odd.py" |
    git hash-object --literally -t tree -w --stdin)
  tree=$(git ls-tree HEAD~1 | sed "s/[0-9a-f]*\(.\.plangate\)$/$folder\1/" | git mktree)
  git reset -q --hard HEAD~1
  git update-ref refs/heads/main "$(git commit-tree -p HEAD -m 'Take back' "$tree")"
  expect 1 git push --force origin main
  says 'drops commits that changed'
}
