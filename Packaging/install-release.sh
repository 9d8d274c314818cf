#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# install-release.sh URL FOLDER [SHA256]: puts the wheel of a release into an environment of Python.
# Its checksum is held against SHA256, or against the release's own list.
set -euo pipefail
url=$1 folder=$2 expected=${3:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

curl -fsSL "$url/SHA256SUMS" -o "$work/SHA256SUMS"
wheel=$(awk -v end="_$(uname -m).whl" 'substr($2, length($2) - length(end) + 1) == end { print $2 }' \
  "$work/SHA256SUMS")
[ -n "$wheel" ] || { echo "the release has no wheel for $(uname -m)" >&2; exit 1; }
curl -fsSL "$url/$wheel" -o "$work/$wheel"
listed=$(awk -v name="$wheel" '$2 == name { print $1 }' "$work/SHA256SUMS")
found=$(sha256sum "$work/$wheel" | cut -d' ' -f1)
if [ "$found" != "${expected:-$listed}" ]; then
  echo "$wheel has the checksum $found, and ${expected:-$listed} was expected" >&2
  exit 1
fi
python3 -m venv "$folder"
"$folder/bin/pip" install -q --disable-pip-version-check --no-index "$work/$wheel"
