# SPDX-License-Identifier: Apache-2.0
"""Where the program is."""

from __future__ import annotations

import os
import shutil
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from ._errors import AssayError

_PACKAGE = Path(__file__).resolve().parent


def find_binary() -> str:
    """The path of the `assay` program that this package calls.

    The variable ASSAY_BINARY names one. Without it, it is the one that was installed with the
    package, that of the checkout that the package lies in, or the one on the PATH.
    """
    named = os.environ.get("ASSAY_BINARY")
    if named:
        if not _is_program(Path(named)):
            raise AssayError("ASSAY_BINARY names no program", file=named)
        return named
    for place in _places():
        if _is_program(place):
            return str(place)
    found = shutil.which("assay")
    if found:
        return found
    raise AssayError(
        "the program assay was not found",
        remedy="Install the wheel of assay, or set ASSAY_BINARY to the path of the program",
    )


def _places() -> Iterator[Path]:
    # pip install --target puts it beside the package, --prefix four folders up.
    yield _PACKAGE.parent / "bin" / "assay"
    if len(_PACKAGE.parents) > 3 and _PACKAGE.parents[2].name in ("lib", "lib64"):
        yield _PACKAGE.parents[3] / "bin" / "assay"
    yield Path(sysconfig.get_path("scripts")) / "assay"
    yield Path(sysconfig.get_path("scripts", f"{os.name}_user")) / "assay"
    if (_PACKAGE.parents[1] / "Package.swift").exists():
        for configuration in ("release", "debug"):
            yield _PACKAGE.parents[1] / ".build" / configuration / "assay"


def _is_program(path: Path) -> bool:
    return path.is_file() and os.access(path, os.X_OK)
