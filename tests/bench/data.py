"""Sites of generated posts to measure on, kept from run to run, and what to ask of them."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

from cms.editions.search.words import APART
from tests.bench.load import Scenario

SEED = 1
CONTENT = "/api/content/v1/"
ASKED = 200
"""How many different addresses a scenario asks for, where there are as many."""


def site_of(size: int, folder: Path) -> Path:
    """A folder with a demo site and `size` generated posts, made where it is not there yet."""
    data = folder / str(size)
    data.mkdir(parents=True, exist_ok=True)
    print(f"Preparing {size} posts in {data} …", file=sys.stderr)  # noqa: T201
    for command in (
        ["prepare"],
        ["generate_posts", "--count", str(size), "--seed", str(SEED)],
    ):
        _manage(data, *command)
    return data


def stock_of(data: Path) -> None:
    """Copy a site's database and move its posts to the stock model, in the same tree."""
    copy = data / "stock.sqlite3"
    for each in data.glob(f"{copy.name}*"):
        each.unlink()
    with sqlite3.connect(data / "db.sqlite3") as ours, sqlite3.connect(copy) as stock:
        ours.backup(stock)
    _manage(data, "migrate", "--run-syncdb", settings="tests.bench.stock.settings")
    with sqlite3.connect(copy) as database:
        database.executescript(MOVING)


SHARED = (
    "subtitle, intro, hero_image_id, reviewer_id, last_reviewed, next_review_due, category_id, body"
)
MOVING = f"""
INSERT INTO stock_stockpost (page_ptr_id, {SHARED}) SELECT page_ptr_id, {SHARED} FROM blog_blogpage;
UPDATE wagtailcore_page SET content_type_id =
    (SELECT id FROM django_content_type WHERE app_label = 'wagtailcore' AND model = 'page');
UPDATE wagtailcore_page SET content_type_id =
    (SELECT id FROM django_content_type WHERE app_label = 'stock')
    WHERE id IN (SELECT page_ptr_id FROM stock_stockpost);
"""  # noqa: S608
WARMED = 20


def pages(size: int) -> tuple[list[str], list[str]]:
    """The addresses of posts' pages: some to warm a server up, and others to ask for once."""
    paths = [f"/blog/generated-{SEED}-{number}/" for number in range(1, min(size, 1_000) + 1)]
    return paths[:WARMED], paths[WARMED:]


def prepare_pages(data: Path, port: int) -> float:
    """Make the HTML of posts as publishing does, for a site at a port; milliseconds for each.

    Generated posts come into the store by the hundred, which makes no pages.
    """
    return float(_manage(data, "shell", "-c", PREPARING, PORT=str(port)).splitlines()[-1])


PREPARING = """
import time
from blog.models import BlogPage
from cms.editions.html import prepare
pages = BlogPage.objects.filter(slug__startswith="generated-").order_by("pk")
ids = list(pages.values_list("pk", flat=True)[:1_000])
prepare(ids[0])
started = time.perf_counter()
for pk in ids:
    prepare(pk)
print((time.perf_counter() - started) * 1000 / len(ids))
"""


def time_publishing(data: Path, count: int) -> tuple[float, float]:
    """Milliseconds of publishing a changed post: median and 99th percentile of `count`."""
    ran = _manage(data, "shell", "-c", PUBLISHING.format(count=count, seed=SEED))
    times = sorted(map(float, ran.splitlines()[-count:]))
    return times[len(times) // 2], times[int(len(times) * 0.99)]


PUBLISHING = """
import time
from blog.models import BlogPage
for number in range(1, {count} + 1):
    post = BlogPage.objects.get(slug=f"generated-{seed}-{{number}}")
    post.subtitle = f"Changed at {{time.time()}}"
    started = time.perf_counter()
    post.save_revision().publish()
    print((time.perf_counter() - started) * 1000)
"""


def _manage(
    data: Path, *arguments: str, settings: str = "cms.settings.dev", **variables: str
) -> str:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": settings,
        "DATA_DIR": str(data),
        **variables,
    }
    ran = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return ran.stdout


def our_scenarios(address: str, data: Path, size: int) -> list[Scenario]:
    """What readers ask of the content API, spread over the whole site."""
    slugs = _slugs(size)
    posts = [f"{CONTENT}posts/{slug}/" for slug in slugs]
    titles, texts = _words(data, slugs[:50])
    return [
        _plain("post", posts),
        Scenario(
            "post, not modified",
            [(path, {"If-None-Match": _etag(address + path)}) for path in posts[:50]],
        ),
        _plain(
            "list of 20, counted",
            [f"{CONTENT}posts/?limit=20&offset={offset}" for offset in (0, 20, 40, 100, 200)],
        ),
        _plain("cursor page of 20", _cursor_pages(address, "posts/", pages=40)),
        _plain(
            "filtered list of 20, counted",
            [
                *(
                    f"{CONTENT}posts/?limit=20&category=generated-1-categories-{n}"
                    for n in range(4)
                ),
                *(
                    f"{CONTENT}posts/?limit=20&treatment=generated-1-treatments-{n}"
                    for n in range(8)
                ),
                *(f"{CONTENT}posts/?limit=20&route={route}" for route in ("oral", "intravenous")),
            ],
        ),
        _plain(
            "route entries, 20 by a fact, counted",
            [
                f"{CONTENT}route-entries/?order={order}&{only}"
                for order in ("onset", "-duration_of_effect", "bioavailability")
                for only in ("route=oral", "route=nasal", "onset_lte=PT30M")
            ],
        ),
        _plain("route entries, cursor page", _cursor_pages(address, "route-entries/?order=onset")),
        _plain("search, a word of every other post", [_search("adults"), _search("dose")]),
        _plain("search, a word of a text", [_search(text[0]) for text in texts]),
        _plain("search, two words of a text", [_search(*text[:2]) for text in texts]),
        _plain("search, a title as a phrase", [_search(f'"{" ".join(each)}"') for each in titles]),
    ]


def yardsticks(data: Path, size: int) -> list[Scenario]:
    """What a bare project is asked: rows of the same posts, and stock Wagtail's answer."""
    slugs = _slugs(size)
    with sqlite3.connect(data / "db.sqlite3") as database:
        places = ",".join("?" * len(slugs))
        rows = database.execute(
            f"SELECT page_id, edition_id FROM editions_livepage WHERE slug IN ({places})",  # noqa: S608
            slugs,
        ).fetchall()
    pages, editions = zip(*rows, strict=True)
    return [
        _plain("bare view, constant", ["/constant/"]),
        _plain("bare view, one row by the ORM", [f"/row/{pk}/" for pk in editions]),
        _plain("bare view, one row by a cursor", [f"/cursor/{pk}/" for pk in editions]),
        _plain("bare view, 20 rows by the ORM", [f"/rows/{pk}/" for pk in editions[:-1]]),
        _plain("stock Wagtail API v3, detail", [f"/v3/pages/{pk}/" for pk in pages]),
    ]


def _slugs(size: int) -> list[str]:
    """Those of posts from all over the site."""
    step = max(1, size // ASKED)
    return [f"generated-{SEED}-{number}" for number in range(1, size + 1, step)][:ASKED]


def _words(data: Path, slugs: list[str]) -> tuple[list[list[str]], list[list[str]]]:
    """The words of the titles of some posts, and long words of their texts."""
    with sqlite3.connect(data / "db.sqlite3") as database:
        places = ",".join("?" * len(slugs))
        rows = database.execute(
            "SELECT entry.title, entry.words FROM editions_searchentry AS entry "  # noqa: S608
            f"JOIN editions_livepage AS live ON live.page_id = live_id WHERE slug IN ({places})",
            slugs,
        ).fetchall()
    titles = [[word for word in title.split() if word != APART] for title, _text in rows]
    return titles, [[word for word in text.split() if len(word) > 5] for _title, text in rows]


def _search(*words: str) -> str:
    return f"{CONTENT}search/?{urlencode({'q': ' '.join(words)})}"


def _plain(name: str, paths: list[str]) -> Scenario:
    return Scenario(name, [(path, {}) for path in paths])


def _cursor_pages(address: str, start: str, pages: int = 20) -> list[str]:
    """The addresses of a walk from its beginning."""
    joint = "&" if "?" in start else "?"
    url = f"{address}{CONTENT}{start}{joint}limit=20&cursor="
    paths: list[str] = []
    while url and len(paths) < pages:
        paths.append(url.removeprefix(address))
        with urlopen(url) as answer:  # noqa: S310 - an address of ours
            url = json.load(answer)["next"]
    return paths


def _etag(url: str) -> str:
    with urlopen(url) as answer:  # noqa: S310 - an address of ours
        return str(answer.headers["ETag"])
