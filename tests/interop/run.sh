#!/usr/bin/env bash
# Ten situations, the same for every tool: who notices what, as a table in Markdown.
# usage: run.sh [TOOL...]; without a tool, all of plangate lefthook prek pre-commit that are in PATH.
#
# The other tools run tests/interop/needs-plan.sh at commit and push, with the files that they themselves
# say have changed. What a tool says is read from git: the status of the last command, and whether a ref moved.
# Ends with status 1 where a situation could not be set up: then there is nothing to tell.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
doing='beginning'

# Standard error of its own: where the script ends, that of a function may be the log.
exec 3>&2
finish() {
  local status=$?
  if [ "$status" -ne 0 ]; then
    [ ! -e "$work/log" ] || tail -n 20 "$work/log" >&3
    echo "run.sh: stopped while $doing" >&3
  fi
  rm -rf "$work"
}
trap finish EXIT

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
  for stage in pre-commit:staged_files pre-push:push_files; do
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
  runner_config 'pre-commit, pre-push' >.pre-commit-config.yaml
  prek install -t pre-commit -t pre-push
}

pre_commit_version() { pre-commit --version | cut -d' ' -f2; }
pre_commit_setup() {
  # Versions before 3.2 name stages otherwise.
  runner_config 'commit, push' >.pre-commit-config.yaml
  pre-commit install -t pre-commit -t pre-push
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
  "$1_setup"
  git add .
  quiet commit -m 'Begin'
  # As in a clone: the branch has its upstream, and the remote's default branch is known.
  quiet push -u origin main
  quiet remote set-head origin main
}

# The situations: what they are called, what is done first (with the tool in place), and the command that counts.

names=(
  'three changed files, git commit -a'
  'three files are deleted'
  'the plan names all files only in the work tree'
  'an amend adds the third file'
  'a merge adds three files of its own'
  'three files by cherry-pick, then git push'
  'a push of two branches, the second without a plan'
  'three commits of one file, pushed together'
  'three files land and are taken back, in one push'
  'small work of others is merged into a branch, then git push: passes'
)

tries=(
  'git commit -a -m More'
  'git commit -m Remove'
  'git commit -m Parts'
  'git commit --amend --no-edit'
  'git commit --no-edit'
  'git push origin main'
  'git push origin one two'
  'git push origin main'
  'git push origin main'
  'git push origin topic'
)

# Three files, past the tool.
parts() {
  files a b c
  quiet commit -m 'Parts'
}

prepare_1() {
  local name
  parts
  for name in a b c; do echo 'int more;' >>"src/$name.c"; done
}

prepare_2() {
  files a b c d
  quiet commit -m 'Parts'
  git rm -q src/a.c src/b.c src/c.c
}

prepare_3() {
  files a b c
  plan a b
  git add docs
  plan a b c
}

prepare_4() {
  files a b
  quiet commit -m 'Two parts'
  files c
}

prepare_5() {
  git checkout -q -b side
  files side
  quiet commit -m 'Side'
  git checkout -q main
  files here
  quiet commit -m 'Here'
  quiet merge --no-commit side
  files a b c
}

prepare_6() {
  git checkout -q -b side
  parts
  git checkout -q main
  git cherry-pick side
}

prepare_7() {
  git checkout -q -b one
  files one
  quiet commit -m 'One'
  git checkout -q -b two main
  parts
  git checkout -q one
}

prepare_8() {
  local name
  for name in a b c; do
    files "$name"
    git commit -m "Part $name"
  done
}

prepare_9() {
  parts
  git revert --no-edit HEAD
}

prepare_10() {
  local name
  git checkout -q -b topic
  files topic
  git commit -m 'Topic'
  git push origin topic
  git checkout -q main
  for name in a b c; do
    files "$name"
    git commit -m "Part $name"
    git push origin main
  done
  git checkout -q topic
  git merge --no-edit main
}

# Where everything stands that the command may move.
refs() {
  git rev-parse HEAD
  git ls-remote origin
}

# What came of situation $2 with tool $1, in $result: the last situation is to pass, the others are to be stopped.
judge() {
  local status=0 before after
  doing="setting up '${names[$2 - 1]}' for $1"
  set_up "$1"
  ("prepare_$2")
  before=$(refs)
  doing="trying '${tries[$2 - 1]}' with $1"
  bash -c "${tries[$2 - 1]}" || status=$?
  after=$(refs)
  case $2:$status:$([ "$before" = "$after" ] && echo kept || echo moved) in
    10:0:moved) result='passes' ;;
    10:1:kept) result='**false alarm**' ;;
    *:0:moved) result='**missed**' ;;
    *:1:kept) result='noticed' ;;
    *) return 1 ;;
  esac
}

table() {
  local tool row i result
  row='| situation |'
  for tool in "$@"; do row+=" ${tool//_/-} $("${tool}_version") |"; done
  echo "$row"
  row='| --- |'
  for tool in "$@"; do row+=' --- |'; done
  echo "$row"
  for i in "${!names[@]}"; do
    row="| ${names[i]} |"
    for tool in "$@"; do
      judge "$tool" $((i + 1)) >>"$work/log" 2>&1 </dev/null
      row+=" $result |"
    done
    echo "$row"
  done
}

tools=()
[ $# -gt 0 ] || set -- plangate lefthook prek pre-commit
for tool in "$@"; do
  if command -v "$tool" >/dev/null; then tools+=("${tool//-/_}"); fi
done
doing="looking for $* in PATH"
[ ${#tools[@]} -gt 0 ]
table "${tools[@]}"
