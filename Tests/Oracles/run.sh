#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Differential tests of the release binary against the reference implementations, which come from
# PyPI into .oracles/. Run it as `make oracle`; SEEDS="1 2 3" and CASES=200 set its size.
# The comparison scripts live beside the checkout in ../shared/oracles; without them nothing can run.
set -euo pipefail
cd "$(dirname "$0")/../.."
shared=${SHARED:-../shared}/oracles
oracles=${ORACLES:-.oracles}
seeds=${SEEDS:-1 2 3}
cases=${CASES:-200}
assay=$PWD/.build/release/assay
if [ ! -x "$shared/setup.sh" ]; then
  echo "SKIPPED: $shared is not there, and the comparison scripts with it"
  exit 0
fi
[ -s "$oracles/gpt2.tiktoken" ] || "$shared/setup.sh" "$oracles"
failed=0
judge() { # NAME COMMAND...
  echo "== $1"
  "${@:2}" || failed=$((failed + 1))
}
packages() { # ENVIRONMENT PACKAGE...: installs packages from PyPI that are missing
  if [ ! -x "$oracles/$1/bin/python" ]; then
    python3 -m venv "$oracles/$1" && \
      "$oracles/$1/bin/pip" install -q --disable-pip-version-check "${@:2}" || true
  fi
  "$oracles/$1/bin/python" -c "import ${2//-/_}" 2>/dev/null && return
  echo "SKIPPED: ${*:2}; not installed in $oracles/$1"
  return 1
}
for seed in $seeds; do
  judge "tokens against tiktoken, seed $seed" "$oracles/ref/bin/python" "$shared/tokens_diff.py" \
    --cmd "$assay tokenize --json {file}" --decode-cmd "$assay tokenize --decode --json {file}" \
    --ranks "$oracles/gpt2.tiktoken" --cases $((cases * 10)) --seed "$seed"
  judge "metrics against scikit-learn, seed $seed" "$oracles/ref/bin/python" "$shared/metrics_diff.py" \
    --cmd "$assay eval --predictions {file} --format json {args}" --cases "$cases" --seed "$seed"
  judge "prepare_data against the original, seed $seed" "$oracles/openai/bin/python" "$shared/prepare_diff.py" \
    --cmd "$assay fix --profile openai --yes {file}" --cases "$cases" --seed "$seed"
done
judge "the service by its real clients" Tests/Oracles/openai_client.sh "$assay" "$(realpath "$oracles")"
for seed in $seeds; do
  judge "prepare_data, fuzzed, seed $seed" "$oracles/openai/bin/python" Tests/Oracles/prepare_fuzz.py \
    --cmd "$assay fix --profile openai --yes {file}" --cases "$cases" --seed "$seed"
done
if [ -x "$oracles/hf/bin/python" ]; then
  for seed in $seeds; do
    judge "GPT-2 against transformers, seed $seed" "$oracles/hf/bin/python" Tests/Oracles/gpt2_diff.py \
      --assay "$assay" --seed "$seed"
    judge "a classification head against transformers, seed $seed" "$oracles/hf/bin/python" \
      Tests/Oracles/classification_diff.py --assay "$assay" --seed "$seed"
    judge "hidden states and gradients against transformers, seed $seed" "$oracles/hf/bin/python" \
      Tests/Oracles/gradient_diff.py --assay "$assay" --seed "$seed"
  done
  packages hf peft || "$oracles/hf/bin/pip" install -q --disable-pip-version-check peft
  judge "adapters against PEFT" "$oracles/hf/bin/python" Tests/Oracles/lora_diff.py --assay "$assay"
else
  echo "SKIPPED: GPT-2 against transformers; '$shared/setup.sh $oracles --hf' installs it (7 GB)"
fi
if grep -qE 'avx512_bf16|amx_bf16' /proc/cpuinfo; then
  for objective in completion classification; do
    judge "training in bf16 against f32, $objective" python3 Tests/Oracles/precision_diff.py \
      --assay "$assay" --objective "$objective"
  done
else
  echo "SKIPPED: training in bf16 against f32; this CPU has no products in bf16"
fi
if packages gguf gguf safetensors; then
  for seed in $seeds; do
    judge "GGUF against the gguf package, seed $seed" "$oracles/gguf/bin/python" \
      Tests/Oracles/gguf_diff.py --assay "$assay" --ranks "$oracles/gpt2.tiktoken" --seed "$seed"
  done
fi
if packages formats sarif-om attrs sarif-tools junitparser check-jsonschema pre-commit; then
  judge "the formats of lint against their readers" "$oracles/formats/bin/python" \
    Tests/Oracles/lint_formats.py "$assay"
fi
if command -v chromium > /dev/null && packages page playwright openpyxl; then
  judge "the report in a browser and in office programs" "$oracles/page/bin/python" \
    Tests/Oracles/report_files.py "$assay" "$(mktemp -d)" "$(command -v chromium)"
else
  echo "SKIPPED: the report in a browser; it needs chromium"
fi
if packages tensorboard tensorboard; then
  judge "event files against tensorboard" "$oracles/tensorboard/bin/python" \
    Tests/Oracles/event_files.py --assay "$assay"
fi
[ "$failed" = 0 ] && echo "all agree" || { echo "$failed comparisons differ"; exit 1; }
