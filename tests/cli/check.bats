#!/usr/bin/env bats
# plangate check by hand: what it looks at, how it ends, what it prints.
load helper

@test "staged, worktree, commit and range look at different changes" {
  gated_repo r
  stage_files 2 a
  git commit -q -m 'Two'
  stage_files 2 b
  git commit -q -m 'Two more'
  stage_files 1 c
  echo 'int x;' >src/untracked.c
  echo 'int y;' >>src/main.c
  expect 0 plangate check
  expect 0 plangate check --staged
  expect 1 plangate check --worktree
  says 'src/untracked.c'
  expect 0 plangate check --commit HEAD
  expect 0 plangate check --commit HEAD~1
  expect 1 plangate check --range HEAD~2..HEAD
  says 'src/a1.c'
  expect 1 plangate check --range HEAD~2..
  expect 1 plangate check --range HEAD~2
  expect 1 plangate check --range HEAD~2...HEAD
  expect 0 plangate check --range HEAD~1..HEAD
}

@test "the work tree is judged without touching the index or the objects" {
  gated_repo r
  for i in 1 2 3; do echo "int $i;" >src/w$i.c; done
  before=$(git status --porcelain; find .git -type f | sort | xargs cksum)
  expect 1 plangate check --worktree
  [ "$before" = "$(git status --porcelain; find .git -type f | sort | xargs cksum)" ]
}

@test "a bare repository has ranges and commits, but nothing staged" {
  gated_repo r
  stage_files 3
  git commit -q --no-verify -m 'Three'
  git clone -q --bare . ../bare.git
  cd ../bare.git
  expect 1 plangate check --range HEAD~1..HEAD
  expect 1 plangate check --commit HEAD
  expect 2 plangate check
  says 'bare repository'
}

@test "the policy is that of the base, not that of the change" {
  gated_repo r
  printf 'version: 1\n' >.plangate/policy.yaml
  stage_files 3
  git add .
  expect 1 plangate check
  says 'many'
  says 'policy-change'
}

@test "a policy of the change that is not valid blocks it" {
  gated_repo r
  printf 'version: 1\nrulez: []\n' >.plangate/policy.yaml
  git add .
  expect 1 plangate check
  says 'policy.yaml:2:1'
  says "'rules'"
}

@test "a policy of the base that is not valid ends with 4" {
  gated_repo r
  printf 'version: 1\nmodee: warn\n' >.plangate/policy.yaml
  git commit -q -a --no-verify -m 'Break'
  echo x >>src/main.c
  git add .
  expect 4 plangate check
  says 'policy.yaml:2:1'
  says "'mode'"
  expect 4 git hook run pre-commit || expect 1 git commit -m x
}

@test "two policies are one too many, and a link is none" {
  gated_repo r
  echo '{"version": 1}' >.plangate/policy.json
  git add . && git commit -q --no-verify -m 'Two'
  expect 4 plangate check
  says 'policy.json'
  git rm -q .plangate/policy.json
  rm .plangate/policy.yaml
  ln -s ../src/main.c .plangate/policy.yaml
  git add . && git commit -q --no-verify -m 'Link'
  expect 4 plangate check
  says 'not a regular file'
}

@test "a policy in JSON is the same" {
  gated_repo r
  git rm -q .plangate/policy.yaml
  mkdir -p .plangate
  echo '{"version": 1, "rules": [{"id": "two", "when": {"files": ">= 2"}, "demand": {"profile": "light"}}]}' >.plangate/policy.json
  git add . && git commit -q --no-verify -m 'JSON'
  stage_files 2
  expect 1 plangate check
  says 'two'
  expect 4 plangate check --policy /dev/stdin </dev/null || true
}

@test "mode warn reports and blocks nothing" {
  gated_repo r
  echo 'mode: warn' >>.plangate/policy.yaml
  git commit -q -a --no-verify -m 'Warn'
  stage_files 3
  expect 0 plangate check
  says 'mode is warn'
  says 'many'
  expect 0 git commit -q -m 'Three'
  says 'mode is warn'
}

@test "a rule of severity warn is told and does not block" {
  gated_repo r
  sed -i 's/    description: three/    severity: warn\n&/' .plangate/policy.yaml
  git commit -q -a --no-verify -m 'Warn'
  stage_files 3
  expect 0 plangate check
  says 'warning'
  says 'many'
}

@test "--policy and --plan by hand" {
  gated_repo r
  stage_files 3
  printf 'version: 1\n' >../lax.yaml
  expect 0 plangate check --policy ../lax.yaml
  write_plan docs/plans/a.md src/f1.c src/f2.c src/f3.c
  write_plan docs/plans/b.md src/f1.c
  git add docs
  expect 0 plangate check --plan docs/plans/a.md
  expect 1 plangate check --plan docs/plans/b.md
  cd docs
  expect 0 plangate check --plan plans/a.md
  expect 1 plangate check --plan ../src/main.c
  expect 2 plangate check --plan ../../outside.md
}

@test "--output is written whole, standard output stays empty" {
  gated_repo r
  stage_files 3
  expect 1 plangate check --format json --output ../report.json
  [ -z "$output" ]
  grep -q '"verdict": "block"' ../report.json
  expect 3 plangate check --output src/main.c/x
}

@test "closed or full output changes no verdict" {
  gated_repo r
  stage_files 3
  run bash -c 'plangate check >&-'
  [ "$status" -eq 1 ]
  run bash -c 'plangate check >/dev/full'
  [ "$status" -eq 1 ]
  run bash -c 'plangate check 2>&- >&- <&-'
  [ "$status" -eq 1 ]
}

@test "outside of a repository, and in one of somebody else" {
  expect 3 plangate check
  says 'not a git repository'
  [ "$(id -u)" -eq 0 ] || skip "needs root to give a repository away"
  gated_repo r
  cd ..
  chown -R 12345 r
  cd r
  expect 3 plangate check
  says 'safe.directory'
  git config --global --add safe.directory '*'
  expect 0 plangate check
}

@test "GIT_DIR, GIT_INDEX_FILE and GIT_WORK_TREE mean what they mean to git" {
  gated_repo r
  stage_files 3
  cp .git/index ../other-index
  git reset -q
  expect 0 plangate check
  GIT_INDEX_FILE=$PWD/../other-index expect 1 plangate check
  git add src
  cd ..
  GIT_DIR=$PWD/r/.git expect 1 plangate check
  GIT_DIR=$PWD/r/.git GIT_WORK_TREE=$PWD/r expect 1 plangate check
  cd r/src
  expect 1 plangate check
  expect 1 plangate -C ../src -C .. check
}

@test "a range without its base in a shallow clone is not judged" {
  gated_repo r
  for i in 1 2 3; do echo "int $i;" >>src/main.c; git commit -q -a -m "c$i"; done
  git checkout -q -b side HEAD~2
  stage_files 1
  git commit -q -m side
  git clone -q --depth 1 --no-single-branch "file://$PWD" ../shallow
  cd ../shallow
  expect 3 plangate check --range origin/main..origin/side
  says 'fetch-depth: 0'
}

@test "a partial clone fetches what it needs, and is not judged where it cannot" {
  gated_repo r
  echo 'int a;' >src/a.c
  printf '  - {id: word, when: {removed: "secret"}, demand: {profile: light}}\n' >>.plangate/policy.yaml
  echo 'secret' >src/s.c
  git add . && git commit -q --no-verify -m 'More'
  git config uploadpack.allowFilter true
  git clone -q --no-checkout --filter=blob:none "file://$PWD" ../partial
  cd ../partial
  git config user.name ann
  git read-tree HEAD
  git rm -q --cached src/s.c
  expect 1 plangate check
  says 'word'
  git clone -q --no-checkout --filter=blob:none "file://$BATS_TEST_TMPDIR/r" ../cut-off
  cd ../cut-off
  git read-tree HEAD
  git rm -q --cached src/s.c
  git remote set-url origin file:///no/such/place
  expect 3 plangate check
}

@test "wrong calls end with 2 and name what was meant" {
  expect 2 plangate
  expect 2 plangate chek
  says "'check'"
  expect 2 plangate check --formt json
  says "'--format'"
  expect 2 plangate check --format yaml
  expect 2 plangate check --stage pre-comit
  says "'pre-commit'"
  expect 2 plangate check --staged --worktree
  expect 2 plangate check extra
  gated_repo r
  expect 2 plangate check --commit nothing
  says "'nothing' names no commit"
  expect 2 plangate check --range --help..HEAD
}

@test "help and version" {
  expect 0 plangate --help
  says 'check'
  expect 0 plangate help check
  says '--range'
  expect 0 plangate check --help
  expect 0 plangate help plan new
  says 'TITLE'
  expect 0 plangate --version
  [[ $output =~ ^plangate\ [0-9]+\.[0-9]+\.[0-9]+$ ]]
}

@test "generated and vendored files by the attributes of the base do not count" {
  gated_repo r
  printf 'gen/** linguist-generated\nlib/*.c linguist-vendored=true\nlib/own.c -linguist-vendored\n' >.gitattributes
  git add . && git commit -q -m 'Attributes'
  mkdir gen lib
  for i in 1 2 3; do echo "int g$i;" >gen/g$i.c; echo "int l$i;" >lib/l$i.c; done
  git add .
  expect 0 plangate check
  echo 'int own;' >lib/own.c
  stage_files 1
  git add .
  expect 0 plangate check
  echo 'int x;' >>src/main.c
  git add .
  expect 1 plangate check
  says '3 files'
  says_not 'gen/g1.c'
}

@test "a rule that names a generated file sees it, and a plan must cover it" {
  gated_repo r
  printf 'package-lock.json linguist-generated\n*.bin binary\n' >.gitattributes
  cat >.plangate/policy.yaml <<'END'
version: 1
rules:
  - {id: locks, when: {paths: [package-lock.json], touched: "x"}, demand: {profile: light}}
  - {id: large, when: {file_lines: ">= 2"}, demand: {profile: light}}
  - {id: named-large, when: {paths: ["*.json"], file_lines: ">= 2"}, demand: {profile: light}}
  - {id: counted, when: {files: ">= 1"}, demand: {profile: light}}
  - {id: content, when: {touched: "x"}, demand: {profile: light}}
  - {id: nothing, when: {not: {message: "never"}}, demand: {profile: light}}
END
  git add . && git commit -q --no-verify -m 'Attributes'
  printf 'x\nx\nx\n' >package-lock.json
  git add .
  expect 1 plangate check
  says 'locks'
  says_not 'large'
  says_not 'counted'
  says_not 'content'
  says_not 'nothing'
  expect 0 plangate plan new --print Locks
  says 'package-lock.json'
  git rm -q --cached package-lock.json
  printf 'x\nx\n' >a.bin
  rm package-lock.json
  git add .
  expect 0 plangate check
}

@test "a change cannot call its own files generated" {
  gated_repo r
  stage_files 3
  echo '*.c linguist-generated' >.gitattributes
  git add .
  expect 1 plangate check
  says 'src/f1.c'
}

@test "rules on message, author, branch and merge see the commit" {
  gated_repo r
  cat >../who.yaml <<'END'
version: 1
rules:
  - {id: words, when: {message: "^hotfix:"}, demand: {profile: light}}
  - {id: person, when: {author: "*@example.org"}, demand: {profile: light}}
  - {id: place, when: {branch: "release/*"}, demand: {profile: light}}
END
  echo 'int y;' >>src/main.c
  git commit -q -a -m 'hotfix: y'
  expect 1 plangate check --policy ../who.yaml --commit HEAD
  says 'words'
  says 'person'
  says_not 'place'
  git checkout -q -b release/1
  expect 1 plangate check --policy ../who.yaml --commit HEAD
  says 'place'
  GIT_AUTHOR_EMAIL=bob@example.com git commit -q --amend --no-edit --reset-author --no-verify
  expect 1 plangate check --policy ../who.yaml --commit HEAD
  says_not 'person'
}
