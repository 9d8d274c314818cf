#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A slice of the comparisons with the reference implementations and of fuzzing: at most five
# minutes, on the debug build. Without PyPI the comparisons are skipped, and say so.
#   CASES    cases of each comparison (25)    INPUTS   changed inputs (4000)    SEED (1)
set -euo pipefail
cd "$(dirname "$0")/../.."
export ORACLES=${ORACLES:-.oracles} CASES=${CASES:-25} SEEDS=${SEED:-1} PARTS=data ASSAY=.build/debug/assay

swift build --product assay-fuzz
mkdir -p .build/slice
timeout 120 .build/debug/assay-fuzz .build/slice "${INPUTS:-4000}" "${SEED:-1}"
if timeout 90 Tests/Oracles/setup.sh "$ORACLES" > .build/slice/setup.log 2>&1; then
  timeout 180 Tests/Oracles/run.sh
else
  echo "SKIPPED: comparisons with the reference implementations; PyPI does not answer"
  tail -3 .build/slice/setup.log
fi
