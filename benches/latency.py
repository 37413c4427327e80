#!/usr/bin/env python3
"""From the save of a story to its feed on disk, with the daemon watching.

    latency.py [--articles 1000] [--saves 300] [--content FOLDER] [--place FOLDER]

A newsroom of that many articles (those in FOLDER, if it is given) is served with
its ledger in monthly files. One of the newest stories after the other is changed
and saved by a rename; timed is from the rename until `all.rss` is another file
(asked for by stat every 0.2 ms) that holds the new words. Between two saves the
daemon has 50 ms of peace. Also told are the time of the first look, and the memory
of the daemon after it and at the end, then and at most. Ends with 1 where the
median is 20 ms or more, the 99th percentile 100 ms or more (of up to 100 saves that
is the slowest), or the memory was ever above 512 MiB.
"""

import time
from pathlib import Path

from daemon import HERE, MEMORY_LIMIT, Daemon, arguments, at_share, corpus, finish, fresh, port, save, spread

MEDIAN, P99 = 20, 100  # ms that are too many
SETTLE = 2.5  # seconds
PAUSE = 0.0002  # seconds; so exact are the times


def main() -> None:
    given = arguments(__doc__, articles=1000, saves=300, content=Path, place=Path)
    folder = given.place or fresh("latency")
    folder.mkdir(exist_ok=True)
    content = given.content or folder / "content"
    if not given.content:
        corpus(content, given.articles)
        # What was written less than `settle` before a start is read once more after it.
        time.sleep(SETTLE)
    config = (HERE / "feedroom.toml").read_text().replace('ledger = "ledger.jsonl"', 'ledger = "ledger/"')
    config = config.replace('path = "content"', f'path = "{content}"\nname = "content"')
    (folder / "config.toml").write_text(config + f'\n[server]\nlisten = "127.0.0.1:{port()}"\n[schedule]\nlimit = "30m"\n')
    began = time.perf_counter()
    daemon = Daemon(folder, patience=3600)
    print(f"{given.articles} articles: first look {time.perf_counter() - began:.1f} s, memory {memory(daemon)}", flush=True)
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
            # Who asks all the time takes one of two processors.
            time.sleep(PAUSE)
        times.append(took)
        time.sleep(0.05)
    print(f"  save to feed on disk: {spread(times)}; memory {memory(daemon)}")
    faults, most = [], daemon.rss("VmHWM")
    if at_share(times, 0.5) >= MEDIAN:
        faults.append(f"the median is not below {MEDIAN} ms")
    if at_share(times, 0.99) >= P99:
        faults.append(f"the 99th percentile is not below {P99} ms")
    if most > MEMORY_LIMIT:
        faults.append(f"{most:.0f} MiB is more than {MEMORY_LIMIT} MiB")
    if daemon.stop() != 0:
        faults.append("it did not stop well")
    finish(faults)


def memory(daemon: Daemon) -> str:
    return f"{daemon.rss():.0f} MiB, at most {daemon.rss('VmHWM'):.0f} MiB"


def marked(text: str, mark: str) -> str:
    head, _, body = text.partition("+++\n\n")
    words = body.split(" ", 1)
    return f"{head}+++\n\n{mark} {words[1] if words[0].startswith(('Word', 'Warm')) else body}"


def change(path: Path, mark: str) -> None:
    save(path, marked(path.read_text(), mark))


if __name__ == "__main__":
    main()
