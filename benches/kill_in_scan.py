#!/usr/bin/env python3
"""A story is killed while a scan of all files runs and a feed is frozen.

    kill_in_scan.py [--articles 100000] [--kills 100] [--mode scan|touch|reload]

The feed of one section is frozen: most of its stories were moved to another one. A
scan of all files is under way all the time: `scan` lets the daemon build, which
looks at all of them, one build after the other; `touch` gives every file of a folder
another time first; `reload` changes the config, so that everything is looked at
anew. Timed is from the start of `feedroom article kill` until no document on disk
and no answer over HTTP holds the story's id, the frozen feed's among them. Ends
with 1 where one takes a second or more, where no feed is frozen, and, of 50,000
articles or more, where a kill met no scan: of fewer a scan is too short to be met
each time, and it is only counted how many did.
"""

import json
import os
import random
import re
import signal
import threading
import time
from pathlib import Path

from daemon import HERE, Daemon, arguments, corpus, finish, fresh, port, save, spread

LONG = 50000  # articles of which a scan is long enough for each kill to meet one

ITEM = re.compile(rb"<item>(.*?)</item>", re.S)
GUID = re.compile(rb'<guid isPermaLink="false">([^<]+)</guid>')


def main() -> None:
    given = arguments(__doc__, articles=100000, kills=100, mode=["scan", "touch", "reload"])
    folder = fresh("kill-in-scan")
    content = folder / "content"
    corpus(content, given.articles)
    config = (HERE / "feedroom.toml").read_text().replace('ledger = "ledger.jsonl"', 'ledger = "ledger/"')
    schedule = f'[server]\nlisten = "127.0.0.1:{port()}"\n[schedule]\nlimit = "30m"\nbuild = "* * * * *"\n'
    (folder / "config.toml").write_text(config + schedule)
    daemon = Daemon(folder, patience=3600)
    out = folder / "out"
    # The newest stories of one section go to another: its feed would lose them all.
    section = sorted(path.name for path in content.iterdir())[3]
    frozen = out / f"section/{section}.rss"
    keys = sorted(content.glob(f"{section}/*.md"), key=lambda path: path.stem[-6:])
    for path in keys[-400:]:
        text = path.read_text()
        save(path, re.sub(r'sections? = .*', 'section = "Moved"', text, count=1) if "section" in text else text)
    for _ in range(600):
        if is_frozen := f"section/{section}" in json.dumps(daemon.state().get("frozen")):
            break
        time.sleep(0.1)
    rng = random.Random(7)
    stop, looking = threading.Event(), threading.Event()

    def scans() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            if given.mode == "reload":
                text = (folder / "config.toml").read_text()
                text = re.sub(r'title = "The Harbour Gazette[^"]*"', f'title = "The Harbour Gazette {number}"', text)
                (folder / "config.toml").write_text(text)
                daemon.send(signal.SIGHUP)
                time.sleep(3)
            else:
                if given.mode == "touch":
                    for path in list(content.iterdir())[number % 10].glob("*.md"):
                        os.utime(path)
                # It looks at all files there are, one after the other.
                looking.set()
                daemon.command("build", "--no-notify", check=False)
                looking.clear()

    thread = threading.Thread(target=scans, daemon=True)
    thread.start()
    times, late, gone_for_good = [], [], []
    in_frozen = in_scan = 0
    for number in range(given.kills):
        documents = {path: path.read_bytes() for path in out.rglob("*.rss")}
        where: dict[bytes, list[Path]] = {}
        for path, text in documents.items():
            for guid in GUID.findall(text):
                where.setdefault(guid, []).append(path)
        # Every third one of the frozen feed's own.
        own = [guid for guid in GUID.findall(documents.get(frozen, b"")) if guid in where]
        if number % 3 == 0 and own:
            guid = rng.choice(own)
            in_frozen += 1
        else:
            guid = rng.choice(sorted(guid for guid, paths in where.items() if len(paths) > 2))
        # A kill counts while files are looked at: one of the threads that scan or build is at work.
        end = time.monotonic() + 20
        while not (busy := looking.is_set() or is_busy(daemon)) and time.monotonic() < end:
            time.sleep(0.005)
        in_scan += busy
        began = time.perf_counter()
        ran = daemon.command("article", "kill", guid.decode(), "--no-notify", check=False)
        returned = time.perf_counter() - began
        gone_for_good.append(guid)
        paths = where[guid]
        while any(b">" + guid + b"<" in path.read_bytes() for path in paths if path.exists()):
            if time.perf_counter() - began > 60:
                print(f"{guid} stays:\n{ran.stdout}{ran.stderr}")
                break
            time.sleep(0.001)
        gone = time.perf_counter() - began
        served = [path for path in paths if b">" + guid + b"<" in daemon.get("/" + str(path.relative_to(out)))[1]]
        took = max(gone, returned) if ran.returncode in (0, 1) else 99
        times.append(took * 1000)
        if took >= 1 or served:
            late.append((guid, took, ran.stdout[-200:] + ran.stderr[-200:], served))
        time.sleep(rng.random() * 0.3)
    stop.set()
    thread.join(10)
    # A document that took one in meanwhile would be found by a last search of all.
    everything = b"".join(path.read_bytes() for path in out.rglob("*.rss"))
    faults = [("late", *one) for one in late]
    faults += [(guid, "stands somewhere at the end") for guid in gone_for_good if b">" + guid + b"<" in everything]
    print(f"{given.mode}, {given.articles} articles, a feed frozen: {is_frozen}, {in_frozen} kills in it, {in_scan} while files were looked at: "
          f"{len(times) - len(late)} of {len(times)} out of every document within a second; {spread(times)}")
    if not is_frozen:
        faults.append("no feed was frozen")
    if in_scan < len(times) and given.articles >= LONG:
        faults.append(f"{len(times) - in_scan} kills met no scan")
    if daemon.stop() != 0:
        faults.append("it did not stop well")
    finish(faults)


def is_busy(daemon: Daemon) -> bool:
    """Whether a scan, or a build that looks at everything, is under way."""
    for task in Path(f"/proc/{daemon.process.pid}/task").iterdir():
        try:
            if (task / "comm").read_text().strip() == "scan":
                return True
        except OSError:
            pass
    # After a reload the first build looks at everything, whatever it was begun for.
    return (daemon.state().get("running") or {}).get("what") not in (None, "an order")


if __name__ == "__main__":
    main()
