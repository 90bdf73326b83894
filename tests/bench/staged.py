#!/usr/bin/env python3
"""What a check costs, beside what git itself costs, in repositories of several sizes.

usage: staged.py PLANGATE [--sizes 100,10000,100000] [--runs 15]

For each size a repository with that many files is made; three of them are staged and the index's tree is
written, as it is inside a commit hook. Then `plangate hook pre-commit`, `git diff --cached --raw -z` and
`git rev-parse HEAD` take turns. Printed are the medians in milliseconds of processor time and their ratios.
"""
import argparse
import os
import resource
import statistics
import subprocess
import tempfile

ENV = dict(os.environ, GIT_CONFIG_NOSYSTEM="1", GIT_AUTHOR_NAME="a", GIT_AUTHOR_EMAIL="a@example.org", GIT_COMMITTER_NAME="a", GIT_COMMITTER_EMAIL="a@example.org")
POLICY = "version: 1\nextends: [plangate:default]\n"
PLAN = """# Implementation Plan: Touch three files

## Scope
- Files: `d0/f0.c`, `d0/f1.c`, `d0/f2.c`
- Risk Level: MEDIUM

## Approach
Touch three files.

## Steps
1. `d0/f0.c`: touch it

## Tests
- [ ] `make check`

## Rollback
git revert is enough, nothing is stored.

## Open Questions
None
"""


def new_root(scratch):
    """A folder for a repository, and settings of nobody beside it."""
    ENV["GIT_CONFIG_GLOBAL"] = os.path.join(scratch, "settings")
    with open(ENV["GIT_CONFIG_GLOBAL"], "w", encoding="ascii"):
        pass
    root = os.path.join(scratch, "repository")
    os.mkdir(root)
    return root


def git(root, *args, data=None):
    return subprocess.run(["git", *args], cwd=root, env=ENV, check=True, input=data,
                          stdout=subprocess.PIPE).stdout.decode().strip()


def make_repository(root, files):
    git(root, "init", "-q", "-b", "main")
    blob = git(root, "hash-object", "-w", "--stdin", data=b"int x;\n")
    policy = git(root, "hash-object", "-w", "--stdin", data=POLICY.encode())
    lines = ["100644 %s\td%d/f%d.c" % (blob, i // 100, i) for i in range(files)]
    lines.append("100644 %s\t.plangate/policy.yaml" % policy)
    git(root, "update-index", "--index-info", data=("\n".join(lines) + "\n").encode())
    git(root, "update-ref", "HEAD", git(root, "commit-tree", "-m", "base", git(root, "write-tree")))
    changed = git(root, "hash-object", "-w", "--stdin", data=b"int x, y;\n")
    plan = git(root, "hash-object", "-w", "--stdin", data=PLAN.encode())
    lines = ["100644 %s\td0/f%d.c" % (changed, i) for i in range(3)]
    lines.append("100644 %s\tdocs/plans/p.md" % plan)
    git(root, "update-index", "--index-info", data=("\n".join(lines) + "\n").encode())
    git(root, "write-tree")


def cost(root, command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=root, env=ENV, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("plangate")
    parser.add_argument("--sizes", default="100,10000,100000")
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    commands = {"plangate": [os.path.abspath(options.plangate), "hook", "pre-commit"],
                "git diff --cached": ["git", "diff", "--cached", "--raw", "-z"],
                "git rev-parse": ["git", "rev-parse", "HEAD"]}
    print("%10s %12s %18s %14s %8s" % ("files", "plangate ms", "git diff --cached", "git rev-parse", "ratio"))
    for size in map(int, options.sizes.split(",")):
        with tempfile.TemporaryDirectory() as scratch:
            root = new_root(scratch)
            make_repository(root, size)
            costs = {name: [] for name in commands}
            for _ in range(options.runs):
                for name, command in commands.items():
                    costs[name].append(cost(root, command))
            middle = {name: statistics.median(values) for name, values in costs.items()}
            print("%10d %12.1f %18.1f %14.1f %8.2f" % (
                size, middle["plangate"], middle["git diff --cached"], middle["git rev-parse"],
                middle["plangate"] / middle["git diff --cached"]))


if __name__ == "__main__":
    main()
