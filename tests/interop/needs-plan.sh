#!/bin/sh
# The rule of plangate's first page as a script for any hook runner, which hands it the changed files: three or
# more need a plan below docs/plans that names each of them.
count=0
missing=
for file in "$@"; do
  case $file in docs/plans/*) continue ;; esac
  count=$((count + 1))
  grep -qsF -- "$file" docs/plans/*.md || missing="$missing $file"
done
[ "$count" -lt 3 ] && exit 0
[ -z "$missing" ] && exit 0
echo "needs a plan:$missing" >&2
exit 1
