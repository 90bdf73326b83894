#!/bin/sh
# Hold every #include against the rooms of ARCHITECTURE.md: arrows point down only, and each
# third-party header has one home. Prints each offence; status 1 if there is one.
set -eu
cd "$(dirname "$0")/../.."

# What each room may use, itself apart.
may_use() {
  case $1 in
    base) echo "" ;;
    model) echo "base" ;;
    git | policy | plan | source | record) echo "base model" ;;
    change) echo "base model git policy plan source record" ;;
    waiver) echo "base model git policy plan source record change" ;;
    gate) echo "base model git policy plan source record change waiver" ;;
    assist) echo "base model git policy plan source record change waiver gate" ;;
    report) echo "base model" ;;
    cli | main) echo "base model git policy plan source record change waiver gate assist report cli" ;;
  esac
}

# The one home of each third-party header.
home_of() {
  case $1 in
    git2.h | git2/*) echo "src/git/" ;;
    cmark-gfm*) echo "src/plan/markdown.c" ;;
    pcre2.h) echo "src/base/regex.c" ;;
    yaml.h) echo "src/base/yaml.c" ;;
    jansson.h) echo "src/base/json.c" ;;
    utf8proc.h) echo "src/base/nfc.c" ;;
    *) echo "" ;;
  esac
}

offences=$(
  grep -rn --include='*.[ch]' '^#include' src include | while IFS=: read -r file line include; do
    header=$(printf '%s' "$include" | sed 's/^#include *[<"]\([^>"]*\)[>"].*/\1/')
    room=$(printf '%s' "$file" | sed 's|^src/main\.c$|src/main/|; s|^include/plangate/||; s|^src/||; s|/.*||')
    case $header in
      plangate/*)
        other=${header#plangate/}
        other=${other%%/*}
        case " $room $(may_use "$room") " in
          *" $other "*) ;;
          *) echo "$file:$line: $room may not use $other" ;;
        esac
        ;;
      *)
        home=$(home_of "$header")
        case $home in
          "") ;;
          *) case $file in
            "$home"*) ;;
            *) echo "$file:$line: <$header> belongs in $home alone" ;;
          esac ;;
        esac
        ;;
    esac
  done
)
if [ -n "$offences" ]; then
  echo "$offences"
  exit 1
fi
echo "layers: every include points down"
