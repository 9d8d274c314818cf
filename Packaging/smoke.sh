#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# smoke.sh ASSAY: what a package has to do where it is installed: check, repair, train, use.
set -eu
assay=$1
# It may be called from any folder, and must not need one of its own.
cd "$(mktemp -d)"
"$assay" --version
"$assay" samples mails products --output . >/dev/null
"$assay" lint products.xlsx --fail-on never --quiet >/dev/null
"$assay" lint mails.csv --prompt-column text --completion-column topic --fail-on never --format concise \
  | tail -n 1
"$assay" fix mails.csv --prompt-column text --completion-column topic --yes --output mails.jsonl \
  --quiet >/dev/null 2>&1
"$assay" train -t mails_train.jsonl -m nano --max-steps 2 --output model --quiet >/dev/null
"$assay" predict -m model --text "The lamp is broken." --format json | grep -q probability
"$assay" complete -m model -p "The lamp ->" --max-tokens 2 --format json | grep -q choices
# The least of twenty starts, in milliseconds.
least=999999
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  before=$(date +%s%N)
  "$assay" --version >/dev/null
  took=$((($(date +%s%N) - before) / 10000))
  [ "$took" -ge "$least" ] || least=$took
done
echo "start $((least / 100)).$((least % 100)) ms"
