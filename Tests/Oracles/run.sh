#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Differential tests of a built assay against the reference implementations, which come from PyPI
# into .oracles/. `make oracle` runs all of them; what cannot run counts as failed.
#   PARTS    what to run, of: data tokenizers client features model formats sessions gguf tensorboard page cuda scale
#            (default: all)
#   SEEDS    "1 2 3"    CASES    cases a seed (200)    ASSAY    the binary    ORACLES    the folder of the environments
set -euo pipefail
cd "$(dirname "$0")/../.."
here=Tests/Oracles
oracles=${ORACLES:-.oracles}
seeds=${SEEDS:-1 2 3}
cases=${CASES:-200}
parts=${PARTS:-data tokenizers client features model formats sessions gguf tensorboard page cuda scale}
assay=$(realpath "${ASSAY:-.build/release/assay}")
ran=0 failed=0 missing=0

judge() { # NAME COMMAND...
  echo "== $1"
  ran=$((ran + 1))
  local start=$SECONDS
  "${@:2}" || failed=$((failed + 1))
  echo "   $((SECONDS - start)) s"
}
lacking() { # WHAT WHY
  echo "NOT RUN: $1; $2"
  missing=$((missing + 1))
}
wants() { case " $parts " in *" $1 "*) ;; *) return 1 ;; esac; }
environment() { # NAME [PACKAGE...]: an environment of setup.sh, or one of its own with these packages
  if [ $# = 1 ]; then $here/setup.sh "$oracles" "$1"; return; fi
  [ -x "$oracles/$1/bin/python" ] || python3 -m venv "$oracles/$1"
  "$oracles/$1/bin/pip" install -q --disable-pip-version-check "${@:2}"
}
python() { "$oracles/$1/bin/python" "$here/$2" "${@:3}"; }

if wants scale; then
  drivers=Examples/scale
  if environment scale --only-binary=:all: duckdb; then
    judge "shards by processes and DuckDB" python scale scale_diff.py --assay "$assay" --driver local.py
  else
    lacking "shards by processes" "PyPI does not answer"
  fi
  if environment ray --only-binary=:all: ray duckdb; then
    judge "shards by Ray" python ray scale_diff.py --assay "$assay" --driver ray_driver.py --rows 1500
  else
    lacking "shards by Ray" "PyPI does not answer"
  fi
  if command -v java > /dev/null && environment spark pyspark; then
    judge "shards by Spark" python spark scale_diff.py --assay "$assay" --driver spark.py --rows 1500 \
      --launch "$oracles/spark/bin/spark-submit --master local[2,3] --py-files $drivers/phases.py"
  else
    lacking "shards by Spark" "it needs Java and PyPI"
  fi
fi
if wants data; then
  if environment openai && environment ref; then
    for seed in $seeds; do
      judge "tokens against tiktoken, seed $seed" python ref tokens_diff.py \
        --cmd "$assay tokenize --json {file}" --decode-cmd "$assay tokenize --decode --json {file}" \
        --ranks "$oracles/gpt2.tiktoken" --cases $((cases * 10)) --seed "$seed"
      judge "metrics against scikit-learn, seed $seed" python ref metrics_diff.py \
        --cmd "$assay eval --predictions {file} --format json {args}" --cases "$cases" --seed "$seed"
      judge "prepare_data against the original, seed $seed" python openai prepare_diff.py \
        --cmd "$assay fix --profile openai --yes {file}" --cases "$cases" --seed "$seed"
      judge "prepare_data on changed files, seed $seed" python openai prepare_fuzz.py \
        --cmd "$assay fix --profile openai --yes {file}" --cases "$cases" --seed "$seed"
      judge "what a fix promises, seed $seed" python ref fix_invariants.py \
        --assay "$assay" --cases "$cases" --seed "$seed"
    done
  else
    lacking "prepare_data, metrics and tokens" "PyPI does not answer"
  fi
fi
if wants data; then
  if environment cleanlab; then
    for seed in $seeds; do
      judge "doubtful labels against cleanlab, seed $seed" python cleanlab label_noise_diff.py \
        --assay "$assay" --cases $((cases / 4)) --seed "$seed"
    done
  else
    lacking "doubtful labels" "PyPI does not answer"
  fi
fi
if wants tokenizers; then
  if environment tokenizers; then
    for seed in $seeds; do
      judge "tokens of chats with tools against OpenAI's recipe, seed $seed" python tokenizers chat_tokens_diff.py \
        --assay "$assay" --cases $((cases * 3)) --seed "$seed"
      judge "every kind of tokenizer against tiktoken and tokenizers, seed $seed" python tokenizers tokenizers_diff.py \
        --plain "$assay tokenize --json --tokenizer {tokenizer} {file}" \
        --encode "$assay tokenize --json --special-tokens --tokenizer {tokenizer} {file}" \
        --decode "$assay detokenize --json --tokenizer {tokenizer} {file}" --cases $((cases * 10)) --seed "$seed"
    done
  else
    lacking "tokenizers" "PyPI does not answer"
  fi
fi
if wants client; then
  judge "the service by its real clients" $here/openai_client.sh "$assay" "$(realpath "$oracles")"
fi
if wants features; then
  if environment openai && environment openai-now openai && environment hf; then
    judge "every feature by its number" python3 $here/features.py "$assay" "$oracles"
  else
    lacking "every feature by its number" "PyPI does not answer"
  fi
fi
if wants model; then
  if environment hf && environment ref; then
    for seed in $seeds; do
      judge "GPT-2 against transformers, seed $seed" python hf gpt2_diff.py --assay "$assay" --seed "$seed"
      judge "a classification head against transformers, seed $seed" python hf classification_diff.py \
        --assay "$assay" --seed "$seed"
      judge "tensors, batches and texts for scripts against transformers, seed $seed" python hf forward_diff.py \
        --assay "$assay" --seed "$seed"
      judge "hidden states and gradients against transformers, seed $seed" python hf gradient_diff.py \
        --assay "$assay" --seed "$seed"
    done
    for seed in $seeds; do
      judge "fine-tuning as PyTorch and transformers do it, seed $seed" python hf train_diff.py \
        --assay "$assay" --ranks "$oracles/gpt2.tiktoken" --seed "$seed"
    done
    judge "adapters against PEFT" python hf lora_diff.py --assay "$assay"
  else
    lacking "GPT-2 against transformers" "PyPI does not answer (torch and transformers, 7 GB)"
  fi
  if grep -qE 'avx512_bf16|amx_bf16' /proc/cpuinfo; then
    for objective in completion classification; do
      judge "training in bf16 against f32, $objective" python3 $here/precision_diff.py \
        --assay "$assay" --objective "$objective"
    done
  else
    lacking "training in bf16 against f32" "this CPU has no products in bf16"
  fi
fi
if wants gguf; then
  if environment gguf gguf safetensors && environment ref; then
    for seed in $seeds; do
      judge "GGUF against the gguf package, seed $seed" python gguf gguf_diff.py \
        --assay "$assay" --ranks "$oracles/gpt2.tiktoken" --seed "$seed"
    done
  else
    lacking "GGUF" "PyPI does not answer"
  fi
fi
if wants formats; then
  if environment formats sarif-om attrs sarif-tools junitparser check-jsonschema pre-commit; then
    judge "the formats of lint against their readers" python formats lint_formats.py "$assay"
  else
    lacking "the formats of lint" "PyPI does not answer"
  fi
fi
if wants sessions; then
  if environment sessions pygls==2.1.1 mcp==2.3.0; then
    judge "assay lsp by pygls' client" python sessions lsp_client.py "$assay"
    judge "assay mcp by the official client" python sessions mcp_client.py "$assay"
    if command -v node > /dev/null; then
      judge "the extension for VS Code" env ASSAY="$assay" node Editors/vscode/test.js
    else
      lacking "the extension for VS Code" "it needs node"
    fi
  else
    lacking "assay lsp and assay mcp" "PyPI does not answer"
  fi
fi
if wants tensorboard; then
  if environment tensorboard tensorboard; then
    judge "event files against tensorboard" python tensorboard event_files.py --assay "$assay"
  else
    lacking "event files" "PyPI does not answer"
  fi
fi
if wants cuda; then
  if environment cuda nvidia-cuda-nvrtc; then
    judge "the kernels of a GPU by NVRTC" python cuda cuda_compile.py
  else
    lacking "the kernels of a GPU by NVRTC" "PyPI does not answer"
  fi
fi
if wants page; then
  if ! command -v chromium > /dev/null; then
    lacking "the report in a browser" "it needs Debian's chromium"
  elif environment page playwright openpyxl axe-core-python; then
    judge "the report in a browser and in office programs" python page report_files.py "$assay" \
      "$(mktemp -d)" "$(command -v chromium)"
    judge "all kinds of pages by axe-core, on screens, telephones and paper" python page page_look.py \
      "$assay" "$(mktemp -d)" "$(command -v chromium)"
    judge "the page of the service, used as a person would" python page page.py "$assay" \
      Samples/sentiment/reviews.csv "$(mktemp -d)" "$(command -v chromium)"
  else
    lacking "the report in a browser" "PyPI does not answer"
  fi
fi

echo "$ran comparisons ran, $failed differ, $missing could not run"
[ "$ran" -gt 0 ] && [ "$failed" = 0 ] && [ "$missing" = 0 ]
