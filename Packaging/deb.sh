#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes a Debian package of the program. Its libraries are those of the system that it was built on.
. "$(dirname "$0")/settings.sh"

ARCHITECTURE=$(dpkg --print-architecture)
root=$PWD/$STAGE/deb
rm -rf "$root"
mkdir -p "$root/DEBIAN" "$root/usr/bin" "$root/usr/share/doc/assay"

install -m 755 "$TREE/bin/assay" "$root/usr/bin/assay"
patchelf --remove-rpath "$root/usr/bin/assay"
cp -r "$TREE/share/man" "$TREE/share/bash-completion" "$TREE/share/fish" "$root/usr/share/"
install -d "$root/usr/share/zsh/vendor-completions"
install -m 644 "$TREE/share/zsh/site-functions/_assay" "$root/usr/share/zsh/vendor-completions/"
gzip -9n "$root"/usr/share/man/man1/*.1
cat "$TREE/share/doc/assay/LICENSE" "$TREE/share/doc/assay/THIRD_PARTY_NOTICES" \
  >"$root/usr/share/doc/assay/copyright"
install -m 644 "$TREE/share/doc/assay/assay.spdx.json" "$root/usr/share/doc/assay/"

# dpkg-shlibdeps reads a source package's control file; libraries that are loaded at first use are
# added by hand.
work=$STAGE/deb-work
mkdir -p "$work/debian" && printf 'Source: assay\n\nPackage: assay\nArchitecture: any\n' >"$work/debian/control"
libraries=$(cd "$work" && dpkg-shlibdeps -O "$root/usr/bin/assay" \
  | sed 's/^shlibs:Depends=//')
cat >"$root/DEBIAN/control" <<END
Package: assay
Version: $VERSION
Architecture: $ARCHITECTURE
Maintainer: The assay project
Installed-Size: $(du -sk --apparent-size "$root/usr" | cut -f1)
Depends: $libraries, libopenblas0-pthread | libopenblas0
Recommends: libcurl4
Suggests: libdnnl2
Section: science
Priority: optional
Description: Checks, repairs and tries out fine-tuning data
 assay lints and fixes the rows of fine-tuning data, trains a GPT-2 on them, measures what it learned, and
 serves it by OpenAI's API, on your own machine.
END
find "$root" -type d -exec chmod 755 {} +
find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group -Zxz --build "$root" "$DIST/assay_${VERSION}_$ARCHITECTURE.deb"
