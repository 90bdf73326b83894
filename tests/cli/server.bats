#!/usr/bin/env bats
# The server's pre-receive and update, by real pushes to a bare repository over file://.

load helper

# A bare repository with the hook, and a clone whose own hooks are off: the server is alone.
served_repo() {
  gated_repo r
  git init -q --bare ../origin.git
  git remote add origin "file://$BATS_TEST_TMPDIR/origin.git"
  git push -q --no-verify origin main
  plangate uninstall >/dev/null
  (cd ../origin.git && plangate install)
}

at_server() { git --git-dir="$BATS_TEST_TMPDIR/origin.git" "$@"; }

parts() {
  stage_files 3 "${1:-f}"
  git commit -q -m "Parts ${1:-f}"
}

@test "a bare repository gets pre-receive, and gives it back" {
  served_repo
  [ -x ../origin.git/hooks/pre-receive ]
  [ ! -e ../origin.git/hooks/pre-commit ]
  (cd ../origin.git && plangate uninstall)
  [ ! -e ../origin.git/hooks/pre-receive ]
}

@test "an unplanned change is refused with its reasons, and a planned one lands" {
  served_repo
  parts
  expect 1 git push -q origin main
  says 'remote: plangate: blocked'
  says 'src/f1.c'
  [ "$(at_server rev-parse main)" = "$(git rev-parse HEAD~1)" ]
  write_plan docs/plans/p.md src/f1.c src/f2.c src/f3.c
  git add docs && git commit -q -m 'Plan'
  expect 0 git push -q origin main
  at_server fsck --strict
}

@test "a change that is landed and taken back is refused, though nothing is left of it" {
  served_repo
  parts
  git revert --no-edit HEAD >/dev/null
  expect 1 git push -q origin main
  says 'src/f1.c'
  says "(refs/heads/main, commit $(git rev-parse --short=12 HEAD~1))"
  git reset -q --hard origin/main
  echo 'int y;' >>src/main.c && git commit -q -a -m 'One'
  git revert --no-edit HEAD >/dev/null
  expect 0 git push -q origin main
}

@test "a planned change and its revert pass together: what the base has already needs no plan" {
  served_repo
  stage_files 3
  write_plan docs/plans/p.md src/f1.c src/f2.c src/f3.c
  git add docs && git commit -q -m 'Planned'
  git revert --no-edit HEAD >/dev/null
  expect 0 git push -q origin main
  git revert --no-edit HEAD >/dev/null
  git revert --no-edit HEAD >/dev/null
  expect 0 git push -q origin main
}

@test "a plan in the commit itself is enough, also where it is gone at the end" {
  served_repo
  stage_files 3
  write_plan docs/plans/p.md src/f1.c src/f2.c src/f3.c
  git add docs && git commit -q -m 'Planned'
  git rm -q -r docs src/f1.c src/f2.c src/f3.c
  write_plan docs/plans/q.md src/f1.c src/f2.c src/f3.c
  git add docs && git commit -q -m 'And away'
  expect 0 git push -q origin main
}

@test "several refs at once: one bad ref keeps all out" {
  served_repo
  git checkout -q -b good
  echo 'int y;' >>src/main.c && git commit -q -a -m 'One'
  git checkout -q -b bad main
  parts
  expect 1 git push -q origin good bad
  says 'refs/heads/bad'
  expect 1 at_server rev-parse -q --verify good
  expect 0 git push -q origin good
}

@test "a new branch is judged from where it left the policy's ref, by the policy there now" {
  served_repo
  git branch early
  sed -i 's/>= 3/>= 2/' .plangate/policy.yaml
  write_plan docs/plans/policy.md .plangate/policy.yaml
  git add . && git commit -q -m 'Two files'
  git push -q origin main
  git checkout -q early
  stage_files 2
  git commit -q -m 'Two'
  expect 1 git push -q origin early
  says '2 files'
  git checkout -q --orphan alone
  git rm -q -r -f . && echo x >x && git add x && git commit -q -m 'Root'
  expect 0 git push -q origin alone
  git checkout -q --orphan lonely
  stage_files 3
  git commit -q -m 'Root'
  expect 1 git push -q origin lonely
}

@test "a tag brings no commits past the gate" {
  served_repo
  git tag fine
  git tag -a -m 'Fine' annotated
  expect 0 git push -q origin fine annotated
  parts
  git tag sneaky
  expect 1 git push -q origin sneaky
  says 'refs/tags/sneaky'
  blob=$(git hash-object -w src/main.c)
  git tag data "$blob"
  expect 0 git push -q origin data
}

@test "replace refs and plangate's own cannot be pushed" {
  served_repo
  git replace "$(git hash-object -w src/main.c)" "$(echo x | git hash-object -w --stdin)"
  expect 1 git push -q origin 'refs/replace/*:refs/replace/*'
  says 'reserved-ref'
  expect 1 git push -q origin HEAD:refs/plangate/x
}

@test "deletions pass but for protected refs" {
  served_repo
  git push -q origin main:side main:release/1
  at_server config --add plangate.protect 'refs/heads/release/*'
  expect 0 git push -q origin :side
  expect 1 git push -q origin :release/1
  says 'protected-ref'
}

@test "required: no branch may be without a policy" {
  git init -q --bare origin.git
  (cd origin.git && plangate install)
  git --git-dir=origin.git config plangate.required true
  new_repo r
  git remote add origin "file://$BATS_TEST_TMPDIR/origin.git"
  expect 1 git push -q origin main
  says 'plangate.required'
  mkdir .plangate && echo 'version: 1' >.plangate/policy.yaml
  git add . && git commit -q -m 'Adopt'
  expect 0 git push -q origin main
  git rm -q -r .plangate
  git commit -q -m 'Away'
  expect 1 git push -q origin main
}

@test "a forced push is judged from where old and new part" {
  served_repo
  echo 'int y;' >>src/main.c && git commit -q -a -m 'One'
  git push -q origin main
  git commit -q --amend -m 'Other words'
  expect 0 git push -q --force origin main
  parts g
  expect 1 git push -q --force origin main
}

@test "a forced push cannot take the policy back, all of it or what came later" {
  served_repo
  adopted=$(git rev-parse HEAD)
  expect 1 git push -q --force origin HEAD~1:main
  says '.plangate/policy.yaml'
  says 'policy-rewound'
  sed -i 's/>= 3/>= 2/' .plangate/policy.yaml
  echo 'x@y' >.plangate/revoked-notes
  write_plan docs/plans/policy.md .plangate/policy.yaml .plangate/revoked-notes
  git add . && git commit -q -m 'Two files'
  git push -q origin main
  expect 1 git push -q --force origin "$adopted:main"
  says 'policy-rewound'
  git checkout -q -b same "$adopted"
  git checkout -q main -- .plangate docs
  git commit -q -m 'The same, written anew'
  expect 0 git push -q --force origin same:main
}

@test "a rule on the branch means the one that is pushed to" {
  served_repo
  cat >.plangate/policy.yaml <<'END'
version: 1
rules: [{id: main-only, when: {branch: main, files: ">= 1"}, demand: {profile: standard}}]
END
  write_plan docs/plans/policy.md .plangate/policy.yaml
  git add . && git commit -q -m 'Main only'
  git push -q origin main
  git checkout -q -b topic
  echo 'int y;' >>src/main.c && git commit -q -a -m 'One'
  expect 0 git push -q origin topic
  expect 1 git push -q origin topic:main
  says 'main-only'
}

@test "the policy of the push itself does not judge it" {
  served_repo
  sed -i 's/>= 3/>= 300/' .plangate/policy.yaml
  stage_files 3
  git add . && git commit -q -m 'Looser'
  expect 1 git push -q origin main
  says 'policy-change'
}

@test "update judges a ref by itself" {
  served_repo
  (cd ../origin.git && mv hooks/pre-receive .. &&
    printf '#!/bin/sh\nexec plangate hook update "$@"\n' >hooks/update && chmod +x hooks/update)
  git checkout -q -b good
  echo 'int y;' >>src/main.c && git commit -q -a -m 'One'
  git checkout -q -b bad main
  parts
  expect 1 git push -q origin good bad
  says 'src/f1.c'
  at_server rev-parse -q --verify good
  expect 1 at_server rev-parse -q --verify bad
  expect 2 plangate hook update a b
}

@test "nothing is written by the server while it decides" {
  served_repo
  at_server for-each-ref >../before
  parts
  expect 1 git push -q origin main
  at_server for-each-ref | diff ../before -
  [ "$(at_server count-objects | cut -d' ' -f1)" -lt 20 ]
  expect 1 git push -q origin main
}
