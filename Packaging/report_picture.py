#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Takes the picture of a report for README: `assay run` on the sample "mails", its page seen by Chromium.

usage: report_picture.py ASSAY docs/report.png
"""

import os
import shutil
import subprocess
import sys
import tempfile

RUN = "run mails.csv --prompt-column text --completion-column topic --budget 5min --yes -o run"
SIZE = "880,1245"  # down to the end of the classes
MOST_BYTES = 150_000


def main():
    binary, target = os.path.abspath(sys.argv[1]), sys.argv[2]
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("there is no Chromium: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        for words in ("samples mails", RUN):
            subprocess.run([binary, *words.split()], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        picture = os.path.join(folder, "report.png")
        subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1",
             f"--user-data-dir={folder}/browser", f"--window-size={SIZE}", f"--screenshot={picture}",
             os.path.join(folder, "run", "report.html")], check=True)
        if os.path.getsize(picture) > MOST_BYTES:
            sys.exit(f"the picture has {os.path.getsize(picture)} bytes, more than {MOST_BYTES}")
        shutil.copyfile(picture, target)


main()
