#!/usr/bin/env bats
# Approvals of plans, and signatures by other means than a key file.
load helper
load records

# A repository whose rule asks for approvals.
approving_repo() {
  signed_repo "$1"
  sed -i 's/when: {paths: \["src.*/&\n    demand: {approvals: '"${2:-1}"', role: release}/' .plangate/policy.yaml
  git commit -q --no-verify -m 'Ask for approvals' -a
  stage_files 2
  write_plan docs/plans/parts.md src/f1.c src/f2.c
  git add docs
}

approve() { by "$1" plangate plan approve docs/plans/parts.md 2>/dev/null; }

@test "a plan that must be approved blocks until a person of the role has" {
  approving_repo r
  expect 1 git commit -q -m 'Parts'
  says 'not-approved'
  says 'plangate plan approve docs/plans/parts.md'
  says 'approved by 1 of release'
  says 'Next: ask for the approval, then commit again'
  expect 0 plangate override list
  [ -z "$output" ]
  run plangate check --format json
  says '"approvals": 1'
  approve sid
  expect 1 git commit -q -m 'Parts'
  approve ann
  expect 1 git commit -q -m 'Parts'
  approve sue
  expect 0 git commit -q -m 'Parts'
  expect 0 plangate override list
  says 'approves docs/plans/parts.md'
}

@test "two approvals are two persons" {
  approving_repo r 2
  approve sue
  approve sue
  expect 1 git commit -q -m 'Parts'
  mentions 'and has 1'
  id=$(plangate override list | grep sue | head -n 1 | cut -d' ' -f1)
  by sam plangate override sign "$id" 2>/dev/null
  expect 0 git commit -q -m 'Parts'
}

@test "ticking a box keeps an approval, an edit voids it, another plan has none" {
  approving_repo r
  approve sue
  sed -i 's/- \[ \]/- [x]/' docs/plans/parts.md && git add docs
  expect 0 plangate check
  sed -i 's/builds every part/builds some parts/' docs/plans/parts.md && git add docs
  expect 1 plangate check
  says 'not-approved'
  git mv docs/plans/parts.md docs/plans/other.md
  sed -i 's/builds some parts/builds every part/' docs/plans/other.md && git add docs
  expect 1 plangate check
}

@test "an approval may land before the code, and does not waive anything" {
  approving_repo r
  approve sue
  git reset -q HEAD src
  expect 0 git commit -q -m 'Plan'
  git add src
  expect 0 git commit -q -m 'Parts'
  cd .. && signed_repo s
  change
  forge 's/"plangate-override"/"plangate-approval"/' sue
  expect 1 git commit -q -m 'Fix'
}

@test "a plan of a risk may need approval by itself" {
  POLICY_MORE='plans: {approvals: {MEDIUM: {approvals: 1, role: release}}}' signed_repo r
  stage_files 1
  write_plan docs/plans/parts.md src/f1.c
  git add docs
  expect 0 plangate check
  sed -i 's/Risk Level: LOW/Risk Level: HIGH/' docs/plans/parts.md && git add docs
  expect 1 plangate check
  says 'not-approved'
  approve sam
  expect 0 plangate check
}

@test "a change of the policy asks the role policy where there is one" {
  POLICY_MORE='  policy: [sid@example.org]' signed_repo r
  echo '# a remark' >>.plangate/policy.yaml
  write_plan docs/plans/parts.md .plangate/policy.yaml
  git add .
  expect 1 git commit -q -m 'Policy'
  says 'not-approved'
  approve sue
  expect 1 git commit -q -m 'Policy'
  approve sid
  expect 0 git commit -q -m 'Policy'
}

@test "the role policy accepts the files that decide as they are, and no plan does" {
  POLICY_MORE='  policy: [sid@example.org]' signed_repo r
  echo '# a remark' >>.plangate/policy.yaml
  echo '*.c linguist-vendored' >.gitattributes
  write_plan docs/plans/parts.md .plangate/policy.yaml .gitattributes
  git add .
  approve sid
  expect 0 plangate check
  echo '*.h linguist-vendored' >>.gitattributes
  git add .gitattributes
  expect 1 git commit -q -m 'Policy'
  mentions "'.gitattributes' as it is here needs the approval"
  git checkout -q HEAD -- .plangate/policy.yaml
  git rm -q --cached .gitattributes
  approve sid
  git add .gitattributes
  expect 1 git commit -q -m 'Attributes'
  git rm -q --cached .gitattributes
  echo '# another remark' >>.plangate/policy.yaml
  git add .plangate
  expect 1 git commit -q -m 'Policy'
  mentions "'.plangate/policy.yaml' as it is here needs the approval"
}

@test "answers below a heading and the way back to active void an approval; progress does not" {
  approving_repo r
  printf '\n## Progress\n- [ ] declare\n\n## Compatibility\n- [x] API contract\n- [x] Database schema\n' \
    >>docs/plans/parts.md
  git add docs
  approve sue
  expect 0 plangate check
  sed -i 's/- \[ \] declare/- [x] declare, and more/; s/- \[ \] .make/- [x] `make/; 1i ---\nstatus: done\n---' docs/plans/parts.md
  git add docs
  expect 0 plangate check
  sed -i 's/- \[x\] Database/- [ ] Database/' docs/plans/parts.md
  git add docs
  expect 1 plangate check
  says 'not-approved'
}

@test "an approved plan that was given up, or done, is not revived by its status" {
  local status
  for status in abandoned done; do
    approving_repo "r-$status"
    git init -q --bare "../$status.git"
    git remote add origin "../$status.git"
    sed -i '1i ---\nstatus: active\n---' docs/plans/parts.md
    git add docs
    approve sue
    sed -i "s/^status: active/status: $status/" docs/plans/parts.md
    git add docs
    git reset -q src
    git commit -q --no-verify -m 'Plan'
    git push -q --no-verify origin main
    git remote set-head origin main
    sed -i "s/^status: $status/status: active/" docs/plans/parts.md
    git add docs src
    expect 1 git commit -q -m 'Parts'
    says 'not-approved'
    cd ..
  done
}

@test "a plan that is not staged, or no plan, cannot be approved" {
  signed_repo r
  run approve sue
  [ "$status" -eq 2 ]
  run by sue plangate plan approve src/main.c
  [ "$status" -eq 2 ]
  expect 2 plangate plan approve
}

@test "keys in an agent: a .pub file, a literal key, gpg.ssh.defaultKeyCommand" {
  signed_repo r
  change
  git config gpg.format ssh
  # The agent lives as long as the command that it is given.
  expect 0 ssh-agent bash -euc '
    sign() { plangate override create --reason "$1"; git rm -q -f --cached -r .plangate/records; rm -r .plangate/records; }
    ssh-add -q "$HOME/keys/sue"
    rm "$HOME/keys/sue"
    git config user.signingkey "$HOME/keys/sue.pub"
    sign "By an agent"
    git config user.signingkey "key::$(cat "$HOME/keys/sue.pub")"
    sign "By a literal key"
    git config --unset user.signingkey
    git config gpg.ssh.defaultKeyCommand "ssh-add -L"
    plangate override create --reason "By a command"'
  expect 0 git commit -q -m 'Fix'
  change
  git config user.signingkey "$HOME/keys/sue.pub"
  expect 3 plangate override create --reason 'The agent is gone'
}

@test "RSA and ECDSA keys sign as well; a weak one is an error of the signers file" {
  mkdir -p "$HOME/keys"
  ssh-keygen -q -t rsa -b 2048 -N '' -C sue -f "$HOME/keys/sue"
  ssh-keygen -q -t ecdsa -b 384 -N '' -C sam -f "$HOME/keys/sam"
  signed_repo r
  change infra/main.tf
  by sue plangate override create --reason 'x' 2>/dev/null
  by sam plangate override create --reason 'x' 2>/dev/null
  expect 0 git commit -q -m 'Infra'
  ssh-keygen -q -t rsa -b 1024 -N '' -C weak -f "$HOME/keys/weak"
  signer weak >>.plangate/signers
  git commit -q --no-verify -a -m 'Weak'
  expect 4 plangate check
  says '2048 bits'
}

@test "a key with a passphrase and nobody to ask writes nothing" {
  signed_repo r
  change
  ssh-keygen -q -p -f "$HOME/keys/sue" -N secret
  SSH_ASKPASS=/bin/false SSH_ASKPASS_REQUIRE=force run by sue plangate override create --reason 'x'
  [ "$status" -eq 3 ]
  says 'did not sign'
  [ ! -e .plangate/records ]
}

@test "a certificate is taken for a principal that its CA may vouch for" {
  make_keys ca sue eve
  signer ann >"$BATS_TEST_TMPDIR/signers"
  printf 'sue@example.org,sam@example.org cert-authority,%s %s\n' "$NS" \
    "$(cut -d' ' -f1,2 "$HOME/keys/ca.pub")" >>"$BATS_TEST_TMPDIR/signers"
  ssh-keygen -q -s "$HOME/keys/ca" -I sue -z 1 -n sue@example.org -V +1h "$HOME/keys/sue.pub"
  ssh-keygen -q -s "$HOME/keys/ca" -I eve -z 2 -n eve@example.org -V +1h "$HOME/keys/eve.pub"
  signed_repo r
  change
  git config gpg.format ssh
  git config user.signingkey "$HOME/keys/eve-cert.pub"
  run plangate override create --reason 'x'
  [ "$status" -eq 2 ]
  says 'vouches'
  run by sue plangate override create --reason 'The plain key'
  [ "$status" -eq 2 ]
  git config user.signingkey "$HOME/keys/sue-cert.pub"
  expect 0 plangate override create --reason 'By certificate'
  says 'sue@example.org'
  expect 0 git commit -q -m 'Fix'
}

@test "OpenPGP, with the listed key alone" {
  command -v gpg >/dev/null || skip 'no gpg'
  export GNUPGHOME="$BATS_TEST_TMPDIR/g"
  mkdir -m 700 "$GNUPGHOME"
  for name in sue mal; do
    gpg --batch --quiet --passphrase '' --quick-generate-key "$name <$name@example.org>" ed25519 sign 1d 2>/dev/null
  done
  fpr=$(gpg --with-colons --list-keys sue@example.org | awk -F: '/^fpr/ {print $10; exit}')
  printf 'sue@example.org %s openpgp %s\n' "$NS" "$fpr" >"$BATS_TEST_TMPDIR/signers"
  signed_repo r
  mkdir .plangate/keys
  gpg --armor --export "$fpr" >".plangate/keys/$fpr.asc"
  git add . && git commit -q --no-verify -m 'Key'
  change
  git config gpg.format openpgp
  git config user.signingkey mal@example.org
  run plangate override create --reason 'x'
  [ "$status" -eq 2 ]
  says 'no OpenPGP key'
  git config user.signingkey "$fpr"
  expect 0 plangate override create --reason 'By OpenPGP'
  export GNUPGHOME="$BATS_TEST_TMPDIR/nowhere"
  expect 0 git commit -q -m 'Fix'
  mentions 'sue@example.org'
  GNUPGHOME="$BATS_TEST_TMPDIR/g" gpgconf --kill all
}

@test "an old signature beside the record is not taken for the new one" {
  signed_repo r
  change
  echo stale >payload.sig
  echo stale >payload
  override sue </dev/null
  expect 0 plangate override verify "$id"
}

@test "an approval of a plan that is a folder is for all its documents" {
  local folder=openspec/changes/parts
  approving_repo r
  sed -i '1a plans: {profile: openspec}' .plangate/policy.yaml
  git commit -q --no-verify -m 'Plans in folders' .plangate/policy.yaml
  git rm -q -r -f docs/plans
  mkdir -p "$folder"
  printf '## Why\n\nThe parts are asked for.\n\n## Impact\n\n- `src/f1.c`\n- `src/f2.c`\n- Risk Level: LOW\n' \
    >"$folder/proposal.md"
  printf '## Decisions\n\nOne file a part.\n\n## Rollback\n\nRevert the commit; nothing uses them.\n' \
    >"$folder/design.md"
  printf -- '- [ ] 1.1 Declare them in `src/f1.c`\n- [ ] 1.2 Test with `make check` that it builds\n' \
    >"$folder/tasks.md"
  git add openspec
  expect 1 plangate check
  says 'not-approved'
  by sue plangate plan approve "$folder/tasks.md" 2>/dev/null
  expect 0 plangate check
  sed -i 's/One file a part/Two files a part/' "$folder/design.md"
  git add openspec
  expect 1 plangate check
  says 'not-approved'
}

@test "a commit of a push is held to approvals, though the next takes it back" {
  approving_repo r
  git init -q --bare ../origin.git
  git remote add origin ../origin.git
  git push -q --no-verify origin main
  git commit -q --no-verify -m 'Parts'
  git rm -q src/f1.c src/f2.c
  git commit -q --no-verify -m 'Not yet'
  expect 1 git push -q origin main
  says 'not-approved'
  approve sue
  git commit -q -m 'Approve'
  expect 0 git push -q origin main
}

@test "plan check tells that an approval is missing, and that an edit voids one" {
  approving_repo r
  expect 1 plangate plan check docs/plans/parts.md
  says 'not-approved'
  approve sue
  expect 0 plangate plan check docs/plans/parts.md
  sed -i 's/builds every part/builds some parts/' docs/plans/parts.md
  expect 1 plangate plan check docs/plans/parts.md
  says 'not-approved'
  git reset -q src
  rm -r src
  git checkout -q src
  git checkout -q docs
  expect 0 plangate plan check docs/plans/parts.md
}

@test "keys on security devices are listed like others, and counted as what they are" {
  signed_repo r
  make_keys sue
  for type in sk-ssh-ed25519@openssh.com sk-ecdsa-sha2-nistp256@openssh.com; do
    python3 - "$type" <<'END' >"$HOME/keys/token.pub"
import base64, struct, sys
text = lambda b: struct.pack('>I', len(b)) + b
name = sys.argv[1].encode()
if b'ed25519' in name:
    key = text(bytes(range(32)))
else:
    point = bytes.fromhex('6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296'
                          '4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5')
    key = text(b'nistp256') + text(b'\x04' + point)
print(sys.argv[1], base64.b64encode(text(name) + key + text(b'ssh:')).decode())
END
    ssh-keygen -l -f "$HOME/keys/token.pub"
    printf 'tok-%s %s %s\n' "${type%%@*}" "$NS" "$(cat "$HOME/keys/token.pub")" >>.plangate/signers
  done
  git add .plangate
  git commit -q --no-verify -m 'List tokens'
  echo x >docs/x.txt
  git add docs
  expect 0 plangate check
  # The same key under another name would be a second person.
  tail -n 1 .plangate/signers | sed 's/^[^ ]*/other/' >>.plangate/signers
  git commit -q --no-verify -a -m 'Twice'
  expect 4 plangate check
}

@test "an approved plan that has landed as done goes on with its progress, without a new approval" {
  approving_repo r
  git init -q --bare ../o.git
  git remote add origin ../o.git
  printf '\n## Progress\n- [x] declared by hand\n' >>docs/plans/parts.md
  sed -i '1i ---\nstatus: active\n---' docs/plans/parts.md
  git add docs
  approve sue
  sed -i 's/^status: active/status: done/; s/- \[ \]/- [x]/' docs/plans/parts.md
  git add docs
  git reset -q src
  git commit -q --no-verify -m 'Plan'
  git push -q --no-verify origin main
  git remote set-head origin main
  printf -- '- [x] the second part follows the naming of its older neighbour\n' >>docs/plans/parts.md
  git add docs src
  expect 0 git commit -q -m 'Parts'
}
