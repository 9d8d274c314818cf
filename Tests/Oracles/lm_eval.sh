#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# lm-eval asks the server and transformers the same questions about the same weights; the
# log-probabilities must agree. usage: lm_eval.sh ASSAY ORACLES
set -euo pipefail
assay=$1
oracles=$2
here=$(cd "$(dirname "$0")" && pwd)

work=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
python=$oracles/lmeval/bin/python
"$python" "$here/make_gpt2.py" "$work/model" --preset nano --seed 3 --ranks "$oracles/gpt2.tiktoken" > /dev/null
"$python" "$here/make/lm_eval_task.py" "$work/tasks"
"$assay" serve --port 0 --data-dir "$work/data" --base-model "judged=$work/model" > "$work/out" 2> "$work/log" &
server=$!
for _ in $(seq 100); do grep -q Serving "$work/out" && break || sleep 0.1; done
port=$(grep -o '127.0.0.1:[0-9]*' "$work/out" | cut -d: -f2)
export OPENAI_API_KEY=any NO_PROXY=127.0.0.1 no_proxy=127.0.0.1 HF_HUB_OFFLINE=1 HF_DATASETS_OFFLINE=1 HF_HOME="$work/hf"
run() { # NAME MODEL ARGUMENTS
  "$python" -m lm_eval --model "$2" --model_args "$3" --include_path "$work/tasks" --tasks assay_choice,assay_text \
    --batch_size 1 --device cpu --log_samples --output_path "$work/$1" > "$work/$1.log" 2>&1 || { tail -20 "$work/$1.log"; exit 1; }
}
run server local-completions "base_url=http://127.0.0.1:$port/v1/completions,model=judged,tokenizer=$work/model,max_length=256,num_concurrent=4"
run judge hf "pretrained=$work/model,dtype=float32,max_length=256"
"$python" "$here/lm_eval_compare.py" "$work/server" "$work/judge"
