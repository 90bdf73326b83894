#!/bin/sh
# The gate at work, on a small repository in a temporary folder: what ./install.sh --demo shows.
# usage: demo.sh PLANGATE
set -eu
program=$1
PATH=$(dirname "$program"):$PATH
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# Nothing of the person's own git settings.
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=demo GIT_AUTHOR_EMAIL=demo@example.org
export GIT_COMMITTER_NAME=demo GIT_COMMITTER_EMAIL=demo@example.org

show() {
  printf '\n$'
  for word; do
    case $word in
      *' '*) printf " '%s'" "$word" ;;
      *) printf ' %s' "$word" ;;
    esac
  done
  printf '\n'
  status=0
  "$@" 2>&1 || status=$?
  [ $status -eq 0 ] || printf '(exit status %s)\n' "$status"
}

git init -q --bare -b main origin.git
git init -q -b main shop
cd shop
git remote add origin ../origin.git
mkdir src tests
echo 'int main(void) { return 0; }' >src/main.c
git add .
git commit -q -m 'Begin'

printf 'A repository, and a team that adopts plangate:\n'
show plangate init
show git add .plangate
show git commit -q -m 'Adopt plangate'
git push -q origin main 2>/dev/null

printf '\nA small change goes through without a word:\n'
echo 'int main(void) { return 1; }' >src/main.c
show git commit -q -a -m 'Return one'
show git push -q origin main

printf '\nA change of three files does not:\n'
echo 'int total(void);' >src/total.h
echo 'int total(void) { return 0; }' >src/total.c
echo 'int test_total(void) { return 0; }' >tests/total.c
git add .
show git commit -q -m 'Add totals'

printf '\nSo there has to be a plan. What can be known is filled in:\n'
show plangate plan new --output docs/plans/totals.md 'Add totals'
show cat docs/plans/totals.md

printf '\nAs it stands, it does not get past the gate:\n'
git add docs
show git commit -q -m 'Add totals'

printf '\nA person fills it in:\n'
cat >docs/plans/totals.md <<'END'
# Implementation Plan: Add totals

## Scope
- Files:
  - `src/total.c` (new)
  - `src/total.h` (new)
  - `tests/total.c` (new)
- Risk Level: LOW, nothing calls it yet
- Estimated Changes: 3 files, ~3 lines

## Approach
A function of its own, so that invoices and reports can share it.

## Steps
1. `src/total.c:total`: add the function, declared in `src/total.h`

## Tests
- [x] `tests/total.c` calls it

## Rollback
Nothing calls it: git revert is enough.

## Open Questions
None
END
show git add docs
show git commit -q -m 'Add totals'

show git push -q origin main

printf '\nWhoever commits with --no-verify meets the gate again at the push:\n'
for name in a b c; do echo "int $name;" >"src/$name.c"; done
git add .
show git commit -q --no-verify -m 'Just this once'
show git push -q origin main
