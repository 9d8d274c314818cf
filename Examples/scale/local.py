#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Lints a data set in many files with a process for each file; DuckDB groups the keys of the rows.

    local.py [--jobs N] WORK SHARD... [-- OPTIONS OF ASSAY]

The report is that of `assay lint --as-one SHARD...`, as JSON on standard output. WORK is a folder for what the
phases hand on; a run that was stopped goes on where it was. `pip install duckdb` brings the engine. The variable
ASSAY names the binary.
"""

import sys
from concurrent.futures import ThreadPoolExecutor

from phases import Phases, arguments, shard_phase
from verdicts import write_verdicts


def main():
    given, options = arguments(__doc__.split("\n")[0], sys.argv[1:])
    with ThreadPoolExecutor(given.jobs) as pool:
        phases = Phases(
            given.work, given.shards, options,
            run_all=lambda tasks: list(pool.map(lambda task: shard_phase(*task), tasks)),
            write_verdicts=write_verdicts)
        sys.stdout.write(phases.report())


if __name__ == "__main__":
    main()
