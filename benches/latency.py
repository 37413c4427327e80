#!/usr/bin/env python3
"""From the save of a story to its feed on disk, with the daemon watching.

    latency.py [--articles 1000] [--saves 300] [--content FOLDER] [--place FOLDER]

A newsroom of that many articles (those in FOLDER, if it is given) is served with
its ledger in monthly files. One of the newest stories after the other is changed
and saved by a rename; timed is from the rename until `all.rss` is another file
(asked for by stat all the time) that holds the new words. Between two saves the
daemon has 50 ms of peace. Then the time of the first look, the memory of the
daemon before and after, and at most.
"""

import argparse
import time
from pathlib import Path

from daemon import HERE, Daemon, corpus, fresh, port, save, spread


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--saves", type=int, default=300)
    parser.add_argument("--content", type=Path)
    parser.add_argument("--place", type=Path)
    given = parser.parse_args()
    folder = given.place or fresh("latency")
    folder.mkdir(exist_ok=True)
    content = given.content or folder / "content"
    if not given.content:
        corpus(content, given.articles)
    config = (HERE / "feedroom.toml").read_text().replace('ledger = "ledger.jsonl"', 'ledger = "ledger/"')
    config = config.replace('path = "content"', f'path = "{content}"\nname = "content"')
    (folder / "config.toml").write_text(config + f'\n[server]\nlisten = "127.0.0.1:{port()}"\n[schedule]\nlimit = "30m"\n')
    began = time.perf_counter()
    daemon = Daemon(folder, patience=3600)
    print(f"{given.articles} articles: first look {time.perf_counter() - began:.1f} s, {daemon.rss():.0f} MiB", flush=True)
    feed = folder / "out/all.rss"
    newest = sorted(content.rglob("*.md"), key=lambda path: int(path.stem[-6:]) if path.stem[-6:].isdigit() else 0)[-40:]
    # The watches are set beside the first look.
    for number in range(600):
        mark = f"Warm{number}"
        change(newest[0], mark)
        time.sleep(0.5)
        if mark in feed.read_text():
            break
    else:
        raise SystemExit("nothing is watched")
    times = []
    for number in range(given.saves):
        path, mark = newest[number % len(newest)], f"Word{number}x"
        text = marked(path.read_text(), mark)
        before = feed.stat().st_ino
        at = save(path, text)
        while True:
            if feed.stat().st_ino != before:
                took = (time.perf_counter() - at) * 1000
                if mark in feed.read_text():
                    break
                before = feed.stat().st_ino
            if time.perf_counter() - at > 30:
                raise SystemExit(f"{path} does not come out")
        times.append(took)
        time.sleep(0.05)
    print(f"  save to feed on disk: {spread(times)}; memory after {daemon.rss():.0f} MiB, at most {daemon.rss('VmHWM'):.0f} MiB")
    daemon.stop()


def marked(text: str, mark: str) -> str:
    head, _, body = text.partition("+++\n\n")
    words = body.split(" ", 1)
    return f"{head}+++\n\n{mark} {words[1] if words[0].startswith(('Word', 'Warm')) else body}"


def change(path: Path, mark: str) -> None:
    save(path, marked(path.read_text(), mark))


if __name__ == "__main__":
    main()
