#!/bin/sh
# Hold the docs, the man page and the JSON Schema to the table of habits: names, paths, documents, statuses.
set -eu
cd "$(dirname "$0")/../.."
table=src/model/habit.c
schema=rules/policy.schema.json
status=0
complain() {
  echo "$*"
  status=1
}

names=$(sed -n 's/^[[:space:]]*\.name = "\([a-z-]*\)",$/\1/p' $table)
[ -n "$names" ] || complain "$table: no names"
listed=$(awk '/"profile": \{/ {on = 1} on && /"enum"/ {list = 1; next} list && /\]/ {exit} list' $schema |
  tr -d '", ')
[ "$names" = "$listed" ] || complain "$schema: plans.profile is $(echo "$listed" | tr '\n' ' ')"
for name in $names; do
  grep -q "^| \`profile\` | the form.*\`$name\`" docs/policy.md || complain "docs/policy.md: '$name' is missing"
  grep -q "^| \`$name\` | \`" docs/plans.md || complain "docs/plans.md: '$name' has no row of paths"
  grep -q "^\*$name\*\$" man/plangate-plan.5.scd || complain "man/plangate-plan.5.scd: '$name' is missing"
  [ -d "tests/corpus/habits/$name" ] || complain "tests/corpus/habits: no documents of '$name'"
done

# rows PATTERN: the strings of the tables whose names match it
rows() {
  awk -v start="^static const .*$1\\\\[\\\\] = " '
    $0 ~ start {on = 1}
    on {print}
    on && /};/ {on = 0}' $table
}
for path in $(rows '_paths' | grep -oE '"[^"]+"' | tr -d '"'); do
  grep -qF "\`$path\`" docs/plans.md || complain "docs/plans.md: path '$path' is missing"
done
for part in $(rows '_parts' | grep -oE '"[^"]+"' | tr -d '"'); do
  grep -qF "\`$part\`" docs/plans.md || complain "docs/plans.md: document '$part' is missing"
done
words=$(rows '_statuses' | grep -oE '"[^"]+"' | tr -d '"')
while IFS= read -r word; do
  grep -qE "^\| \`[a-z]+\` \|.*[ ,]${word}[ ,|]" docs/plans.md || complain "docs/plans.md: status '$word' is missing"
done <<END
$words
END
[ $status -ne 0 ] || echo "habits: names, paths, documents and statuses are those of the table"
exit $status
