#!/usr/bin/env python3
"""fixes.py PLANGATE: paste the fix of every problem of a plan that has one, and see that it is not told again.

Each row breaks a plan that passes. The fix goes where a person would put it: a section at the end, or in the place of the
one that says nothing; an item below its heading; a line in the place of the line that is wrong; an answer below its
question. It must settle its problem as it is, and the plan must pass when what it leaves open is filled in.
"""
import json
import re
import subprocess
import sys

PLAN = """---
status: active
---
# Implementation Plan: Parts for the reader

## Scope

- Files:
  - `src/f1.c`
  - `src/f2.c`
  - `src/f3.c`
- Risk Level: MEDIUM
- Estimated Changes: 3 files, ~3 lines

## Approach

One part a file, so that each can be replaced without the others.

## Steps

1. Write `src/f1.c` and what it hands on.

## Risk Assessment

### Security

- User input handling: no, nothing is read
- Authentication and authorization: no, nobody is asked
- Data exposure: no, nothing is shown
- Rate limiting: n/a

### Performance

- Hot path: no, it runs once
- Database queries: no, there is none
- Memory: no, a few bytes
- Caching: n/a

### Breaking Changes

- API contract: no, it is new
- Database schema: no, there is none
- Configuration: no, nothing is read
- Backward compatibility: no, nobody uses it yet

### Dependencies

- Modules touched: yes, files in `src`
- Import chain: no, nothing imports it
- Shared data types: no, none

## Tests

- [ ] each part gives its own number back
- Existing tests: none cover it yet
- New unit tests: one for each part
- New integration tests: none, they are not joined
- Edge cases: an empty part
- Manual steps: run it on the demo file
- Expected outcome: three numbers

## Rollback

- How to undo: `git revert` of the commit
- Feature flag: none, it is not reachable
- Is git revert sufficient: yes, nothing is stored
- Is the migration reversible: n/a, no data changes

## Open Questions

None.
"""
STEPS = "1. Write `src/f1.c` and what it hands on.\n"
FULL = {"demand": {"profile": "full"}}
# What breaks it: the problem, the text and what takes its place; then the rule, where it is not that of a full plan.
ROWS = [
    *[("missing-section", r"(?s)\n## %s\n.*?(?=\n## |\Z)" % name, "") for name in ("Approach", "Steps", "Tests", "Rollback")],
    ("missing-section", r"(?s)\n## (Steps|Tests|Rollback)\n.*?(?=\n## |\Z)", ""),
    ("missing-section", r"(?s)\n## Open Questions\n.*?(?=\n## |\Z)", ""),
    ("missing-section", r"(?s)(?<=\n)## Scope\n.*?(?=\n## )", "", {"demand": {"profile": "standard"}}),
    *[("empty-section", r"(?s)(?<=\n## %s\n).*?(?=\n## |\Z)" % name, "\n<!-- nothing -->\n")
      for name in ("Approach", "Steps", "Tests", "Rollback", "Open Questions")],
    *[("missing-section", r"- %s:.*\n" % re.escape(name), "")
      for name in ("Existing tests", "Feature flag")],
    ("bad-risk-level", r"- Risk Level: MEDIUM\n", ""),
    ("bad-risk-level", r"MEDIUM", "SEVERE"),
    ("bad-risk-level", r"MEDIUM", "LOW-MEDIUM"),
    ("risk-too-low", r"MEDIUM", "LOW", {"demand": {"profile": "full", "risk": "HIGH"}}),
    ("no-concrete-step", re.escape(STEPS), "1. Do what has to be done.\n"),
    ("no-test", r"(?s)- \[ \] each part.*?(?=\n## )", "The tests are good.\n", {"demand": {"profile": "standard"}}),
    ("open-question", r"None\.\n\Z", "- Who owns the third part?\n"),
    ("missing-assessment", r"(?s)### Performance\n.*?(?=### )", ""),
    ("missing-assessment", r"- Memory: .*\n", ""),
    ("missing-assessment", r"(?s)### Dependencies\n.*?(?=\n## )", ""),
    ("estimate-drift", r"~3 lines", "~1 line", None, "400 lines"),
    ("status", r"status: active", "status: draft"),
    ("status", r"status: active", "status: done"),
    ("expired", r"status: active", "status: active\nexpires: 2020-01-31"),
    ("expired", r"status: active", "status: active\nexpires: soon"),
    ("uncovered-file", r"  - `src/f[23].c`\n", ""),
    ("uncovered-file", r"src/f[123].c", "src/other.c"),
    ("missing-section", r"(?s)- Risk Level: MEDIUM\n|\n## Rollback\n.*?(?=\n## |\Z)", ""),
    ("missing-section", r"(?s)## Scope\n.*?1\. Write `src/f1.c`",
     "## Approach\n\nOne part a file, for each is replaced alone.\n\n## Steps\n\n1. Write `read_part()`", {"demand": {"profile": "standard"}}),
    ("uncovered-file", r"(?s)active\n---\n.*?(?=## Approach)", "active\nrisk: MEDIUM\n---\n# Implementation Plan: Parts\n\n"),
]
POLICY = "../policy.json"
REPLACES = {"bad-risk-level", "risk-too-low", "status", "expired"}


def run(*args, code=None):
    done = subprocess.run(args, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if code is not None and done.returncode != code:
        sys.exit("%s: status %d: %s%s" % (" ".join(args), done.returncode, done.stdout.decode(), done.stderr.decode()))
    return done.stdout.decode()


def write(path, text):
    with open(path, "w") as file:
        file.write(text)
    run("git", "add", "-f", "--", path, code=0)


def problems(plangate, text):
    write("docs/plans/p.md", text)
    report = json.loads(run(plangate, "check", "--policy", POLICY, "--stage", "pre-push", "--format", "json"))
    return [d for change in report["changes"] for d in change["diagnostics"]]


def indent_of(line):
    return line[:len(line) - len(line.lstrip(" "))]


def paste(text, item):
    lines, fix = text.split("\n"), item["fix"].split("\n")
    at = item["line"] - 1
    if item["code"] == "status" and "box" in item["message"]:
        at = next(i for i, line in enumerate(lines) if line.startswith("status:"))
    if fix[0].startswith("## ") and item["code"] != "empty-section":
        return text.rstrip("\n") + "\n\n" + "\n".join(fix) + "\n"
    if item["code"] == "empty-section":
        end = next((i for i in range(at + 1, len(lines)) if lines[i].startswith("## ")), len(lines))
        return "\n".join(lines[:at] + fix + [""] + lines[end:])
    if item["code"] == "estimate-drift":
        number, unit = fix[0].split(" ")
        lines[at] = re.sub(r"~?[\d,]+ %s?" % unit.rstrip("s"), "%s %s" % (number, unit), lines[at])
        return "\n".join(lines)
    if item["code"] in REPLACES and not lines[at].startswith("#"):
        return "\n".join(lines[:at] + [indent_of(lines[at]) + fix[0]] + lines[at + 1:])
    if item["code"] == "missing-assessment" and not fix[0].startswith("- "):
        return "\n".join(lines[:at + 1] + [""] + fix + [""] + lines[at + 1:])
    inside = "  " if item["code"] == "open-question" else ""
    return "\n".join(lines[:at + 1] + ([""] if lines[at].startswith("#") else []) + [inside + line for line in fix] + lines[at + 1:])


def fill(text):
    return re.sub(r"\[fill in: [^]]*\]", "yes, `src/f1.c` as the parser has it, by hand with the demo file", text)


def told(items, row):
    return [d for d in items if d["code"] == row[0] and d["fix"]]


def settle(plangate, text, row):
    """Paste until the problem is gone; one that is told again after its fix is a failure."""
    seen = []
    while True:
        items = told(problems(plangate, text), row)
        if not items:
            return text, len(seen)
        if items[0]["message"] in seen:
            return None, len(seen)
        seen.append(items[0]["message"])
        text = paste(text, items[0])


def check(plangate, row):
    rule = {"id": "all", "description": "all", "when": {"files": ">= 1"}, **((row[3] if len(row) > 3 else None) or FULL)}
    with open(POLICY, "w") as file:
        json.dump({"version": 1, "rules": [rule]}, file)
    for name in ("f1", "f2", "f3"):
        write("src/%s.c" % name, "int %s;\n" % name + "\n" * (200 if len(row) > 4 else 0))
    if [d for d in problems(plangate, PLAN) if d["severity"] == "error" and d["code"] not in ("risk-too-low", "estimate-drift")]:
        return "the plan does not pass whole: %s" % [(d["code"], d["message"]) for d in problems(plangate, PLAN)]
    text = re.sub(row[1], lambda _: row[2], PLAN)
    if text == PLAN:
        return "nothing is broken"
    if not told(problems(plangate, text), row):
        return "no fix is told: %s" % [(d["code"], d["message"]) for d in problems(plangate, text)]
    pasted, count = settle(plangate, text, row)
    if not pasted:
        return "the fix does not settle it"
    left = [d for d in problems(plangate, fill(pasted)) if d["severity"] == "error"]
    if left:
        return "filled in it is refused: %s\n%s" % ([(d["code"], d["message"]) for d in left], fill(pasted))
    return "" if count else "nothing was pasted"


def main():
    plangate, failed = sys.argv[1], 0
    for folder in ("docs/plans", "src"):
        subprocess.run(["mkdir", "-p", folder], check=True)
    run("git", "init", "-q", ".", code=0)
    run("git", "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "--allow-empty", "-m", "Begin", code=0)
    for number, row in enumerate(ROWS):
        why = check(plangate, row)
        failed += bool(why)
        if why:
            print("row %d, %s, %s: %s" % (number, row[0], row[1], why))
    print("%d fixes, %d failed" % (len(ROWS), failed))
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
