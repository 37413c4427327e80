"""A daemon under test, for the scripts beside this one: started, asked, killed.

FEEDROOM names the binary; else target/release/feedroom. FEEDROOM_BENCH_PLACE names
the folder in which each script makes its own, anew (feedroom-<name>, left there at
the end); else /dev/shm, or /tmp where there is none. Two runs of one script need
different ones. Linux, standard library only.
"""

import argparse
import atexit
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
FEEDROOM = os.environ.get("FEEDROOM") or str(HERE.parent / "target/release/feedroom")
PLACE = Path(os.environ.get("FEEDROOM_BENCH_PLACE") or ("/dev/shm" if Path("/dev/shm").is_dir() else "/tmp")).resolve()
MEMORY_LIMIT = 512  # MiB that a daemon may take at most, ever


def arguments(description: str, **options) -> argparse.Namespace:
    """The command line: of each option its default, a list of choices (the first is
    the default) or a type (no default)."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, value in options.items():
        if isinstance(value, list):
            parser.add_argument(f"--{name}", choices=value, default=value[0])
        elif isinstance(value, type):
            parser.add_argument(f"--{name}", type=value)
        else:
            parser.add_argument(f"--{name}", type=type(value), default=value)
    return parser.parse_args()


def finish(faults: list, most: int = 10) -> None:
    """Prints what was wrong, and ends with 1 where something was."""
    for fault in faults[:most]:
        print("  " + str(fault)[:500])
    if len(faults) > most:
        print(f"  and {len(faults) - most} more")
    raise SystemExit(bool(faults))


def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def fresh(name: str) -> Path:
    folder = PLACE / f"feedroom-{name}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def corpus(folder: Path, articles: int) -> None:
    minutes = "300" if articles <= 15000 else "40" if articles <= 150000 else "5"
    command = [sys.executable, HERE / "corpus.py", "--articles", str(articles), "--minutes", minutes, folder]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


class Daemon:
    """`feedroom serve` in a folder, on a port of its own."""

    def __init__(self, folder: Path, log: str = "serve.log", patience: float = 600, waits: bool = True):
        """Starts it; waits until its first build is done, or not at all."""
        self.folder, self.log = folder, folder / log
        config = (folder / "config.toml").read_text()
        self.port = int(re.search(r'listen = "127.0.0.1:(\d+)"', config)[1])
        self.out = self.log.open("ab")
        command = [FEEDROOM, "serve"]
        self.process = subprocess.Popen(command, cwd=folder, stdout=self.out, stderr=self.out)
        # A script that fails leaves no daemon behind.
        atexit.register(self.process.kill)
        end = time.monotonic() + patience
        while waits:
            if self.process.poll() is not None:
                sys.exit(f"the daemon ended:\n{self.log.read_text()[-2000:]}")
            # Before the socket is there, the command would look at everything itself.
            if (folder / "feedroom.db.sock").exists() and self.state().get("last_build"):
                return
            if time.monotonic() > end:
                sys.exit(f"the daemon does not begin:\n{self.log.read_text()[-2000:]}")
            time.sleep(0.05)

    def state(self) -> dict:
        """What `feedroom status` tells; empty where nobody answers."""
        told = self.command("status", "--format", "json", check=False).stdout
        return json.loads(told) if told else {}

    def get(self, path: str, headers: dict | None = None) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path, headers=headers or {})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body

    def command(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess:
        ran = subprocess.run([FEEDROOM, *arguments], cwd=self.folder, capture_output=True, text=True)
        if check and ran.returncode not in (0, 1):
            sys.exit(f"feedroom {' '.join(arguments)} failed:\n{ran.stdout}{ran.stderr}")
        return ran

    def rss(self, which: str = "VmRSS") -> float:
        """Memory in MiB: VmRSS now, VmHWM at most."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(which + r":\s+(\d+)", status)[1]) / 1024

    def send(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        self.send(number)
        code = self.process.wait(60)
        self.out.close()
        return code


def save(path: Path, text: str) -> float:
    """Saves by a rename; when that was."""
    draft = path.with_name(f".{path.name}.draft")
    draft.write_text(text)
    began = time.perf_counter()
    draft.rename(path)
    return began


class Sink:
    """A hub and aggregator that hears pings and keeps their bodies."""

    def __init__(self):
        self.port, self.bodies, self.lock = port(), [], threading.Lock()
        sink = self

        import http.server

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                with sink.lock:
                    sink.bodies.append((time.time(), body))
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def at_share(values: list[float], share: float) -> float:
    """The median at 0.5, the 99th percentile at 0.99."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def spread(values: list[float]) -> str:
    """Milliseconds, for people."""
    return f"p50 {at_share(values, 0.5):.1f} ms, p99 {at_share(values, 0.99):.1f} ms, most {max(values):.1f} ms of {len(values)}"
