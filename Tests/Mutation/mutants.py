#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How many faults put into the code at random would the tests notice?

  Tests/Mutation/mutants.py [--mutants 60] [--seed 1] [--rooms Tables Service ...] [--work .build/mutants] [--at-least 0.85]

Copies the checkout, picks places at random (one for each mutant, spread over the rooms by their size)
and puts all mutants into one build, each behind a switch that the environment variable ASSAY_MUTANT
sets. Then it runs the tests with each: first the tests of the room, then those of all rooms that lean
on it. Before tests first judge a mutant they run without one, and must pass. A run that takes much
longer than that is stopped, and the mutant counts as caught. Kinds of mutants:

  turned   a comparison turned into its opposite: < to >=, == to !=
  edge     a comparison that takes its edge in or leaves it out: < to <=
  one-off  a whole number in an expression, one more
  dropped  a statement left out: a call, or an assignment to something that exists

A mutant that does not compile is replaced by another. Prints each mutant with the tests that caught it,
and a table by room. Exit status 0 when at least the wanted share was caught.
"""
import argparse
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time

ROOMS = ["Records", "Analyzers", "Checks", "Fixes", "RuleEngine", "Dataset", "Tables", "Evaluation", "PrepareData", "Service", "ServiceStore"]
OPPOSITE = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}
EDGE = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
COMPARISON = re.compile(r"(?<=[\w)\]\"]) (<=|>=|==|!=|<|>) (?=[\w(\[\"\-.])")
NUMBER = re.compile(r"(?<=[(\[ +\-*<>=])(\d{1,6})(?=[)\], +\-*/%<>;:]|\.\.|$)")
STATEMENT = re.compile(r"^(\s+)((?:try )?[a-z_][\w.?!\[\]]*(?:\(.*\)| (?:[+\-*|&]?=) .+))$")
KEYWORDS = ("let ", "var ", "return", "guard", "case", "default", "throw", "continue", "break", "self.init", "super.",
            "private", "package", "static", "precondition", "defer", "import", "func", "init", "for ", "while ", "if ", "else", "switch", "typealias")
# Statements and numbers whose loss nobody can see in a result: room made ahead, memory and handles given back, the sizes
# of pieces of work, and what is written to the disk before the power fails.
UNSEEN = re.compile(r"reserveCapacity|\breserve\(|zip_discard|allocate\(|capacity|batchCells|batchBytes|threads|deallocate|deinitialize|End\(|\.close\(|\bsync\(\)|removeAll\(keepingCapacity")
# A regular expression written between slashes is no code.
PATTERN = re.compile(r"[(=:] ?/\S.*/")
# An initializer that leaves out a property does not compile.
PROPERTY = re.compile(r"^\s+self\.(\w+) = \1$")
# Tests in processes of their own: beside the others they may wait for ever, see the Makefile.
ALONE = "KernelSafetyTests"
# Characters that may stand in the names of operators, for a name of its own for each comparison.
LETTERS = [chr(c) for c in range(0x2200, 0x22FF)]
SWITCH = """
#if canImport(Glibc)
  import Glibc
#endif
/// The mutant that this run is to show.
let activeMutant: Int = getenv("ASSAY_MUTANT").flatMap { Int(String(cString: $0)) } ?? 0
func oneOff<Value: BinaryInteger>(_ value: Value, _ mutant: Int) -> Value {
  activeMutant == mutant ? value + 1 : value
}
"""


def sites(path):
    """The places of one file: (line, column, end, kind, text)."""
    inside_text = False
    # Parentheses that are open in a statement whose loss nobody can see: it goes on over several lines.
    unseen_depth = 0
    for number, line in enumerate(path.read_text().split("\n")):
        if line.count('"""') % 2:
            inside_text = not inside_text
            continue
        code = line.split("//")[0]
        is_unseen = not inside_text and (unseen_depth > 0 or UNSEEN.search(code) is not None)
        if is_unseen:
            unseen_depth = max(0, unseen_depth + code.count("(") - code.count(")"))
        if inside_text or not code.strip() or '"' in code or PATTERN.search(code):
            continue
        stripped = code.strip()
        if stripped.startswith(("@", "static let", "package static let", "private static let", "case ", "#")):
            continue
        if "nil" not in code and "func " not in code and "where " not in code and "<" not in re.sub(r" [<>]=? ", " ", code):
            for found in COMPARISON.finditer(code):
                yield number, found.start(1), found.end(1), "turned", found.group(1)
                if found.group(1) in EDGE:
                    yield number, found.start(1), found.end(1), "edge", found.group(1)
        if not stripped.startswith(("let ", "package ", "private ", "static ", "func ", "init")) or " = " in code:
            for found in NUMBER.finditer(code):
                if not is_unseen and "0x" not in code and "UInt" not in code and "Float" not in code and "Double" not in code:
                    yield number, found.start(1), found.end(1), "one-off", found.group(1)
        found = STATEMENT.match(code)
        if found and not is_unseen and not PROPERTY.match(code) and not stripped.startswith(KEYWORDS) and code.count("(") == code.count(")") \
                and code.count("{") == code.count("}"):
            yield number, found.start(2), len(code.rstrip()), "dropped", found.group(2)


def mutated(line, site, mutant):
    """The line with its mutant, and what the file must declare for it."""
    _, start, end, kind, text = site
    if kind in ("turned", "edge"):
        name = "≺" + LETTERS[mutant % len(LETTERS)] + LETTERS[mutant // len(LETTERS)]
        other = (OPPOSITE if kind == "turned" else EDGE)[text]
        bound = "Equatable" if text in ("==", "!=") else "Comparable"
        declaration = (
            f"infix operator {name}: ComparisonPrecedence\n"
            f"private func {name} <Value: {bound}>(left: Value, right: Value) -> Bool {{\n"
            f"  activeMutant == {mutant} ? left {other} right : left {text} right\n}}\n")
        return line[:start] + name + line[end:], declaration
    if kind == "one-off":
        return f"{line[:start]}oneOff({text}, {mutant}){line[end:]}", ""
    return f"{line[:start]}if activeMutant != {mutant} {{ {text} }}{line[end:]}", ""


def shown(line, site):
    _, start, end, kind, text = site
    if kind == "dropped":
        return f"dropped `{text}`"
    other = {"turned": OPPOSITE, "edge": EDGE}.get(kind, {}).get(text) or str(int(text) + 1)
    return f"{kind} `{line.strip()}`: {text} to {other}"


class Tree:
    """A copy of the checkout with mutants in it."""

    def __init__(self, source, work):
        self.root = work / "tree"
        self.root.mkdir(parents=True, exist_ok=True)
        # What an earlier run built is kept: only the sources are new.
        for entry in self.root.iterdir():
            if entry.name != ".build":
                shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        files = subprocess.run(["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=source, capture_output=True, check=True)
        for name in files.stdout.decode().split("\0"):
            if name and (source / name).is_file():
                (self.root / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(source / name, self.root / name)
        self.originals = {}

    def write(self, mutants):
        """Puts these mutants, and no others, into the sources."""
        for path, text in self.originals.items():
            path.write_text(text)
        self.originals = {}
        by_file = {}
        for mutant, (path, site) in mutants.items():
            by_file.setdefault(path, []).append((site, mutant))
        rooms = set()
        for path, found in by_file.items():
            full = self.root / path
            self.originals[full] = text = full.read_text()
            lines, declarations = text.split("\n"), []
            for site, mutant in sorted(found, key=lambda pair: pair[0][1], reverse=True):
                lines[site[0]], declaration = mutated(lines[site[0]], site, mutant)
                declarations.append(declaration)
            full.write_text("\n".join(lines) + "\n" + "".join(declarations))
            rooms.add(path.parts[1])
        for room in rooms:
            (self.root / "Sources" / room / "ActiveMutant.swift").write_text(SWITCH)

    def run(self, arguments, mutant=0, timeout=1800):
        environment = {**os.environ, "ASSAY_MUTANT": str(mutant)}
        environment.pop("CI", None)
        try:
            done = subprocess.run(
                arguments, cwd=self.root, env=environment, capture_output=True, text=True, timeout=timeout)
        except subprocess.TimeoutExpired:
            return 124, "timeout"
        return done.returncode, done.stdout + done.stderr

    def build(self):
        return self.run(["swift", "build", "--build-tests", "-debug-info-format", "none", "-Xswiftc", "-suppress-warnings"], timeout=5400)

    def test(self, mutant, only, limit=3600):
        """Whether the tests fail within so many seconds, and the first one that does, after which no other is waited for."""
        arguments = ["swift", "test", "--skip-build", "-debug-info-format", "none"]
        arguments += [part for name in only for part in ("--filter", f"{name}\\.")]
        arguments += ["--skip", f"{ALONE}\\."]
        # Who looks into a crash may outlive the tests, and hold their output long.
        environment = {**os.environ, "ASSAY_MUTANT": str(mutant), "SWIFT_BACKTRACE": "enable=no"}
        environment.pop("CI", None)
        run = subprocess.Popen(
            arguments, cwd=self.root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            errors="replace", start_new_session=True)
        # A mutant may wait for ever.
        hung = threading.Event()
        watch = threading.Timer(limit, lambda: (hung.set(), os.killpg(run.pid, signal.SIGKILL)))
        watch.start()
        failed = None
        for line in run.stdout:
            found = re.search(r"Test (\S+?\(.*?\)|\"[^\"]*\") (?:with .*)?recorded an issue", line)
            if found:
                failed = found.group(1)
                os.killpg(run.pid, signal.SIGKILL)
                break
        run.stdout.close()
        status = run.wait()
        watch.cancel()
        return status != 0, failed or ("a wait without end" if hung.is_set() else "crash")


def suites(source):
    """Test targets by the room that they lean on, in one step or in several."""
    package = json.loads(subprocess.run(["swift", "package", "dump-package"], cwd=source, capture_output=True, check=True).stdout)
    near = {target["name"]: {name for one in target["dependencies"] for name in one.get("byName", [])[:1]}
            for target in package["targets"]}

    def leans(name, room):
        return any(other == room or leans(other, room) for other in near.get(name, ()))

    return lambda room: [target["name"] for target in package["targets"]
                         if target["type"] == "test" and leans(target["name"], room)]


def choose(random_source, candidates, count, taken):
    """Places from rooms in proportion to their size; one a line."""
    chosen = []
    while len(chosen) < count and candidates:
        place = candidates.pop(random_source.randrange(len(candidates)))
        if (place[0], place[1][0]) not in taken:
            taken.add((place[0], place[1][0]))
            chosen.append(place)
    return chosen


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mutants", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rooms", nargs="*", default=ROOMS)
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path(".build/mutants"))
    parser.add_argument("--at-least", type=float, default=0.85)
    parser.add_argument("--list", action="store_true", help="show the mutants and stop")
    options = parser.parse_args()
    source = pathlib.Path(__file__).resolve().parents[2]
    leaning = suites(source)
    rooms = [room for room in options.rooms if (source / "Sources" / room).is_dir()]
    candidates = [
        (path.relative_to(source), site)
        for room in rooms for path in sorted((source / "Sources" / room).rglob("*.swift")) for site in sites(path)]
    random_source, taken = random.Random(options.seed), set()
    print(f"{len(candidates)} places in {', '.join(rooms)}; seed {options.seed}", flush=True)
    mutants = dict(enumerate(choose(random_source, candidates, options.mutants, taken), 1))
    lines = {m: (source / path).read_text().split("\n")[site[0]] for m, (path, site) in mutants.items()}
    if options.list:
        for mutant, (path, site) in mutants.items():
            print(f"{mutant:3d} {path}:{site[0] + 1} {shown(lines[mutant], site)}")
        return
    tree = Tree(source, options.work.resolve())
    # A build tells of one room at a time.
    for _ in range(options.mutants):
        tree.write(mutants)
        status, output = tree.build()
        if status == 0:
            break
        places = {(str(path), site[0] + 1): m for m, (path, site) in mutants.items()}
        errors = {(name, int(line)) for name, line in re.findall(r"(Sources/\S+?\.swift):(\d+):\d+: error", output)}
        # An initializer that lost a line is faulted at its end: then all mutants of the file are replaced.
        files = {name for name, line in errors if (name, line) not in places}
        broken = {m for place, m in places.items() if place in errors or place[0] in files}
        if not broken:
            sys.exit(f"the mutants do not build:\n{output[-4000:]}")
        print(f"{len(broken)} mutants do not compile; others take their place", flush=True)
        for mutant, place in zip(sorted(broken), choose(random_source, candidates, len(broken), taken)):
            mutants[mutant] = place
            lines[mutant] = (source / place[0]).read_text().split("\n")[place[1][0]]
    else:
        sys.exit("the mutants do not build")
    caught, limits = {}, {}

    def limit(rooms, factor):
        """How long these tests may take with a mutant, by what they take without one."""
        if rooms not in limits:
            started = time.monotonic()
            fails, test = tree.test(0, only=rooms)
            if fails:
                sys.exit(f"the tests fail without a mutant: {test}")
            limits[rooms] = factor * (time.monotonic() - started) + 60
        return limits[rooms]

    def tell(mutant, test):
        path, site = mutants[mutant]
        caught[mutant] = bool(test)
        print(f"{mutant:3d} {path}:{site[0] + 1} {shown(lines[mutant], site)} - {test or 'SURVIVED'}", flush=True)

    def own(mutant):
        """The tests of the mutant's room."""
        name = f"{mutants[mutant][0].parts[1]}Tests"
        return (name,) if (source / "Tests" / name).is_dir() else ()

    for mutant in sorted(mutants):
        rooms = own(mutant)
        fails, test = tree.test(mutant, only=rooms, limit=limit(rooms, 5)) if rooms else (False, "")
        if fails:
            tell(mutant, f"caught by {test}")
    print(f"{len(caught)} of {len(mutants)} caught by the tests of their rooms", flush=True)
    for mutant in sorted(mutants.keys() - caught.keys()):
        # The tests of the house see that the switches are no part of it.
        others = tuple(sorted(set(leaning(mutants[mutant][0].parts[1])) - {*own(mutant), "HouseTests"}))
        fails, test = tree.test(mutant, only=others, limit=limit(others, 2))
        tell(mutant, f"caught elsewhere by {test}" if fails else "")
    results = {}
    for mutant, (path, _) in mutants.items():
        results.setdefault(path.parts[1], []).append(caught[mutant])
    print(f"\n{'room':14s} mutants caught")
    for room, found in sorted(results.items()):
        print(f"{room:14s} {len(found):7d} {sum(found):6d}")
    every = [caught for found in results.values() for caught in found]
    share = sum(every) / len(every)
    print(f"{sum(every)} of {len(every)} mutants caught, {share:.0%}")
    sys.exit(0 if share >= options.at_least else 1)


if __name__ == "__main__":
    main()
