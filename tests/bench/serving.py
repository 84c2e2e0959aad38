"""The server that `script/server` runs, for as long as something is measured."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

WORKERS, THREADS = 2, 4
PATIENCE = 60  # seconds until the server must answer


@dataclass(frozen=True)
class Server:
    """A running server: its address, and the processes it consists of."""

    address: str
    process: subprocess.Popen[bytes]

    def memory(self) -> tuple[float, float]:
        """MiB of all its processes, and of the database's file that they have in view.

        What they share counts once (PSS). The file is in the system's memory in any case. NaN
        where unknown.
        """
        pids = [self.process.pid, *_descendants(self.process.pid)]
        try:
            own, files = zip(*map(_proportional, pids), strict=True)
        except OSError:
            return float("nan"), float("nan")
        return sum(own) / 1024, sum(files) / 1024


@contextmanager
def serving(
    settings: str, data: Path, ready: str, *, workers: int = WORKERS, **variables: str
) -> Iterator[Server]:
    """Serve with a settings module over the data in a folder, until the block ends.

    `ready` is a path that it must answer first; `variables` are those of its environment.
    """
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": settings,
        "DATA_DIR": str(data),
        "PORT": str(free_port()),
        **variables,
    }
    port = environment["PORT"]
    command = [
        *(str(Path(sys.executable).with_name("granian")), "--interface", "wsgi"),
        *("--host", "127.0.0.1", "--port", port, "--workers", str(workers)),
        *("--blocking-threads", str(THREADS), "--no-ws", "--log-level", "error"),
        "cms.wsgi:application",
    ]
    process = subprocess.Popen(command, env=environment)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address + ready, process)
        yield Server(address, process)
    finally:
        process.terminate()
        process.wait()


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            urlopen(url).close()  # noqa: S310 - an address of ours
            return
        except OSError as error:
            if process.poll() is not None or time.monotonic() > end:
                sys.exit(f"script/bench: {url} does not answer: {error}")
            time.sleep(0.2)


def free_port() -> int:
    """A port that nothing listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _descendants(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [each for child in map(int, children) for each in (child, *_descendants(child))]


def _proportional(pid: int) -> tuple[int, int]:
    """kB of a process, and of databases' files that are mapped into it."""
    own = files = 0
    is_database = False
    for line in Path(f"/proc/{pid}/smaps").read_text().splitlines():
        name, _, size = line.partition(":")
        if name == "Pss":
            kilobytes = int(size.split()[0])
            own, files = (own, files + kilobytes) if is_database else (own + kilobytes, files)
        elif "-" in name.split()[0]:  # a mapping begins
            is_database = line.endswith(".sqlite3")
    return own, files
