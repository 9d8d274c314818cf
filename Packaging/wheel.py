#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Packs the tree and the Python package as a wheel.

    wheel.py TREE FOLDER

The program goes to the environment's bin, its libraries to libexec beside it. The tag names the glibc whose
symbols they need; auditwheel judges it in make dist-check.
"""

import base64
import hashlib
import os
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

VERSION = os.environ["VERSION"]
MACHINE = os.environ["MACHINE"]
EPOCH = max(int(os.environ["SOURCE_DATE_EPOCH"]), 315532800)  # the first day that a zip can name
DATE = time.gmtime(EPOCH)[:6]
INFO = f"assay-{VERSION}.dist-info"
DATA = f"assay-{VERSION}.data"
SOURCE = Path(__file__).resolve().parents[1]

METADATA = f"""\
Metadata-Version: 2.4
Name: assay
Version: {VERSION}
Summary: Checks, repairs and tries out fine-tuning data on your own machine.
License-Expression: Apache-2.0
License-File: LICENSE
License-File: THIRD_PARTY_NOTICES
Requires-Python: >=3.9
Provides-Extra: pandas
Requires-Dist: pandas; extra == "pandas"
Classifier: Operating System :: POSIX :: Linux
Classifier: Typing :: Typed
Description-Content-Type: text/markdown

"""


def members(tree):
    """All files as pairs of a name in the wheel and content, with a mark for programs."""
    for path in sorted((SOURCE / "Python/assay").glob("*")):
        if path.suffix in (".py", ".typed"):
            yield f"assay/{path.name}", path.read_bytes(), False
    yield f"{DATA}/scripts/assay", (tree / "bin/assay").read_bytes(), True
    for folder in ("libexec", "share/man", "share/bash-completion", "share/zsh", "share/fish"):
        for path in sorted(p for p in (tree / folder).rglob("*") if p.is_file()):
            yield f"{DATA}/data/{path.relative_to(tree)}", path.read_bytes(), False
    documents = tree / "share/doc/assay"
    for name in ("LICENSE", "THIRD_PARTY_NOTICES"):
        yield f"{INFO}/licenses/{name}", (documents / name).read_bytes(), False
    yield f"{INFO}/sboms/assay.spdx.json", (documents / "assay.spdx.json").read_bytes(), False
    readme = (SOURCE / "Python/README.md").read_bytes()
    yield f"{INFO}/METADATA", METADATA.encode() + readme, False
    yield f"{INFO}/entry_points.txt", b"[pytest11]\nassay = assay.pytest_plugin\n", False


def wheel_file(tag):
    return f"Wheel-Version: 1.0\nGenerator: assay\nRoot-Is-Purelib: false\nTag: {tag}\n".encode()


def write(path, tag, files):
    """Writes a wheel whose bytes depend on its files and the date alone."""
    record = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content, is_program in [*files, (f"{INFO}/WHEEL", wheel_file(tag), False)]:
            add(archive, name, content, is_program)
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=")
            record.append(f"{name},sha256={digest.decode()},{len(content)}")
        record.append(f"{INFO}/RECORD,,")
        add(archive, f"{INFO}/RECORD", ("\n".join(record) + "\n").encode(), False)


def add(archive, name, content, is_program):
    info = zipfile.ZipInfo(name, DATE)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = (0o100755 if is_program else 0o100644) << 16
    archive.writestr(info, content, compresslevel=9)


def versions(tree):
    """The versions of glibc whose symbols the program and its libraries need."""
    found = set()
    for path in [tree / "bin/assay", *sorted((tree / "libexec/assay").iterdir())]:
        text = subprocess.run(
            ["objdump", "-p", str(path)], check=True, capture_output=True, text=True
        ).stdout
        found |= {tuple(map(int, two)) for two in re.findall(r"GLIBC_(\d+)\.(\d+)", text)}
    return found


def main():
    tree, folder = Path(sys.argv[1]), Path(sys.argv[2])
    major, minor = max(versions(tree))
    tag = f"py3-none-manylinux_{major}_{minor}_{MACHINE}"
    path = folder / f"assay-{VERSION}-{tag}.whl"
    write(path, tag, list(members(tree)))
    print(path)


if __name__ == "__main__":
    main()
