#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A slice of the comparisons with the reference implementations and of fuzzing: two or three
# minutes, on the debug build that `make test` leaves. Without PyPI the comparisons are skipped,
# and say so. The limits of time are there for what hangs: a slow or busy machine stays far below.
#   CASES    cases of each comparison (20)    INPUTS   changed inputs (4000)    SEED (1)
set -euo pipefail
cd "$(dirname "$0")/../.."
export ORACLES=${ORACLES:-.oracles} CASES=${CASES:-20} SEEDS=${SEED:-1} PARTS=data ASSAY=.build/debug/assay

mkdir -p .build/slice
echo "== changed inputs for all readers"
timeout 600 .build/debug/assay-fuzz .build/slice "${INPUTS:-4000}" "$SEEDS"
if timeout 240 Tests/Oracles/setup.sh "$ORACLES" openai ref cleanlab > .build/slice/setup.log 2>&1; then
  timeout 900 Tests/Oracles/run.sh
else
  echo "SKIPPED: comparisons with the reference implementations; their packages did not come from PyPI within 240 s"
  tail -3 .build/slice/setup.log
fi
