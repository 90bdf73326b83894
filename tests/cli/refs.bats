#!/usr/bin/env bats
# Every ref of a push, by every name that git has for it: what is kept out, and what is let through.
load helper

pushed_repo() {
  gated_repo r
  git init -q --bare ../origin.git
  url=file://$BATS_TEST_TMPDIR/origin.git
  git remote add origin "$url"
  git push -q origin main
}

# Status 1 where the remote has no such ref.
remote_id() { git --git-dir="$BATS_TEST_TMPDIR/origin.git" rev-parse -q --verify "$1"; }

# Three files past the commit hooks.
unplanned() {
  stage_files 3 "${1:-f}"
  git commit -q --no-verify -m "Parts ${1:-f}"
}

one_file() {
  echo "int ${1:-one};" >>src/main.c
  git commit -q -a -m "One ${1:-}"
}

@test "a commit by its id, an older one by HEAD~1, and a detached HEAD" {
  pushed_repo
  one_file
  unplanned
  expect 1 git push -q origin "$(git rev-parse HEAD):refs/heads/by-id"
  says 'refs/heads/by-id'
  expect 0 git push -q origin HEAD~1:refs/heads/older
  [ "$(remote_id older)" = "$(git rev-parse HEAD~1)" ]
  git checkout -q --detach
  expect 1 git push -q origin HEAD:refs/heads/main
  git reset -q --hard HEAD~1
  expect 0 git push -q origin HEAD:refs/heads/main
}

@test "refs outside of heads and tags bring commits too" {
  pushed_repo
  unplanned
  expect 1 git push -q origin HEAD:refs/for/main
  says 'refs/for/main'
  expect 1 git push -q origin HEAD:refs/anything/else
  expect 0 git push -q origin HEAD~1:refs/for/main
}

@test "a forced push: small rewriting passes, more is kept out" {
  pushed_repo
  git checkout -q -b topic
  one_file
  git push -q origin topic
  git commit -q --amend -m 'Other words'
  expect 0 git push -q --force origin topic
  [ -z "$output" ]
  unplanned
  expect 1 git push -q --force-with-lease origin topic
  expect 1 git push -q origin +topic
  says 'src/f2.c'
  [ "$(remote_id topic)" = "$(git rev-parse topic~1)" ]
}

@test "a deletion does not hide the branch beside it" {
  pushed_repo
  git push -q origin main:gone main:kept
  unplanned
  expect 1 git push -q origin :gone main
  says 'refs/heads/main'
  remote_id gone
  expect 0 git push -q origin :gone HEAD~1:refs/heads/kept
  expect 1 remote_id gone
}

@test "tags: light, annotated, a tag of a tag, one that moves" {
  pushed_repo
  git tag light
  git tag -a -m 'a' annotated
  git tag -a -m 'of a tag' nested annotated 2>/dev/null
  expect 0 git push -q origin light annotated nested
  unplanned
  git tag -f light >/dev/null
  git tag -a -m 'b' bad
  git tag -a -m 'of a tag' bad-nested bad 2>/dev/null
  expect 1 git push -q --force origin light
  says 'refs/tags/light'
  expect 1 git push -q origin bad-nested
  says 'refs/tags/bad-nested'
  git checkout -q -b topic HEAD~1
  one_file
  git tag -a -m 'c' follows
  expect 0 git push -q --follow-tags origin topic
  remote_id follows
}

@test "a push to a URL, to a path and to a remote with two addresses" {
  pushed_repo
  one_file
  expect 0 git push -q "$url" main
  expect 0 git push -q ../origin.git main:other
  unplanned
  expect 1 git push -q "$url" main
  expect 1 git push -q ../origin.git main
  says 'src/f2.c'
  git init -q --bare ../second.git
  git push -q --no-verify ../second.git HEAD~1:refs/heads/main
  git remote set-url --add --push origin "$url"
  git remote set-url --add --push origin "file://$BATS_TEST_TMPDIR/second.git"
  expect 1 git push -q origin main
  git reset -q --hard HEAD~1
  one_file again
  expect 0 git push -q origin main
  [ "$(git --git-dir=../second.git rev-parse main)" = "$(git rev-parse main)" ]
}

@test "the remote's side unknown here: small work passes, other people's is not counted against it" {
  pushed_repo
  git clone -q "$url" ../other
  (
    cd ../other || exit 1
    stage_files 4 theirs
    git commit -q -m 'Theirs'
    git push -q origin main
  )
  one_file
  git checkout -q -b more
  unplanned
  expect 1 git push -q --force origin more:main
  says '4 files'
  says_not 'theirs'
  expect 0 git push -q --force origin main
  [ "$(remote_id main)" = "$(git rev-parse main)" ]
}

@test "a push tried with --dry-run, --atomic and --all gets the same answer" {
  pushed_repo
  git branch good
  unplanned
  expect 1 git push -q --dry-run origin main
  expect 1 git push -q --atomic origin good main
  expect 1 git push -q --all origin
  expect 1 remote_id good
  git reset -q --hard HEAD~1
  one_file
  expect 0 git push -q --dry-run origin main
  expect 0 git push -q --all origin
  remote_id good
}

@test "small work that lands and is taken back passes; three files do not, in any order of refs" {
  pushed_repo
  one_file
  git revert --no-edit HEAD >/dev/null
  expect 0 git push -q origin main
  [ -z "$output" ]
  git checkout -q -b topic
  unplanned
  git revert --no-edit HEAD >/dev/null
  git branch also
  expect 1 git push -q origin main topic
  expect 1 git push -q origin also topic main
  says "commit $(git rev-parse --short=12 HEAD~1)"
}

@test "a branch in small pushes to a new name each is one change" {
  pushed_repo
  for i in 1 2 3; do
    git checkout -q -b "step$i"
    echo "int p$i;" >"src/p$i.c"
    git add .
    git commit -q -m "Part $i"
    if [ "$i" -lt 3 ]; then expect 0 git push -q origin "step$i"; fi
  done
  expect 1 git push -q origin step3
  says '3 files'
  expect 1 git push -q origin step3:main
}
