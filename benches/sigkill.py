#!/usr/bin/env python3
"""A daemon is killed with SIGKILL at random moments while a newsroom works.

    sigkill.py [--rounds 200] [--articles 2000] [--seed 7]

In each round stories are saved, edited, killed by hand and embargoed for a few
seconds until the daemon dies in the middle of it. It is started again, has its
first look, and must then serve what a `build` in a copy of the folder makes of the
same articles, ledger and time, byte by byte; no document on disk may be half a
one at any time. A hub that hears every ping must have heard of each feed that
changed after its last change. Ends with 1 where one of these fails.
"""

import argparse
import random
import re
import shutil
import signal
import subprocess
import threading
import time
import urllib.parse
from datetime import datetime, timedelta, timezone

from daemon import FEEDROOM, HERE, Daemon, Sink, corpus, fresh, port, save

GUID = re.compile(rb'<guid isPermaLink="false">([^<]+)</guid>')


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    folder, rng, sink = fresh("sigkill"), random.Random(given.seed), Sink()
    corpus(folder / "content", given.articles)
    config = (HERE / "feedroom.toml").read_text().replace('each = "tag"', 'each = "tag"\nat_least = 5')
    config += f'[server]\nlisten = "127.0.0.1:{port()}"\n[schedule]\nsettle = "1s"\n'
    config += f'[notify]\nwebsub = ["http://127.0.0.1:{sink.port}/"]\n'
    (folder / "config.toml").write_text(config)
    stories = sorted((folder / "content").rglob("*.md"), key=lambda path: path.stem[-6:])
    bad = []
    daemon = Daemon(folder)
    for number in range(given.rounds):
        stop = threading.Event()

        def work() -> None:
            while not stop.is_set():
                path = stories[-rng.randrange(1, 150)]
                what = rng.random()
                try:
                    if what < 0.75:
                        text = path.read_text()
                        save(path, text.replace("+++\n\n", f"+++\n\nRound {number} word {rng.randrange(10**6)}. ", 1))
                    elif what < 0.9:
                        at = datetime.now(timezone.utc) + timedelta(seconds=rng.randrange(1, 4))
                        name = f"new-{number}-{rng.randrange(10**9)}"
                        head = f'+++\ntitle = "{name}"\ndate = {at.strftime("%Y-%m-%dT%H:%M:%SZ")}\n+++\n\nWords {name}.\n'
                        save(path.with_name(f"{name}.md"), head)
                    else:
                        command = [FEEDROOM, "article", rng.choice(["kill", "restore"]), f"content/{path.relative_to(folder / 'content')}"]
                        subprocess.run(command, cwd=folder, capture_output=True)
                except FileNotFoundError:
                    pass
                time.sleep(rng.random() * 0.02)

        threads = [threading.Thread(target=work) for _ in range(2)]
        [thread.start() for thread in threads]
        time.sleep(rng.random() * 1.5 + 0.05)
        daemon.process.send_signal(signal.SIGKILL)
        daemon.process.wait()
        stop.set()
        [thread.join() for thread in threads]
        for path in (folder / "out").rglob("*.rss"):
            if not path.read_bytes().endswith(b"</rss>\n") and not path.read_bytes().rstrip().endswith(b"</rss>"):
                bad.append(f"round {number}: {path} is half")
        daemon = Daemon(folder)
        # Embargoes of this round end, and what was told is heard.
        time.sleep(4.5)
        problem = compare(daemon, folder, sink)
        if problem:
            bad.append(f"round {number}: {problem}")
            print(bad[-1], flush=True)
        if number % 20 == 19:
            print(f"  {number + 1} rounds, {len(bad)} bad, {len(sink.bodies)} pings", flush=True)
    daemon.stop()
    print(f"{given.rounds - len(bad)} of {given.rounds} restarts serve what a build makes, and nothing owed is lost")
    raise SystemExit(bool(bad))


def compare(daemon: Daemon, folder, sink: Sink) -> str:
    """What is wrong, if anything is."""
    for _ in range(50):
        before = {path: path.stat().st_mtime_ns for path in (folder / "out").rglob("*.rss")}
        copy = folder.parent / f"{folder.name}-copy"
        shutil.rmtree(copy, ignore_errors=True)
        ignore = shutil.ignore_patterns("feedroom.db*", ".*lock", "serve.log", "*.sock")
        shutil.copytree(folder, copy, ignore=ignore)
        if before == {path: path.stat().st_mtime_ns for path in (folder / "out").rglob("*.rss")}:
            break
        time.sleep(0.2)
    ran = subprocess.run([FEEDROOM, "build", "--no-notify"], cwd=copy, capture_output=True, text=True)
    if ran.returncode not in (0, 1):
        return f"the build in the copy fails: {ran.stderr[-300:]}"
    different = []
    for path in sorted((copy / "out").rglob("*.rss")):
        below = path.relative_to(copy / "out")
        status, body = daemon.get("/" + urllib.parse.quote(str(below)))
        if status != 200 or body != path.read_bytes():
            different.append(str(below))
    if different:
        return f"{len(different)} documents differ, {different[:3]}"
    # Each feed that changed must have been told of after that.
    for _ in range(100):
        with sink.lock:
            heard: dict[str, float] = {}
            for at, body in sink.bodies:
                for url in urllib.parse.parse_qs(body.decode()).get("hub.url", []) + urllib.parse.parse_qs(body.decode()).get("hub.topic", []):
                    heard[url.rsplit("gazette.example/", 1)[-1]] = at
        silent = []
        for path in (folder / "out").rglob("*.rss"):
            at = heard.get(urllib.parse.quote(str(path.relative_to(folder / "out"))), heard.get(str(path.relative_to(folder / "out")), 0))
            if at < path.stat().st_mtime - 0.01:
                silent.append(str(path.relative_to(folder / "out")))
        if not silent:
            return ""
        time.sleep(0.1)
    return f"{len(silent)} changes were never told, {silent[:3]}"


if __name__ == "__main__":
    main()
