# SPDX-License-Identifier: Apache-2.0
"""The version of the installed package."""

from importlib import metadata

try:
    __version__ = metadata.version("assay")
except metadata.PackageNotFoundError:
    # A checkout; `assay --version` tells that of its program.
    __version__ = "0+source"
