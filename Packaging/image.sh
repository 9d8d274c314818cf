#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes an OCI image without a daemon: a small Debian and the Debian package, as an archive that podman,
# docker and skopeo load.
. "$(dirname "$0")/settings.sh"

[ "$(id -u)" = 0 ] || { say "the image needs root, to install packages in its folder"; exit 1; }
require debootstrap umoci || { say "the image needs debootstrap and umoci"; exit 1; }

say "image"
SUITE=$(. /etc/os-release && echo "$VERSION_CODENAME")
root=$STAGE/image-root layout=$STAGE/image
package=$(echo "$DIST"/assay_"$VERSION"_*.deb)
Packaging/root.sh "$SUITE" "$root"

# What Debian's slim images leave out too.
cat >"$root/etc/dpkg/dpkg.cfg.d/slim" <<'END'
path-exclude /usr/share/doc/*
path-include /usr/share/doc/*/copyright
path-exclude /usr/share/man/*
path-exclude /usr/share/locale/*
END
cp "$package" "$root/assay.deb"
chroot "$root" env DEBIAN_FRONTEND=noninteractive \
  apt-get install -y -q --no-install-recommends /assay.deb libcurl4 ca-certificates >/dev/null
rm -rf "$root/assay.deb" "$root"/var/lib/apt/lists/* "$root"/var/cache/* "$root"/var/log/* \
  "$root"/usr/share/man/* "$root"/usr/share/locale/* "$root/etc/resolv.conf"
find "$root/usr/share/doc" ! -name copyright -type f -delete
find "$root" -xdev -newermt "@$SOURCE_DATE_EPOCH" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +

rm -rf "$layout"
umoci init --layout "$layout"
umoci new --image "$layout:$VERSION"
umoci insert --image "$layout:$VERSION" --history.created "$(date -ud "@$SOURCE_DATE_EPOCH" +%FT%TZ)" \
  "$root" /
umoci config --image "$layout:$VERSION" --created "$(date -ud "@$SOURCE_DATE_EPOCH" +%FT%TZ)" \
  --config.entrypoint /usr/bin/assay --config.workingdir /data \
  --config.env PATH=/usr/local/bin:/usr/bin:/bin \
  --config.label "org.opencontainers.image.title=assay" \
  --config.label "org.opencontainers.image.version=$VERSION" \
  --config.label "org.opencontainers.image.licenses=Apache-2.0"
umoci gc --layout "$layout"
tar --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
  -C "$layout" -cf "$DIST/assay-$VERSION-oci-$MACHINE.tar" .
