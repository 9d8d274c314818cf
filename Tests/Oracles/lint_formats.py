# SPDX-License-Identifier: Apache-2.0
"""The formats of `assay lint` read by other people's programs: SARIF by sarif-om (the object model of the OASIS
standard) and sarif-tools, JUnit by junitparser, action.yml and the schema of assay.yaml by check-jsonschema, the
pre-commit hook by pre-commit itself in a new repository.

usage: lint_formats.py ASSAY    (needs: pip install sarif-om attrs sarif-tools junitparser check-jsonschema pre-commit)
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import attr
import junitparser
import sarif_om

assay = pathlib.Path(sys.argv[1]).resolve()
root = pathlib.Path(__file__).resolve().parents[2]
programs = pathlib.Path(sys.executable).parent
TYPES = {
    "runs": "Run", "tool": "Tool", "driver": "ToolComponent", "rules": "ReportingDescriptor", "results": "Result",
    "locations": "Location", "physicalLocation": "PhysicalLocation", "artifactLocation": "ArtifactLocation",
    "region": "Region", "artifacts": "Artifact", "invocations": "Invocation", "shortDescription": "MultiformatMessageString",
    "fullDescription": "MultiformatMessageString", "help": "MultiformatMessageString", "message": "Message",
    "defaultConfiguration": "ReportingConfiguration"}


def run(*command, cwd=None, statuses=(0,), **options):
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, **options)
    assert done.returncode in statuses, (command, done.returncode, done.stdout, done.stderr)
    return done.stdout


def check_sarif(value, name):
    """Every member is one that the standard knows, and none that it wants is missing."""
    fields = {field.metadata.get("schema_property_name"): field for field in attr.fields(getattr(sarif_om, name))}
    for key, member in value.items():
        assert key == "$schema" or key in fields, (name, key)
        if key in TYPES:
            for each in member if isinstance(member, list) else [member]:
                check_sarif(each, TYPES[key])
    for key, field in fields.items():
        assert field.default is not attr.NOTHING or key in value, (name, "lacks", key)


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    run(assay, "samples", "sentiment", "--output", folder)
    data = next(path for path in folder.rglob("*.csv"))
    outputs = ["sarif", "junit", "gitlab", "github", "markdown", "json"]
    options = [part for format in outputs for part in ("--output", f"{format}={folder / format}")]
    run(assay, "lint", data.name, *options, cwd=data.parent, statuses=(1,))
    found = json.loads((folder / "json").read_text())["files"][0]["findings"]
    sarif = json.loads((folder / "sarif").read_text())
    check_sarif(sarif, "SarifLog")
    os.rename(folder / "sarif", folder / "lint.sarif")
    assert "error" in run(programs / "sarif", "summary", folder / "lint.sarif").lower()
    print(f"ok   SARIF: {len(sarif['runs'][0]['results'])} results, {len(found)} findings")
    cases = [case for suite in junitparser.JUnitXml.fromfile(str(folder / "junit")) for case in suite]
    assert any(case.result for case in cases)
    print(f"ok   JUnit: {len(cases)} cases")
    quality = json.loads((folder / "gitlab").read_text())
    for issue in quality:
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker"), issue
        assert issue["description"] and issue["check_name"] and issue["fingerprint"], issue
        assert issue["location"]["path"] and issue["location"]["lines"]["begin"] >= 1, issue
    assert len({issue["fingerprint"] for issue in quality}) == len(quality)
    print(f"ok   GitLab code quality: {len(quality)} issues")
    lines = (folder / "github").read_text().splitlines()
    kinds = [re.match(r"::(error|warning|notice) file=[^,]+,.*::", line) for line in lines if line.startswith("::")]
    assert kinds and all(kinds)
    assert max(sum(kind[1] == level for kind in kinds) for level in ("error", "warning", "notice")) <= 10
    print(f"ok   GitHub annotations: {len(kinds)}")
    run(programs / "check-jsonschema", "--builtin-schema", "vendor.github-actions", root / "action.yml")
    (folder / "assay.yaml").write_text("select: [SEP, WSP001]\nseverity: {SEP001: error}\n")
    schema = root / "docs/assay.schema.json"
    run(programs / "check-jsonschema", "--schemafile", schema, folder / "assay.yaml")
    (folder / "wrong.yaml").write_text("selekt: [SEP]\n")
    run(programs / "check-jsonschema", "--schemafile", schema, folder / "wrong.yaml", statuses=(1,))
    print("ok   action.yml and the schema of assay.yaml")
    repository = folder / "repository"
    repository.mkdir()
    identity = ["-c", "user.name=a", "-c", "user.email=a@localhost"]
    run("git", "init", "-q", cwd=repository)
    (repository / "data.csv").write_bytes(data.read_bytes())
    run("git", "add", ".", cwd=repository)
    environment = dict(os.environ, PATH=f"{folder / 'bin'}:{os.environ['PATH']}")
    (folder / "bin").mkdir()
    (folder / "bin/assay").symlink_to(assay)
    hooks = folder / "hooks"
    hooks.mkdir()
    run("git", "init", "-q", cwd=hooks)
    (hooks / ".pre-commit-hooks.yaml").write_bytes((root / ".pre-commit-hooks.yaml").read_bytes())
    run("git", "add", ".", cwd=hooks)
    run("git", *identity, "commit", "-qm", "hooks", cwd=hooks)
    told = run(
        programs / "pre-commit", "try-repo", hooks, "assay-lint-system", "--all-files", cwd=repository, env=environment,
        statuses=(1,))
    assert "Failed" in told and "data.csv" in told and "WSP001" in told, told
    print("ok   pre-commit ran the hook, which failed the commit of a faulty file")
