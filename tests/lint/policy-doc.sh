#!/bin/sh
# Hold docs/policy.md and the schema to the loader: every predicate, every key and every rule of a pack.
set -eu
cd "$(dirname "$0")/../.."
doc=docs/policy.md
schema=rules/policy.schema.json
status=0
complain() {
  echo "$*"
  status=1
}
# compare WHAT LEFT RIGHT: two lists, one entry a line
compare() {
  [ -n "$2" ] || complain "$1: the list is empty"
  [ "$2" = "$3" ] || complain "$1 differ:
--- code: $(echo "$2" | tr '\n' ' ')
+++ else: $(echo "$3" | tr '\n' ' ')"
}

table=$(sed -n 's/^[[:space:]]*ROW("\([a-z_]*\)".*$/\1/p' src/policy/predicates.c)
# shellcheck disable=SC2016 # backquotes of Markdown
compare "predicates of $doc" "$table" "$(sed -n 's/^### `\([a-z_]*\)`$/\1/p' $doc)"
for name in $table; do
  grep -q "^ *\"$name\": {" $schema || complain "$schema: no predicate '$name'"
done

# shellcheck disable=SC2013 # names are single words
for name in $(sed -n 's/^[[:space:]]*{"\([a-z]*\)",.*$/\1/p' src/policy/sets.c); do
  grep -qF "| \`\$$name\` |" $doc || complain "$doc: set '$name' is missing"
  grep -q "\"$name\"" $schema || complain "$schema: set '$name' can be named anew"
done

sections=$(sed -n '/^#define SECTION_KINDS/,/^$/s/^.*ROW([A-Z]*, *"[^"]*", *"\([a-z ]*\)").*$/\1/p' include/plangate/model/plan.h)
# shellcheck disable=SC2016 # backquotes of Markdown
compare "sections of $doc" "$sections" "$(sed -n '/^| `sections` |/s/:.*//p' $doc | grep -oE '`[a-z ]+`' | tr -d '`' | tail -n +2)"
compare "sections of $schema" "$sections" "$(sed -n '/"sections": {/,/]/s/^ *"\([a-z ]*\)",\{0,1\}$/\1/p' $schema)"

# The key tables of the loader: {"name", required, read_...}
words=$(grep -oE 'ROW\([A-Z_]+, "[^"]+"\)' include/plangate/model/lexicon.h | sed 's/.*, "\(.*\)")/\1/')
compare "words of $schema" "$words" "$(sed -n '/"words": {/,/]/s/^ *"\([a-z/ ]*\)",\{0,1\}$/\1/p' $schema)"
languages=$(sed -n '/languages\[\] = {/,/};/p' src/model/lexicon.c | grep -oE '"[a-z]+"' | tr -d '"')
compare "languages of $schema" "$languages" "$(sed -n '/"language": {$/,/]/s/^ *"\([a-z]*\)",\{0,1\}$/\1/p' $schema)"
# shellcheck disable=SC2016 # backquotes of Markdown
compare "languages of $doc" "$languages" "$(sed -n '/^| `language` |/s/.*\[\(.*\)\].*/\1/p' $doc | tr -d ' ' | tr ',' '\n')"

for room in load:policy load_plans:plans load_rules:rule load_rules:demand \
  load_signers:override; do
  file=src/policy/${room%%:*}.c
  keys=$(awk -v start="static const struct key ${room##*:}_keys[] = {" '
    $0 == start {on = 1; next}
    on && /^}/ {exit}
    on' "$file" | grep -oE '"[a-z_]+"' | tr -d '"')
  [ -n "$keys" ] || complain "$file: no keys of ${room##*:}"
  for key in $keys; do
    grep -q "^| \`$key\` |" $doc || complain "$doc: key '$key' of ${room##*:} is missing"
    grep -q "^ *\"$key\": {" $schema || complain "$schema: key '$key' of ${room##*:} is missing"
  done
done

for pack in rules/*.yaml; do
  grep -q "\"plangate:$(basename "$pack" .yaml)\"" $schema || complain "$schema: pack $pack is missing"
  # shellcheck disable=SC2013 # ids are single words
  for id in $(sed -n 's/^  - id: //p' "$pack"); do
    grep -q "^| \`$id\` |" $doc || complain "$doc: rule '$id' of $pack is missing"
    grep -rqE "fires: \[([a-z, -]*, )?${id}[],]" rules/fixtures || complain "no fixture fires '$id'"
  done
done
[ $status -ne 0 ] || echo "policy-doc: predicates, keys and rules are those of the loader"
exit $status
