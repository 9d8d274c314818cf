#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# root.sh SUITE FOLDER [PACKAGE,...]: a bare Debian in a folder. It is made once and kept as an archive.
. "$(dirname "$0")/settings.sh"
suite=$1 folder=$2 packages=${3:-}

archive=$STAGE/roots/$suite${packages:+-with}.tar
if [ ! -e "$archive" ]; then
  mkdir -p "$STAGE/roots"
  rm -rf "$archive.root"
  debootstrap --variant=minbase ${packages:+--include="$packages"} "$suite" "$archive.root" \
    >"$archive.log" 2>&1 || { tail -n 5 "$archive.log"; exit 1; }
  tar -C "$archive.root" -cf "$archive.new" . && mv "$archive.new" "$archive"
  rm -rf "$archive.root"
fi
rm -rf "$folder" && mkdir -p "$folder"
tar -C "$folder" -xf "$archive"
cp /etc/resolv.conf "$folder/etc/resolv.conf" 2>/dev/null || true
