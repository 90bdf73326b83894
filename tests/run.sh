#!/bin/sh
# Install what the tests need, build, and run every test. Arguments go to ctest (-R NAME, -j N).
# PLANGATE_BUILD names the folder to build in (default build-test), CMAKE_FLAGS more flags for cmake.
set -eu
cd "$(dirname "$0")/.."

packages="gcc cmake make pkg-config git openssh-client gpg gpg-agent libgit2-dev libpcre2-dev libjansson-dev
  libcmark-gfm-dev libcmark-gfm-extensions-dev libyaml-dev libutf8proc-dev scdoc libcmocka-dev bats
  python3 python3-jsonschema python3-yaml universal-ctags"

if command -v apt-get >/dev/null; then
  missing=$(for package in $packages; do
    dpkg-query -W -f='${Status}\n' "$package" 2>/dev/null | grep -q '^install ok installed$' ||
      printf '%s ' "$package"
  done)
  if [ -n "$missing" ]; then
    echo "tests/run.sh: installing $missing" >&2
    sudo=
    [ "$(id -u)" -eq 0 ] || sudo=sudo
    $sudo apt-get update -q >/dev/null
    # shellcheck disable=SC2086 # a list of words
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -q -y --no-install-recommends $missing >/dev/null
  fi
fi

build=${PLANGATE_BUILD:-build-test}
jobs=$(getconf _NPROCESSORS_ONLN)
# shellcheck disable=SC2086 # flags are words
cmake -S . -B "$build" -DCMAKE_BUILD_TYPE=Debug ${CMAKE_FLAGS:-} >/dev/null
cmake --build "$build" -j "$jobs" | grep -vE '^\[|^Consolidate|^Scanning' || true
cmake --build "$build" >/dev/null
exec ctest --test-dir "$build" --output-on-failure -j "$jobs" "$@"
