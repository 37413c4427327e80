#!/usr/bin/env python3
"""A busy newsroom's day in some minutes.

    day.py [--minutes 10] [--articles 5000] [--polls 500]

2,000 saves, 100 kills, 20 embargoes and 3 reloads in ten minutes (fewer in less),
while readers poll that often a second over connections that are kept, with the
entity tags that they were given. Each answer must be 200 or 304, whole, well-formed,
without an item twice, and the one of its entity tag; no killed story may come after
its kill returned, and none that waits before its time. At the end each story that should stand does,
once, with its last words, and no feed that was polled holds an item twice. Memory is
told after each tenth of the time, at the end and at most: at the end it may not be
both 25 % and 64 MiB above that after the first tenth (in less than five minutes, when
the daemon is hardly warm by then: after half of the time), and never above 512 MiB.
Ends with 1 where something is wrong.
"""

import http.client
import json
import random
import re
import signal
import threading
import time
import xml.parsers.expat
from datetime import datetime, timezone

from daemon import HERE, MEMORY_LIMIT, Daemon, arguments, corpus, finish, fresh, port, save

LIMIT = 400
WORD = re.compile(rb"Zw\d{5}q")  # the one word of each version of a story
GROWTH = 1.25, 64  # times and MiB that memory at the end may be above what it was early on
WARM = 5  # minutes; in less, a tenth of the time is too early to compare memory with


def main() -> None:
    given = arguments(__doc__, minutes=10.0, articles=5000, polls=500)
    seconds, share = given.minutes * 60, given.minutes / 10
    folder, rng = fresh("day"), random.Random(7)
    corpus(folder / "content", given.articles)
    config = (HERE / "feedroom.toml").read_text().replace('formats = ["rss"]', 'formats = ["rss", "atom", "json"]')
    config = config.replace('path = "all"', f'path = "all"\nlimit = {LIMIT}').replace('each = "tag"', 'each = "tag"\nat_least = 40')
    (folder / "config.toml").write_text(config + f'[server]\nlisten = "127.0.0.1:{port()}"\n')
    daemon = Daemon(folder)
    section = sorted(path.name for path in (folder / "content").iterdir())[0]
    paths = ["/all.rss", "/all.atom", "/all.json", f"/section/{section}.rss", f"/section/{section}.atom", f"/section/{section}.json", "/"]
    faults, lock, stop = [], threading.Lock(), threading.Event()
    killed: dict[str, float] = {}
    waiting: dict[str, float] = {}
    polls = [0, 0]
    versions: dict[tuple[str, str], tuple[int, set[str]]] = {}

    def fault(text: str) -> None:
        with lock:
            faults.append(text)

    def read(pace: float) -> None:
        connection, tags = None, {}
        order, next_at = random.Random(), time.monotonic()
        while not stop.is_set():
            next_at += pace
            time.sleep(max(0, next_at - time.monotonic()))
            path = order.choice(paths)
            try:
                connection = connection or http.client.HTTPConnection("127.0.0.1", daemon.port, timeout=10)
                asked = time.time()
                connection.request("GET", path, headers={"If-None-Match": tags[path]} if path in tags else {})
                answer = connection.getresponse()
                body = answer.read()
                if answer.headers.get("Connection") == "close":
                    connection.close()
                    connection = None
            except Exception as error:
                fault(f"{path}: {error!r}")
                connection = None
                continue
            polls[0] += 1
            if answer.status == 304:
                polls[1] += 1
                continue
            if answer.status != 200:
                fault(f"{path}: {answer.status}")
                continue
            tags[path] = answer.headers["ETag"]
            if path == "/":
                continue
            check(path, tags[path], body, asked)

    def look_through(path: str, body: bytes) -> set[str]:
        """The words of stories in a document."""
        try:
            if path.endswith("json"):
                ids = [item["id"] for item in json.loads(body)["items"]]
            else:
                xml.parsers.expat.ParserCreate().Parse(body, True)
                mark = b'<guid isPermaLink="false">' if path.endswith("rss") else b"</title><id>"
                ids = [part.split(b"<", 1)[0] for part in body.split(mark)[1:]]
        except Exception as error:
            fault(f"{path}: not well-formed: {error!r}")
            return set()
        if len(ids) != len(set(ids)):
            fault(f"{path}: an item stands twice")
        return {word.decode() for word in WORD.findall(body)}

    def check(path: str, tag: str, body: bytes, asked: float) -> None:
        # Many readers get one version of a document: it is looked through once.
        digest, known = hash(body), versions.get((path, tag))
        if known is None:
            known = versions[path, tag] = (digest, look_through(path, body))
        if known[0] != digest:
            fault(f"{path}: one entity tag, {tag}, for two versions")
        with lock:
            gone = [word for word in known[1] if killed.get(word, asked) < asked]
            early = [word for word in known[1] if time.time() < waiting.get(word, 0)]
        for word in gone:
            fault(f"{path}: {word} was killed")
        for word in early:
            fault(f"{path}: {word} waits")

    readers = 10
    threads = [threading.Thread(target=read, args=(readers / given.polls,)) for _ in range(readers)]
    [thread.start() for thread in threads]
    began = time.monotonic()
    plan = ["save"] * int(2000 * share) + ["kill"] * int(100 * share) + ["embargo"] * int(20 * share) + ["reload"] * max(1, int(3 * share))
    rng.shuffle(plan)
    live: dict[str, str] = {}
    memory: list[float] = []  # after each tenth of the time
    done = dict.fromkeys(["save", "kill", "embargo", "reload"], 0)
    for number, what in enumerate(plan):
        time.sleep(max(0, began + seconds * number / len(plan) - time.monotonic()))
        if time.monotonic() - began > seconds * (len(memory) + 1) / 10:
            memory.append(daemon.rss())
        if what == "kill" and not live:
            what = "save"
        done[what] += 1
        if what == "reload":
            text = (folder / "config.toml").read_text()
            (folder / "config.toml").write_text(text.replace("The Harbour Gazette", "The Harbour Gazette ", 1))
            daemon.send(signal.SIGHUP)
        elif what == "kill":
            name = rng.choice(sorted(live))
            ran = daemon.command("article", "kill", f"content/{section}/{name}.md", "--no-notify", check=False)
            if ran.returncode != 0:
                fault(f"kill of {name}: {ran.stdout}{ran.stderr}")
            with lock:
                killed[live.pop(name)] = time.time()
        else:
            is_new = what == "embargo" or len(live) < 30 or rng.random() < 0.15
            name = f"story-{number}" if is_new else rng.choice(sorted(live))
            word = f"Zw{number:05}q"
            at = time.time() + (rng.randrange(2, 15) if what == "embargo" else 0)
            if is_new:
                date = datetime.fromtimestamp(int(at) + (what == "embargo"), timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
            else:
                date = next(line for line in (folder / f"content/{section}/{name}.md").read_text().splitlines() if line.startswith("date"))
                date = date.split("= ")[1]
            if what == "embargo":
                with lock:
                    waiting[word] = int(at) + 1
            # The story's own word, which no other has; the old one must not come again.
            text = f'+++\ntitle = "{name} {word}"\ndate = {date}\nslug = "{name}"\n+++\n\nThe words of {word}.\n'
            save(folder / f"content/{section}/{name}.md", text)
            live[name] = word
    # The last embargo ends.
    time.sleep(max(0, max(waiting.values(), default=0) - time.time()) + 3)
    stop.set()
    [thread.join() for thread in threads]
    took = time.monotonic() - began
    for path in paths[:-1]:
        check(path, "the last", daemon.get(path)[1], time.time())
    text = json.dumps(json.loads(daemon.get("/all.json")[1])["items"])
    for name, word in live.items():
        if f"{name} {word}" not in text:
            fault(f"at the end {name} is not as it was saved last")
    for word in killed:
        if word in text:
            fault(f"at the end {word} is there, and was killed")
    end, most = daemon.rss(), daemon.rss("VmHWM")
    memory = memory or [end]
    first = memory[0 if given.minutes >= WARM else len(memory) // 2]
    if end > first * GROWTH[0] and end > first + GROWTH[1]:
        fault(f"memory is not flat: {first:.0f} MiB early on, {end:.0f} MiB at the end")
    if most > MEMORY_LIMIT:
        fault(f"{most:.0f} MiB is more than {MEMORY_LIMIT} MiB")
    if daemon.stop() != 0:
        fault("it did not stop well")
    print(f"{given.minutes:g} minutes: {done}; {polls[0]} polls ({polls[0] / took:.0f} a second, {polls[1]} not modified); "
          f"{len(faults)} faults; memory {', '.join(f'{each:.0f}' for each in memory)} MiB after each tenth, {end:.0f} at the end, {most:.0f} at most")
    finish(faults)


if __name__ == "__main__":
    main()
