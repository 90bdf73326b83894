#!/bin/sh
# Golden folders. Each folder here holds `script` (run by sh in an empty folder, with plangate in PATH
# and a git without anybody's settings), `expected` (what it prints, both streams, with object ids,
# the version and the temporary folder replaced) and `status` (its exit status).
# usage: run.sh PLANGATE [--update] [CASE...]
set -eu
program=$1
shift
update=no
if [ "${1:-}" = --update ]; then
  update=yes
  shift
fi
here=$(cd "$(dirname "$0")" && pwd)
[ $# -gt 0 ] || set -- "$here"/*/script
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
PATH=$(cd "$(dirname "$program")" && pwd):$PATH
export PATH HOME="$scratch" GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null LC_ALL=C.UTF-8
export NO_COLOR=1 TERM=dumb
export GIT_AUTHOR_NAME=ann GIT_AUTHOR_EMAIL=ann@example.org GIT_AUTHOR_DATE='2026-01-02T03:04:05Z'
export GIT_COMMITTER_NAME=ann GIT_COMMITTER_EMAIL=ann@example.org GIT_COMMITTER_DATE='2026-01-02T03:04:05Z'
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE CLICOLOR_FORCE

failed=0
count=0
for script in "$@"; do
  case $script in */script) ;; *) script=$here/$script/script ;; esac
  folder=$(dirname "$script")
  name=$(basename "$folder")
  count=$((count + 1))
  work=$scratch/$name
  mkdir "$work"
  status=0
  (cd "$work" && sh -eu "$script") >"$scratch/raw" 2>&1 </dev/null || status=$?
  sed -E "s|$work|FOLDER|g; s/\b[0-9a-f]{40}\b/OID/g; s/\b[0-9a-f]{12}\b/SHORT/g
    s/(\"version\": )\"[0-9.]+\"/\1\"VERSION\"/" "$scratch/raw" >"$scratch/got"
  if [ $update = yes ]; then
    cp "$scratch/got" "$folder/expected"
    echo $status >"$folder/status"
  elif ! diff -u "$folder/expected" "$scratch/got" || [ "$(cat "$folder/status")" != $status ]; then
    echo "case $name: differs (status $status, wanted $(cat "$folder/status"))"
    failed=$((failed + 1))
  fi
done
echo "cases: $count run, $failed differ"
[ $failed -eq 0 ]
