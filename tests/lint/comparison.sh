#!/bin/sh
# Hold plangate's column in docs/comparison.md against a run of the ten situations.
# usage: comparison.sh PLANGATE
set -eu
cd "$(dirname "$0")/../.."

column() { sed -n 's/^| *\([^|]*\) | *\([^|]*\) |.*/\1: \2/p'; }

PATH=$(dirname "$1"):$PATH
documented=$(sed -n '/^<!-- table/,/^<!-- end/p' docs/comparison.md | column)
measured=$(tests/interop/run.sh plangate | column)
if [ "$documented" != "$measured" ]; then
  printf 'docs/comparison.md says:\n%s\ntests/interop/run.sh says:\n%s\n' "$documented" "$measured"
  exit 1
fi
echo "comparison: plangate's column is as it was measured"
