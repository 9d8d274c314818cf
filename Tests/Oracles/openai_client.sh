#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The real clients against the release binary: every command of openai 0.28.1, the current openai
# client, and lm-eval, whose log-probabilities must be those of transformers on the same weights.
# usage: openai_client.sh ASSAY ORACLES [hf]
set -euo pipefail
assay=$1
oracles=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
venv() { # NAME PACKAGE...
  [ -x "$oracles/$1/bin/python" ] || { python3 -m venv "$oracles/$1" && "$oracles/$1/bin/pip" install -q "${@:2}"; }
}
venv openai 'openai[embeddings]==0.28.1'
venv openai-now openai
# The last wandb that writes runs in Python alone.
"$oracles/openai/bin/python" -c 'import wandb' 2> /dev/null || "$oracles/openai/bin/pip" install -q 'wandb==0.15.12' 'setuptools<70'
# Only a base with weights can answer.
python3 "$here/make/service_rows.py" "$work"
"$assay" train -t "$work/train.jsonl" -m nano --max-steps 1 -o "$work/base" --quiet > /dev/null
"$assay" serve --port 0 --data-dir "$work/data" --base-model "babbage=$work/base" > "$work/out" 2> "$work/log" &
server=$!
for _ in $(seq 100); do grep -q Serving "$work/out" && break || sleep 0.1; done
port=$(grep -o '127.0.0.1:[0-9]*' "$work/out" | cut -d: -f2)
export OPENAI_API_BASE=http://127.0.0.1:$port/v1 OPENAI_API_KEY=any NO_PROXY=127.0.0.1 no_proxy=127.0.0.1
openai() { "$oracles/openai/bin/openai" "$@"; }
check() { # WHAT PATTERN COMMAND...
  local out status=0
  out=$("${@:3}" 2>&1 < /dev/null) || status=$?
  if grep -qE -- "$2" <<< "$out"; then echo "ok   $1"; else echo "FAIL $1 (status $status): $out"; exit 1; fi
}
field() { python3 -c "import json,sys; print(json.load(sys.stdin)$1)"; }

cd "$work"
check prepare_data 'After you.ve fine-tuned|Wrote modified|No remediations' openai tools fine_tunes.prepare_data -q -f train.jsonl
check files.create '"id": "file-' openai api files.create -f train.jsonl -p fine-tune
check files.list '"filename": "train.jsonl"' openai api files.list
file=$(openai api files.list | field "['data'][0]['id']")
check files.get "\"$file\"" openai api files.get -i "$file"
check fine_tunes.create 'Job complete! Status: succeeded' openai api fine_tunes.create -t "sub dir/vål+id.jsonl" -v valid.jsonl \
  -m ada --n_epochs 2 --batch_size 4 --suffix "My Model" --no_check_if_files_exist
job=$(openai api fine_tunes.list | field "['data'][0]['id']")
model=$(openai api fine_tunes.get -i "$job" | field "['fine_tuned_model']")
# Long enough that it is not over when the next two commands have started, however slowly they do.
check fine_tunes.create-again 'found potentially duplicated|Created fine-tune' openai api fine_tunes.create -t "$file" -m ada --n_epochs 100 --batch_size 1 --no_follow
second=$(openai api fine_tunes.list | field "['data'][1]['id']")
check fine_tunes.cancel '"status": "cancelled"' openai api fine_tunes.cancel -i "$second"
check fine_tunes.get '"status": "succeeded"' openai api fine_tunes.get -i "$job"
check fine_tunes.events 'Fine-tune succeeded' openai api fine_tunes.events -i "$job"
check fine_tunes.follow 'Job complete! Status: succeeded' openai api fine_tunes.follow -i "$job"
check fine_tunes.results '^step,elapsed_tokens' openai api fine_tunes.results -i "$job"
check models.list "$model" openai api models.list
check models.get '"object": "model"' openai api models.get -i "$model"
check engines.list '"object": "engine"' openai api engines.list
check engines.get '"id": "babbage"' openai api engines.get -i babbage
check completions.create '^hello' openai api completions.create -m "$model" -p hello -M 4
check completions.create-stream '^hello' openai api completions.create -e "$model" -p hello -M 4 --stream
check unknown-model 'does not exist' openai api completions.create -m zork -p hello
check fine_tuning.job.create '"object": "fine_tuning.job"' openai api fine_tuning.job.create -t "$file" -m ada --n_epochs 1
newer=$("$oracles/openai/bin/python" -c "import openai; print(openai.FineTuningJob.list(limit=1)['data'][0]['id'])")
check fine_tuning.job.list "$newer" openai api fine_tuning.job.list
check fine_tuning.job.get "$newer" openai api fine_tuning.job.get -i "$newer"
check fine_tuning.job.events 'Created fine-tune' openai api fine_tuning.job.events -i "$newer"
while ! openai api fine_tuning.job.get -i "$newer" | grep -qE '"status": "(succeeded|failed)"'; do sleep 0.5; done
check fine_tuning.job.results 'step,elapsed_tokens' openai api fine_tuning.job.results -i "$newer"
export WANDB_MODE=offline WANDB_API_KEY=0000000000000000000000000000000000000000 WANDB_DIR=$work WANDB_SILENT=true WANDB_ERROR_REPORTING=false
# What `openai wandb sync -i ID` does; offline nobody can log in, so that question is answered here.
check "wandb sync" 'wandb sync completed successfully' "$oracles/openai/bin/python" -c \
  "import sys, wandb; wandb.login = lambda: True; from openai.wandb_logger import WandbLogger; print(WandbLogger.sync(id=sys.argv[1]))" "$newer"
logged=$("$oracles/openai/bin/python" "$here/wandb_steps.py" "$work"/wandb/offline-run-*/run-*.wandb)
steps=$(openai api fine_tuning.job.results -i "$newer" | grep -c '^[0-9]')
[ "$logged" = "$steps" ] && echo "ok   wandb holds the $steps steps" || { echo "FAIL wandb holds $logged of $steps steps"; exit 1; }
check Embedding.create '^128$' "$oracles/openai/bin/python" -c \
  "import openai; print(len(openai.Embedding.create(model='babbage', input='hello')['data'][0]['embedding']))"
check fine_tunes.delete '"deleted": true' openai api fine_tunes.delete -i "$job"
check models.delete '"deleted": true' openai api models.delete -i "$model"
check files.delete '"deleted": true' openai api files.delete -i "$file"
check "current openai client, chats" '^all well$' "$oracles/openai-now/bin/python" "$here/openai_chat.py" babbage
check "current openai client" '^all well$' "$oracles/openai-now/bin/python" "$here/openai_now.py" train.jsonl valid.jsonl
python3 "$here/service_load.py" "$port" --model babbage --seconds "${LOAD_SECONDS:-120}"
if [ -x "$oracles/lmeval/bin/lm_eval" ]; then
  "$here/lm_eval.sh" "$assay" "$oracles"
else
  echo "SKIPPED: lm-eval; it needs $oracles/lmeval with lm_eval[api], torch and transformers"
fi
