#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes all packages of this machine's kind in dist/: one static build, one tree, packed in four ways.
. "$(dirname "$0")/settings.sh"

grep -q "assay==$VERSION" pyproject.toml || { say "pyproject.toml is not of version $VERSION"; exit 1; }
require patchelf binutils dpkg-dev xz-utils advancecomp python3-venv
python_tools

say "building assay $VERSION with Swift's libraries inside"
swift build -c release --product assay --static-swift-stdlib --scratch-path "$SCRATCH" \
  -debug-info-format none -Xlinker --strip-all

rm -rf "$DIST" && mkdir -p "$DIST"
Packaging/tree.sh
say "tarball"
tar --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
  -C "$STAGE" -cJf "$DIST/$(basename "$TREE").tar.xz" "$(basename "$TREE")"
say "wheel"
"$VENV/bin/python" Packaging/wheel.py "$TREE" "$DIST"
# The same format with a longer search, for a twentieth less to download.
advzip --recompress --shrink-extra --quiet "$DIST"/*.whl
say "Debian package"
Packaging/deb.sh
Packaging/image.sh || say "skipped: the image"
cp "$TREE/share/doc/assay/assay.spdx.json" "$DIST/assay-$VERSION-$MACHINE.spdx.json"
(cd "$DIST" && sha256sum -- * >SHA256SUMS)
say "made"
(cd "$DIST" && du -h --apparent-size -- *)
