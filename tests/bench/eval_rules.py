#!/usr/bin/python3
"""How well the built-in packs recognise real commits: precision, recall and F1 of each label.

usage: eval_rules.py PLANGATE LABELS.jsonl REPOSITORIES [options]

LABELS.jsonl has one commit a line:

    {"repo": "owner/name", "commit": "ID", "stratum": "random", "subject": "...", "reason": "...",
     "labels": {"schema": "yes", "security": "no", "feature": "unsure", "api": "no", "infra": "no"}}

REPOSITORIES is a folder with a git directory or a checkout for each `repo`, as owner/name, owner+name or
name, or one level below. For each commit `plangate check --commit ID` is asked with a policy that extends
every pack. A label counts as predicted where a rule of its pack fires (infra: of infra or dependencies;
feature: the rule new-feature). "unsure" cells are left out.

The figures are printed for all commits and, where some have the stratum "random", for these alone: the
other strata are picked by key word or path, so that only the random one says what happens on a history.
The lines below them say on how many commits anything fired, on how many a standard or full plan was
demanded, and how many touch schema, security, feature or api by their labels ("wanted").

"before" is the F1 of path globs and regular expressions that were tuned on most of the labelled
repositories and on nothing else, and behind it on repositories that nobody had looked at; a pack is
worth having where it is ahead of them.

options:
  --repos A,B        only these repositories          --without A,B   all but these
  --stratum NAME     only this stratum                --jobs N        how many at once (default: all CPUs)
  --wrong LABEL      list what is wrong for the label, with the evidence of false alarms
  --policy FILE      judge by this policy instead     --extends A,B   judge by these packs
  --init             judge each repository by what `plangate init` proposes for it
  --json FILE        write every prediction there

Exit status: 0, or 1 where a commit could not be judged or there was none.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import subprocess
import sys
import tempfile

LABELS = ["schema", "security", "api", "infra", "feature"]
PACK_LABELS = {
    "plangate:schema": "schema",
    "plangate:security": "security",
    "plangate:api": "api",
    "plangate:infra": "infra",
    "plangate:dependencies": "infra",
}
RULE_LABELS = {"new-feature": "feature"}
BASELINE = {
    "schema": (0.98, 0.92),
    "security": (0.89, 0.75),
    "api": (0.91, 0.33),
    "infra": (0.96, 0.97),
    "feature": (0.67, 0.74),
}


def find_repository(folder, name):
    """The git directory or checkout of a repository, or None."""
    for candidate in (name, name.replace("/", "+"), name.split("/")[-1]):
        path = os.path.join(folder, candidate)
        if not os.path.isdir(path):
            continue
        below = [os.path.join(path, entry) for entry in sorted(os.listdir(path))]
        for place in [path] + below:
            if any(os.path.exists(os.path.join(place, mark)) for mark in ("HEAD", ".git")):
                return place
    return None


def judge(plangate, policy, repository, commit):
    """The answer of plangate for one commit, or a string that says why there is none."""
    command = [plangate, "-C", repository, "check", "--commit", commit]
    command += ["--policy", policy, "--format", "json"]
    answer = subprocess.run(command, capture_output=True, check=False)
    if answer.returncode == 4:
        raise SystemExit(answer.stderr.decode(errors="replace").strip())
    if answer.returncode not in (0, 1):
        reason = answer.stderr.decode(errors="replace").strip()
        return "exit status %d: %s" % (answer.returncode, reason[:200])
    return json.loads(answer.stdout)


def fired_rules(answer):
    for change in answer["changes"]:
        for rule in change["rules"]:
            if rule["state"] != "not_applicable":
                yield rule


def labels_of(rule):
    found = {PACK_LABELS.get(rule.get("pack")), RULE_LABELS.get(rule["id"])}
    return found - {None}


def read_answer(answer):
    """What a commit's answer predicts: labels with evidence, and the profile it demands."""
    found = collections.defaultdict(list)
    rules = [rule["id"] for rule in fired_rules(answer)]
    for rule in fired_rules(answer):
        for label in labels_of(rule):
            for item in rule.get("evidence", [])[:3]:
                line = "%s: %s:%s %s" % (
                    rule["id"], item.get("file"), item.get("line"), item.get("detail"))
                found[label].append(line)
            found[label] += [] if rule.get("evidence") else [rule["id"]]
    profiles = [(change.get("demand") or {}).get("profile") for change in answer["changes"]]
    return {
        "labels": dict(found),
        "rules": rules,
        "heavy": any(profile in ("standard", "full") for profile in profiles),
    }


def ratio(part, whole):
    return part / whole if whole else 0.0


def print_table(title, cases):
    print("%s: %d commits" % (title, len(cases)))
    for label in LABELS:
        count = collections.Counter()
        for case in cases:
            truth = case["labels"].get(label)
            if truth in ("yes", "no"):
                count[truth, label in case["found"]["labels"]] += 1
        hits, misses = count["yes", True], count["yes", False]
        alarms, quiet = count["no", True], count["no", False]
        precision, recall = ratio(hits, hits + alarms), ratio(hits, hits + misses)
        f1 = ratio(2 * precision * recall, precision + recall)
        print("  %-9s precision %.2f  recall %.2f  F1 %.2f  before %.2f, %.2f"
              "   (tp %d fp %d fn %d tn %d)"
              % ((label, precision, recall, f1) + BASELINE[label]
                 + (hits, alarms, misses, quiet)))
    fired = sum(1 for case in cases if case["found"]["rules"])
    heavy = sum(1 for case in cases if case["found"]["heavy"])
    wanted = sum(1 for case in cases if is_wanted(case))
    print("  any rule fired %.0f %%, standard or full demanded %.0f %%, wanted %.0f %% (%.2f times)"
          % (100 * ratio(fired, len(cases)), 100 * ratio(heavy, len(cases)),
             100 * ratio(wanted, len(cases)), ratio(heavy, wanted)))
    rules = collections.Counter(rule for case in cases for rule in set(case["found"]["rules"]))
    shares = ["%s %.0f %%" % (rule, 100 * ratio(number, len(cases)))
              for rule, number in rules.most_common()]
    print("  rules: " + ", ".join(shares))


def is_wanted(case):
    return any(case["labels"].get(label) == "yes" for label in LABELS if label != "infra")


def print_wrong(label, cases):
    for case in cases:
        truth, found = case["labels"].get(label), case["found"]["labels"]
        if truth not in ("yes", "no") or (truth == "yes") == (label in found):
            continue
        kind = "missed" if truth == "yes" else "false alarm"
        print("%s: %s %s: %s | %s" % (kind, case["repo"], case["commit"][:12],
                                      case.get("subject", ""), case.get("reason", "")))
        for line in found.get(label, []):
            print("    " + line[:200])


def read_cases(options):
    with open(options.labels, encoding="utf-8") as lines:
        for line in lines:
            case = json.loads(line)
            if options.repos and case["repo"] not in options.repos.split(","):
                continue
            if options.without and case["repo"] in options.without.split(","):
                continue
            if options.stratum and case.get("stratum") != options.stratum:
                continue
            yield case


def write_policy(options, folder):
    if options.policy:
        return os.path.abspath(options.policy)
    packs = ["plangate:default"] + sorted(PACK_LABELS)
    if options.extends:
        packs = options.extends.split(",")
    path = os.path.join(folder, "policy.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"version": 1, "extends": packs}, file)
    return path


def proposed_policy(plangate, repository, folder):
    """What init proposes, from a clone that has an index and nothing else."""
    clone = tempfile.mkdtemp(dir=folder)
    git = ["git", "-C", clone]
    subprocess.run(["git", "clone", "-q", "-s", "-n", repository, clone], check=True)
    subprocess.run(git + ["read-tree", "HEAD"], check=True)
    answer = subprocess.run([plangate, "-C", clone, "init", "--print"],
                            capture_output=True, check=True)
    path = clone + ".yaml"
    with open(path, "wb") as file:
        file.write(answer.stdout)
    return path


def judge_all(options, cases):
    """Fill in `found`; returns the cases that could be judged and how many could not."""
    repositories = {name: find_repository(options.repositories, name)
                    for name in {case["repo"] for case in cases}}
    plangate = os.path.abspath(options.plangate)
    known = [case for case in cases if repositories[case["repo"]]]
    with tempfile.TemporaryDirectory() as folder:
        policy = write_policy(options, folder)
        policies = {name: proposed_policy(plangate, place, folder) if options.init else policy
                    for name, place in repositories.items() if place}
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            answers = list(pool.map(
                lambda case: judge(plangate, policies[case["repo"]], repositories[case["repo"]],
                                   case["commit"]),
                known))
    judged, failed = [], len(cases) - len(known)
    for name, place in sorted(repositories.items()):
        if not place:
            print("%s: no repository of this name" % name)
    for case, answer in zip(known, answers):
        if isinstance(answer, str):
            failed += 1
            print("%s %s: %s" % (case["repo"], case["commit"][:12], answer))
            continue
        case["found"] = read_answer(answer)
        judged.append(case)
    return judged, failed


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("plangate", "labels", "repositories"):
        parser.add_argument(name)
    for name in ("--repos", "--without", "--stratum", "--policy", "--extends", "--json"):
        parser.add_argument(name)
    parser.add_argument("--init", action="store_true")
    parser.add_argument("--wrong", choices=LABELS)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    judged, failed = judge_all(options, list(read_cases(options)))
    if options.wrong:
        print_wrong(options.wrong, judged)
    print_table("all", judged)
    random = [case for case in judged if case.get("stratum") == "random"]
    if random and len(random) < len(judged):
        print_table("stratum random", random)
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(judged, file, indent=1)
    sys.exit(1 if failed or not judged else 0)


if __name__ == "__main__":
    main()
