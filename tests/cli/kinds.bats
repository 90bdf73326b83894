#!/usr/bin/env bats
# Kinds of repository, from commit to server. What is staged in each is compared with git's own answer
# by tests/unit/git/test_kinds.c.
load helper

# Three files are blocked at commit, at push and on the server; one passes.
gate_holds() {
  stage_files 3
  expect 1 git commit -q -m 'Parts'
  says 'src/f2.c'
  git commit -q --no-verify -m 'Parts'
  expect 1 git push -q origin main
  says 'src/f2.c'
  expect 1 git push -q --no-verify origin main
  says 'remote:'
  says 'src/f2.c'
  git reset -q --hard origin/main
  echo 'int one;' >src/one.c
  git add .
  expect 0 git commit -q -m 'One'
  expect 0 git push -q origin main
  expect 0 plangate audit
}

# The arguments are git init's.
gated_on_server() {
  git init -q --bare "$@" origin.git
  git init -q "$@" r
  cd r || return 1
  gated_here
  git remote add origin ../origin.git
  git push -q origin main
  (cd ../origin.git && plangate install >/dev/null)
}

gated_here() {
  mkdir -p src .plangate
  echo 'int main(void) { return 0; }' >src/main.c
  printf 'version: 1\nrules:\n  - {id: many, when: {files: ">= 3"}, demand: {profile: light}}\n' >.plangate/policy.yaml
  git add .
  git commit -q -m 'Adopt'
  plangate install >/dev/null
}

@test "SHA-256 ids" {
  gated_on_server --object-format=sha256
  [ "$(git rev-parse HEAD | tr -d '\n' | wc -c)" -eq 64 ]
  gate_holds
}

@test "refs in a reftable, where git has them" {
  git init -q --ref-format=reftable probe 2>/dev/null || skip 'this git has no reftable'
  gated_on_server --ref-format=reftable
  gate_holds
  git checkout -q --orphan fresh
  expect 0 plangate check
}

@test "a plan satisfies in a repository with SHA-256 ids" {
  gated_on_server --object-format=sha256
  stage_files 3
  write_plan docs/plans/p.md src/f1.c src/f2.c src/f3.c
  git add .
  expect 0 git commit -q -m 'Planned'
  expect 0 git push -q origin main
}

@test "a partial clone fetches what it needs, and without its remote cannot decide" {
  gated_repo r
  seq 600 >src/long.txt
  git add .
  git commit -q -m 'Long'
  git config uploadpack.allowFilter true
  git config uploadpack.allowAnySHA1InWant true
  git clone -q --filter=blob:none "file://$PWD" ../partial
  git clone -q --no-checkout --filter=blob:none "file://$PWD" ../alone
  cd ../partial
  stage_files 3
  expect 1 plangate check
  says 'src/f2.c'
  git reset -q --hard
  expect 0 plangate check --commit HEAD
  mv ../r ../elsewhere
  cd ../alone
  expect 3 plangate check --commit HEAD
  says 'missing'
}

@test "a shallow clone without the base says how to get it" {
  gated_repo r
  stage_files 1
  git commit -q -m 'One'
  git clone -q --depth 1 "file://$PWD" ../shallow
  base=$(git rev-parse HEAD~1)
  cd ../shallow
  expect 3 plangate check --range "$base..HEAD"
  says 'fetch-depth: 0'
}

@test "replace refs and grafts hide nothing" {
  gated_repo r
  good=$(git rev-parse HEAD)
  git init -q --bare ../origin.git
  git remote add origin ../origin.git
  git push -q origin main
  stage_files 3
  git commit -q --no-verify -m 'Parts'
  git replace HEAD "$good"
  expect 1 git push -q origin main
  git replace -d HEAD >/dev/null
  git rev-parse HEAD >.git/info/grafts
  expect 1 git push -q origin main
}

@test "a repository of somebody else is an error, never an empty one" {
  [ "$(id -u)" -eq 0 ] || skip 'only root can give files away'
  gated_repo r
  stage_files 3
  chown -R 65534 .
  unset SUDO_UID
  expect 3 plangate check
  says 'ownership'
  git config --global --add safe.directory '*'
  expect 1 plangate check
}

@test "mode, symlink, submodule and type changes are files of the change" {
  gated_repo r
  stage_files 3
  git commit -q --no-verify -m 'Parts'
  chmod +x src/f1.c
  ln -sf main.c src/f2.c
  git rm -q --cached src/f3.c
  git update-index --add --cacheinfo "160000,$(git rev-parse HEAD),src/f3.c"
  git add src/f1.c src/f2.c
  git config submodule.src/f3.c.ignore all
  expect 1 git commit -q -m 'Kinds'
  says '3 files'
}

@test "skip-worktree, intent-to-add and an untracked cache do not mislead" {
  gated_repo r
  git update-index --untracked-cache --index-version 4
  stage_files 2
  echo 'int third;' >src/third.c
  git add -N src/third.c
  git update-index --skip-worktree src/main.c
  echo 'int w;' >>src/main.c
  expect 0 git commit -q -m 'Two'
  git add src/third.c
  stage_files 2 g
  expect 1 git commit -q -m 'Three'
  says '3 files'
}
