#!/bin/sh
# The ids of problems are spelled in their table alone, for everywhere else a problem is a value; and the docs and
# the schema are held to that table.
set -eu
cd "$(dirname "$0")/../.."
table=src/model/problem.c
schema=rules/policy.schema.json
status=0
complain() {
  echo "$*"
  status=1
}

# rows PATTERN: the ids of the rows whose value begins so
rows() {
  sed '/^#define/d' $table | tr '\n\t' '  ' | grep -oE "\] = +$1 *\"[a-z-]+\"" | grep -oE '[a-z-]+"$' | tr -d '"' | sort -u
}
free=$(rows 'ROW\(')
fixed=$(rows 'FIXED\(')
[ "$(echo "$free" | wc -l)" -ge 20 ] || complain "$table: where are the rows that a policy can set?"
[ "$(echo "$fixed" | wc -l)" -ge 10 ] || complain "$table: where are the fixed rows?"

# A single word ("status", "expired") is also a key or a word of something else.
for id in $(printf '%s\n' "$free" "$fixed" | grep -e -); do
  found=$(grep -rnF --include='*.[ch]' "\"$id\"" src include | grep -v "^$table:" || true)
  [ -z "$found" ] || complain "$found"
done

for id in $free; do
  grep -qF "\`$id\`" docs/plans.md || complain "docs/plans.md: problem class '$id' is missing"
done
for id in $fixed; do
  grep -qF "\`$id\`" docs/*.md || complain "docs: no document has the problem class '$id'"
done
listed=$(awk '/"problems": \{/ {on = 1} on && /"\$ref"/ {print name} {name = $1} on && /^        \}/ {exit}' $schema |
  tr -d '":' | sort -u)
[ "$free" = "$listed" ] || complain "$schema: plans.problems has $(echo "$listed" | tr '\n' ' ')"
[ $status -ne 0 ] || echo "problems: spelled in the table alone; docs and schema have them all"
exit $status
