#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes what a package is made of: LICENSE, THIRD_PARTY_NOTICES and a list of all parts as SPDX.

sbom.py TREE LIBRARIES.tsv SWIFT_BUILD PYTHON_ENVIRONMENT
"""

import hashlib
import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1]
VERSION = os.environ["VERSION"]
CREATED = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"])))


@dataclass
class Part:
    name: str
    version: str
    origin: str  # where it can be had
    files: list  # that it puts into the tree
    texts: list  # of its license


def licenses():
    lines = (SOURCE / "Packaging/licenses.tsv").read_text().splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


def output(*words):
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def swift_parts(build):
    """The packages that the program was built from."""
    state = json.loads((build / "workspace-state.json").read_text())
    for dependency in state["object"]["dependencies"]:
        reference = dependency["packageRef"]
        folder = build / "checkouts" / dependency["subpath"]
        texts = sorted([*folder.glob("LICENSE*"), *folder.glob("NOTICE*")])
        version = dependency["state"]["checkoutState"]["version"]
        yield Part(reference["identity"], version, reference["location"], ["bin/assay"], texts)
    compiler = Path(output("sh", "-c", "command -v swift").strip()).resolve()
    version = re.search(r"Swift version ([\d.]+)", output("swift", "--version")).group(1)
    text = next(compiler.parents[1].glob("share/swift/LICENSE*"), None)
    yield Part("swift", version, "https://swift.org", ["bin/assay"], [text] if text else [])
    # Foundation carries it; its notice stands in Packaging.
    notices = SOURCE / "Packaging/notices"
    icu = "https://github.com/swiftlang/swift-foundation-icu"
    yield Part("icu", version, icu, ["bin/assay"], [notices / "icu.txt"])
    gpt2 = "https://github.com/openai/gpt-2"
    yield Part("gpt-2-vocabulary", "1", gpt2, ["bin/assay"], [notices / "gpt-2.txt"])


def debian_parts(libraries):
    """The packages of Debian that the libraries come from."""
    found = {}
    for line in libraries.read_text().splitlines():
        name, path = line.split("\t")
        package = owner(path)
        found.setdefault(package, []).append(f"libexec/assay/{name}")
    for package, files in sorted(found.items()):
        version = output("dpkg-query", "-W", "-f", "${Version}", package)
        text = Path(f"/usr/share/doc/{package}/copyright")
        yield Part(package, version, f"https://packages.debian.org/{package}", files, [text])


def owner(path):
    for candidate in (path, f"/usr{path}", os.path.realpath(path)):
        done = subprocess.run(["dpkg-query", "-S", candidate], capture_output=True, text=True)
        if done.returncode == 0:
            return done.stdout.split(":")[0]
    sys.exit(f"sbom.py: no package of Debian has {path}")


def python_parts(environment):
    information = next(environment.glob("lib/python3*/site-packages/scipy_openblas32-*.dist-info"))
    version = information.name.split("-")[1][: -len(".dist")]
    texts = sorted(
        p for p in information.rglob("*") if p.is_file() and p.name.upper().startswith("LICENSE")
    )
    library = ["libexec/assay/libscipy_openblas.so"]
    yield Part(
        "scipy-openblas32", version, "https://pypi.org/project/scipy-openblas32", library, texts
    )


def identifier(name):
    return "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]", "-", name)


def spdx_package(part, license):
    return {
        "SPDXID": identifier(part.name),
        "name": part.name,
        "versionInfo": part.version,
        "downloadLocation": part.origin if part.origin.startswith("http") else "NOASSERTION",
        "filesAnalyzed": False,
        "licenseConcluded": license,
        "licenseDeclared": license,
        "copyrightText": "NOASSERTION",
        "comment": "in " + ", ".join(part.files),
    }


def spdx(tree, parts, known):
    program = hashlib.sha256((tree / "bin/assay").read_bytes()).hexdigest()
    whole = Part("assay", VERSION, "NOASSERTION", ["bin/assay"], [])
    main = spdx_package(whole, known["assay"])
    main["checksums"] = [{"algorithm": "SHA256", "checksumValue": program}]
    return {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"assay-{VERSION}",
        "documentNamespace": f"https://spdx.org/spdxdocs/assay-{VERSION}-{program[:16]}",
        "creationInfo": {"created": CREATED, "creators": ["Tool: assay-packaging"]},
        "packages": [main, *(spdx_package(part, known[part.name]) for part in parts)],
        "relationships": [relationship("SPDXRef-DOCUMENT", "DESCRIBES", "assay")]
        + [relationship(identifier("assay"), "CONTAINS", part.name) for part in parts],
    }


def relationship(subject, kind, name):
    return {
        "spdxElementId": subject,
        "relationshipType": kind,
        "relatedSpdxElement": identifier(name),
    }


def notices(parts, known):
    blocks = ["assay is made with the parts below; each comes under its own license.\n"]
    # Many parts share a text; it is printed once, under all their names.
    names = {}
    for part in parts:
        text = "\n\n".join(path.read_text(errors="replace").strip() for path in part.texts)
        names.setdefault(text, []).append(part)
    for text, group in names.items():
        heads = [f"{part.name} {part.version} ({known[part.name]})" for part in group]
        blocks.append("\n".join(["=" * 80, *heads, "=" * 80, "", text, ""]))
    return "\n".join(blocks)


def main():
    tree, libraries, build, environment = map(Path, sys.argv[1:5])
    known = licenses()
    parts = [*swift_parts(build), *debian_parts(libraries), *python_parts(environment)]
    unknown = [part.name for part in parts if part.name not in known]
    bare = [part.name for part in parts if not part.texts]
    if unknown or bare:
        sys.exit(f"sbom.py: no license in licenses.tsv: {unknown}; no license text: {bare}")
    folder = tree / "share/doc/assay"
    (folder / "LICENSE").write_bytes((SOURCE / "LICENSE").read_bytes())
    (folder / "THIRD_PARTY_NOTICES").write_text(notices(parts, known))
    document = json.dumps(spdx(tree, parts, known), indent=2)
    (folder / "assay.spdx.json").write_text(document + "\n")


if __name__ == "__main__":
    main()
