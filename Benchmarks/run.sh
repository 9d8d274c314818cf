#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs every part of the benchmark whose peer is installed; `make bench` calls it. A part is a script.
#   ORACLES   the folder of the peers' environments; .oracles by default
#   BENCH_PYTHON   a Python with torch and transformers; $ORACLES/hf/bin/python by default
set -u
cd "$(dirname "$0")/.."
ORACLES=${ORACLES:-.oracles}
BENCH_PYTHON=${BENCH_PYTHON:-$ORACLES/hf/bin/python}
status=0

if "$BENCH_PYTHON" -c 'import torch, transformers' 2>/dev/null; then
  python3 Benchmarks/gpt2_bench.py --assay .build/release/assay --python "$BENCH_PYTHON" || status=1
else
  echo "skipped: GPT-2 against PyTorch; set BENCH_PYTHON to a Python with torch and transformers"
fi
if "$BENCH_PYTHON" -c 'import tiktoken' 2>/dev/null && [ -f "$ORACLES/gpt2.tiktoken" ]; then
  "$BENCH_PYTHON" Benchmarks/tokenizer_bench.py --assay .build/release/assay \
    --ranks "$ORACLES/gpt2.tiktoken" || status=1
else
  echo "skipped: the tokenizer against tiktoken; needs $ORACLES/gpt2.tiktoken"
fi
exit $status
