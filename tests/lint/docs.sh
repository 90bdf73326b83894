#!/bin/sh
# Hold the docs against the program: every verb and option of --help is in the man page, and every one
# in the man page is in --help.
# usage: docs.sh PLANGATE
set -eu
program=$1
case $program in /*) ;; *) program=$PWD/$program ;; esac
cd "$(dirname "$0")/../.."
page=man/plangate.1.scd
status=0
complain() {
  echo "$*"
  status=1
}

verbs=$("$program" help | awk '/^verbs:/ {on = 1; next} /^$/ {on = 0} on {print $1}')
[ -n "$verbs" ] || complain "help lists no verbs"
for verb in $verbs; do
  case $verb in
    plan) calls="plan:new plan:check plan:approve" ;;
    override) calls="override:create override:sign override:list override:show override:verify override:revoke" ;;
    rules) calls="rules:list rules:show rules:explain rules:lint rules:test" ;;
    *) calls=$verb ;;
  esac
  for call in $calls; do
    words=$(echo "$call" | tr : ' ')
    # shellcheck disable=SC2086 # the words of a call
    help=$("$program" help $words)
    grep -q "^\*plangate $words\*" "$page" || complain "$page: no entry for 'plangate $words'"
    entry=$(awk -v start="*plangate $words*" '
      index($0, start) == 1 {on = 1; print; next}
      on && /^(\*plangate|#)/ {exit}
      on' "$page")
    for option in $(printf '%s\n' "$help" | sed -n '/^options:/,$p' | grep -oE -- '--[a-z][a-z-]*'); do
      printf '%s\n' "$entry" | grep -qF -- "*$option*" || complain "$page: '$words' lacks $option"
    done
    # What an option may be stands behind it as "a, b or c": with nothing else or behind a colon, in one line or more.
    for word in $(printf '%s\n' "$help" | sed ':a; N; $!ba; s/\n \{26\}/ /g' | sed -n 's/^ .*  \(.*: \)\{0,1\}\([a-z, -]* or [a-z-]*\)$/\2/p' |
      sed 's/ or / /; s/,/ /g'); do
      grep -qF "_${word}_" "$page" || complain "$page: no word on '$word', which '$words' takes"
    done
    for option in $(printf '%s\n' "$entry" | grep -oE -- '\*--[a-z][a-z-]*\*' | tr -d '*'); do
      printf '%s\n' "$help" | grep -qF -- "$option" || complain "$page: '$words' has no $option"
    done
  done
  grep -q "plangate $verb" README.md docs/*.md "$page" || complain "no document speaks of '$verb'"
done

# The table of builds in src/cli/ci.c is that of docs/ci.md.
for name in $(sed -n '/^static const struct ci_build/,/^};/p' src/cli/ci.c | grep -oE '"@?[A-Za-z_]+[._][A-Za-z_.]+"' |
  tr -d '"' | sort -u); do
  grep -qF "\`$name\`" docs/ci.md || complain "docs/ci.md: '$name' of src/cli/ci.c is missing"
done
[ $status -ne 0 ] || echo "docs: verbs and options are those of the program"
exit $status
