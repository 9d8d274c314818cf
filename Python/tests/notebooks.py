# SPDX-License-Identifier: Apache-2.0
"""Runs the notebooks of docs/notebooks without a kernel, and renews the results saved in them.

ASSAY_BINARY=.build/debug/assay PYTHONPATH=Python python3 Python/tests/notebooks.py
"""

from __future__ import annotations

import ast
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "notebooks"
SAMPLE = ROOT / "Samples" / "mails" / "mails.csv"


@contextmanager
def beside_the_sample() -> Iterator[Path]:
    """A folder that goes again, with the file that the notebooks begin with."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(SAMPLE, folder)
        os.chdir(folder)
        try:
            yield Path(folder)
        finally:
            os.chdir(before)


def source(cell: dict[str, Any]) -> str:
    """The code of a cell."""
    return "".join(cell["source"])


def results(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    """What each code cell shows: its last expression, as a notebook saves it."""
    names: dict[str, Any] = {}
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return [_shown(_last(source(cell), names)) for cell in cells]


def saved(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    """The results that the notebook was saved with."""
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return [_joined(cell["outputs"][0]["data"]) if cell["outputs"] else {} for cell in cells]


def _last(code: str, names: dict[str, Any]) -> Any:
    tree = ast.parse(code)
    value = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return (
        None if value is None else eval(compile(ast.Expression(value.value), "cell", "eval"), names)
    )


def _shown(value: Any) -> dict[str, Any]:
    if value is None:
        return {}
    if hasattr(value, "_repr_html_"):
        return {"text/html": value._repr_html_()}
    return {"text/plain": repr(value)}


def _joined(data: dict[str, Any]) -> dict[str, Any]:
    return {kind: "".join(lines) for kind, lines in data.items()}


def _renew(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    with beside_the_sample():
        shown = iter(results(notebook))
    count = 0
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            data = next(shown)
            count += 1
            cell["execution_count"] = count
            output = {
                "data": data,
                "execution_count": count,
                "metadata": {},
                "output_type": "execute_result",
            }
            cell["outputs"] = [output] if data else []
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    for one in sorted(FOLDER.glob("*.ipynb")):
        _renew(one)
        print(f"renewed {one.relative_to(ROOT)}")
