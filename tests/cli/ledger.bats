#!/usr/bin/env bats
# The server's ledger: what it holds, what a change of it is called, and records that come a second time.
load helper
load records

ledger_repo() {
  shared_repo r
  (cd ../origin.git && plangate install >/dev/null)
  ledger="$BATS_TEST_TMPDIR/origin.git/plangate/ledger.jsonl"
}

# One small change, pushed.
push_small() {
  echo "$1" >>docs/notes.txt
  git commit -q -a -m "Note $1"
  git push -q origin main
}

# A waived change on the checked-out branch.
waived() {
  change src/a.c "$1"
  override sue
  git commit -q -m "Waived $1"
}

@test "each decision is one line, chained, for its owner alone" {
  ledger_repo
  push_small one
  change
  git commit -q --no-verify -m 'No plan'
  expect 1 git push -q --no-verify origin main
  [ "$(wc -l <"$ledger")" -eq 2 ]
  [ "$(stat -c %a "$ledger")" = 600 ]
  python3 - "$ledger" "$(git rev-parse HEAD)" <<'END'
import hashlib, json, sys
lines = open(sys.argv[1], 'rb').read().decode().splitlines()
prev = '0' * 64
for number, line in enumerate(lines, 1):
    entry = json.loads(line)
    assert entry['seq'] == number and entry['prev'] == prev
    prev = entry['hash']
    assert hashlib.sha256(line[:line.rindex(',"hash"')].encode()).hexdigest() == prev
first, second = map(json.loads, lines)
assert (first['verdict'], first['status'], first['ref']) == ('pass', 0, 'refs/heads/main')
assert (second['verdict'], second['status']) == ('block', 1) and second['new'] == sys.argv[2]
assert second['rules'] == [{'id': 'source', 'state': 'unsatisfied'}]
END
  expect 0 plangate audit verify "$ledger"
  says '2 lines hold, head '
}

@test "in a repository that a group shares, the group writes the ledger too" {
  local value
  ledger_repo
  for value in group true 0660 world; do
    rm -f "$ledger"
    git -C ../origin.git config core.sharedRepository "$value"
    push_small "$value"
    [ "$(stat -c %a "$ledger")" = 660 ]
  done
  rm "$ledger"
  git -C ../origin.git config core.sharedRepository 0640
  push_small alone
  [ "$(stat -c %a "$ledger")" = 600 ]
}

@test "an override is written down with nonce and signers" {
  ledger_repo
  waived one
  GITEA_PUSHER_NAME=bob git push -q origin main
  python3 - "$ledger" "$id" <<'END'
import json, sys
entry = json.loads(open(sys.argv[1]).read())
assert entry['pusher'] == 'bob'
[used] = entry['overrides']
assert used['id'] == sys.argv[2] and len(used['nonce']) == 32
assert used['signers'] == ['sue@example.org'] and used['rules'] == ['source']
END
}

@test "an edited, removed, added, moved or forked line is named" {
  ledger_repo
  for n in 1 2 3 4; do push_small "$n"; done
  expect 0 plangate audit verify "$ledger"
  sed '2s/"status":0/"status":1/' "$ledger" >l
  expect 1 plangate audit verify l
  says 'line 2 (seq 2)'
  sed '4s/pass/warn/' "$ledger" >l
  expect 1 plangate audit verify l
  says 'line 4'
  sed 2d "$ledger" >l
  expect 1 plangate audit verify l
  says 'line 2'
  sed 1d "$ledger" >l
  expect 1 plangate audit verify l
  sed '3{h;p;x}' "$ledger" >l
  expect 1 plangate audit verify l
  says 'line 4'
  { sed -n 1p "$ledger" && sed -n 3p "$ledger" && sed -n 2p "$ledger"; } >l
  expect 1 plangate audit verify l
  # A line 3 of another chain, itself whole.
  python3 - "$ledger" >l <<'END'
import hashlib, sys
lines = open(sys.argv[1]).read().splitlines()
text = lines[2][:lines[2].rindex(',"hash"')].replace('"pass"', '"warn"')
lines[2] = text + ',"hash":"%s"}' % hashlib.sha256(text.encode()).hexdigest()
print('\n'.join(lines))
END
  expect 1 plangate audit verify l
  says 'line 4 (seq 4)'
  says 'forked'
}

@test "lines that were cut off at the end are told by a head that was kept" {
  ledger_repo
  for n in 1 2 3; do push_small "$n"; done
  head=$(plangate audit verify "$ledger" | sed 's/.*head //')
  push_small 4
  expect 0 plangate audit verify --head "$head" "$ledger"
  sed '3,$d' "$ledger" >l
  expect 0 plangate audit verify l
  expect 1 plangate audit verify --head "$head" l
  says 'cut off'
}

@test "a line that a crash cut short told nobody anything, and gives way to the next" {
  ledger_repo
  push_small 1
  printf '{"seq":2,"prev":"00' >>"$ledger"
  expect 0 plangate audit verify "$ledger"
  says 'never finished'
  push_small 2
  expect 0 plangate audit verify "$ledger"
  says '2 lines hold'
  says_not 'never finished'
}

@test "what cannot be written down is not let in" {
  ledger_repo
  push_small 1
  echo '{"seq":2}' >>"$ledger"
  echo 2 >>docs/notes.txt
  git commit -q -a -m 'Two'
  expect 1 git push -q origin main
  says 'broken at its end'
  [ "$(git ls-remote origin main | cut -f1)" = "$(git rev-parse HEAD~1)" ]
  rm "$ledger"
  ln -s /dev/null "$ledger"
  expect 1 git push -q origin main
  says 'ledger'
  rm "$ledger"
  mkdir "$ledger"
  expect 1 git push -q origin main
  rmdir "$ledger"
  git -C ../origin.git config plangate.ledger relative
  expect 1 git push -q origin main
  says 'absolute'
  git -C ../origin.git config plangate.ledger "$BATS_TEST_TMPDIR/elsewhere/l"
  expect 0 git push -q origin main
  [ "$(wc -l <"$BATS_TEST_TMPDIR/elsewhere/l")" -eq 1 ]
}

@test "what could not be decided is written down with its reason" {
  ledger_repo
  zero=0000000000000000000000000000000000000000
  cd ../origin.git
  run plangate hook pre-receive <<<"$zero 1111111111111111111111111111111111111111 refs/heads/x"
  [ "$status" -eq 3 ]
  grep -q '"verdict":"error","status":3,"reason":"' plangate/ledger.jsonl
  expect 0 plangate audit verify plangate/ledger.jsonl
}

@test "pushes at once make one chain" {
  local n
  ledger_repo
  for n in 1 2 3 4 5 6 7 8; do git branch "b$n"; done
  for n in 1 2 3 4 5 6 7 8; do git push -q origin "b$n" & done
  wait
  expect 0 plangate audit verify "$ledger"
  says '8 lines hold'
}

@test "killed at any point, ledger and repository stay whole" {
  local n
  ledger_repo
  for n in 1 2 3 4 5 6 7 8 9 10 11 12; do
    echo "$n" >>docs/notes.txt
    git commit -q -a -m "Note $n"
    # The whole process group of timeout: git, receive-pack and the hook.
    timeout -s KILL "0.0$((n * 7 + 10))" git push -q origin main 2>/dev/null || true
  done
  git -C ../origin.git fsck --strict
  [ ! -e "$ledger" ] || expect 0 plangate audit verify "$ledger"
  push_small last
  expect 0 plangate audit verify "$ledger"
}

@test "a record that was used on a ref lets nothing in again after the ref was taken back" {
  ledger_repo
  push_small base
  before=$(git rev-parse HEAD)
  waived one
  git push -q origin main
  landed=$(git rev-parse HEAD)
  git push -q --force origin "$before:main"
  expect 1 git push -q --no-verify origin "$landed:main"
  says 'it was used on this ref'
  # Elsewhere it is new.
  expect 0 git push -q --no-verify origin "$landed:refs/heads/topic"
}

@test "a push that did not land has used nothing, and may be tried again" {
  ledger_repo
  waived one
  printf '#!/bin/sh\nexit 1\n' >../origin.git/hooks/update
  chmod +x ../origin.git/hooks/update
  expect 1 git push -q origin main
  rm ../origin.git/hooks/update
  expect 0 git push -q origin main
}

@test "a rebased branch takes its override along, and later pushes carry it" {
  ledger_repo
  git checkout -q -b topic
  waived one
  git push -q origin topic
  git checkout -q main
  push_small moved
  git checkout -q topic
  git rebase -q main
  expect 0 git push -q --force --no-verify origin topic
  echo more >>docs/notes.txt
  git commit -q -a -m 'More'
  expect 0 git push -q origin topic
}

@test "who pushes cannot have signed, where the server names them" {
  ledger_repo
  waived one
  GL_USERNAME=sue expect 1 git push -q --no-verify origin main
  says 'override-refused'
  GITEA_PUSHER_EMAIL=sue@example.org expect 1 git push -q --no-verify origin main
  GL_USERNAME=sandra expect 0 git push -q --no-verify origin main
}

@test "a push of much that is blocked leaves a line that can be read, and the next is let in" {
  local n name
  ledger_repo
  name=$(printf 'r%.0s' $(seq 60))
  {
    printf 'version: 1\nrepository: "0123456789abcdef"\nrules:\n'
    for n in $(seq 200); do printf '  - {id: %s%s, when: {paths: ["src/x"]}}\n' "$name" "$n"; done
  } >.plangate/policy.yaml
  git commit -q --no-verify -a -m 'Many rules'
  git -C ../origin.git fetch -q "$PWD" main:main
  before=$(git rev-parse HEAD)
  for n in $(seq 100); do
    printf 'commit refs/heads/main\ncommitter a <a@x> %s +0000\ndata 1\nx\n' "$n"
    [ "$n" -gt 1 ] || printf 'from %s\n' "$before"
    if [ $((n % 2)) -eq 1 ]; then printf 'M 100644 inline src/x\ndata 1\nx\n'; else printf 'D src/x\n'; fi
  done | git fast-import --quiet --force
  expect 1 git push -q --no-verify origin main
  says 'blocked'
  [ "$(tail -n 1 "$ledger" | wc -c)" -lt 100000 ]
  git reset -q --hard "$before"
  push_small next
  expect 0 plangate audit verify "$ledger"
}

@test "a name of a ref in any bytes is the same ref to the ledger" {
  ledger_repo
  odd=refs/heads/$(printf 'odd\377')
  before=$(git rev-parse HEAD)
  git push -q origin "HEAD:$odd"
  waived one
  git push -q --no-verify origin "HEAD:$odd"
  git push -q --no-verify --force origin "$before:$odd"
  expect 1 git push -q --no-verify origin "HEAD:$odd"
  says 'it was used on this ref'
}

@test "an override that lets a single commit in is written down, though nothing is left of it" {
  ledger_repo
  waived one
  git rm -q src/a.c
  git commit -q --no-verify -m 'Taken back'
  git push -q --no-verify origin main
  grep -q "\"id\":\"$id\"" "$ledger"
}
