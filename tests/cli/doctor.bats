#!/usr/bin/env bats
# doctor: each road, gated or not, with what to run.
load helper

@test "all roads of a fresh installation are gated, and the hook is tried" {
  gated_repo r
  expect 0 plangate doctor
  says 'policy: that of HEAD is in force'
  says 'git commit: gated'
  says 'git push: gated'
  says 'probe: the installed pre-commit blocks'
  says 'probe: the installed commit-msg blocks'
  says 'probe: the installed pre-push blocks'
  says_not 'NOT GATED'
  [ -z "$(git status --porcelain)" ]
  cd src
  expect 0 env -i HOME="$HOME" PATH=/usr/bin:/bin "$PLANGATE" doctor
  expect 2 plangate doctor more
}

@test "a hook that is missing, not executable, replaced or of another program is told" {
  gated_repo r
  rm .git/hooks/pre-push
  expect 1 plangate doctor
  says 'git push: NOT GATED: there is no hook; run: plangate install'
  says 'git commit: gated'
  plangate install
  chmod -x .git/hooks/pre-commit
  expect 1 plangate doctor
  says 'git commit: NOT GATED: the hook is not executable'
  says_not 'probe: the installed pre-commit'
  plangate install
  sed -i 's|^program=.*|program=/nowhere/plangate|' .git/hooks/pre-commit
  expect 1 plangate doctor
  says 'git commit: NOT GATED: the hook calls another plangate'
  printf '#!/bin/sh\necho mine; touch %s/ran\n' "$BATS_TEST_TMPDIR" >.git/hooks/pre-commit
  expect 1 plangate doctor
  says 'git commit: NOT GATED: another hook is there'
  [ ! -e "$BATS_TEST_TMPDIR/ran" ]
  plangate install
  expect 0 plangate doctor
  [ ! -e "$BATS_TEST_TMPDIR/ran" ]
}

@test "no policy, an invalid one, and one that only warns gate nothing" {
  new_repo r
  plangate install
  expect 1 plangate doctor
  says 'policy: NOT GATED: HEAD has none'
  cd ..
  gated_repo s
  sed -i '1a mode: warn' .plangate/policy.yaml
  git commit -q --no-verify -a -m 'Warn'
  expect 1 plangate doctor
  says "'mode: warn'"
  echo 'nonsense: 1' >.plangate/policy.yaml
  git commit -q --no-verify -a -m 'Break'
  expect 1 plangate doctor
  says 'policy: NOT GATED: it is invalid'
}

@test "hooks by managers: read, never run" {
  gated_repo r
  plangate uninstall
  for name in pre-commit pre-merge-commit commit-msg pre-push; do
    printf '#!/bin/sh\ncall_lefthook run "%s" "$@"\n' "$name" >.git/hooks/$name
    chmod +x .git/hooks/$name
  done
  expect 1 plangate doctor
  echo 'pre-commit: {commands: {plangate: {run: plangate hook pre-commit}}}' >lefthook.yml
  expect 0 plangate doctor
  says 'lefthook.yml calls plangate, by its text'
  mkdir -p .husky/_
  for name in pre-commit pre-merge-commit commit-msg pre-push; do
    echo '. "${0%/*}/h" # husky' >.husky/_/$name
    chmod +x .husky/_/$name
    echo "exec plangate hook $name" >.husky/$name
  done
  git config core.hooksPath .husky/_
  expect 0 plangate doctor
  says '(core.hooksPath, local)'
  says '.husky/pre-push calls plangate'
}

@test "core.hooksPath at each scope, worktrees, strict hooks and a bare repository" {
  gated_repo r
  git worktree add -q ../w
  cd ../w
  expect 0 plangate doctor
  cd ../r
  git config --global core.hooksPath "$BATS_TEST_TMPDIR/all"
  expect 1 plangate doctor
  says '(core.hooksPath, global)'
  expect 3 plangate install
  git config --global --unset core.hooksPath
  git config --file ../system core.hooksPath "$BATS_TEST_TMPDIR/all"
  GIT_CONFIG_NOSYSTEM=0 GIT_CONFIG_SYSTEM=$BATS_TEST_TMPDIR/system expect 1 plangate doctor
  says '(core.hooksPath, system)'
  GIT_CONFIG_NOSYSTEM=0 GIT_CONFIG_SYSTEM=$BATS_TEST_TMPDIR/system expect 3 plangate install
  git config extensions.worktreeConfig true
  git config --worktree core.hooksPath "$BATS_TEST_TMPDIR/own"
  expect 1 plangate doctor
  says '(core.hooksPath, worktree)'
  expect 0 plangate install
  expect 0 plangate doctor
  git config --worktree --unset core.hooksPath
  GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=core.hooksPath GIT_CONFIG_VALUE_0=elsewhere expect 3 plangate install
  says 'for this command alone'
  [ ! -e elsewhere ]
  sed -i '1a hooks: {strict: true}' .plangate/policy.yaml
  git commit -q --no-verify -a -m 'Strict'
  expect 1 plangate doctor
  says 'git am: NOT GATED'
  plangate install
  expect 0 plangate doctor
  says 'probe: the installed prepare-commit-msg blocks'
  says 'probe: the installed pre-applypatch blocks'
  git clone -q --bare . ../bare.git
  cd ../bare.git
  expect 1 plangate doctor
  says 'what is pushed here: NOT GATED'
  plangate install
  expect 0 plangate doctor
}

@test "the hook of a server is tried by a push" {
  gated_repo r
  git clone -q --bare . ../served.git
  cd ../served.git
  plangate install >/dev/null
  expect 0 plangate doctor
  says 'probe: the installed pre-receive blocks'
  [ "$(git for-each-ref | wc -l)" -eq 1 ]
}

@test "doctor says where work lands, and what it cannot know" {
  gated_repo r
  run plangate doctor
  says 'lands: not known: there is no remote'
  git clone -q --bare . ../b.git
  git clone -q ../b.git ../c
  cd ../c
  run plangate doctor
  says 'lands: origin/main, by the default branch of each remote'
  says_not 'not known'
  git remote set-head origin --delete
  run plangate doctor
  says 'the default branch of origin is not known here, main or master is taken for it; run: git remote set-head origin --auto'
  git branch -q -m main topic
  git update-ref -d refs/remotes/origin/main
  git remote add 'other' ../b.git
  run plangate doctor
  says 'the default branch of other is not known here, so that nothing is known to land there'
  printf 'lands: [main, "release/*"]\n' >>.plangate/policy.yaml
  git commit -q --no-verify -am 'Where work lands'
  run plangate doctor
  says "no branch that is known here is one of 'lands' in the policy (main, release/*)"
  git fetch -q origin
  run plangate doctor
  says "lands: origin/main, by 'lands' in the policy"
  git -C ../b.git config plangate.protect 'refs/heads/release/*'
  cd ../b.git
  run plangate doctor
  says 'lands: refs/heads/main, refs/heads/release/*, by plangate.policyRef and plangate.protect'
}
