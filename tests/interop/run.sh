#!/usr/bin/env bash
# Ten situations, the same for every tool: who notices what, as a table in Markdown.
# usage: run.sh [TOOL...]; without a tool, all of plangate lefthook prek pre-commit that are in PATH.
#
# The other tools run tests/interop/needs-plan.sh at commit, merge and push, with the files that they themselves
# say have changed. What a tool says is read from git: the status of the last command.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

export HOME=$work/home XDG_CACHE_HOME=$work/cache XDG_CONFIG_HOME=$work/config
export GIT_CONFIG_NOSYSTEM=1 LC_ALL=C.UTF-8 NO_COLOR=1
export GIT_AUTHOR_NAME=ann GIT_AUTHOR_EMAIL=ann@example.org
export GIT_COMMITTER_NAME=ann GIT_COMMITTER_EMAIL=ann@example.org
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_PREFIX
mkdir -p "$HOME"
git config --global init.defaultBranch main
git config --global protocol.file.allow always

# git without any hook, to prepare what is then tried.
quiet() { git -c core.hooksPath=/dev/null "$@" >/dev/null 2>&1; }

files() {
  local name
  mkdir -p src
  for name in "$@"; do echo "int $name;" >>"src/$name.c"; done
  git add src
}

# shellcheck disable=SC2016 # the backticks are Markdown
plan() {
  local name
  mkdir -p docs/plans
  {
    printf '# Implementation Plan: Add the parts\n\n## Scope\n- Files:\n'
    for name in "$@"; do printf '  - `src/%s.c`\n' "$name"; done
    printf -- '- Risk Level: LOW\n- Estimated Changes: %s files, ~10 lines\n\n' "$#"
    printf '## Approach\nOne file a part, so that each can be replaced.\n\n'
    printf '## Steps\n1. `src/%s.c`: declare the part\n\n' "$1"
    printf '## Tests\n- [ ] `make check` builds every part\n\n'
    printf '## Rollback\nNothing uses the parts yet: git revert is enough.\n\n'
    printf '## Open Questions\nNone\n'
  } >docs/plans/parts.md
}

# The tools: version, and setting it up in the current repository as its manual says.

plangate_version() { plangate version | cut -d' ' -f2; }
plangate_setup() {
  mkdir -p .plangate
  printf 'version: 1\nrules:\n  - {id: many, when: {files: ">= 3"}, demand: {profile: standard}}\n' \
    >.plangate/policy.yaml
  plangate install
}

lefthook_version() { lefthook version | cut -d' ' -f1; }
lefthook_setup() {
  local stage
  for stage in pre-commit:staged_files pre-merge-commit:staged_files pre-push:push_files; do
    printf '%s:\n  commands:\n    plan:\n      run: sh .needs-plan.sh {%s}\n' "${stage%:*}" "${stage#*:}"
  done >lefthook.yml
  lefthook install
}

runner_config() {
  printf 'repos:\n  - repo: local\n    hooks:\n      - id: plan\n        name: plan\n        language: system\n'
  printf '        entry: sh .needs-plan.sh\n        require_serial: true\n'
  printf '        stages: [%s]\n' "$1"
}

prek_version() { prek --version | cut -d' ' -f2; }
prek_setup() {
  runner_config 'pre-commit, pre-merge-commit, pre-push' >.pre-commit-config.yaml
  prek install -t pre-commit -t pre-merge-commit -t pre-push
}

pre_commit_version() { pre-commit --version | cut -d' ' -f2; }
pre_commit_setup() {
  # Versions before 3.2 name stages otherwise.
  runner_config 'commit, merge-commit, push' >.pre-commit-config.yaml
  pre-commit install -t pre-commit -t pre-merge-commit -t pre-push
}

# A repository with its remote, the tool in place.
set_up() {
  rm -rf "$work/r" "$work/origin.git"
  git init -q --bare "$work/origin.git"
  git init -q "$work/r"
  cd "$work/r"
  files main
  cp "$here/needs-plan.sh" .needs-plan.sh
  git remote add origin "file://$work/origin.git"
  "$1_setup" >/dev/null 2>&1
  git add .
  quiet commit -m 'Begin'
  quiet push origin main
  quiet fetch origin
}

# The situations: what they are called, and the function that ends in the git command that counts.

names=(
  'three new files, git commit'
  'three changed files, git commit -a'
  'three files are deleted'
  'the plan names all files only in the work tree'
  'an amend adds the third file'
  'a merge adds three files of its own'
  'three files by cherry-pick, then git push'
  'a push of two branches, the second without a plan'
  'three commits of one file, pushed together'
  'a clean merge of what was planned passes'
)

situation_1() {
  files a b c
  git commit -m 'Parts'
}

situation_2() {
  files a b c
  quiet commit -m 'Parts'
  for name in a b c; do echo 'int more;' >>"src/$name.c"; done
  git commit -a -m 'More'
}

situation_3() {
  files a b c
  quiet commit -m 'Parts'
  git rm -q src/a.c src/b.c src/c.c
  git commit -m 'Remove the parts'
}

situation_4() {
  files a b c
  plan a b
  git add docs
  plan a b c
  git commit -m 'Parts'
}

situation_5() {
  files a b
  quiet commit -m 'Two parts'
  files c
  git commit --amend --no-edit
}

situation_6() {
  git checkout -q -b side
  files side
  quiet commit -m 'Side'
  git checkout -q main
  files here
  quiet commit -m 'Here'
  quiet merge --no-commit side
  files a b c
  git commit --no-edit
}

situation_7() {
  git checkout -q -b side
  files a b c
  quiet commit -m 'Parts'
  git checkout -q main
  git cherry-pick side || return 1
  git push origin main
}

situation_8() {
  git checkout -q -b one
  files one
  quiet commit -m 'One'
  git checkout -q -b two main
  files a b c
  quiet commit -m 'Parts'
  git checkout -q one
  git push origin one two
}

situation_9() {
  for name in a b c; do
    files "$name"
    git commit -m "Part $name" || return 1
  done
  git push origin main
}

situation_10() {
  git checkout -q -b side
  files a b c
  plan a b c
  git add docs
  quiet commit -m 'Parts'
  git checkout -q main
  files here
  quiet commit -m 'Here'
  git merge --no-edit side
}

# What came of a situation: the last one is to pass, the others are to be stopped.
outcome() {
  local stopped=no
  set_up "$1"
  (timeout 120 bash -c "set -e; $(declare -f); here=$here; situation_$2") >/dev/null 2>&1 </dev/null || stopped=yes
  case $2:$stopped in
    10:no) echo 'passes' ;;
    10:yes) echo '**false alarm**' ;;
    *:yes) echo 'noticed' ;;
    *) echo '**missed**' ;;
  esac
}

table() {
  local tool row i
  row='| situation |'
  for tool in "$@"; do row+=" ${tool//_/-} $("${tool}_version") |"; done
  echo "$row"
  row='| --- |'
  for tool in "$@"; do row+=' --- |'; done
  echo "$row"
  for i in "${!names[@]}"; do
    row="| ${names[i]} |"
    for tool in "$@"; do row+=" $(outcome "$tool" $((i + 1))) |"; done
    echo "$row"
  done
}

tools=()
[ $# -gt 0 ] || set -- plangate lefthook prek pre-commit
for tool in "$@"; do
  if command -v "$tool" >/dev/null; then tools+=("${tool//-/_}"); fi
done
table "${tools[@]}"
