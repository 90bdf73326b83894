#!/bin/sh
# No file over 500 lines, no function over 70, and none of the functions that CONTRIBUTING bans.
set -eu
cd "$(dirname "$0")/../.."
status=0
long=$(find src include tests -name '*.[ch]' -exec awk 'END { if (FNR > 500) print FILENAME ": " FNR " lines, more than 500" }' {} \;)
if command -v ctags >/dev/null; then
  functions=$(find src -name '*.c' | ctags -x --_xformat='%{end} %n %N %F' --kinds-C=f -L - |
    awk '$1 - $2 >= 70 { print $4 ": " $3 "() has " $1 - $2 + 1 " lines, more than 70" }')
else
  functions=
  echo "sizes: ctags is not installed, so functions are not measured"
fi
banned=$(grep -rnE --include='*.[ch]' '\b(sprintf|strcpy|strcat|strtok|system|popen|gets|atoi|strncpy)[ ]*\(' src include || true)
for found in "$long" "$functions" "$banned"; do
  if [ -n "$found" ]; then
    echo "$found"
    status=1
  fi
done
[ $status -ne 0 ] || echo "sizes: files, functions and banned calls are fine"
exit $status
