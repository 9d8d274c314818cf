#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What other people's programs make of the forms of `assay lint`: SARIF by the object model of its
# 2.1.0 schema, JUnit by junitparser, GitLab's code quality by a JSON schema, action.yml and the
# hooks by pre-commit and check-jsonschema. Usage: lint.sh ASSAY PYTHON-BIN-FOLDER
set -euo pipefail
assay=$(realpath "$1")
bin=$(realpath "$2")
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for i in $(seq 1 9); do echo "What is <$i> & \"$i\"?,answer $((i % 2))"; done > rows
(echo "prompt,completion"; cat rows; printf 'zero\xe2\x80\x8bwidth,\n'; head -1 rows) > a.csv
"$assay" lint a.csv --no-cache --output sarif=a.sarif --output junit=a.xml \
  --output gitlab=a.gitlab.json --output github=a.github --output markdown=a.md || [ $? = 1 ]
"$bin/python" - <<'PYTHON'
import json, junitparser, jsonschema
text = {"type": "string", "minLength": 1}
issue = {
    "type": "object", "required": ["description", "check_name", "fingerprint", "severity", "location"],
    "properties": {
        "description": text, "check_name": text, "fingerprint": text,
        "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
        "location": {
            "type": "object", "required": ["path"], "properties": {
                "path": {"type": "string", "pattern": "^(?!\\./)"},
                "lines": {"type": "object", "required": ["begin"],
                          "properties": {"begin": {"type": "integer", "minimum": 1}}}}}}}
issues = json.load(open("a.gitlab.json"))
jsonschema.validate(issues, {"type": "array", "minItems": 1, "items": issue})
assert len({i["fingerprint"] for i in issues}) == len(issues), "fingerprints repeat"
suites = list(junitparser.JUnitXml.fromfile("a.xml"))
tests, failures = sum(s.tests for s in suites), sum(s.failures for s in suites)
failed = sum(isinstance(r, junitparser.Failure) for s in suites for c in s for r in c.result)
assert 0 < failures == failed and tests == sum(len(list(s)) for s in suites), "JUnit miscounts"
log = json.load(open("a.sarif"))
assert log["version"] == "2.1.0" and log["runs"][0]["results"]
rules = log["runs"][0]["tool"]["driver"]["rules"]
for result in log["runs"][0]["results"]:
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
print(f"{len(issues)} GitLab issues, {failures} of {tests} JUnit tests fail, "
      f"{len(log['runs'][0]['results'])} SARIF results")
PYTHON
"$bin/sarif" summary a.sarif > summary && head -3 summary
[ "$(grep -c '^::' a.github)" -le 10 ] || { echo "more than 10 annotations"; exit 1; }
"$bin/check-jsonschema" --builtin-schema vendor.github-actions "$root/action.yml"
"$bin/pre-commit" validate-manifest "$root/.pre-commit-hooks.yaml"
git init -q hooked && cp a.csv hooked/ && cp "$root/.pre-commit-hooks.yaml" hooked/hooks.yaml && cd hooked
"$bin/python" - <<'PYTHON'
import json, yaml
hooks = yaml.safe_load(open("hooks.yaml"))
for hook in hooks: hook["language"] = "system"
json.dump({"repos": [{"repo": "local", "hooks": hooks[:1]}]}, open(".pre-commit-config.yaml", "w"))
PYTHON
git add a.csv && status=0
PATH="$(dirname "$assay"):$PATH" "$bin/pre-commit" run > hook.log 2>&1 || status=$?
[ "$status" = 1 ] && grep -q a.csv hook.log || { cat hook.log; echo "the hook found nothing"; exit 1; }
echo "the hook stops a commit"
