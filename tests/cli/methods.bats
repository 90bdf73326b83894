#!/usr/bin/env bats
# Ways to get the hooks to git: git's configuration, a template folder.
load helper

git_has_config_hooks() {
  local version
  version=$(git version | sed 's/^git version \([0-9]*\)\.\([0-9]*\).*/\1 \2/')
  [ "${version% *}" -gt 2 ] || [ "${version#* }" -ge 54 ]
}

@test "hooks in git's configuration need a git that looks there" {
  git_has_config_hooks && skip 'this git does'
  gated_repo r
  expect 3 plangate install --method config
  says 'git 2.54 or newer'
  says '--method hooks'
  [ -z "$(git config --get-regexp '^hook\.')" ]
  [ -x .git/hooks/pre-commit ]
  expect 2 plangate install --method magic
}

@test "git's configuration does not gate where git does not look there" {
  git_has_config_hooks && skip 'this git does'
  gated_repo r
  rm .git/hooks/pre-push
  git config hook.plangate-pre-push.event pre-push
  git config hook.plangate-pre-push.command "'$PLANGATE' hook pre-push"
  expect 1 plangate doctor
  says 'git push: NOT GATED'
  expect 0 plangate uninstall
  says 'removed pre-push from the configuration'
  [ -z "$(git config --get-regexp '^hook\.')" ]
}

@test "hooks in git's configuration gate commit and push, and take the place of files" {
  git_has_config_hooks || skip 'git is older than 2.54'
  gated_repo r
  git init -q --bare ../origin.git
  git remote add origin ../origin.git
  git push -q origin main
  expect 0 plangate install --method config
  says 'configured pre-commit'
  [ ! -e .git/hooks/pre-commit ]
  expect 0 plangate install --method config
  says 'in place already'
  expect 0 plangate doctor
  says "git push: gated, by git's configuration"
  stage_files 3
  expect 1 git commit -q -m 'Parts'
  says 'src/f2.c'
  git commit -q --no-verify -m 'Parts'
  expect 1 git push -q origin main
  says 'src/f2.c'
  git config hook.plangate-pre-push.enabled false
  expect 1 plangate doctor
  says 'git push: NOT GATED'
  expect 0 plangate install
  says 'removed pre-push from the configuration'
  expect 0 plangate doctor
  expect 0 plangate install --method config
  expect 0 plangate uninstall
  [ -z "$(git config --get-regexp '^hook\.')" ]
  expect 0 git push -q origin main
}

@test "a template folder gates what is cloned and made after that" {
  gated_repo plain
  cd ..
  expect 0 plangate install --template "$HOME/template"
  says "init.templateDir $HOME/template"
  (cd "$HOME" && plangate install --template template) >said
  grep -q "init.templateDir $HOME/template" said
  git config --global init.templateDir "$HOME/template"
  git clone -q plain cloned
  cd cloned
  stage_files 3
  expect 1 git commit -q -m 'Parts'
  expect 0 plangate doctor
  # A repository without a policy is left in peace.
  git init -q ../other
  cd ../other
  stage_files 4
  expect 0 git commit -q -m 'Free'
  [ -z "$output" ]
  expect 0 plangate uninstall --template "$HOME/template"
  [ ! -e "$HOME/template/hooks/pre-commit" ]
  expect 2 plangate install --method config --template x
}

@test "a hook that a template has already is kept, and comes along" {
  mkdir -p "$HOME/template/hooks"
  printf '#!/bin/sh\necho of the template >&2\n' >"$HOME/template/hooks/pre-commit"
  chmod +x "$HOME/template/hooks/pre-commit"
  expect 0 plangate install --template "$HOME/template"
  git init -q --template "$HOME/template" r
  cd r
  stage_files 1
  expect 0 git commit -q -m 'One'
  says 'of the template'
  expect 0 plangate uninstall --template "$HOME/template"
  grep -q 'of the template' "$HOME/template/hooks/pre-commit"
}

@test "an installation in a linked worktree is that of the repository" {
  gated_repo r
  plangate uninstall >/dev/null
  git worktree add -q ../linked
  cd ../linked
  expect 0 plangate install
  [ -x ../r/.git/hooks/pre-commit ]
  stage_files 3
  expect 1 git commit -q -m 'Parts'
}
