#!/usr/bin/env python3
"""How fast the command `feedroom validate` is: one feed, and a folder of 500.

    validate.py [--rounds 5]

Writes a feed of 50 items and 100 KB, and 500 feeds of 10 to 23 KB, to a memory
file system, and judges them. The binary is FEEDROOM of the environment, else
target/release/feedroom. Linux, standard library only.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
FOLDER = Path("/dev/shm/feedroom-validate")
BINARY = os.environ.get("FEEDROOM") or str(HERE.parent / "target/release/feedroom")
PARAGRAPH = (
    "<p>The harbour board said no to the <em>new</em> crane, and "
    '<a href="https://news.example/record?a=1&amp;b=2">the record</a> shows why: '
    "it is too tall &amp; too loud.</p>\n"
)


def feed(items: int, paragraphs: int) -> str:
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>News</title>'
        "<link>https://news.example/</link><description>News of the port</description>"
        "<language>en</language><lastBuildDate>Tue, 06 Jan 2026 09:00:00 +0000</lastBuildDate>"
        '<atom:link rel="self" type="application/rss+xml" href="https://news.example/feed"/>'
    )
    body = "".join(
        f"<item><title>The crane, part {n}</title><link>https://news.example/{n}/</link>"
        "<description>A crane that nobody wanted stays where it is.</description>"
        f'<guid isPermaLink="false">tag:news.example,2026:{n}</guid>'
        f"<pubDate>Mon, 05 Jan 2026 {23 - n // 60:02}:{59 - n % 60:02}:00 +0000</pubDate>"
        f"<content:encoded><![CDATA[{PARAGRAPH * paragraphs}]]></content:encoded></item>\n"
        for n in range(items)
    )
    return head + body + "</channel></rss>\n"


def timed(path: Path) -> tuple[float, float]:
    """Wall and user CPU time of one run, in seconds."""
    began = time.perf_counter()
    process = subprocess.Popen([BINARY, "validate", str(path)], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, process.returncode
    return wall, used.ru_utime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    shutil.rmtree(FOLDER, ignore_errors=True)
    (FOLDER / "many").mkdir(parents=True)
    one = FOLDER / "one.rss"
    one.write_text(feed(50, 11))
    for n in range(500):
        (FOLDER / "many" / f"{n:03}.rss").write_text(feed(5 + n % 7, 10))
    sizes = [path.stat().st_size for path in (FOLDER / "many").iterdir()]
    print(f"one feed of {one.stat().st_size / 1e3:.0f} KB; 500 of {min(sizes) / 1e3:.0f} to {max(sizes) / 1e3:.0f} KB")
    for name, path, count in [("one feed", one, 1), ("500 feeds", FOLDER / "many", 500)]:
        timed(path)
        runs = [timed(path) for _ in range(rounds)]
        walls, users = [run[0] * 1e3 for run in runs], [run[1] * 1e3 for run in runs]
        line = f"{name:10} wall {min(walls):.1f} {statistics.median(walls):.1f} {max(walls):.1f} ms"
        line += f"  user CPU {min(users):.1f} {statistics.median(users):.1f} {max(users):.1f} ms"
        if count > 1:
            line += f"  {count / statistics.median(walls) * 1e3:.0f} files a second"
        print(line)
    shutil.rmtree(FOLDER)


if __name__ == "__main__":
    main()
