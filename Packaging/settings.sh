# SPDX-License-Identifier: Apache-2.0
# What all packaging scripts share; they are run from the top of the checkout.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

VERSION=$(sed -n 's/.*let text = "\(.*\)".*/\1/p' Sources/CommandOptions/Program/Version.swift)
MACHINE=$(uname -m)
# Dates of files and packages; a release of the same commit has the same bytes.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
export VERSION MACHINE SOURCE_DATE_EPOCH

# The build with Swift's libraries inside, what the packages are made of, and the packages.
SCRATCH=${SCRATCH:-.build/dist}
STAGE=.build/packages
DIST=${DIST:-dist}
TREE=$STAGE/assay-$VERSION-linux-$MACHINE
VENV=$STAGE/venv

say() { printf '== %s\n' "$*"; }

# require PACKAGE...: installs Debian packages that are missing; false where that cannot be done.
require() {
  local missing
  missing=$(for name in "$@"; do
    dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || echo "$name"
  done)
  [ -n "$missing" ] || return 0
  say "installing" $missing
  local sudo=
  [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get -q update >/dev/null || true
  DEBIAN_FRONTEND=noninteractive $sudo apt-get -o DPkg::Lock::Timeout=300 install -y -q \
    --no-install-recommends $missing >/dev/null
}

# python_tools: an environment with what Packaging/requirements.txt pins.
python_tools() {
  [ -e "$VENV/complete" ] && [ ! Packaging/requirements.txt -nt "$VENV/complete" ] && return 0
  python3 -m venv "$VENV"
  "$VENV/bin/pip" install -q --disable-pip-version-check -r Packaging/requirements.txt
  touch "$VENV/complete"
}
