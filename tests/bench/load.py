"""Asking a server as fast as it answers, with wrk; each address once, without it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from statistics import fmean
from urllib.parse import urlsplit

UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}
# Each thread begins at a place of its own and goes round.
LUA = """
local asked = {{ {requests} }}
local threads = 0
function setup(thread) thread:set("place", threads * 7); threads = threads + 1 end
function request()
  place = place % #asked + 1
  return wrk.format("GET", asked[place][1], asked[place][2])
end
"""


@dataclass(frozen=True)
class Scenario:
    """Requests of one kind: paths, each with its headers."""

    name: str
    requests: Sequence[tuple[str, dict[str, str]]] = field(repr=False)


@dataclass(frozen=True)
class Measured:
    """Requests a second with 16 connections, and milliseconds: median and 99th percentile of
    these, and the median of one connection alone."""

    rate: float
    p50: float
    p99: float
    alone: float


def require_wrk() -> None:
    if shutil.which("wrk") is None:
        sys.exit("script/bench: wrk is needed (on Debian: apt install wrk).")


def measure(address: str, scenario: Scenario, seconds: int) -> Measured:
    """Warm up, then measure with 16 connections and with one."""
    _run(address, scenario, connections=4, seconds=1)
    busy = _run(address, scenario, connections=16, seconds=seconds)
    alone = _run(address, scenario, connections=1, seconds=max(2, seconds // 2))
    return Measured(busy[0], busy[1], busy[2], alone[1])


@dataclass(frozen=True)
class MeasuredOnce(Measured):
    """With the mean size of an answer, in kB."""

    size: float


def measure_once(address: str, paths: Sequence[str]) -> MeasuredOnce:
    """Ask for each path once, so that no answer can be an earlier one: the first fifth with one
    connection, the others with 16."""
    few = len(paths) // 5
    alone = [took for took, _size in _ask(address, iter(paths[:few]))]
    began, busy = time.perf_counter(), iter(paths[few:])
    with ThreadPoolExecutor(16) as pool:
        each = list(pool.map(lambda _: list(_ask(address, busy)), range(16)))
    seconds = time.perf_counter() - began
    took, sizes = zip(*(one for many in each for one in many), strict=True)
    return MeasuredOnce(
        rate=len(took) / seconds,
        p50=sorted(took)[len(took) // 2],
        p99=sorted(took)[int(len(took) * 0.99)],
        alone=sorted(alone)[len(alone) // 2],
        size=fmean(sizes) / 1000,
    )


def _ask(address: str, paths: Iterator[str]) -> Iterable[tuple[float, int]]:
    """Milliseconds and bytes of each answer, for as long as there are paths to ask for."""
    connection = HTTPConnection(urlsplit(address).netloc)
    for path in paths:
        began = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        size = len(answer.read())
        if answer.status != 200:
            sys.exit(f"script/bench: {path} answers {answer.status}.")
        yield (time.perf_counter() - began) * 1000, size


def _run(
    address: str, scenario: Scenario, connections: int, seconds: int
) -> tuple[float, float, float]:
    asked = ", ".join(_request(path, given) for path, given in scenario.requests)
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(LUA.format(requests=asked))
        script.flush()
        threads = min(2, connections)
        ran = subprocess.run(
            [
                *("wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds}s", "--latency"),
                *("-s", script.name, address),
            ],
            capture_output=True,
            text=True,
            check=True,
        )
    if refused := re.search(r"Non-2xx or 3xx responses: (\d+)", ran.stdout):
        sys.exit(f"script/bench: {scenario.name}: {refused[1]} answers were errors.")
    return (
        float(_found(r"Requests/sec:\s+([\d.]+)", ran.stdout)[0]),
        _milliseconds("50%", ran.stdout),
        _milliseconds("99%", ran.stdout),
    )


def _milliseconds(share: str, text: str) -> float:
    number, unit = _found(rf"\s{share}\s+([\d.]+)(us|ms|s|m)", text)
    return float(number) * UNITS[unit]


def _found(pattern: str, text: str) -> tuple[str, ...]:
    match = re.search(pattern, text)
    if match is None:
        sys.exit(f"script/bench: wrk said something unexpected:\n{text}")
    return match.groups()


def _request(path: str, headers: dict[str, str]) -> str:
    given = ", ".join(f"[{_lua(name)}] = {_lua(value)}" for name, value in headers.items())
    return f"{{{_lua(path)}, {{{given}}}}}"


def _lua(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
