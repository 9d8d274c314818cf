#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# site.sh PROGRAM: builds the documentation as a site in .build/site/html, with mkdocs-material from PyPI.
. "$(dirname "$0")/settings.sh"
program=$1
site=.build/site

[ -x "$site/venv/bin/mkdocs" ] || {
  python3 -m venv "$site/venv"
  "$site/venv/bin/pip" install -q --disable-pip-version-check --only-binary :all: mkdocs-material==9.8.2
}
rm -rf "$site/docs" && mkdir -p "$site/docs"
cp -r docs/. "$site/docs"
cp Python/README.md "$site/docs/python.md"
cp Editors/vscode/README.md "$site/docs/vscode.md"
sed -i 's#\.\./Editors/vscode/README\.md#vscode.md#' "$site/docs/editors.md"
"$program" --experimental-dump-help | python3 Packaging/commands.py > "$site/docs/commands.md"
NO_MKDOCS_2_WARNING=1 "$site/venv/bin/mkdocs" build --quiet --clean
say "made $site/html/index.html"
