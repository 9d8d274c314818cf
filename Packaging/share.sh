#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# share.sh FOLDER PROGRAM: writes man pages and the completions of shells, as the program describes itself.
. "$(dirname "$0")/settings.sh"
share=$1 program=$2

mkdir -p "$share/man/man1" "$share/bash-completion/completions" "$share/zsh/site-functions" \
  "$share/fish/vendor_completions.d"
"$program" --experimental-dump-help | python3 Packaging/man.py "$share/man/man1"
"$program" --generate-completion-script bash >"$share/bash-completion/completions/assay"
"$program" --generate-completion-script zsh >"$share/zsh/site-functions/_assay"
"$program" --generate-completion-script fish >"$share/fish/vendor_completions.d/assay.fish"
