#!/usr/bin/env python3
"""A daemon is killed with SIGKILL at random moments while a newsroom works.

    sigkill.py [--rounds 200] [--articles 2000] [--seed 7]

In each round stories are saved, edited, killed and restored by hand, and embargoed
for two seconds at most, until the daemon dies in the middle of it. In every third
round the one that is started after it is killed as well, in its first 0 to 300 ms.
The last one has its first look, and when the embargoes are over, no build runs and
no document changes any more, these must hold:

- It serves what a `build` in a copy of the folder makes of the same articles, ledger
  and time, byte by byte.
- Of each story the last decision that a command told as done (exit status 0 or 1)
  stands in the ledger, and a story that was killed stands in no document, on disk or
  over HTTP. Of a command that the kill cut off either outcome is right.
- The hub has heard of each document after its last change, or that is still owed to
  it: the outbox in the database has it.

At the kill and after the start, no document on disk may be half a one or hold a story
whose kill was told as done. Ends with 1 where one of these fails.
"""

import http.client
import json
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import threading
import time
import urllib.parse
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

from daemon import FEEDROOM, HERE, Daemon, Sink, arguments, corpus, finish, fresh, port, save

GUID = re.compile(rb'<guid isPermaLink="false">([^<]+)</guid>')
SETTLE = 1  # seconds; a file that changed so lately waits after a start
EMBARGO = 2  # seconds, at most
PATIENCE = 60  # seconds until the daemon must be quiet


class Newsroom:
    """Its stories, and what people at work did with them."""

    def __init__(self, folder: Path, rng: random.Random):
        self.folder, self.rng, self.number = folder, rng, 0
        self.stories = sorted((folder / "content").rglob("*.md"), key=lambda path: path.stem[-6:])[-150:]
        # One does one thing with a story at a time.
        self.locks = {path: threading.Lock() for path in self.stories}
        # What each story that was ever decided about may be: killed, not killed, or either.
        self.may_be: dict[str, set[str]] = {}
        self.commands = 0
        # The daemon was killed, or is about to be.
        self.is_dying = threading.Event()
        # Nothing is to be expected of time alone from then on.
        self.quiet_at = time.time()

    def work(self) -> None:
        """Until the daemon dies."""
        while not self.is_dying.is_set():
            path, what = self.rng.choice(self.stories), self.rng.random()
            with self.locks[path]:
                if what < 0.72:
                    words = f"Round {self.number} word {self.rng.randrange(10**6)}. "
                    save(path, path.read_text().replace("+++\n\n", f"+++\n\n{words}", 1))
                elif what < 0.85:
                    at = datetime.now(timezone.utc) + timedelta(seconds=self.rng.randrange(1, EMBARGO + 1))
                    name = f"new-{self.number}-{self.rng.randrange(10**9)}"
                    head = f'+++\ntitle = "{name}"\ndate = {at.strftime("%Y-%m-%dT%H:%M:%SZ")}\n+++\n\nWords {name}.\n'
                    save(path.with_name(f"{name}.md"), head)
                    self.quiet_at = max(self.quiet_at, at.timestamp())
                else:
                    self.decide(path)
                self.quiet_at = max(self.quiet_at, time.time() + SETTLE)
            time.sleep(self.rng.random() * 0.02)

    def decide(self, path: Path) -> None:
        key = str(path.relative_to(self.folder / "content"))
        before = self.may_be.get(key, {"restore"})
        # Mostly something that changes it.
        what = "kill" if ("restore" in before) == (self.rng.random() < 0.9) else "restore"
        self.may_be[key] = before | {what}
        command = [FEEDROOM, "article", what, f"content/{key}"]
        code = subprocess.run(command, cwd=self.folder, capture_output=True).returncode
        self.commands += 1
        if code in (0, 1):
            self.may_be[key] = {what}
        elif not self.is_dying.is_set():
            # It was refused: nothing was changed.
            self.may_be[key] = before

    def decisions(self) -> tuple[set[bytes], list[str]]:
        """The ids of all stories that must be out; and where the ledger has another decision."""
        records = map(json.loads, (self.folder / "ledger.jsonl").read_text().splitlines())
        records = {record["article"]: record for record in records if "article" in record}
        out, wrong = set(), []
        for key, may_be in self.may_be.items():
            is_killed = records[key].get("decision", {}).get("status") == "killed"
            if ("kill" if is_killed else "restore") not in may_be:
                wrong.append(f"{key} is {'killed' if is_killed else 'not killed'} in the ledger, and should not be so")
            if may_be == {"kill"}:
                out.add(records[key]["id"].encode())
        return out, wrong


def main() -> None:
    given = arguments(__doc__, rounds=200, articles=2000, seed=7)
    folder, rng, sink = fresh("sigkill"), random.Random(given.seed), Sink()
    corpus(folder / "content", given.articles)
    config = (HERE / "feedroom.toml").read_text().replace('each = "tag"', 'each = "tag"\nat_least = 5')
    config += f'[server]\nlisten = "127.0.0.1:{port()}"\n[schedule]\nsettle = "{SETTLE}s"\n'
    config += f'[notify]\nwebsub = ["http://127.0.0.1:{sink.port}/"]\n'
    (folder / "config.toml").write_text(config)
    newsroom, bad, began = Newsroom(folder, rng), 0, time.monotonic()
    daemon = Daemon(folder)
    for number in range(given.rounds):
        newsroom.number = number
        newsroom.is_dying.clear()
        threads = [threading.Thread(target=newsroom.work) for _ in range(2)]
        [thread.start() for thread in threads]
        time.sleep(rng.random() * 1.5 + 0.05)
        newsroom.is_dying.set()
        daemon.stop(signal.SIGKILL)
        [thread.join() for thread in threads]
        problems = on_disk(newsroom, "at the kill")
        if number % 3 == 2:
            daemon = Daemon(folder, waits=False)
            time.sleep(rng.random() * 0.3)
            daemon.stop(signal.SIGKILL)
            problems += on_disk(newsroom, "at the second kill")
        daemon = Daemon(folder)
        problems += on_disk(newsroom, "after the start")
        problems += quiet(daemon, newsroom) or compare(daemon, newsroom) + untold(folder, sink)
        bad += bool(problems)
        for problem in problems[:5]:
            print(f"  round {number}: {problem}", flush=True)
        if number % 20 == 19:
            print(f"  {number + 1} rounds in {time.monotonic() - began:.0f} s, {bad} bad, {newsroom.commands} decisions, {len(sink.bodies)} pings", flush=True)
    left = len(owed(folder))
    print(f"{given.rounds - bad} of {given.rounds} restarts serve what a build makes, hold each of {newsroom.commands} decisions, "
          f"and nothing owed is lost ({left} owed at the end); {time.monotonic() - began:.0f} s")
    finish(["it did not stop well"] if daemon.stop() != 0 else [f"{bad} rounds are bad"] if bad else [])


def documents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted((folder / "out").rglob("*.rss"))}


def on_disk(newsroom: Newsroom, when: str) -> list[str]:
    """What is wrong with the documents at any time."""
    out, _ = newsroom.decisions()
    found = []
    for path, text in documents(newsroom.folder).items():
        if not text.rstrip().endswith(b"</rss>"):
            found.append(f"{when} {path} is half")
        found += [f"{when} {path} holds {guid.decode()}, which was killed" for guid in out & set(GUID.findall(text))]
    return found


def quiet(daemon: Daemon, newsroom: Newsroom) -> list[str]:
    """Waits until nothing is to be expected any more: no embargo ends, no build runs or
    is due, no document changes. What is wrong if that does not come."""
    time.sleep(max(0, newsroom.quiet_at + 0.1 - time.time()))
    end, before = time.monotonic() + PATIENCE, None
    while time.monotonic() < end:
        state = daemon.state()
        due = state["next_due"] and datetime.fromisoformat(state["next_due"][:19] + "+00:00").timestamp()
        stamps = {path: path.stat().st_ctime_ns for path in (newsroom.folder / "out").rglob("*.rss")}
        now = (state["last_build"], stamps)
        if now == before and not state["running"] and not (due and due <= time.time()):
            return [f"a build failed: {state['failure']}"] if state["failure"] else []
        before = now
        time.sleep(0.15)
    return [f"it is not quiet after {PATIENCE} s"]


def compare(daemon: Daemon, newsroom: Newsroom) -> list[str]:
    """What is wrong with what is served and what is remembered."""
    copy = newsroom.folder.parent / f"{newsroom.folder.name}-copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(newsroom.folder, copy, ignore=shutil.ignore_patterns("feedroom.db*", ".*lock", "serve.log", "*.sock"))
    ran = subprocess.run([FEEDROOM, "build", "--no-notify"], cwd=copy, capture_output=True, text=True)
    if ran.returncode not in (0, 1):
        return [f"the build in the copy fails: {ran.stderr[-300:]}"]
    out, found = newsroom.decisions()
    different = []
    with closing(http.client.HTTPConnection("127.0.0.1", daemon.port, timeout=10)) as reader:
        for path, text in documents(copy).items():
            below = str(path.relative_to(copy / "out"))
            reader.request("GET", "/" + urllib.parse.quote(below))
            answer = reader.getresponse()
            body = answer.read()
            if answer.status != 200 or body != text or body != (newsroom.folder / "out" / below).read_bytes():
                different.append(below)
            found += [f"{below} is served with {guid.decode()}, which was killed" for guid in out & set(GUID.findall(body))]
    if different:
        found.append(f"{len(different)} documents differ, {different[:3]}")
    return found


def owed(folder: Path) -> set[str]:
    """The documents of which the hub is still to hear. A ping that failed is tried again
    after a minute, so it is not waited for. `status` tells only how many."""
    with closing(sqlite3.connect(f"file:{folder / 'feedroom.db'}?mode=ro", uri=True)) as database:
        return {document(json.loads(topic)["url"]) for (topic,) in database.execute("SELECT topic FROM owed")}


def document(url: str) -> str:
    return urllib.parse.unquote(url.rsplit("gazette.example/", 1)[-1])


def untold(folder: Path, sink: Sink) -> list[str]:
    """The changes of which nobody will hear."""
    for _ in range(100):
        # What is told between the two questions stands in one answer at least.
        waits, heard = owed(folder), {}
        with sink.lock:
            for at, body in sink.bodies:
                asked = urllib.parse.parse_qs(body.decode())
                heard |= {document(url): at for url in asked.get("hub.url", []) + asked.get("hub.topic", [])}
        # A document is in its place, by a rename, at its ctime.
        changed = {str(path.relative_to(folder / "out")): path.stat().st_ctime for path in (folder / "out").rglob("*.rss")}
        lost = [name for name, at in changed.items() if name not in waits and heard.get(name, 0) < at - 0.01]
        if not lost:
            return []
        time.sleep(0.1)
    return [f"{len(lost)} changes are not told and not owed, {lost[:3]}"]


if __name__ == "__main__":
    main()
