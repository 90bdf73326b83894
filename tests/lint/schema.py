#!/usr/bin/env python3
"""Hold rules/policy.schema.json to the same verdicts as the loader (tests/unit/policy) on the corpus.

good/ must validate, bad/ must not; bad-semantic/ holds what a schema cannot express and must validate
wherever it can be parsed at all. Skipped (exit 0, one line) without python3-jsonschema and python3-yaml.
"""
import json
import pathlib
import re
import sys

try:
    import jsonschema
    import yaml
except ImportError as missing:
    print(f"schema: skipped, {missing.name} is not installed")
    sys.exit(0)

ROOT = pathlib.Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests/corpus/policies"


class Core(yaml.SafeLoader):
    """Scalars by the YAML 1.2 core schema: only true and false are booleans."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"^(~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^([-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$", list("-+0123456789")),
    ("float", r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", list("-+.0123456789")),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)


def read(path):
    text = path.read_text(encoding="utf-8-sig")
    return json.loads(text) if path.suffix == ".json" else yaml.load(text, Loader=Core)


def main():
    schema = json.loads((ROOT / "rules/policy.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    wrong = seen = 0
    for folder, valid in (("good", True), ("bad", False), ("bad-semantic", True)):
        for path in sorted((CORPUS / folder).iterdir()):
            seen += 1
            try:
                errors = list(validator.iter_errors(read(path)))
            except (yaml.YAMLError, json.JSONDecodeError) as error:
                if folder != "bad-semantic":
                    wrong += 1
                    print(f"{path}: {error}")
                continue
            if valid == bool(errors):
                wrong += 1
                print(f"{path}: {errors[0].message if errors else 'validates, and should not'}")
    print(f"schema: {seen} policies, {wrong} wrong")
    return 1 if wrong or seen < 60 else 0


sys.exit(main())
