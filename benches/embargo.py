#!/usr/bin/env python3
"""Stories whose embargo ends: each is out within a second of its time, and before
it not a byte of it has left the process.

    embargo.py [--stories 100] [--seconds 180]

Their times lie spread over that many seconds, some on one second. Searched before
its time for a word of each story, its slug and its headline: all documents on
disk, the answers that a reader polls, the log, `status` and the status over HTTP,
and what a hub was told. Ends with 1 where one is early or late.
"""

import argparse
import random
import time
import urllib.request
from datetime import datetime, timezone

from daemon import Daemon, Sink, fresh, port

CONFIG = """[site]
title = "The Daily"
url = "https://daily.example/"
[[source]]
kind = "files"
path = "articles"
permalink = "{{section}}/{{slug}}/"
[feed_defaults]
formats = ["rss", "atom", "json"]
content = "full"
limit = 500
[[feed]]
path = "all"
[[feed]]
path = "section/{{section}}"
each = "section"
[store]
ledger = "ledger/"
[server]
listen = "127.0.0.1:{listen}"
operator = "127.0.0.1:{operator}"
[notify]
websub = ["http://127.0.0.1:{hub}/"]
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=100)
    parser.add_argument("--seconds", type=int, default=180)
    given = parser.parse_args()
    rng, folder, sink, operator = random.Random(7), fresh("embargo"), Sink(), port()
    text = CONFIG.format(listen=port(), operator=operator, hub=sink.port)
    (folder / "config.toml").write_text(text)
    (folder / "articles").mkdir()
    (folder / "articles/old.md").write_text("---\ntitle: Old\ndate: 2026-01-01T00:00:00Z\nsection: World\n---\nOld words.\n")
    begin = int(time.time()) + 5
    due = {}
    for number in range(given.stories):
        word = f"Zq{number:04}x{rng.randrange(10**9)}"
        due[word] = begin + rng.randrange(given.seconds)
        at = datetime.fromtimestamp(due[word], timezone.utc).isoformat()
        section = f"section{number % 7}"
        story = f"---\ntitle: Headline {word}\nslug: slug-{word}\ndate: {at}\nsection: {section}\n---\nWords {word}.\n"
        (folder / f"articles/held{number}.md").write_text(story)
    daemon = Daemon(folder)
    out, early, late, looks = {}, [], [], 0
    while len(out) < len(due) and time.time() < begin + given.seconds + 10:
        began = time.time()
        # Bytes that have left: a word in them before its time is a broken promise.
        left = [path.read_bytes() for path in (folder / "out").rglob("*") if path.is_file()] if (folder / "out").exists() else []
        left += [path.read_bytes() for path in (folder / "feeds").rglob("*") if path.is_file() and not path.name.startswith(".")]
        feed = daemon.get("/all.atom")[1]
        left += [feed, daemon.get("/all.json")[1], daemon.log.read_bytes()]
        if looks % 5 == 0:
            left.append(daemon.command("status", "--format", "json").stdout.encode())
            left.append(urllib.request.urlopen(f"http://127.0.0.1:{operator}/status").read())
        with sink.lock:
            left += [body for _, body in sink.bodies]
        ended, looks = time.time(), looks + 1
        everything = b"\n".join(left)
        disk = (folder / "feeds/all.atom").read_bytes()
        for word, at in due.items():
            is_here = word.encode() in everything
            if is_here and ended < at:
                early.append(word)
            if word not in out and word.encode() in feed and word.encode() in disk:
                out[word] = ended - at
            elif word not in out and began > at + 1:
                late.append(word)
                out[word] = ended - at
        time.sleep(0.02)
    never = [word for word in due if word not in out]
    delays = sorted(out.values())
    bad = len(set(early) | set(late) | set(never))
    print(f"{given.stories - bad} of {given.stories} out within a second of their time and not before: "
          f"{len(set(early))} early, {len(late)} late, {len(never)} never; seen {delays[0]:.2f} to {delays[-1]:.2f} s after it, "
          f"looks {looks}, pings {len(sink.bodies)}")
    daemon.stop()
    raise SystemExit(bad > 0)


if __name__ == "__main__":
    main()
