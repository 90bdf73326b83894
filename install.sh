#!/bin/sh
# Build plangate and install it. POSIX sh; see --help.
set -eu

usage() {
  cat <<'END'
usage: ./install.sh [--prefix DIR] [--demo] [--no-deps] [--uninstall] [--help]

Builds plangate and installs it: installs the Debian packages that are missing, compiles, copies
the program, its man pages and its rule packs.

  --prefix DIR   install below DIR (default: /usr/local as root, else ~/.local)
  --demo         then show the gate at work on a small repository in a temporary folder
  --no-deps      install no packages; say what is missing
  --uninstall    remove what was installed below the prefix
  --help         this text
END
}

say() { printf 'install.sh: %s\n' "$*" >&2; }
die() {
  say "$*"
  exit 1
}

source=$(cd "$(dirname "$0")" && pwd)
prefix=
demo=no
deps=yes
remove=no

while [ $# -gt 0 ]; do
  case $1 in
    --prefix)
      [ $# -ge 2 ] || die "--prefix needs a folder"
      prefix=$2
      shift
      ;;
    --prefix=*) prefix=${1#--prefix=} ;;
    --demo) demo=yes ;;
    --no-deps) deps=no ;;
    --uninstall) remove=yes ;;
    --help | -h)
      usage
      exit 0
      ;;
    *)
      usage >&2
      die "unknown option '$1'"
      ;;
  esac
  shift
done

if [ -z "$prefix" ]; then
  if [ "$(id -u)" -eq 0 ]; then prefix=/usr/local; else prefix=${HOME:?}/.local; fi
fi
case $prefix in
  /*) ;;
  *) prefix=$PWD/$prefix ;;
esac

# Debian's names; the text below names the others'.
packages="gcc cmake make pkg-config git openssh-client libgit2-dev libpcre2-dev libjansson-dev
  libcmark-gfm-dev libcmark-gfm-extensions-dev libyaml-dev libutf8proc-dev scdoc"

say_other_systems() {
  cat >&2 <<'END'
install.sh: this system has no apt-get. Install these, then run ./install.sh --no-deps:
  Fedora  dnf install gcc cmake make pkgconf git openssh-clients libgit2-devel pcre2-devel \
          jansson-devel cmark-gfm-devel libyaml-devel utf8proc-devel scdoc
  Alpine  apk add gcc musl-dev cmake make pkgconf git openssh-client libgit2-dev pcre2-dev \
          jansson-dev cmark-gfm-dev yaml-dev utf8proc-dev scdoc
  Arch    pacman -S gcc cmake make pkgconf git openssh libgit2 pcre2 jansson cmark-gfm libyaml \
          libutf8proc scdoc
  macOS   brew install cmake pkgconf libgit2 pcre2 jansson cmark-gfm libyaml utf8proc scdoc
Only Debian 12 is tested.
END
}

missing_packages() {
  for package in $packages; do
    dpkg-query -W -f='${Status}\n' "$package" 2>/dev/null | grep -q '^install ok installed$' ||
      printf '%s ' "$package"
  done
}

install_packages() {
  if ! command -v apt-get >/dev/null; then
    [ "$deps" = no ] || {
      say_other_systems
      exit 1
    }
    return 0
  fi
  missing=$(missing_packages)
  [ -n "$missing" ] || return 0
  [ "$deps" = yes ] || die "missing packages: $missing(apt-get install $missing)"
  sudo=
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || die "missing packages: $missing; install them as root"
    sudo=sudo
  fi
  say "installing $missing"
  $sudo apt-get update -q >/dev/null
  # shellcheck disable=SC2086 # a list of words
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -q -y --no-install-recommends $missing >/dev/null
}

build() {
  say "building"
  log=$(mktemp)
  if ! { cmake -S "$source" -B "$source/build-release" -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_INSTALL_PREFIX="$prefix" -DBUILD_TESTING=OFF &&
    cmake --build "$source/build-release" -j "$(getconf _NPROCESSORS_ONLN)"; } >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    die "the build failed"
  fi
  rm -f "$log"
}

manifest=$prefix/share/plangate/installed-files

install_files() {
  say "installing below $prefix"
  cmake --install "$source/build-release" --prefix "$prefix" >/dev/null ||
    die "cannot write below $prefix; name another place with --prefix, or run it as root"
  cp "$source/build-release/install_manifest.txt" "$manifest"
  printf '\n%s\n' "$manifest" >>"$manifest"
  case :$PATH: in
    *":$prefix/bin:"*) ;;
    *) say "$prefix/bin is not in PATH; the hooks do not need it, you may" ;;
  esac
}

uninstall_files() {
  [ -f "$manifest" ] || die "nothing of plangate is installed below $prefix"
  while IFS= read -r file; do
    [ -z "$file" ] || rm -f "$file"
  done <"$manifest"
  for folder in rules hooks .; do
    rmdir "$prefix/share/plangate/$folder" 2>/dev/null || true
  done
  say "removed plangate from $prefix; repositories keep their hooks until 'plangate uninstall' there"
}

if [ "$remove" = yes ]; then
  uninstall_files
  exit 0
fi
install_packages
build
install_files
"$prefix/bin/plangate" version
[ "$demo" = no ] || exec "$source/docs/demo.sh" "$prefix/bin/plangate"
