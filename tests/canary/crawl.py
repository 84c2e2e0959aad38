"""Asks for everything, follows every link, and tells which words came out."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urljoin, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from django.urls import Resolver404, resolve

from tests.canary.asks import ABSENT, Ask
from tests.canary.corpus import Corpus
from tests.canary.surfaces import CONTENT, every_ask
from tests.canary.words import WORD, words_in

# A link in an answer that leads somewhere on this site.
ATTRIBUTE = re.compile(r"""\b(?:href|src|srcset|action|cite)=(?:"([^"]*)"|'([^']*)')""")
ABSOLUTE = re.compile(r"""https?://testserver[^\s"'<>\\)\],]*""")
LINK = re.compile(r"<([^>]*)>")
ORIGIN = "http://testserver"
# Lists with several filters lead to each other nearly without end.
MOST_PARAMETERS = 1
MOST_ADDRESSES = 4_000
# How often an address is asked for by HEAD for each status, and by somebody signed in: the content
# API knows nobody, and of the pages the public and most hidden ones come first.
ENOUGH, ENOUGH_PAGES = 4, 60
UNLIKE_EACH_TIME = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")[^"]*')


@dataclass(frozen=True)
class Answer:
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def everything(self) -> bytes:
        return b"\n".join((*(value.encode() for _, value in self.headers), self.body))

    @property
    def is_text(self) -> bool:
        return not self.header("content-type").startswith(("image/", "font/"))


class Actor:
    """Somebody who reads, over WSGI as a server would call it."""

    def __init__(self, name: str, user: Any = None) -> None:
        self.name = name
        self._handler = WSGIHandler()
        client = Client()
        if user:
            client.force_login(user)
        self._cookie = "; ".join(f"{key}={item.value}" for key, item in client.cookies.items())

    def ask(self, method: str, path: str) -> Answer:
        place, _, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": unquote(place, "latin-1"),
            "QUERY_STRING": query,
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "testserver",
            "HTTP_COOKIE": self._cookie,
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            "wsgi.errors": BytesIO(),
        }
        began: list[Any] = []
        response: Any = self._handler(environ, lambda *args: began.extend(args))  # type: ignore[arg-type]
        try:
            body = b"".join(response)
        finally:
            if close := getattr(response, "close", None):  # WSGI asks for none
                close()
        return Answer(int(began[0].split()[0]), tuple(began[1]), body)


@dataclass(frozen=True)
class Leak:
    """A hidden word in an answer."""

    who: str
    method: str
    path: str
    status: int
    word: str
    place: str

    def __str__(self) -> str:
        return f"{self.who}: {self.method} {self.path} ({self.status}) has the {self.place}"


@dataclass
class Report:
    """What a crawl found."""

    leaks: list[Leak] = field(default_factory=list)
    told_apart: list[str] = field(default_factory=list)
    found: set[str] = field(default_factory=set)
    reached: dict[str, set[int]] = field(default_factory=dict)
    """Route of a pattern → statuses of its answers."""
    answers: dict[str, int] = field(default_factory=dict)
    """Path → status of its answer."""
    requests: int = 0


class Crawl:
    """One crawl by some actors, who should all be told the same."""

    def __init__(self, corpus: Corpus, actors: list[Actor]) -> None:
        self.corpus = corpus
        self.actors = actors
        self.report = Report()
        self._waiting: dict[str, None] = {}
        self._words: dict[bytes, set[str]] = {}
        self._twins: dict[tuple[str, str], tuple[Any, ...]] = {}
        self._asked: Counter[tuple[str, str]] = Counter()

    def run(self) -> Report:
        for _ in self.leaks():
            pass
        return self.report

    def leaks(self, only: str = "") -> Iterator[Leak]:
        """Every leak as it is found, so that whoever looks for one can stop.

        Begins with the addresses whose route begins with `only`, then follows what they lead to.
        """
        for ask in every_ask(self.corpus, only):
            if ask.twin or ask.path not in self.report.answers:
                yield from self.visit(ask)
        while self._waiting:
            path = next(iter(self._waiting))
            del self._waiting[path]
            if path not in self.report.answers:
                yield from self.visit(Ask(path))
            assert len(self.report.answers) < MOST_ADDRESSES, "The crawl has no end."

    def visit(self, ask: Ask) -> Iterator[Leak]:
        """Ask as every actor, with every method, and for the twin."""
        route = route_of(ask.path)
        anonymous, *others = self.actors
        if self._asked[route, "GET"] >= (ENOUGH if route.startswith(CONTENT) else ENOUGH_PAGES):
            others = []
        for actor in (anonymous, *others):
            answer = self._ask(actor, "GET", ask.path)
            yield from self._judge(actor, "GET", ask.path, answer)
            self._waiting |= dict.fromkeys(links(ask.path, answer))
            if ask.twin and comparable(ask.path, answer) != self._twin(actor, ask.twin):
                self.report.told_apart.append(f"{actor.name}: {ask.path}, {ask.twin}")
        if self._asked[route, f"HEAD {answer.status}"] < ENOUGH:
            self._asked[route, f"HEAD {answer.status}"] += 1
            bare = self._ask(anonymous, "HEAD", ask.path)
            yield from self._judge(anonymous, "HEAD", ask.path, bare)
            assert bare.status == answer.status, f"HEAD {ask.path} is answered otherwise than GET"
        self._asked[route, "GET"] += 1

    def _twin(self, actor: Actor, path: str) -> tuple[Any, ...]:
        if (actor.name, path) not in self._twins:
            self._twins[actor.name, path] = comparable(path, self._ask(actor, "GET", path))
        return self._twins[actor.name, path]

    def _ask(self, actor: Actor, method: str, path: str) -> Answer:
        answer = actor.ask(method, path)
        self.report.requests += 1
        self.report.answers[path] = answer.status
        self.report.reached.setdefault(route_of(path), set()).add(answer.status)
        assert answer.status < 500, f"{method} {path}: {answer.status}"
        return answer

    def _judge(self, actor: Actor, method: str, path: str, answer: Answer) -> Iterator[Leak]:
        everything = answer.everything
        if everything not in self._words:
            found = (
                words_in(everything)
                if answer.is_text
                else set(WORD.findall(everything.decode("latin-1")))
            )
            self._words[everything] = found
        found = self._words[everything]
        # What somebody asks for may be said back to them: that shows nothing, and leaks nothing.
        self.report.found |= found - words_in(path.partition("?")[2].encode())
        for word in (self.corpus.words.hidden.keys() & found) - words_in(path.encode()):
            place = str(self.corpus.words.hidden[word])
            leak = Leak(actor.name, method, path, answer.status, word, place)
            self.report.leaks.append(leak)
            yield leak


def links(path: str, answer: Answer) -> Iterator[str]:
    """Where an answer leads on this site."""
    if not answer.is_text:
        return
    text = answer.body.decode("utf-8", "replace")
    found = [html.unescape(one or other) for one, other in ATTRIBUTE.findall(text)]
    found += ABSOLUTE.findall(text)
    found += [answer.header("location"), *LINK.findall(answer.header("link"))]
    for each in found:
        # A srcset names several files, each with its width.
        for part in each.split(", ") if " " in each else [each]:
            target = urlsplit(urljoin(f"{ORIGIN}{path}", part.strip().split(" ")[0]))
            if f"{target.scheme}://{target.netloc}" != ORIGIN or not target.path:
                continue
            # Static files are those of the repository: no editor ever writes one.
            if target.path.startswith(settings.STATIC_URL):
                continue
            is_list = not target.path.startswith("/api/")
            if is_list and len(parse_qsl(target.query)) > MOST_PARAMETERS:
                continue
            # A form to sign in says no more than where one came from.
            query = "" if target.path.endswith("/login/") else target.query
            yield target.path + (f"?{query}" if query else "")


def route_of(path: str) -> str:
    """The pattern that answers a path; "" if none does."""
    try:
        return str(resolve(unquote(path.partition("?")[0])).route)
    except Resolver404:
        return ""


def comparable(path: str, answer: Answer) -> tuple[Any, ...]:
    """What of an answer must be the same whether a thing is hidden or not there at all."""
    text = UNLIKE_EACH_TIME.sub("", answer.body.decode("utf-8", "replace"))
    location = answer.header("location")
    asked = sorted(
        {*WORD.findall(path), ABSENT, path, quote(path, safe=""), quote(path), html.escape(path)},
        key=len,
    )
    for word in reversed(asked):
        text, location = text.replace(word, "…"), location.replace(word, "…")
    names = sorted(name.lower() for name, _ in answer.headers)
    return answer.status, location, names, text
