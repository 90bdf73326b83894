#!/usr/bin/env bats
# check --ci: base and head from what each system sets, on real clones.
load helper
load records

# Three commits on main that need no plan, and a branch "big" that does; a clone of it is the work folder.
# The systems' own variables, should these tests run in one of them, are taken away.
ci_clone() {
  local name
  for name in $(env | grep -oE '^(GITHUB|CI|GITLAB|SYSTEM|TF|BUILD|CHANGE|GIT_PREVIOUS|JENKINS|BITBUCKET|BRANCH)_[A-Z_]*'); do
    unset "$name"
  done
  gated_repo origin
  base=$(git rev-parse HEAD)
  echo 'int g;' >>src/main.c
  git commit -q -a -m 'Small'
  small=$(git rev-parse HEAD)
  git checkout -q -b big
  stage_files 3
  git commit -q --no-verify -m 'Big'
  big=$(git rev-parse HEAD)
  cd ..
  git clone -q "${@}" "file://$BATS_TEST_TMPDIR/origin" work
  cd work || return 1
}

event() {
  printf '%s' "$1" >"$BATS_TEST_TMPDIR/event.json"
  export GITHUB_ACTIONS=true GITHUB_EVENT_PATH="$BATS_TEST_TMPDIR/event.json"
}

@test "GitHub: a pull request, a merge queue, a push, a new branch" {
  ci_clone
  event '{"pull_request": {"base": {"sha": "'"$small"'", "ref": "main"}, "head": {"sha": "'"$big"'"}}}'
  expect 1 plangate check --ci
  says 'src/f3.c'
  expect 1 plangate check --ci --format json
  says '"stage": "ci"'
  event '{"merge_group": {"base_sha": "'"$base"'", "base_ref": "refs/heads/main", "head_sha": "'"$small"'"}}'
  expect 0 plangate check --ci
  # An entry is tested on the one before it, and its check lets both in.
  event '{"merge_group": {"base_sha": "'"$big"'", "base_ref": "refs/heads/main", "head_sha": "'"$big"'"}}'
  expect 1 plangate check --ci
  event '{"before": "'"$base"'", "after": "'"$big"'"}'
  expect 1 plangate check --ci
  event '{"before": "'"$base"'", "after": "'"$small"'"}'
  expect 0 plangate check --ci
  export GITHUB_REF=refs/heads/big
  event '{"before": "'"${base//?/0}"'", "after": "'"$big"'", "repository": {"default_branch": "main"}}'
  expect 1 plangate check --ci
  export GITHUB_REF=refs/heads/main
  expect 3 plangate check --ci
  says 'this branch is new'
}

@test "GitLab: a merge request, its merged result, a push, a new branch" {
  ci_clone
  export GITLAB_CI=true CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main
  export CI_COMMIT_SHA=$small CI_MERGE_REQUEST_DIFF_BASE_SHA=$base
  expect 0 plangate check --ci
  export CI_MERGE_REQUEST_SOURCE_BRANCH_SHA=$big
  expect 1 plangate check --ci
  unset CI_MERGE_REQUEST_DIFF_BASE_SHA CI_MERGE_REQUEST_SOURCE_BRANCH_SHA
  export CI_COMMIT_SHA=$big CI_COMMIT_BRANCH=big CI_DEFAULT_BRANCH=main
  expect 3 plangate check --ci
  says 'GitLab CI does not tell'
  export CI_COMMIT_BEFORE_SHA=${base//?/0}
  expect 1 plangate check --ci
  export CI_COMMIT_BEFORE_SHA=$small
  expect 1 plangate check --ci
}

@test "Azure, Jenkins and Bitbucket: a request against the branch that it goes to" {
  ci_clone
  git -C ../origin checkout -q main
  git fetch -q
  export TF_BUILD=True SYSTEM_PULLREQUEST_SOURCECOMMITID=$big
  expect 3 plangate check --ci
  SYSTEM_PULLREQUEST_TARGETBRANCH=refs/heads/main expect 1 plangate check --ci
  SYSTEM_PULLREQUEST_TARGETBRANCH=big expect 0 plangate check --ci
  unset TF_BUILD SYSTEM_PULLREQUEST_SOURCECOMMITID
  export JENKINS_URL=http://jenkins.example/ GIT_COMMIT=$big
  CHANGE_TARGET=main expect 1 plangate check --ci
  GIT_PREVIOUS_SUCCESSFUL_COMMIT=$small expect 1 plangate check --ci
  GIT_PREVIOUS_SUCCESSFUL_COMMIT=$big expect 0 plangate check --ci
  GIT_PREVIOUS_COMMIT=$big expect 3 plangate check --ci
  unset JENKINS_URL GIT_COMMIT
  export BITBUCKET_BUILD_NUMBER=7 BITBUCKET_COMMIT=$big
  BITBUCKET_PR_DESTINATION_BRANCH=main expect 1 plangate check --ci
  expect 3 plangate check --ci
  says 'Bitbucket Pipelines does not tell'
}

@test "a shallow clone cannot decide, and says what to fetch" {
  ci_clone --depth 1 --branch big
  event '{"pull_request": {"base": {"sha": "'"$small"'", "ref": "main"}, "head": {"sha": "'"$big"'"}}}'
  expect 3 plangate check --ci
  mentions 'fetch-depth: 0'
  expect 3 plangate check --range "$small..$big"
  mentions 'fetch-depth: 0'
  git fetch -q --unshallow
  expect 1 plangate check --ci
}

@test "nothing recognised is a usage error; hostile values are refused and never run" {
  ci_clone
  expect 2 plangate check --ci
  mentions 'GitHub Actions, GitLab CI, Azure Pipelines, Jenkins, Bitbucket Pipelines'
  expect 2 plangate check --ci --staged
  export JENKINS_URL=x GIT_COMMIT=$big
  for target in '--upload-pack=x' 'main..big' 'main^{/x}' '$(touch pwned)' 'a b' 'refs/heads/' 'main@{1}'; do
    CHANGE_TARGET=$target expect 3 plangate check --ci
  done
  GIT_COMMIT=--all CHANGE_TARGET=main expect 3 plangate check --ci
  says 'is no commit id'
  GIT_COMMIT="$big^" CHANGE_TARGET=main expect 3 plangate check --ci
  [ ! -e pwned ]
  unset JENKINS_URL
  event '{"pull_request": ['
  expect 3 plangate check --ci
  says 'GITHUB_EVENT_PATH'
  event '{"pull_request": {"base": {"sha": 7}, "head": []}}'
  expect 3 plangate check --ci
  GITHUB_EVENT_PATH=/nowhere expect 3 plangate check --ci
}
