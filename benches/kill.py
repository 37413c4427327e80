#!/usr/bin/env python3
"""Kills builds at random moments, and sees that the next run ends as if nothing had happened.

    kill.py [--rounds 500] [--articles 1000] [--seed 7]

Two newsrooms have the same articles. In each round both change in the same way:
stories are filed, edited, killed, embargoed, renamed and moved. One is built in
peace. The other's build is killed with SIGKILL, some rounds more than once; at
that moment each of its files must be the old or the new one, whole, and the
ledger must know every story that is out. Then it is built once more, and its
documents, its ledger and what `status` says must be those of the first.

Ends with 1 when they are not, and leaves both folders. The binary is FEEDROOM of
the environment, else target/release/feedroom. Linux, standard library only.
"""

import argparse
import hashlib
import importlib.util
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

HERE = Path(__file__).resolve().parent
FEEDROOM = os.environ.get("FEEDROOM") or str(HERE.parent / "target/release/feedroom")
START = datetime(2026, 1, 1, 6, 0, tzinfo=timezone.utc)
ID = re.compile(rb'<guid isPermaLink="false">([^<]+)</guid>')
CONFIG = (HERE / "feedroom.toml").read_text()


def corpus(seed: int):
    spec = importlib.util.spec_from_file_location("corpus", HERE / "corpus.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Newsroom(seed)


class Sources:
    """The articles, and what becomes of them; written into every root alike."""

    def __init__(self, roots: list[Path], articles: int, seed: int):
        self.roots, self.rng, self.archive = roots, random.Random(seed), corpus(seed)
        self.paths: list[str] = []
        self.texts: dict[str, str] = {}
        for root in roots:
            (root / "feedroom.toml").write_text(CONFIG)
        for _ in range(articles):
            self.file()

    def file(self) -> None:
        path, text = self.archive.article(len(self.paths))
        self.paths.append(path)
        self.write(path, text)

    def write(self, path: str, text: str) -> None:
        self.texts[path] = text
        for root in self.roots:
            target = root / "content" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)

    def remove(self, path: str) -> str:
        for root in self.roots:
            (root / "content" / path).unlink()
        return self.texts.pop(path)

    def change(self, now: datetime) -> None:
        for _ in range(self.rng.randrange(1, 4)):
            self.file()
        for _ in range(self.rng.randrange(3, 12)):
            at = self.rng.randrange(len(self.paths)) if self.rng.random() < 0.3 else -self.rng.randrange(1, 60)
            path = self.paths[at]
            text = self.texts[path]
            match self.rng.randrange(8):
                case 0:
                    text = front(text, "status", '"killed"')
                case 1:
                    until = now + timedelta(hours=self.rng.randrange(1, 90))
                    text = front(text, "embargo", until.strftime("%Y-%m-%dT%H:%M:%SZ"))
                case 2:
                    text = front(text, "title", f'"Another headline {self.rng.randrange(1000)}"')
                case 3:
                    head, _, body = text.partition("+++\n\n")
                    body = " ".join(f"word{self.rng.randrange(10**6)}" for _ in body.split()[:300])
                    text = f"{head}+++\n\n{body}\n"
                case 4 | 5:
                    section, _, name = path.partition("/")
                    stem = name.removesuffix(".md")
                    self.remove(path)
                    path = self.paths[at] = f"{section}/{stem}-{self.rng.choice('abc')}.md"
                case _:
                    text = text + "\nA line more.\n"
            self.write(path, text)


def front(text: str, key: str, value: str) -> str:
    """The text with a key of its front matter set."""
    head, _, body = text.removeprefix("+++\n").partition("+++\n")
    lines = [line for line in head.splitlines() if not line.startswith(f"{key} = ")]
    return "+++\n" + "\n".join([*lines, f"{key} = {value}"]) + "\n+++\n" + body


def command(at: str, *words: str) -> list[str]:
    return [FEEDROOM, "--config", "feedroom.toml", "--at", at, *words]


def run(root: Path, at: str, *words: str) -> str:
    ran = subprocess.run(command(at, *words), cwd=root, capture_output=True, text=True)
    said = f"{ran.returncode}\n{ran.stdout}{ran.stderr}"
    if ran.returncode != 0:
        fail(root, f"{' '.join(words)}: exit status {said}")
    return said


def standing(root: Path) -> dict[str, bytes]:
    """What is published, by path: its hash; the ledger with it."""
    files = {}
    for path in [*(root / "out").rglob("*"), root / "ledger.jsonl"]:
        if path.is_file() and not path.name.startswith("."):
            files[str(path.relative_to(root))] = hashlib.blake2b(path.read_bytes(), digest_size=16).digest()
    return files


def interrupted(root: Path, old: dict[str, bytes], new: dict[str, bytes]) -> str:
    """Asserts what holds at any moment; says how far the run had come."""
    now = standing(root)
    for path, digest in now.items():
        if digest not in (old.get(path), new.get(path)):
            fail(root, f"{path} is neither the old one nor the new one")
    for path in old.keys() - now.keys():
        fail(root, f"{path} is gone")
    ledger = (root / "ledger.jsonl").read_bytes() if "ledger.jsonl" in now else b""
    for path in now:
        if path.endswith(".rss") and now[path] != old.get(path):
            for story in ID.findall((root / path).read_bytes()):
                if story not in ledger:
                    fail(root, f"the ledger does not know {story.decode()}, which is out in {path}")
    changes = [path for path in new if new[path] != old.get(path) and path != "ledger.jsonl"]
    done = sum(now.get(path) == new[path] for path in changes)
    if done == len(changes):
        return "when all was in place"
    if done:
        return "among the renames"
    if now.get("ledger.jsonl") != old.get("ledger.jsonl"):
        return "between ledger and renames"
    is_begun = any((root / "out").rglob("*.feedroom-new"))
    return "while temporaries were written" if is_begun else "before anything was written"


def killed(root: Path, at: str, moment: float, after_ledger: bool) -> bool:
    """Builds, and kills the build after so many seconds, of its beginning or of
    its writing the ledger; whether it still ran."""
    def ledger() -> int:
        try:
            return (root / "ledger.jsonl").stat().st_ino
        except FileNotFoundError:
            return 0

    was = ledger()
    process = subprocess.Popen(
        command(at, "build", "--no-notify"), cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    if after_ledger:
        while process.poll() is None and ledger() == was:
            pass
        until = time.perf_counter() + moment
        while process.poll() is None and time.perf_counter() < until:
            pass
    else:
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            pass
    process.kill()
    return process.wait() < 0


def fail(root: Path, why: str) -> None:
    print(f"FAILED: {why}\nseen in {root}", flush=True)
    sys.exit(1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=500)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    memory = Path("/dev/shm")
    work = Path(tempfile.mkdtemp(prefix="feedroom-kill-", dir=memory if memory.is_dir() else None))
    calm, hurt = work / "calm", work / "hurt"
    for root in (calm, hurt):
        root.mkdir()
    sources = Sources([calm, hurt], given.articles, given.seed)
    rng = random.Random(given.seed + 1)
    phases: dict[str, int] = {}
    kills, at = 0, START
    for number in range(given.rounds):
        at += timedelta(hours=1)
        if number:
            sources.change(at)
        stamp = at.strftime("%Y-%m-%dT%H:%M:%SZ")
        old = standing(calm)
        began = time.perf_counter()
        run(calm, stamp, "build", "--no-notify")
        took = time.perf_counter() - began
        new = standing(calm)
        for _ in range(rng.choice((1, 1, 1, 2, 3))):
            # Most of what can go wrong comes at the end, which is short.
            after_ledger = rng.random() < 0.4
            moment = rng.uniform(0.0, 0.02) if after_ledger else rng.uniform(0.0, 1.05)
            if killed(hurt, stamp, moment * took, after_ledger):
                kills += 1
                phase = interrupted(hurt, old, new)
                phases[phase] = phases.get(phase, 0) + 1
        run(hurt, stamp, "build", "--no-notify")
        now = standing(hurt)
        if now != new:
            differs = [path for path, digest in new.items() if now.get(path) != digest]
            fail(hurt, f"round {number}: not as in {calm}: {', '.join(differs[:5]) or 'files too many'}")
        left = [str(path) for path in (hurt / "out").rglob(".*")]
        if left:
            fail(hurt, f"round {number}: left: {', '.join(left[:5])}")
        if number % 10 == 0 and run(calm, stamp, "status") != run(hurt, stamp, "status"):
            fail(hurt, f"round {number}: `status` says another thing than in {calm}")
    for phase, count in sorted(phases.items(), key=lambda phase: -phase[1]):
        print(f"killed {phase}: {count}")
    print(f"{given.rounds} of {given.rounds} rounds ended as if nothing had happened; builds killed: {kills}")
    shutil.rmtree(work)


if __name__ == "__main__":
    main()
