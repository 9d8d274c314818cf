#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Lints a data set in many files on a Ray cluster, a task for each file; DuckDB groups the keys on this machine.

    ray_driver.py [--jobs N] WORK SHARD... [-- OPTIONS OF ASSAY]

WORK and the shards are on storage that all nodes see, and assay stands under the same path on each (the variable
ASSAY names it). A task whose worker is lost is run again by Ray. `pip install ray duckdb` brings the engines.
"""

import os
import sys

import ray

from phases import Phases, arguments, shard_phase
from verdicts import write_verdicts


def main():
    given, options = arguments(__doc__.split("\n")[0], sys.argv[1:])
    here = os.path.dirname(os.path.abspath(__file__))
    runtime = {"env_vars": {"PYTHONPATH": here, "ASSAY": os.environ.get("ASSAY", "assay")}}
    # Without the address of a cluster, Ray starts one on this machine.
    if os.environ.get("RAY_ADDRESS"):
        ray.init(runtime_env=runtime, log_to_driver=False)
    else:
        ray.init(num_cpus=given.jobs, include_dashboard=False, runtime_env=runtime, log_to_driver=False)
    task = ray.remote(num_cpus=1, max_retries=3, retry_exceptions=False)(shard_phase)
    phases = Phases(
        given.work, given.shards, options,
        run_all=lambda tasks: ray.get([task.remote(*one) for one in tasks]), write_verdicts=write_verdicts)
    sys.stdout.write(phases.report())


if __name__ == "__main__":
    main()
