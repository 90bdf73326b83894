#!/usr/bin/env bats
# Overrides: signed records, within real commits and pushes.
load helper
load records

@test "a signed override lets a blocked commit through, visibly" {
  signed_repo r
  change
  expect 1 git commit -q -m 'Fix'
  says 'source'
  says 'ask a person who may sign: plangate override create'
  override sue
  grep -q 'git commit' "$BATS_TEST_TMPDIR/said"
  expect 0 git commit -q -m 'Fix'
  says "override ${id:0:12} by sue@example.org waives source"
  says 'The shop is down'
  git ls-tree -r --name-only HEAD | grep -q "records/$id.json"
  [ -z "$(git status --porcelain)" ]
}

@test "a push of it to a bare repository passes, and CI's range too" {
  shared_repo r
  change
  override sue
  git commit -q -m 'Fix'
  expect 0 git push -q origin main
  says 'sue@example.org'
  expect 0 plangate check --range HEAD~1..HEAD --format json
  says '"state": "overridden"'
  says "\"id\": \"$id\""
  says '"sue@example.org"'
}

@test "one changed byte voids it, another file is not in it" {
  signed_repo r
  change
  override sue
  printf ' ' >>src/a.c && git add src/a.c
  expect 1 git commit -q -m 'Fix'
  says 'override-refused'
  git checkout -q HEAD -- . && git reset -q --hard
  change
  override sue
  change src/b.c
  expect 1 git commit -q -m 'Fix'
  says 'src/b.c'
}

@test "what is left needs a plan, what is waived does not" {
  signed_repo r
  change
  override sue
  change src/b.c
  write_plan docs/plans/b.md src/b.c
  git add docs
  expect 0 git commit -q -m 'Fix and more'
}

@test "the signature of the author counts only where the rule says so" {
  signed_repo r
  change
  override ann
  grep -q 'not yet' "$BATS_TEST_TMPDIR/said"
  expect 1 git commit -q -m 'Fix'
  mentions 'is an author, committer or pusher'
  cd ..
  RULE_MORE=', self: true' signed_repo s
  change
  override ann
  expect 0 git commit -q -m 'Fix'
}

@test "the committer does not count either, nor anybody of a pushed range" {
  shared_repo r
  change
  override sue
  GIT_COMMITTER_EMAIL=SUE@example.org expect 1 git commit -q -m 'Fix'
  GIT_COMMITTER_EMAIL=sue@example.org git commit -q --no-verify -m 'Fix'
  expect 1 git push -q origin main
}

@test "two persons are two persons, not two keys, records or signatures" {
  make_keys sue sue2
  { signer sue; signer sam; signer sid; printf 'sue@example.org %s %s\n' "$NS" \
    "$(cut -d' ' -f1,2 "$HOME/keys/sue2.pub")"; } >"$BATS_TEST_TMPDIR/signers"
  signed_repo r
  change infra/main.tf
  override sue
  grep -q "override sign ${id:0:12}" "$BATS_TEST_TMPDIR/said"
  expect 1 git commit -q -m 'Infra'
  mentions '1 of 2 persons'
  by sue2 plangate override sign "$id" 2>/dev/null
  by sue plangate override sign "$id" 2>/dev/null
  expect 1 git commit -q -m 'Infra'
  by sue2 plangate override create --reason 'Again' 2>/dev/null
  expect 1 git commit -q -m 'Infra'
  by sid plangate override sign "${id:0:12}" 2>"$BATS_TEST_TMPDIR/said"
  grep -q 'next: git commit' "$BATS_TEST_TMPDIR/said"
  expect 0 git commit -q -m 'Infra'
}

@test "two records of two persons for the same content do as well" {
  signed_repo r
  change infra/main.tf
  override sue
  override sam
  expect 0 git commit -q -m 'Infra'
}

@test "who is not listed, or in no role, cannot sign" {
  signed_repo r
  change
  run by mal plangate override create --reason 'Let me'
  [ "$status" -eq 2 ]
  mentions 'not listed'
  [ -z "$(git status --porcelain .plangate)" ]
  override sid
  expect 1 git commit -q -m 'Fix'
  mentions 'is in no role'
}

@test "a forged record: a signature of another key or another purpose" {
  signed_repo r
  change
  forge '' mal
  expect 1 git commit -q -m 'Fix'
  mentions 'not listed'
  git rm -q -f --cached -r .plangate/records && rm -r .plangate/records
  for space in git plangate-approval@v1; do
    FORGE_NS=$space forge '' sue
    expect 1 git commit -q -m 'Fix'
    mentions 'another purpose'
    git rm -q -f --cached -r .plangate/records && rm -r .plangate/records
  done
  forge '' sue
  expect 0 git commit -q -m 'Fix'
}

@test "records that say the wrong thing are worth nothing" {
  signed_repo r
  change
  local edit
  for edit in 's/0123456789abcdef/fedcba9876543210/' 's/"source"/"*"/' 's/"source"/"infra"/' \
    's|refs/heads/\*\*|refs/heads/release|' 's/"100644"/"100755"/' \
    's/"expires": "[^"]*"/"expires": "2036-01-01T00:00:00Z"/' \
    's/"created": "[^"]*"/"created": "2035-12-31T23:00:00Z"/;s/"expires": "[^"]*"/"expires": "2036-01-01T00:00:00Z"/' \
    's/"created": "[^"]*"/"created": "2020-12-31T23:00:00Z"/;s/"expires": "[^"]*"/"expires": "2021-01-01T00:00:00Z"/' \
    's/"version": 1/"version": 1, "version": 1/' 's/shop is/shop\\u202eis/' 's/$/ x/' \
    's/shop is/shop\\u0000is/' 's/"plangate-override"/"plangate-approval"/'; do
    forge "$edit" sue
    GIT_COMMITTER_DATE=2021-01-01T00:00:00Z GIT_AUTHOR_DATE=2021-01-01T00:00:00Z \
      expect 1 git commit -q -m "Fix $edit"
    git rm -q -f --cached -r .plangate/records && rm -r .plangate/records
  done
}

@test "expired and not yet valid keys, whatever the commit's date says" {
  { signer sue 'valid-before="20200101Z"'; signer sam 'valid-after="20390101Z"'; } \
    >"$BATS_TEST_TMPDIR/signers"
  signed_repo r
  change
  forge '' sue
  GIT_COMMITTER_DATE=2019-01-01T00:00:00Z expect 1 git commit -q -m 'Fix'
  mentions 'has expired'
  git rm -q -f --cached -r .plangate/records && rm -r .plangate/records
  forge '' sam
  expect 1 git commit -q -m 'Fix'
  mentions 'not yet valid'
}

@test "revoked records and keys count no more once that has landed" {
  signed_repo r
  change
  override sue
  expect 0 plangate override verify "$id"
  git stash -q
  echo "record $id a mistake" >.plangate/revoked
  git add . && git commit -q --no-verify -m 'Take it back'
  git stash pop -q --index
  expect 1 git commit -q -m 'Fix'
  says 'revoked'
  expect 1 plangate override verify "$id"
  git rm -q -f --cached -r .plangate/records && rm -r .plangate/records
  git stash -q
  echo "key $(ssh-keygen -l -f "$HOME/keys/sam.pub" | cut -d' ' -f2)" >>.plangate/revoked
  git add . && git commit -q --no-verify -m 'Lost key'
  git stash pop -q --index
  forge '' sam
  expect 1 git commit -q -m 'Fix'
  mentions 'is revoked'
}

@test "revoke enters the record and says what is next" {
  signed_repo r
  change
  override sue
  expect 0 plangate override revoke --reason 'not needed' "${id:0:12}"
  says "$id"
  grep -q "^record $id not needed$" .plangate/revoked
  git diff --cached --name-only | grep -q revoked
  expect 2 plangate override revoke ffffffffffff
}

@test "a revocation list that was truncated, or signers with a line that ssh would skip, end with status 4" {
  signed_repo r
  change
  : >.plangate/revoked
  git stash -q -- src && git add . && git commit -q --no-verify -m 'Truncate' && git stash pop -q --index
  expect 4 plangate check
  says 'truncated'
  git rm -q .plangate/revoked && git commit -q --no-verify -m 'Again' .plangate
  local line key
  make_keys mal
  key=$(cut -d' ' -f1,2 "$HOME/keys/mal.pub")
  for line in 'garbage' "$(signer sue)" "x@example.org $key" "*@example.org $NS $key"; do
    cp "$BATS_TEST_TMPDIR/signers" .plangate/signers
    echo "$line" >>.plangate/signers
    git commit -q --no-verify -m 'Odd signers' .plangate/signers
    expect 4 plangate check
    says '.plangate/signers:5'
  done
}

@test "a change cannot add its own signer, and may not bring signers that are not valid" {
  signed_repo r
  change
  signer mal >>.plangate/signers
  git add .
  forge '' mal
  expect 1 git commit -q -m 'Fix'
  says 'policy-change'
  mentions 'not listed'
  echo garbage >>.plangate/signers
  git add .
  expect 1 git commit -q -m 'Fix'
  says 'bad-policy'
}

@test "policy-change cannot be waived" {
  signed_repo r
  echo '# less' >>.plangate/policy.yaml
  git add .
  run by sue plangate override create --reason 'x'
  [ "$status" -eq 2 ]
  says 'cannot be waived'
  run by sue plangate override create --reason 'x' --rule policy-change
  [ "$status" -eq 2 ]
}

@test "a rule may be barred, or ask for the whole change" {
  RULE_MORE=', allowed: false' signed_repo r
  change
  run by sue plangate override create --reason 'x'
  [ "$status" -eq 2 ]
  expect 1 git commit -q -m 'Fix'
  says_not 'override create'
  cd ..
  RULE_MORE=', exact: true' signed_repo s
  change
  override sue
  echo more >>docs/notes.txt && git add docs
  expect 1 git commit -q -m 'Fix'
  mentions 'whole change'
  git reset -q HEAD docs && git checkout -q docs
  expect 0 git commit -q -m 'Fix'
}

@test "the records folder only grows, and holds nothing else" {
  signed_repo r
  change
  override sue
  git commit -q -m 'Fix'
  echo >>".plangate/records/$id.json"
  expect 1 git commit -q -a -m 'Edit'
  says 'bad-record'
  git checkout -q .
  git rm -q ".plangate/records/$id.0.sig"
  expect 1 git commit -q -m 'Remove'
  mentions 'never changed or removed'
  git reset -q --hard
  echo '#!/bin/sh' >.plangate/records/x.sh && git add -f .plangate
  expect 1 git commit -q -m 'Smuggle'
  mentions 'no name of a record'
  git reset -q --hard
  ln -s /etc/passwd ".plangate/records/$(printf 'a%.0s' $(seq 64)).json" && git add .plangate
  expect 1 git commit -q -m 'Link'
  mentions 'not a plain file'
  git reset -q --hard
  cp ".plangate/records/$id.json" ".plangate/records/$(printf 'b%.0s' $(seq 64)).json" && git add .plangate
  expect 1 git commit -q -m 'Other name'
  says 'SHA-256'
  git reset -q --hard
  { cat ".plangate/records/$id.0.sig"; echo junk; } >".plangate/records/$id.1.sig" && git add .plangate
  expect 1 git commit -q -m 'Trailing'
  mentions 'beside it'
}

@test "content that was let in once is not let in again after it was taken out" {
  shared_repo r
  change
  override sue
  git commit -q -m 'Fix'
  git push -q origin main
  git rm -q --cached src/a.c && write_plan docs/plans/undo.md src/a.c && git add docs
  git commit -q -m 'Undo'
  git push -q origin main
  git add src/a.c
  git rm -q docs/plans/undo.md
  expect 1 git commit -q -m 'Once more'
  git commit -q --no-verify -m 'Once more'
  expect 1 git push -q origin main
}

@test "amending and rebasing over another file keep an override valid" {
  shared_repo r
  change
  override sue
  git commit -q -m 'Fix'
  expect 0 git commit -q --amend -m 'Fix it'
  git push -q origin main:topic
  git checkout -q -b other HEAD~1
  echo more >>docs/notes.txt && git commit -q -a -m 'Notes'
  git push -q origin other:main
  git checkout -q main
  git rebase -q other
  expect 0 git push -q --force origin main:topic
  expect 0 git push -q origin main
  expect 0 plangate check --range other..HEAD
}

@test "rebasing over a change to the waived file voids it" {
  shared_repo r
  change src/main.c
  override sue
  git commit -q -m 'Fix'
  git checkout -q -b other HEAD~1
  sed -i '1i // first' src/main.c && git commit -q -a --no-verify -m 'Comment'
  git push -q --no-verify origin other:main
  git checkout -q main
  git rebase -q other
  expect 1 git push -q origin main
  says 'override-refused'
}

@test "a squash, a merge commit and a cherry-pick carry it" {
  shared_repo r
  git checkout -q -b topic
  change
  override sue
  git commit -q -m 'Fix'
  echo more >>docs/notes.txt && git commit -q -a -m 'Notes'
  git checkout -q main
  git merge -q --squash topic
  expect 0 git commit -q -m 'Squashed'
  git reset -q --hard HEAD~1
  expect 0 git merge -q --no-ff -m 'Merge' topic
  expect 0 plangate check --range origin/main..HEAD
  expect 0 git push -q origin main
  git checkout -q -b release HEAD~1
  git cherry-pick topic~1 >/dev/null
  expect 0 git push -q origin release
}

@test "a web-style merge commit by the signer is no change of theirs" {
  shared_repo r
  git checkout -q -b topic
  change
  override sue
  git commit -q -m 'Fix'
  tree=$(git rev-parse 'topic^{tree}')
  merge=$(GIT_AUTHOR_EMAIL=sue@example.org GIT_COMMITTER_EMAIL=noreply@forge.example \
    git commit-tree -p main -p topic -m 'Merge pull request' "$tree")
  expect 0 plangate check --range "main..$merge"
  says 'sue@example.org'
}

@test "no configuration hides who made a change" {
  shared_repo r
  change
  override ann
  git commit -q --no-verify -m 'Fix'
  git config diff.relative true
  git config diff.ignoreSubmodules all
  git config log.showRoot false
  git config log.mailmap true
  printf 'x <sue@example.org> <ann@example.org>\n' >.mailmap
  mkdir -p sub && cd sub
  expect 1 git push -q origin main
  mentions 'is an author, committer or pusher'
}

@test "who made another commit of the push may sign; who slips content into a merge may not" {
  shared_repo r
  change
  override sue
  git commit -q -m 'Fix'
  echo more >>docs/notes.txt
  GIT_AUTHOR_EMAIL=sue@example.org GIT_COMMITTER_EMAIL=sue@example.org git commit -q -a -m 'Notes'
  expect 0 git push -q origin main
  git checkout -q -b topic
  echo more >>docs/notes.txt && git commit -q -a -m 'More notes'
  git checkout -q main
  git merge -q --no-commit --no-ff topic
  change src/evil.c
  override sue
  GIT_AUTHOR_EMAIL=sue@example.org git commit -q --no-verify -m 'Merge'
  expect 1 git push -q origin main
  mentions 'is an author, committer or pusher'
}

@test "an override for one branch is for no other" {
  shared_repo r
  git checkout -q -b hotfix
  change
  override sue --target hotfix
  expect 0 git commit -q -m 'Fix'
  expect 0 git push -q origin hotfix
  expect 1 git push -q origin hotfix:main
  mentions 'not for refs/heads/main'
  git checkout -q --detach
  expect 1 plangate check --range HEAD~1..HEAD
  expect 0 plangate check --range HEAD~1..HEAD --target hotfix
  expect 1 plangate check --range HEAD~1..HEAD --target refs/heads/main
}

@test "a range that a push blocks can be signed afterwards" {
  shared_repo r
  change
  git commit -q --no-verify -m 'Fix'
  expect 1 git push -q origin main
  override sue --range origin/main..
  git commit -q -m 'Override'
  expect 0 git push -q origin main
}

@test "an amend that is blocked can be signed" {
  signed_repo r
  echo more >>docs/notes.txt && git commit -q -a -m 'Notes'
  change
  expect 1 git commit -q --amend -m 'Notes and fix'
  override sue --amend
  expect 0 git commit -q --amend -m 'Notes and fix'
}

@test "times and rules are held to the policy" {
  signed_repo r
  change
  run by sue plangate override create --reason 'x' --expires 48h
  [ "$status" -eq 2 ]
  says '1440 minutes'
  run by sue plangate override create --reason 'x' --expires soon
  [ "$status" -eq 2 ]
  run by sue plangate override create --reason 'x' --rule nothing
  [ "$status" -eq 2 ]
  run by sue plangate override create --reason ' '
  [ "$status" -eq 2 ]
  override sue --rule source --rule infra --ticket OPS-1 --expires 30m
  expect 0 plangate override show "$id"
  says '"ticket": "OPS-1"'
  says '"infra"'
  expect 0 plangate override list
  says 'in force'
  git reset -q --hard
  echo fine >>docs/notes.txt && git add .
  run by sue plangate override create --reason 'x'
  [ "$status" -eq 2 ]
  says 'nothing to waive'
}

@test "a program of that name in PATH decides nothing" {
  signed_repo r
  change
  forge '' mal
  mkdir ../bin && printf '#!/bin/sh\nexit 0\n' >../bin/ssh-keygen && chmod +x ../bin/ssh-keygen
  PATH="$PWD/../bin:$PATH" expect 1 git commit -q -m 'Fix'
  : >../nobody
  git -c gpg.ssh.program="$PWD/../bin/ssh-keygen" -c gpg.ssh.allowedSignersFile="$PWD/../nobody" \
    -c gpg.format=ssh commit -q -m 'Fix' && return 1
  [ "$(commits)" -eq 2 ]
}

@test "odd names: spaces, quotes, line feeds, bytes that are no UTF-8" {
  signed_repo r
  for name in 'src/a b.c' 'src/"q".c' $'src/l\nf.c' $'src/\xff.c' 'src/ü.c'; do change "$name"; done
  override sue
  expect 0 git commit -q -m 'Odd'
}

@test "a deleted file and a changed mode are signed as such" {
  signed_repo r
  git rm -q src/main.c
  override sue
  expect 0 git commit -q -m 'Remove'
  change src/tool.sh
  chmod +x src/tool.sh && git add src
  override sue
  git update-index --chmod=-x src/tool.sh
  expect 1 git commit -q -m 'Tool'
  git update-index --chmod=+x src/tool.sh
  expect 0 git commit -q -m 'Tool'
}

@test "warn rules are waived as well, and a policy without an id waives nothing" {
  signed_repo r
  sed -i '/^repository/d' .plangate/policy.yaml
  git commit -q --no-verify -a -m 'No id'
  change
  run by sue plangate override create --reason 'x'
  [ "$status" -eq 2 ]
  says "key 'repository'"
  forge '' sue
  expect 1 git commit -q -m 'Fix'
}

@test "init proposes those whom git is set up to sign as, and the proposal works" {
  make_keys ann sue
  git config --global gpg.format ssh
  git config --global user.email ann@example.org
  git config --global user.signingkey "$HOME/keys/ann"
  new_repo r
  expect 0 plangate init
  says 'wrote .plangate/signers'
  says 'self: true'
  grep -q '^ann@example.org namespaces=' .plangate/signers
  git add . && git commit -q -m 'Adopt'
  stage_files 3
  expect 1 git commit -q -m 'Parts'
  says 'override create'
  expect 0 plangate override create --reason 'First day'
  expect 0 git commit -q -m 'Parts'
  cd .. && new_repo s
  { echo "*@example.org $(cut -d' ' -f1,2 "$HOME/keys/sue.pub")"
    echo "sue@example.org namespaces=\"git\" $(cut -d' ' -f1,2 "$HOME/keys/sue.pub")"; } >../allowed
  git config --global gpg.ssh.allowedSignersFile "$PWD/../allowed"
  expect 0 plangate init
  says '"sue@example.org"'
  says_not 'self: true'
  git add . && git commit -q -m 'Adopt'
  expect 0 plangate check
}

@test "init proposes nobody where nothing is set up" {
  new_repo r
  expect 0 plangate init
  says_not 'signers'
  [ ! -e .plangate/signers ]
}

@test "the recipes of the docs are valid policies" {
  local n
  for n in 1 2 3; do
    { printf 'version: 1\nextends: [plangate:default]\n'
      sed -n '/^### One person/,/^## How you sign/p' "$PLANGATE_SOURCE/docs/overrides.md" |
        awk -v want=$n '/^    / { if (!on) { on = 1; block++ } if (block == want) print substr($0, 5); next }
          /^$/ { next } { on = 0 }'; } >"recipe$n.yaml"
    grep -q '^override:' "recipe$n.yaml"
    new_repo "r$n"
    expect 0 plangate check --policy "../recipe$n.yaml"
    cd ..
  done
}

@test "rules show tells who may waive a rule" {
  signed_repo r
  expect 0 plangate rules show infra
  says 'threshold: 2'
  says 'signers: [ops]'
}

@test "every commit of a push is judged with its overrides, and once used they are used up" {
  shared_repo r
  change
  override sue
  git commit -q -m 'Fix'
  write_plan docs/plans/undo.md src/a.c && git add docs
  git rm -q --cached src/a.c
  git commit -q -m 'Undo'
  expect 0 git push -q origin main:topic
  git add src/a.c && git rm -q docs/plans/undo.md
  git commit -q --no-verify -m 'Once more'
  expect 1 git push -q origin main
}

@test "the server holds overrides against its own signers" {
  shared_repo r
  (cd ../origin.git && plangate install >/dev/null)
  change
  git commit -q --no-verify -m 'Fix'
  expect 1 git push -q --no-verify origin main
  git reset -q --soft HEAD~1
  override sue
  git commit -q -m 'Fix'
  expect 0 git push -q --no-verify origin main
  change src/b.c
  signer mal >>.plangate/signers && git add .
  forge 's|src/a.c|src/b.c|' mal
  git commit -q --no-verify -m 'My own signer'
  expect 1 git push -q --no-verify origin main
}
