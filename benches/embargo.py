#!/usr/bin/env python3
"""Stories whose embargo ends: each is out within a second of its time, and before
it not a byte of it has left the process.

    embargo.py [--stories 100] [--seconds 180]

Their times lie spread over that many seconds, some on one second. A third of them
wait with their `date` ahead; a third have a date in the past and wait by the key
`embargo` of their front matter; a third, of either kind in turns, are saved by a
rename while the daemon runs, two to four seconds ahead of their time.

The script looks all the time. Searched before its time for a word of each story,
which its slug and its headline hold as well: all documents on disk, the answers that
a reader polls, the log, `status` and the status over HTTP, and what a hub was told.
A story is out when it stands in the site's three documents and its section's three on
disk and in the answer to a reader. It is late where a look that began a second or
more after its time (or after the daemon began, if that is later) does not find it.
Ends with 1 where one is early, late or never out.
"""

import random
import time
import urllib.request
from datetime import datetime, timezone

from daemon import Daemon, Sink, arguments, finish, fresh, port, save

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


FORMATS = ["rss", "atom", "json"]


def main() -> None:
    given = arguments(__doc__, stories=100, seconds=180)
    rng, folder, sink, operator = random.Random(7), fresh("embargo"), Sink(), port()
    text = CONFIG.format(listen=port(), operator=operator, hub=sink.port)
    (folder / "config.toml").write_text(text)
    (folder / "articles").mkdir()
    (folder / "articles/old.md").write_text("---\ntitle: Old\ndate: 2026-01-01T00:00:00Z\nsection: World\n---\nOld words.\n")
    begin = int(time.time()) + 5
    due, sections, to_save = {}, {}, []
    for number in range(given.stories):
        word, section = f"Zq{number:04}x{rng.randrange(10**9)}", f"section{number % 7}"
        due[word], sections[word] = begin + rng.randrange(given.seconds), section
        at = datetime.fromtimestamp(due[word], timezone.utc).isoformat()
        waits = f"date: 2026-02-01T00:00:00Z\nembargo: {at}" if number % 3 == 1 or number % 6 == 5 else f"date: {at}"
        story = f"---\ntitle: Headline {word}\nslug: slug-{word}\n{waits}\nsection: {section}\n---\nWords {word}.\n"
        path = folder / f"articles/held{number}.md"
        if number % 3 == 2:
            to_save.append((due[word] - 2 - 2 * rng.random(), path, story))
        else:
            path.write_text(story)
    to_save.sort()
    daemon = Daemon(folder)
    began_at = time.time()
    out, early, late, looks = {}, set(), set(), 0
    while len(out) < len(due) and time.time() < begin + given.seconds + 10:
        while to_save and to_save[0][0] <= time.time():
            _, path, story = to_save.pop(0)
            save(path, story)
        began = time.time()
        # Bytes that have left, and when at the latest: a word in them before its time is a broken promise.
        left = []

        def note(body: bytes) -> bytes:
            left.append((time.time(), body))
            return body

        disk = {str(path.relative_to(folder / "feeds")): note(path.read_bytes()) for path in documents(folder / "feeds")}
        feed = note(daemon.get("/all.atom")[1])
        note(daemon.get("/all.json")[1])
        note(daemon.log.read_bytes())
        if looks % 5 == 0:
            note(daemon.command("status", "--format", "json", check=False).stdout.encode())
            note(urllib.request.urlopen(f"http://127.0.0.1:{operator}/status").read())
        with sink.lock:
            left += sink.bodies
        ended, looks = time.time(), looks + 1
        for word, at in due.items():
            if word in out:
                continue
            sought = word.encode()
            if any(when < at and sought in body for when, body in left):
                early.add(word)
            places = [disk.get(f"{path}.{format}", b"") for path in ("all", f"section/{sections[word]}") for format in FORMATS]
            if all(sought in body for body in [feed, *places]):
                out[word] = ended - at
            elif began >= max(at, began_at) + 1:
                late.add(word)
        time.sleep(0.02)
    never = due.keys() - out.keys()
    bad, delays = early | late | never, sorted(out.values()) or [0]
    print(f"{given.stories - len(bad)} of {given.stories} out within a second of their time and not before: "
          f"{len(early)} early, {len(late)} late, {len(never)} never; seen {delays[0]:.2f} to {delays[-1]:.2f} s after it, "
          f"looks {looks}, pings {len(sink.bodies)}")
    faults = [f"{what}: {word}, due {due[word]}" for what, words in (("early", early), ("late", late), ("never", never)) for word in sorted(words)]
    if daemon.stop() != 0:
        faults.append("it did not stop well")
    finish(faults)


def documents(folder):
    """All files that are in their places; the others wait under a name with a dot."""
    return [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")]


if __name__ == "__main__":
    main()
