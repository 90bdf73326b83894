#!/usr/bin/env python3
"""Hold what plangate prints as JSON against the schemas in docs/, on a few real situations.

usage: report_schema.py PLANGATE
"""
import json
import os
import subprocess
import sys
import tempfile

import jsonschema

ENV = dict(os.environ, GIT_CONFIG_NOSYSTEM="1", GIT_AUTHOR_NAME="a", GIT_AUTHOR_EMAIL="a@example.org", GIT_COMMITTER_NAME="a", GIT_COMMITTER_EMAIL="a@example.org")
POLICY = "version: 1\nrepository: \"0123456789abcdef\"\nextends: [plangate:default]\n"
ODD_NAME = b"src/odd\xff\n\xe2\x80\xae.py"


def new_root(scratch):
    """A folder for a repository, and settings of nobody beside it."""
    ENV["GIT_CONFIG_GLOBAL"] = os.path.join(scratch, "settings")
    with open(ENV["GIT_CONFIG_GLOBAL"], "w", encoding="ascii"):
        pass
    root = os.path.join(scratch, "repository")
    os.mkdir(root)
    return root


def git(root, *args):
    subprocess.run(["git", *args], cwd=root, env=ENV, check=True, stdout=subprocess.DEVNULL)


def write(root, path, text):
    full = os.path.join(os.fsencode(root), os.fsencode(path))
    os.makedirs(os.path.dirname(full), exist_ok=True)
    with open(full, "w", encoding="utf-8") as file:
        file.write(text)


def ask(program, root, *args):
    answer = subprocess.run([program, *args, "--format", "json"], cwd=root, env=ENV,
                            stdout=subprocess.PIPE, check=False)
    return json.loads(answer.stdout)


def sign_up(root):
    """A key, and a signers file that lists it."""
    key = os.path.join(root, ".git", "key")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    with open(key + ".pub", encoding="utf-8") as file:
        public = " ".join(file.read().split()[:2])
    git(root, "config", "gpg.format", "ssh")
    git(root, "config", "user.signingkey", key)
    write(root, ".plangate/signers", 's@example.org namespaces="plangate-override@v1" %s\n' % public)


def ask_overridden(program, root):
    subprocess.run([program, "override", "create", "--reason", "A reason"], cwd=root, env=ENV,
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    document = ask(program, root, "check")
    assert document["changes"][0]["overrides"], "no override was used"
    return document


def main():
    program = os.path.abspath(sys.argv[1])
    here = os.path.dirname(os.path.abspath(__file__))
    validators = {}
    for name in ("report", "scope"):
        path = os.path.join(here, "../../docs/%s.schema.json" % name)
        with open(path, encoding="utf-8") as file:
            validators[name] = jsonschema.Draft7Validator(json.load(file))
    documents = []
    scopes = []
    with tempfile.TemporaryDirectory() as scratch:
        root = new_root(scratch)
        git(root, "init", "-q", "-b", "main")
        write(root, "src/a.py", "x = 1\n")
        git(root, "add", "-A")
        documents.append(ask(program, root, "check"))
        write(root, ".plangate/policy.yaml", POLICY)
        sign_up(root)
        git(root, "add", "-A")
        git(root, "commit", "-q", "-m", "base")
        documents.append(ask(program, root, "check"))
        write(root, ODD_NAME, "x = 1\n")
        write(root, "api.py", "def f():\n    pass\n")
        write(root, "schema.sql", "CREATE TABLE t (a int);\n")
        write(root, "docs/plans/p.md", "# Plan\n\n## Scope\n- Files: api.py\n\n## Tests\nTBD\n")
        git(root, "add", "-A")
        documents.append(ask(program, root, "check"))
        documents.append(ask(program, root, "check", "--verbose", "--stage", "pre-push"))
        documents.append(ask(program, root, "plan", "check", "docs/plans/p.md"))
        documents.append(ask_overridden(program, root))
        scopes.append(ask(program, root, "scope"))
        git(root, "commit", "-q", "-m", "change", "--no-verify")
        documents.append(ask(program, root, "check", "--commit", "HEAD"))
        documents.append(ask(program, root, "check", "--range", "HEAD~1..HEAD"))
        scopes.append(ask(program, root, "scope", "--range", "HEAD~1..HEAD"))
        scopes.append(ask(program, root, "scope", "--commit", "HEAD~1"))
    failures = 0
    pairs = [("report", document) for document in documents]
    pairs += [("scope", document) for document in scopes]
    for number, (name, document) in enumerate(pairs):
        for error in validators[name].iter_errors(document):
            print("%s %d: %s: %s" % (name, number, "/".join(map(str, error.path)), error.message))
            failures += 1
    print("schemas: %d documents, %d errors" % (len(pairs), failures))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
