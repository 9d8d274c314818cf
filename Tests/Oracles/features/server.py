# SPDX-License-Identifier: Apache-2.0
"""A server of the audit's own, on a port of its own, with two bases of random weights."""
import atexit
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import notes

assay = os.environ.get("ASSAY", "assay")


class Server:
    """`assay serve` in a folder that goes when the script ends."""

    def __init__(self, *options):
        self._folder = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self._folder.name)
        (self.folder / "base.jsonl").write_text("".join(json.dumps(each) + "\n" for each in notes.watering(120)))
        for name in ("one", "two"):
            subprocess.run([assay, "train", "-t", "base.jsonl", "-m", "nano", "--max-steps", "1", "-o", name, "--quiet"],
                           cwd=self.folder, check=True, stdout=subprocess.DEVNULL)
        self.options = options
        self.process = None
        self.start()
        atexit.register(self.close)

    def start(self, port=0):
        """Starts it, on the same data if it ran before."""
        with open(self.folder / "out", "w") as out, open(self.folder / "log", "a") as log:
            bases = [f"--base-model={name}={self.folder / model}" for name, model in (("babbage", "one"), ("curie", "two"))]
            self.process = subprocess.Popen([assay, "serve", "--port", str(port), "--data-dir", self.folder / "data", *bases, *self.options],
                                            stdout=out, stderr=log)
        end = time.time() + 60
        while True:
            found = re.search(r"127\.0\.0\.1:(\d+)", (self.folder / "out").read_text())
            if found:
                self.port = int(found[1])
                self.base = f"http://127.0.0.1:{self.port}/v1"
                return
            assert time.time() < end and self.process.poll() is None, (self.folder / "log").read_text()
            time.sleep(0.1)

    def close(self):
        """Ends it and waits, so that the folder can go."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(60)


def client(server, seen, *arguments, key="any", status=0):
    """A command of the client's own command line, such as `api files.list`."""
    environment = os.environ | {"OPENAI_API_BASE": server.base, "OPENAI_API_KEY": key}
    done = subprocess.run([str(pathlib.Path(sys.executable).parent / "openai"), *map(str, arguments)], cwd=seen.folder,
                          env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=300)
    if done.returncode != status:
        seen.holds(f"`openai {' '.join(map(str, arguments))}` ends with {status}, not {done.returncode}: {done.stderr.strip()[-200:]}", False)
    return done.stdout
