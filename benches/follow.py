#!/usr/bin/env python3
"""What a build costs that follows what changed, beside a bare walk.

    follow.py [--articles 100000] [--rounds 5]

A newsroom of that many articles is built once on a memory file system. Then, in
turns: `find` stats each of its files; a build finds nothing changed; a build finds
the newest article changed. The last two for three ways to remember: the ledger in
one file, in monthly files, and in the store alone. Wall time and user CPU, least,
median and most. FEEDROOM names the binary; else target/release/feedroom. Linux,
GNU find, standard library only.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
FEEDROOM = os.environ.get("FEEDROOM") or str(HERE.parent / "target/release/feedroom")
LEDGERS = {"one ledger file": 'ledger = "ledger.jsonl"', "monthly files": 'ledger = "ledger/"', "store alone": ""}
# A file that changed less than two seconds before it was looked at is read once more.
GRAIN = 2.5


def timed(command: list[str], folder: Path) -> tuple[float, float, int]:
    """Wall time, user CPU, and peak memory in KiB."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command} failed:\n{said.decode()}")
    return wall, used.ru_utime, used.ru_maxrss


def show(what: str, rows: list[tuple[float, float, int]]) -> None:
    line = f"  {what:34}"
    for at, name in enumerate(["wall", "user"]):
        values = sorted(row[at] * 1000 for row in rows)
        line += f"  {name} {values[0]:7.0f} {statistics.median(values):7.0f} {values[-1]:7.0f} ms"
    print(line + f"  {max(row[2] for row in rows) / 1024:5.0f} MiB", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100000)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    root = Path("/dev/shm/feedroom-follow")
    shutil.rmtree(root, ignore_errors=True)
    content = root / "content"
    minutes = "300" if given.articles <= 15000 else "40"
    generator = [sys.executable, HERE / "corpus.py", "--articles", str(given.articles), "--minutes", minutes, content]
    subprocess.run(generator, check=True, stdout=subprocess.DEVNULL)
    newest = max(content.rglob("*.md"), key=lambda path: path.stem[-6:])
    config = (HERE / "feedroom.toml").read_text()
    print(f"{given.articles} articles, {given.rounds} rounds: least, median, most; peak memory")
    for name, line in LEDGERS.items():
        folder = root / name.replace(" ", "-")
        folder.mkdir()
        text = config.replace('ledger = "ledger.jsonl"', line).replace('path = "content"', 'path = "../content"')
        (folder / "feedroom.toml").write_text(text)
        build = [FEEDROOM, "--config", "feedroom.toml", "build", "--no-notify"]
        time.sleep(GRAIN)
        timed(build, folder)
        walks, quiet, changed = [], [], []
        for number in range(given.rounds):
            walks.append(timed(["find", "../content", "-type", "f", "-printf", "%s %T@\n"], folder))
            quiet.append(timed(build, folder))
            story = newest.read_text()
            newest.write_text(story.replace("+++\n\n", f"+++\n\nThe {number}th word of {name}. ", 1))
            changed.append(timed(build, folder))
            time.sleep(GRAIN)
            timed(build, folder)
        show(f"{name}: find", walks)
        show(f"{name}: nothing changed", quiet)
        show(f"{name}: one changed", changed)
    shutil.rmtree(root)


if __name__ == "__main__":
    main()
