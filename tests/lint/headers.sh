#!/bin/sh
# Every header compiles alone.
set -eu
cd "$(dirname "$0")/../.."
status=0
for header in $(find include src -name '*.h' | sort); do
  ${CC:-cc} -std=gnu11 -D_GNU_SOURCE -DPLANGATE_VERSION='""' -Iinclude -Isrc -Wall -Wextra -Werror \
    -x c -fsyntax-only -include "$header" /dev/null || {
    echo "$header does not compile alone"
    status=1
  }
done
[ $status -ne 0 ] || echo "headers: each compiles alone"
exit $status
