#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes the tree that the tarball and the wheel are packed from: bin/assay, the libraries that it needs
# in libexec/assay, and man pages, completions and licenses in share. It runs from any folder.
. "$(dirname "$0")/settings.sh"

# What every system with this C library has; a second copy would do harm.
SYSTEM='^(linux-vdso|ld-linux[a-z0-9-]*|libc|libm|libdl|librt|libpthread|libgcc_s|libstdc\+\+)\.so'
BUILT=$SCRATCH/release/assay

say "tree"
rm -rf "$TREE"
mkdir -p "$TREE/bin" "$TREE/libexec/assay" "$TREE/share/doc/assay"

install -m 755 "$BUILT" "$TREE/bin/assay"
patchelf --set-rpath '$ORIGIN/../libexec/assay' "$TREE/bin/assay"

# Shared, as libcsv's license asks for; the loader finds them by the program's own place.
ldd "$BUILT" | awk '$2 == "=>" { print $1, $3 }' | while read -r name path; do
  [[ $name =~ $SYSTEM ]] && continue
  install -m 644 "$path" "$TREE/libexec/assay/$name"
  patchelf --set-rpath '$ORIGIN' "$TREE/libexec/assay/$name"
  printf '%s\t%s\n' "$name" "$path"
done >"$STAGE/libraries.tsv"

# Debian's libexpat with a random function of its own, so that systems with glibc 2.35 have all it needs.
clang -O2 -fPIC -shared -o "$TREE/libexec/assay/libexpat.so.1" Packaging/arc4random.c \
  -Wl,-soname,libexpat.so.1 -Wl,-Bsymbolic -Wl,--gc-sections -Wl,--strip-all \
  -Wl,--whole-archive -l:libexpat.a -Wl,--no-whole-archive
install -m 644 "$VENV"/lib/python3*/site-packages/scipy_openblas32/lib/libscipy_openblas.so \
  "$TREE/libexec/assay/"

Packaging/share.sh "$TREE/share" "$TREE/bin/assay"
python3 Packaging/sbom.py "$TREE" "$STAGE/libraries.tsv" "$SCRATCH" "$VENV"
find "$TREE" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
