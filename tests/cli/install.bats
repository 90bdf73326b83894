#!/usr/bin/env bats
# plangate install, uninstall and init.
load helper

hooks() { (cd .git/hooks && find . -type f ! -name '*.sample' | sort); }

@test "installing twice changes nothing, and uninstalling leaves nothing" {
  new_repo r
  rm -rf .git/hooks
  expect 0 plangate install
  says 'installed pre-commit'
  before=$(cd .git/hooks && cksum ./* && stat -c '%n %Y %i' ./*)
  expect 0 plangate install
  says 'in place already'
  [ "$before" = "$(cd .git/hooks && cksum ./* && stat -c '%n %Y %i' ./*)" ]
  expect 0 plangate uninstall
  [ -z "$(hooks)" ]
  expect 0 plangate uninstall
}

@test "a hook that is there runs first, and is given back" {
  gated_repo r
  plangate uninstall >/dev/null
  printf '#!/bin/sh\necho first >>log\nexit $(cat status)\n' >.git/hooks/pre-commit
  chmod +x .git/hooks/pre-commit
  before=$(cksum <.git/hooks/pre-commit)
  echo 0 >status
  expect 0 plangate install
  says 'kept'
  stage_files 3
  expect 1 git commit -q -m 'Add parts'
  [ "$(cat log)" = first ]
  says 'many'
  echo 7 >status
  expect 1 git commit -q -m 'Add parts'
  says_not 'many'
  expect 0 plangate uninstall
  says 'gave back pre-commit'
  [ "$before" = "$(cksum <.git/hooks/pre-commit)" ]
  [ -x .git/hooks/pre-commit ]
}

@test "a kept pre-push hook gets its arguments and its input" {
  gated_repo r
  plangate uninstall >/dev/null
  printf '#!/bin/sh\necho "$@" >args\ncat >input\n' >.git/hooks/pre-push
  chmod +x .git/hooks/pre-push
  plangate install >/dev/null
  git init -q --bare ../origin.git
  git remote add origin ../origin.git
  git push -q origin main
  [ "$(cat args)" = "origin ../origin.git" ]
  [ "$(cat input)" = "refs/heads/main $(git rev-parse HEAD) refs/heads/main $(printf '%040d' 0)" ]
}

@test "hooks work without the program in PATH, and say so when it is gone" {
  gated_repo r
  cp "$PLANGATE" ../plangate-copy
  ../plangate-copy install >/dev/null
  PATH=/usr/bin:/bin
  stage_files 3
  expect 1 git commit -q -m 'Add parts'
  says 'many'
  rm ../plangate-copy
  expect 1 git commit -q -m 'Add parts'
  says 'plangate is not installed here'
  [ "$(printf '%s\n' "$output" | wc -l)" -eq 1 ]
  git rm -q --cached -r .plangate && git commit -q --no-verify -m 'No policy'
  stage_files 3 g
  expect 0 git commit -q -m 'Add parts'
}

@test "a program whose path has blanks and quotes" {
  gated_repo r
  mkdir "../a b'c"
  cp "$PLANGATE" "../a b'c/plangate"
  "../a b'c/plangate" install >/dev/null
  PATH=/usr/bin:/bin
  stage_files 3
  expect 1 git commit -q -m 'Add parts'
  says 'many'
}

@test "core.hooksPath of this repository is used, one for all is refused" {
  new_repo r
  git config core.hooksPath "$PWD/my hooks"
  expect 0 plangate install
  [ -x 'my hooks/pre-commit' ]
  git config --unset core.hooksPath
  git config --global core.hooksPath "$HOME/hooks"
  expect 3 plangate install
  says 'core.hooksPath'
  [ ! -e "$HOME/hooks" ]
}

@test "hooks of another tool that are there besides a kept one are not lost" {
  new_repo r
  echo other >.git/hooks/pre-commit
  mkdir .git/hooks/before-plangate
  echo kept >.git/hooks/before-plangate/pre-commit
  expect 3 plangate install
  says 'merge the two by hand'
  [ "$(cat .git/hooks/pre-commit)" = other ]
}

@test "init writes a policy that is valid, installs the hooks, and never overwrites" {
  new_repo r
  expect 0 plangate init
  [ -x .git/hooks/pre-push ]
  git add .plangate
  expect 0 git commit -q -m 'Adopt plangate'
  says 'adopts plangate'
  expect 0 plangate check
  stage_files 3
  expect 1 plangate check --format json
  says '"profile": "light"'
  git reset -q --hard
  echo '# mine' >>.plangate/policy.yaml
  expect 2 plangate init
  says 'there is a policy already'
  [ "$(tail -n 1 .plangate/policy.yaml)" = '# mine' ]
}

@test "two repositories get two identifiers" {
  new_repo one
  expect 0 plangate init --print
  one=$(printf '%s\n' "$output" | grep '^repository: "[0-9a-f]\{32\}"$')
  [ ! -e .plangate ]
  cd ..
  new_repo two
  expect 0 plangate init --print
  two=$(printf '%s\n' "$output" | grep '^repository: "[0-9a-f]\{32\}"$')
  [ "$one" != "$two" ]
}

@test "init names the files that much depends on, with the figures, and the policy holds them" {
  new_repo r
  echo 'def core(): pass' >src/core.py
  for i in 1 2 3 4; do echo "from src import core" >src/user$i.py; done
  git add . && git commit -q -m 'Core'
  for i in 1 2 3; do
    echo "# $i" >>src/core.py
    git commit -q -a -m "Core $i"
  done
  mkdir -p docs/rfcs && echo '# RFC' >docs/rfcs/0001.md
  git add . && git commit -q -m 'Documents'
  expect 0 plangate init
  says '"/src/core.py"  # 4 lines, changed by 4 of 5 commits, named by 4 files'
  says 'docs/rfcs/**/*.md'
  git add .plangate && git commit -q -m 'Adopt'
  echo '# more' >>src/core.py
  expect 1 git commit -q -a -m 'Core again'
  says 'high-risk-file'
}

@test "init in a repository without a commit" {
  git init -q r
  cd r
  expect 0 plangate init
  echo x >x
  git add .
  expect 0 git commit -q -m 'Begin'
}

@test "an installation that is refused at one hook has written none" {
  gated_repo r
  plangate uninstall
  mkdir .git/hooks/before-plangate
  printf '#!/bin/sh\n' | tee .git/hooks/pre-push >.git/hooks/before-plangate/pre-push
  expect 3 plangate install
  says 'merge the two by hand'
  [ ! -e .git/hooks/pre-commit ]
}

@test "a hook that quotes plangate's mark is another's: kept and given back" {
  gated_repo r
  plangate uninstall
  printf '#!/bin/sh\n# see "# plangate-hook: " in the other file\ntouch ran\n' >.git/hooks/pre-commit
  chmod +x .git/hooks/pre-commit
  expect 0 plangate install
  says 'the hook that was there is kept and runs first'
  echo 'int h;' >>src/main.c
  git commit -q -a -m 'One file'
  [ -e ran ]
  plangate uninstall
  grep -q 'touch ran' .git/hooks/pre-commit
}

@test "a kept hook is called by its own name, from any folder, and its folder goes with it" {
  new_repo r
  printf '#!/bin/sh\necho "called as ${0##*/}" >&2\n' >.git/hooks/pre-commit
  chmod +x .git/hooks/pre-commit
  plangate install >/dev/null
  cd src
  stage_files 1
  expect 0 git commit -q -m 'One'
  says 'called as pre-commit'
  plangate uninstall >/dev/null
  [ ! -e ../.git/hooks/before-plangate ]
  grep -q 'called as' ../.git/hooks/pre-commit
}
