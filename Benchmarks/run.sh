#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs every part of the benchmark, a part is a script; what has no peer here says so. At the end stands
# one table; the exit status is 1 where a goal is missed or a part fails. Each run adds a line to
# history.csv. `make bench` calls it.
#   ORACLES   the folder of the peers' environments; .oracles by default, made from PyPI
#   BENCH_PYTHON   a Python with torch and transformers; $ORACLES/hf/bin/python by default
#   LARGE     --large for 10 million rows and a file of 2 GB
set -u
cd "$(dirname "$0")/.."
ORACLES=${ORACLES:-.oracles}
BENCH_PYTHON=${BENCH_PYTHON:-$ORACLES/hf/bin/python}
ASSAY=.build/release/assay
status=0
figures=$(mktemp)
trap 'rm -f "$figures"' EXIT

[ -e "$ORACLES/openai/bin/openai" ] || Tests/Oracles/setup.sh "$ORACLES"
# shellcheck disable=SC2086
python3 -u Benchmarks/data_bench.py --assay $ASSAY --figures "$figures" --openai "$ORACLES/openai/bin/openai" ${LARGE:-} || status=1
if "$ORACLES/ref/bin/python" -c 'import tiktoken' 2>/dev/null && [ -e "$ORACLES/gpt2.tiktoken" ]; then
  "$ORACLES/ref/bin/python" -u Benchmarks/tokenizer_bench.py --assay $ASSAY --figures "$figures" --ranks "$ORACLES/gpt2.tiktoken" || status=1
else
  echo "SKIPPED: the tokenizer against tiktoken; $ORACLES/ref is not there"
fi
if "$BENCH_PYTHON" -c 'import torch, transformers' 2>/dev/null; then
  python3 -u Benchmarks/gpt2_bench.py --assay $ASSAY --figures "$figures" --python "$BENCH_PYTHON" || status=1
else
  echo "SKIPPED: GPT-2 against PyTorch; set BENCH_PYTHON to a Python with torch and transformers"
fi
BANKING=${SHARED:-../shared}/data/banking77
if [ -d "$BANKING" ]; then
  python3 -u Benchmarks/banking77_bench.py --assay $ASSAY --figures "$figures" --data "$BANKING" || status=1
else
  echo "SKIPPED: banking77; $BANKING is not there"
fi
python3 Benchmarks/summary.py "$figures" --history Benchmarks/history.csv || status=1
exit $status
