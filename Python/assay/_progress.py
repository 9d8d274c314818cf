# SPDX-License-Identifier: Apache-2.0
"""A bar that shows how far a training is."""

from __future__ import annotations

import html
import sys
from importlib import import_module
from types import TracebackType
from typing import Any, Optional

_WIDTH = 30


def is_notebook() -> bool:
    """Whether this is a notebook, which shows HTML."""
    module = sys.modules.get("IPython")
    shell = module.get_ipython() if module else None
    return type(shell).__name__ == "ZMQInteractiveShell"


class Bar:
    """A bar in a notebook, or on the line of a terminal."""

    def __init__(self) -> None:
        self._shown: Any = None
        self._display: Any = None
        if is_notebook():
            self._shown = import_module("IPython.display")
            html_of = self._shown.HTML(self._html(0, ""))
            self._display = self._shown.display(html_of, display_id=True)

    def show(self, share: float, text: str) -> None:
        """Moves the bar.

        Args:
            share: how much is done, from 0 to 1.
            text: what to say beside the bar.
        """
        if self._display is not None:
            self._display.update(self._shown.HTML(self._html(share, text)))
        else:
            filled = "#" * round(share * _WIDTH)
            print(f"\r[{filled:<{_WIDTH}}] {share:4.0%} {text}", end="", file=sys.stderr)

    @staticmethod
    def _html(share: float, text: str) -> str:
        return f'<progress value="{share:.4f}" max="1"></progress> {html.escape(text)}'

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self,
        kind: Optional[type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        if self._display is None:
            print(file=sys.stderr)
