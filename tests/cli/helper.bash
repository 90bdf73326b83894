# helper.bash - a private git, a repository, and the words that the tests use.

setup() {
  export HOME="$BATS_TEST_TMPDIR/home" GIT_CONFIG_NOSYSTEM=1 LC_ALL=C.UTF-8
  export GIT_AUTHOR_NAME=ann GIT_AUTHOR_EMAIL=ann@example.org
  export GIT_COMMITTER_NAME=ann GIT_COMMITTER_EMAIL=ann@example.org
  unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_COMMON_DIR GIT_PREFIX CLICOLOR_FORCE
  unset GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM XDG_CONFIG_HOME
  unset "${!GITHEAD_@}"
  export NO_COLOR=1 TERM=dumb
  mkdir -p "$HOME"
  git config --global init.defaultBranch main
  git config --global protocol.file.allow always
  git config --global advice.detachedHead false
  cd "$BATS_TEST_TMPDIR" || return 1
  PATH="$(dirname "${PLANGATE:?the program to test}"):$PATH"
}

# A repository with a first commit, in the current folder.
new_repo() {
  git init -q "$1"
  cd "$1" || return 1
  mkdir -p src
  echo 'int main(void) { return 0; }' >src/main.c
  git add .
  git commit -q -m 'Begin'
}

# The same, with a policy of one rule: three files need a plan.
gated_repo() {
  new_repo "$1"
  mkdir -p .plangate
  cat >.plangate/policy.yaml <<'END'
version: 1
rules:
  - id: many
    description: three or more files
    when: {files: ">= 3"}
    demand: {profile: standard}
END
  git add .
  git commit -q -m 'Adopt plangate'
  plangate install >/dev/null
}

# Write and stage n small files src/<name>1.c and so on.
stage_files() {
  local i
  mkdir -p src
  for i in $(seq "$1"); do echo "int ${2:-f}$i;" >"src/${2:-f}$i.c"; done
  git add src
}

# A valid standard plan at $1 whose scope is the further arguments.
write_plan() {
  local path=$1 file
  shift
  mkdir -p "$(dirname "$path")"
  {
    printf '# Implementation Plan: Add the parts\n\n## Scope\n- Files:\n'
    for file in "$@"; do printf '  - `%s`\n' "$file"; done
    printf -- '- Risk Level: LOW\n- Estimated Changes: 3 files, ~10 lines\n\n'
    printf '## Approach\nOne file a part, so that each can be replaced.\n\n'
    printf '## Steps\n1. `%s`: declare the part\n\n' "$1"
    printf '## Tests\n- [ ] `make check` builds every part\n\n'
    printf '## Rollback\nNothing uses the parts yet: git revert is enough.\n\n'
    printf '## Open Questions\nNone\n'
  } >"$path"
}

# The test's own words for "run it, and it must end with this status".
expect() {
  local wanted=$1
  shift
  run "$@"
  if [ "$status" -ne "$wanted" ]; then
    printf 'wanted status %s, got %s from: %s\n%s\n' "$wanted" "$status" "$*" "$output" >&2
    return 1
  fi
}

# The last output holds this text.
says() {
  case $output in
    *"$1"*) ;;
    *)
      printf "'%s' is not in:\n%s\n" "$1" "$output" >&2
      return 1
      ;;
  esac
}

says_not() {
  case $output in
    *"$1"*)
      printf "'%s' is in:\n%s\n" "$1" "$output" >&2
      return 1
      ;;
  esac
}

# How many commits HEAD has.
commits() { git rev-list --count HEAD; }

# Put words for every marked place of a plan that plan new wrote: other ones for each.
fill_in() {
  sed -e 's/^- Risk Level: \[fill in.*/- Risk Level: LOW, nothing uses it yet/' \
    -e 's/\[fill in: None, or[^]]*\]/None/' "$1" |
    awk '{
      while (match($0, /\[fill in: [^]]*\]/))
        $0 = substr($0, 1, RSTART - 1) "`make check` shows that part " ++n " of src works as before" \
          substr($0, RSTART + RLENGTH)
      print
    }' >"$BATS_TEST_TMPDIR/filled"
  cp "$BATS_TEST_TMPDIR/filled" "$1"
}

# A repository whose policy says this of plans, and asks for one by this demand.
documents_repo() {
  new_repo "$2"
  mkdir -p .plangate
  cat >.plangate/policy.yaml <<END
version: 1
plans: $1
rules:
  - id: many
    when: {files: ">= 1"}
    demand: ${3:-{profile: standard\}}
END
  git add .
  git commit -q -m 'Adopt plangate'
}

# The distinct codes of the errors that the last check told as JSON, sorted, in one line.
error_codes() {
  python3 -c '
import json, sys
codes = {d["code"] for c in json.load(sys.stdin)["changes"] for d in c["diagnostics"]
         if d["severity"] == "error"}
print(*sorted(codes))'
}

# Stage the documents of a case and the files that change with them.
stage_case() {
  local path
  cp -R "$1/tree/." .
  while IFS= read -r path; do
    mkdir -p "$(dirname "$path")"
    echo "changed" >"$path"
  done <"$1/changed"
  git add .
}

# Each case of a folder, judged by a policy that says this of plans, has the errors that it expects.
check_documents() {
  local folder codes wanted wrong=0 seen=0
  for folder in "$2"/*/; do
    name=$(basename "$folder")
    cd "$BATS_TEST_TMPDIR" || return 1
    documents_repo "$1" "$(basename "$2")-$name"
    stage_case "$folder"
    codes=$(plangate check --format json | error_codes)
    wanted=$(cat "$folder/expect")
    seen=$((seen + 1))
    [ "$codes" = "$wanted" ] && continue
    wrong=$((wrong + 1))
    printf '%s: wanted "%s", got "%s"\n' "$name" "$wanted" "$codes" >&2
    plangate check >&2 || true
  done
  [ "$seen" -ge 4 ] && [ "$wrong" -eq 0 ]
}
