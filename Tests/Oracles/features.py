# SPDX-License-Identifier: Apache-2.0
"""Every feature of the services and articles that assay takes over, by its number, on data made here: by the command
line, by the real clients against the service, and against transformers. It prints a table of what was run and whether the
row is whole, in part or missing, and ends with 1 unless all are whole.

usage: features.py ASSAY ORACLES [ROW...]     (ORACLES: the folder of the environments of setup.sh: openai, openai-now, hf)
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

PARTS = {"data": "openai", "service": "openai", "current_client": "openai-now", "training": "openai", "models": "hf"}

here = pathlib.Path(__file__).resolve().parent / "features"
assay, oracles, wanted = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve(), sys.argv[3:]
found = []
with tempfile.TemporaryDirectory() as home:
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("ASSAY", "OPENAI"))}
    environment = plain | {"ASSAY": str(assay), "ASSAY_HOME": home, "HF_HUB_OFFLINE": "1", "NO_PROXY": "127.0.0.1"}
    for part, name in PARTS.items():
        command = [str(oracles / name / "bin" / "python"), str(here / f"{part}.py"), *wanted]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True)
        found += [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
        if done.returncode != 0:
            found.append({"row": 0, "ran": f"the part {part}", "outcome": "missing", "held": 0, "failed": ["it broke off"]})
for each in sorted(found, key=lambda each: each["row"]):
    print(f"{each['row']:>3}  {each['outcome']:<8} {each['held']:>3}  {each['ran']}")
    for failed in each["failed"]:
        print(f"          not: {failed}")
rows = {each["row"] for each in found}
lacking = [] if wanted else sorted(set(range(1, 93)) - rows)
whole = sum(each["outcome"] == "whole" for each in found)
print(f"{whole} of {len(found)} tries are whole; rows without one: {lacking or 'none'}")
sys.exit(0 if whole == len(found) and not lacking else 1)
