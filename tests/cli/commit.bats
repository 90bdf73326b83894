#!/usr/bin/env bats
# git commit in all its forms, with the hooks installed.
load helper

@test "a change of one file commits silently" {
  gated_repo r
  echo 'int x;' >>src/main.c
  git add .
  expect 0 git commit -q -m 'Change one file'
  [ -z "$output" ]
}

@test "three files are blocked, with what fired and the next command" {
  gated_repo r
  stage_files 3
  expect 1 git commit -q -m 'Add parts'
  says 'many'
  says 'src/f1.c'
  says 'plangate plan new'
  [ "$(commits)" -eq 2 ]
}

@test "a staged plan that covers all files lets them in silently" {
  gated_repo r
  stage_files 3
  write_plan docs/plans/parts.md src/f1.c src/f2.c src/f3.c
  git add docs
  expect 0 git commit -q -m 'Add parts'
  [ -z "$output" ]
}

@test "a plan that misses one file is blocked, with that file and the plan's line" {
  gated_repo r
  stage_files 3
  write_plan docs/plans/parts.md src/f1.c src/f2.c
  git add docs
  expect 1 git commit -q -m 'Add parts'
  says "docs/plans/parts.md:6"
  says "src/f3.c"
  says 'uncovered-file'
}

@test "only the staged copy of the plan counts" {
  gated_repo r
  stage_files 3
  write_plan docs/plans/parts.md src/f1.c src/f2.c
  git add docs
  write_plan docs/plans/parts.md src/f1.c src/f2.c src/f3.c
  expect 1 git commit -q -m 'Add parts'
  git add docs
  echo broken >docs/plans/parts.md
  expect 0 git commit -q -m 'Add parts'
}

@test "a plan that is only in the work tree does not count" {
  gated_repo r
  stage_files 3
  write_plan docs/plans/parts.md src/f1.c src/f2.c src/f3.c
  expect 1 git commit -q -m 'Add parts'
}

@test "several plans may share a change" {
  gated_repo r
  stage_files 4
  write_plan docs/plans/one.md src/f1.c src/f2.c
  write_plan docs/plans/two.md src/f3.c src/f4.c
  git add docs
  expect 0 git commit -q -m 'Add parts'
}

@test "commit -a judges what it stages itself" {
  gated_repo r
  stage_files 3
  git commit -q --no-verify -m 'Add parts'
  for i in 1 2 3; do echo 'int more;' >>src/f$i.c; done
  expect 1 git commit -q -a -m 'More'
  says 'src/f3.c'
  git checkout -q src/f3.c
  expect 0 git commit -q -a -m 'More'
}

@test "commit PATH judges that path and nothing else" {
  gated_repo r
  stage_files 3
  git commit -q --no-verify -m 'Add parts'
  for i in 1 2 3; do echo 'int more;' >>src/f$i.c; done
  git add .
  expect 0 git commit -q -m 'More of one' src/f1.c
  expect 0 git commit -q -m 'More of two' src/f2.c
}

@test "commit PATH does not take a staged plan along that it leaves out" {
  gated_repo r
  stage_files 3
  git commit -q --no-verify -m 'Add parts'
  for i in 1 2 3; do echo 'int more;' >>src/f$i.c; done
  write_plan docs/plans/parts.md src/f1.c src/f2.c src/f3.c
  git add .
  expect 1 git commit -q -m 'More' src
  expect 0 git commit -q -m 'More' src docs
}

@test "commit -i adds to what is staged" {
  gated_repo r
  stage_files 3
  git commit -q --no-verify -m 'Add parts'
  for i in 1 2 3; do echo 'int more;' >>src/f$i.c; done
  git add src/f1.c src/f2.c
  expect 1 git commit -q -m 'More' -i src/f3.c
}

@test "an amend is judged as the whole commit that it makes" {
  gated_repo r
  stage_files 2
  git commit -q -m 'Two parts'
  echo 'int c;' >src/c.c
  git add .
  expect 1 git commit -q --amend --no-edit
  says '3 files'
  expect 1 git commit -q --amend -m 'Three parts'
  write_plan docs/plans/parts.md src/f1.c src/f2.c src/c.c
  git add docs
  expect 0 git commit -q --amend --no-edit
}

@test "an ordinary commit is not taken for an amend" {
  gated_repo r
  stage_files 2 a
  git commit -q -m 'Two parts'
  stage_files 2 b
  expect 0 git commit -q -m --amend
  stage_files 2 c
  expect 0 git commit -q -m 'x' --author 'bob <bob@example.org>'
}

@test "deleted files count" {
  gated_repo r
  stage_files 3
  stage_files 1 more
  git commit -q --no-verify -m 'Add parts'
  git rm -q src/f1.c src/f2.c src/f3.c
  expect 1 git commit -q -m 'Remove parts'
  says 'src/f2.c'
}

@test "an exact rename is covered by its new name" {
  gated_repo r
  stage_files 3
  git commit -q --no-verify -m 'Add parts'
  mkdir lib
  git mv src/f1.c src/f2.c src/f3.c lib
  write_plan docs/plans/move.md lib/f1.c lib/f2.c lib/f3.c
  git add docs
  expect 0 git commit -q -m 'Move parts'
}

@test "commits in a linked worktree, a subfolder and a repository with a separate git dir" {
  gated_repo r
  git worktree add -q ../linked
  cd ../linked
  stage_files 3
  expect 1 git commit -q -m 'Add parts'
  cd src
  expect 1 git commit -q -m 'Add parts'
  cd ../..
  git clone -q --separate-git-dir=apart.git r cloned
  cd cloned
  plangate install >/dev/null
  stage_files 3
  expect 1 git commit -q -m 'Add parts'
}

@test "commits with --git-dir and --work-tree, and in a submodule" {
  gated_repo r
  stage_files 3
  cd ..
  expect 1 git --git-dir=r/.git --work-tree=r commit -q -m 'Add parts'
  new_repo outer
  git submodule --quiet add ../r sub
  cd sub
  plangate install >/dev/null
  stage_files 3
  expect 1 git commit -q -m 'Add parts'
}

@test "split and sparse indexes, and worktree configuration" {
  gated_repo r
  git update-index --split-index
  stage_files 3
  expect 1 git commit -q -m 'Add parts'
  git update-index --no-split-index
  git config extensions.worktreeConfig true
  git config core.repositoryformatversion 1
  expect 1 git commit -q -m 'Add parts'
  git commit -q --no-verify -m 'Add parts'
  mkdir -p other
  echo x >other/x
  git add other
  git commit -q -m 'Other'
  git sparse-checkout set --cone --sparse-index src docs
  for i in 1 2 3; do echo 'int more;' >>src/f$i.c; done
  expect 1 git commit -q -a -m 'More'
}

@test "the first commit of a repository, and a detached HEAD" {
  git init -q r
  cd r
  plangate install >/dev/null
  stage_files 3
  expect 0 git commit -q -m 'Begin without a policy'
  mkdir .plangate
  printf 'version: 1\nrules:\n  - {id: many, when: {files: ">= 3"}, demand: {profile: light}}\n' >.plangate/policy.yaml
  git add .
  expect 0 git commit -q -m 'Adopt'
  says 'this commit adopts plangate'
  git checkout -q --detach
  stage_files 3 g
  expect 1 git commit -q -m 'Add parts'
}

@test "a Plan: trailer names the plan to hold the change against" {
  gated_repo r
  stage_files 3
  write_plan docs/plans/parts.md src/f1.c src/f2.c src/f3.c
  write_plan docs/plans/other.md src/zzz.c
  git add docs
  expect 1 git commit -q -m 'Add parts' -m 'Plan: docs/plans/other.md'
  expect 1 git commit -q -m 'Add parts' -m 'Plan: docs/plans/none.md'
  says 'docs/plans/none.md'
  expect 0 git commit -q -m 'Add parts' -m 'Plan: docs/plans/parts.md'
}

@test "a subject that begins with plan: is no trailer" {
  gated_repo r
  stage_files 3
  write_plan docs/plans/parts.md src/f1.c src/f2.c src/f3.c
  git add docs
  expect 0 git commit -q -m 'plan: add the parts'
}

@test "hostile names are counted, escaped on output, and can be planned" {
  gated_repo r
  printf x >"$(printf 'src/a\033]0;x\007.c')"
  printf x >"$(printf 'src/b\nc.c')"
  printf x >"$(printf 'src/\xe2\x80\xaec.c')"
  git add .
  expect 1 git commit -q -m 'Odd names'
  says_not "$(printf '\033')"
  says_not "$(printf '\xe2\x80\xae')"
  says '\033'
}

@test "an unmerged index cannot be judged, and says so" {
  gated_repo r
  git checkout -q -b side
  echo 'int side;' >src/main.c
  git commit -q -a -m 'Side'
  git checkout -q main
  echo 'int main2;' >src/main.c
  git commit -q -a -m 'Main'
  git merge -q side || true
  expect 3 plangate check
  says 'src/main.c'
}

@test "a rule on the message does not read the diff of commit -v" {
  gated_repo r
  printf '  - {id: words, when: {message: "secret"}, demand: {profile: light}}\n' >>.plangate/policy.yaml
  git commit -q -a --no-verify -m 'Rule'
  echo 'int secret;' >>src/main.c
  git add .
  GIT_EDITOR='sh -c "sed -i 1s/^/Plain/ \"\$1\"" -' expect 0 git commit -q -v
  echo 'int more;' >>src/main.c
  expect 1 git commit -q -a -m 'A secret'
  says 'words'
}
