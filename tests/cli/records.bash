# records.bash - people with real keys, and a repository whose policy knows them. Load behind helper.

NS='namespaces="plangate-override@v1,plangate-approval@v1"'

# A key of its own for each name, made once a test.
make_keys() {
  local name
  mkdir -p "$HOME/keys"
  for name in "$@"; do
    [ -e "$HOME/keys/$name" ] || ssh-keygen -q -t ed25519 -N '' -C "$name" -f "$HOME/keys/$name"
  done
}

# The line of a person in .plangate/signers; options may stand behind the name.
signer() {
  make_keys "$1"
  printf '%s@example.org %s%s %s\n' "$1" "$NS" "${2:+,$2}" "$(cut -d' ' -f1,2 "$HOME/keys/$1.pub")"
}

# Run something with a person's signing settings; the author stays ann.
by() {
  local name=$1
  shift
  make_keys "$name"
  GIT_CONFIG_COUNT=2 GIT_CONFIG_KEY_0=gpg.format GIT_CONFIG_VALUE_0=ssh \
    GIT_CONFIG_KEY_1=user.signingkey GIT_CONFIG_VALUE_1="$HOME/keys/$name" "$@"
}

# Rule source: one of the role release. Rule infra: two of the role ops. Further lines of a rule or the policy
# come from POLICY_MORE and RULE_MORE.
signed_repo() {
  new_repo "$1"
  git config --global --unset-all user.signingkey || true
  mkdir -p .plangate docs
  {
    printf 'version: 1\nrepository: "0123456789abcdef"\n'
    printf 'signers:\n  release: [sue@example.org, sam@example.org, ann@example.org]\n'
    printf '  ops: [sue@example.org, sam@example.org, sid@example.org]\n%s\n' "${POLICY_MORE-}"
    printf 'rules:\n  - id: source\n    when: {paths: ["src/**"]}\n    override: {signers: [release]%s}\n' \
      "${RULE_MORE-}"
    printf '  - id: infra\n    when: {paths: ["infra/**"]}\n    override: {signers: [ops], threshold: 2}\n'
  } >.plangate/policy.yaml
  [ -e "$BATS_TEST_TMPDIR/signers" ] || for name in sue sam sid ann; do signer "$name"; done \
    >"$BATS_TEST_TMPDIR/signers"
  cp "$BATS_TEST_TMPDIR/signers" .plangate/signers
  echo 'Notes' >docs/notes.txt
  git add .
  git commit -q -m 'Adopt plangate'
  plangate install >/dev/null
}

# The same, pushed to a bare repository, of which a further clone can be made.
shared_repo() {
  signed_repo "$1"
  git init -q --bare ../origin.git
  git remote add origin "file://$BATS_TEST_TMPDIR/origin.git"
  git push -q origin main
}

# Change a source file without a plan.
change() {
  mkdir -p "$(dirname "${1:-src/a.c}")"
  echo "int ${2:-a};" >>"${1:-src/a.c}"
  git add "${1:-src/a.c}"
}

# Sign what is staged; the id goes to $id.
override() {
  local name=$1
  shift
  id=$(by "$name" plangate override create --reason 'The shop is down' "$@" 2>"$BATS_TEST_TMPDIR/said") || {
    cat "$BATS_TEST_TMPDIR/said" >&2
    return 1
  }
}

# Write, sign by the listed people and stage an override from a template: for records that plangate itself does
# not make. usage: forge SED-EXPRESSION NAME... (with FORGE_NS another namespace)
forge() {
  local edit=$1 name file n=0
  shift
  rm -rf .plangate/records/tmp
  mkdir -p .plangate/records
  {
    printf '{"type": "plangate-override", "version": 1, "repository": "0123456789abcdef",\n'
    printf ' "target_refs": ["refs/heads/**"], "rules": ["source"],\n'
    printf ' "entries": [{"path": "src/a.c", "mode": "100644", "blob": "%s"}],\n' \
      "$(git rev-parse :src/a.c)"
    printf ' "reason": "The shop is down", "ticket": null, "author": "ann@example.org",\n'
    printf ' "created": "%s", "expires": "%s",\n' \
      "$(date -u -d '-1 hour' +%FT%TZ)" "$(date -u -d '+1 hour' +%FT%TZ)"
    printf ' "nonce": "00112233445566778899aabbccddeeff"}\n'
  } | sed -e "$edit" >"$BATS_TEST_TMPDIR/payload"
  id=$(sha256sum <"$BATS_TEST_TMPDIR/payload" | cut -d' ' -f1)
  file=.plangate/records/$id
  cp "$BATS_TEST_TMPDIR/payload" "$file.json"
  for name in "$@"; do
    make_keys "$name"
    ssh-keygen -q -Y sign -f "$HOME/keys/$name" -n "${FORGE_NS:-plangate-override@v1}" \
      <"$file.json" >"$file.$n.sig"
    n=$((n + 1))
  done
  git add .plangate/records
}

# The last output holds these words, however they are wrapped.
mentions() {
  output=$(printf '%s' "$output" | tr -s ' \n' ' ')
  says "$1"
}
