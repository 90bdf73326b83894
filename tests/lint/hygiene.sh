#!/bin/sh
# What must not be in the tree: unfinished marks, white space at ends of lines, files without a last
# line feed.
set -eu
cd "$(dirname "$0")/../.."
status=0
files=$(git ls-files '*.c' '*.h' '*.sh' '*.cmake' '*.bats' 'CMakeLists.txt' hooks ':!tests/lint/hygiene.sh')
# The words are put together here so that this file does not find itself.
marks=$(printf '%s\n' "$files" |
  xargs grep -nE '^[^"]*(/\*|//|#|^[[:space:]]*\*)[[:space:]]*(TO''DO|FIX''ME|X''XX|HA''CK)\b|#if 0' || true)
blanks=$(printf '%s\n' "$files" | xargs grep -nE '[ 	]+$' || true)
for found in "$marks" "$blanks"; do
  if [ -n "$found" ]; then
    echo "$found"
    status=1
  fi
done
for file in $files; do
  if [ -s "$file" ] && [ -n "$(tail -c 1 "$file")" ]; then
    echo "$file: no line feed at the end"
    status=1
  fi
done
[ $status -ne 0 ] || echo "hygiene: fine"
exit $status
