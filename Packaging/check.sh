#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Tries every package of dist/ where it is meant to run: in bare Debian roots without Swift, in a folder that
# moves, in the image. What this machine cannot do is said and left out.
. "$(dirname "$0")/settings.sh"

failed=0
pass() { printf 'ok       %s\n' "$*"; }
skip() { printf 'skipped  %s\n' "$*"; }
fail() { printf 'FAILED   %s\n' "$*"; failed=1; }
log=$STAGE/check.log

# inside ROOT COMMAND...: runs a command in a root with its own /proc and an empty environment.
inside() {
  local root=$1
  shift
  unshare --mount --pid --fork sh -c '
    root=$1; shift
    mount -t proc proc "$root/proc" && mount --rbind /dev "$root/dev" || exit 1
    exec chroot "$root" env -i PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin HOME=/root "$@"
  ' sh "$root" "$@"
}

# try NAME COMMAND...: says whether a command does it, with its last line and its seconds.
try() {
  local name=$1 before
  shift
  before=$(date +%s.%N)
  if "$@" >"$log" 2>&1; then
    pass "$name: $(awk -v a="$before" -v b="$(date +%s.%N)" 'BEGIN { printf "%.1f s", b - a }')," \
      "$(tail -n 1 "$log")"
  else
    fail "$name"
    tail -n 8 "$log"
  fi
}

# The wheel has to stay under this, in bytes.
MOST=45000000

sums() { (cd "$DIST" && sha256sum --check --quiet SHA256SUMS); }

# The wheel's own claims: its size, its records, the symbols that it needs.
check_wheel() {
  local wheel=$1
  local bytes
  bytes=$(stat -c %s "$wheel")
  if [ "$bytes" -lt "$MOST" ]; then pass "wheel: $bytes bytes"; else fail "wheel: $bytes bytes"; fi
  try "wheel: auditwheel" audit "$wheel"
}

# auditwheel's own verdict on the symbols has to allow the tag of the name.
audit() {
  local tag verdict
  tag=$(basename "$1" .whl | sed 's/.*-none-//')
  verdict=$("$VENV/bin/auditwheel" show "$1" | tr '\n' ' ')
  echo "$verdict"
  grep -q "$tag" <<<"$verdict" && echo "$tag"
}

# What action.yml does: the wheel by an address, its checksum first.
install_release() {
  local folder=$STAGE/release
  rm -rf "$folder" "$folder.other"
  Packaging/install-release.sh "file://$(realpath "$DIST")" "$folder" && "$folder/bin/assay" --version
  ! Packaging/install-release.sh "file://$(realpath "$DIST")" "$folder.other" 0123 2>/dev/null
  [ ! -e "$folder.other" ] && "$folder/bin/assay" --version
}

# A bare root with Python, and nothing of what assay was built with.
check_in_root() {
  local suite=$1 wheel=$2 root=$STAGE/roots/$1
  if ! Packaging/root.sh "$suite" "$root" python3,python3-venv >"$log" 2>&1; then
    skip "Debian $suite: $(tail -n 1 "$log")"
    return
  fi
  cp "$wheel" Packaging/smoke.sh "$root/srv/"
  try "Debian $suite: environment" inside "$root" python3 -m venv /srv/v
  try "Debian $suite: pip install" inside "$root" \
    /srv/v/bin/pip install --no-index --disable-pip-version-check "/srv/$(basename "$wheel")"
  try "Debian $suite: wheel" inside "$root" sh /srv/smoke.sh /srv/v/bin/assay
  try "Debian $suite: import assay" inside "$root" /srv/v/bin/python -c '
import assay
rows = [{"prompt": f"row {n} ->", "completion": f" {n % 2}"} for n in range(20)]
print(assay.__version__, assay.lint(rows).headline())'
  tar -C "$root/srv" -xf "$DIST/$(basename "$TREE").tar.xz"
  mkdir -p "$root/srv/some where" && mv "$root/srv/$(basename "$TREE")" "$root/srv/some where/assay"
  try "Debian $suite: tarball, moved" inside "$root" \
    sh /srv/smoke.sh "/srv/some where/assay/bin/assay"
  inside "$root" ln -s "/srv/some where/assay/bin/assay" /usr/local/bin/assay
  try "Debian $suite: tarball, by a link" inside "$root" sh /srv/smoke.sh assay
  rm -rf "$root"
}

check_deb() {
  local suite root package=$1
  suite=$(. /etc/os-release && echo "$VERSION_CODENAME") root=$STAGE/roots/deb
  Packaging/root.sh "$suite" "$root" >"$log" 2>&1 || { skip "Debian package: no root"; return; }
  cp "$package" "$root/srv/assay.deb"
  cp Packaging/smoke.sh "$root/srv/"
  try "Debian package: apt install" inside "$root" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -q --no-install-recommends /srv/assay.deb
  try "Debian package" inside "$root" sh /srv/smoke.sh assay
  rm -rf "$root"
}

check_image() {
  local image=$1 layout=$STAGE/check-image
  command -v umoci >/dev/null || { skip "image: no umoci"; return; }
  rm -rf "$layout" "$layout.root" && mkdir -p "$layout"
  tar -C "$layout" -xf "$image"
  umoci unpack --image "$layout:$VERSION" "$layout.root" >"$log" 2>&1 || { fail "image"; return; }
  cp Packaging/smoke.sh "$layout.root/rootfs/srv/"
  try "image" inside "$layout.root/rootfs" sh /srv/smoke.sh assay
  rm -rf "$layout" "$layout.root"
}

require binutils || true
python_tools || true
try "checksums" sums
try "release by its address" install_release
for wheel in "$DIST"/*.whl; do check_wheel "$wheel"; done
if [ "$(id -u)" != 0 ]; then
  skip "roots, Debian package and image: only root may enter other roots"
elif ! require debootstrap umoci; then
  skip "roots, Debian package and image: debootstrap and umoci are missing"
else
  for suite in bookworm trixie; do check_in_root "$suite" "$wheel"; done
  for package in "$DIST"/*.deb; do check_deb "$package"; done
  for image in "$DIST"/*-oci-*.tar; do
    if [ -e "$image" ]; then check_image "$image"; else skip "image: none was made"; fi
  done
fi
exit "$failed"
