"""The example front-end as a newcomer gets it: installed, built, and looked at file by file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from lxml import html

from tests.blog.block_values import squeezed
from tests.npm import npm, run

ROOT = Path(settings.BASE_DIR)
CLIENT, EXAMPLE = Path("clients/typescript"), Path("examples/eleventy")
LEFT = shutil.ignore_patterns("node_modules", "dist", "_site", ".state")
GUARD = ROOT / "tests/examples/only_host.mjs"
ADDRESS = "https://static.example"


class BuiltSite:
    """The files of a finished site."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def file(self, path: str) -> Path:
        """The file that a host of plain files sends for a path."""
        found = self.folder / unquote(urlsplit(path).path).lstrip("/")
        return found / "index.html" if path.partition("#")[0].endswith("/") else found

    def page(self, path: str) -> html.HtmlElement:
        return html.document_fromstring(self.file(path).read_bytes())

    def pages(self) -> Iterator[tuple[str, html.HtmlElement]]:
        for file in sorted(self.folder.rglob("*.html")):
            yield str(file.relative_to(self.folder)), html.document_fromstring(file.read_bytes())

    def contents(self) -> dict[str, bytes]:
        """Every file with its bytes."""
        files = filter(Path.is_file, self.folder.rglob("*"))
        return {str(file.relative_to(self.folder)): file.read_bytes() for file in files}

    def times(self) -> dict[str, int]:
        """When each file was written."""
        files = filter(Path.is_file, self.folder.rglob("*"))
        return {str(file.relative_to(self.folder)): file.stat().st_mtime_ns for file in files}


def install(root: Path) -> Path:
    """The example and its client below `root`, with everything that they need. Returns `root`."""
    shutil.rmtree(root, ignore_errors=True)
    for folder in (CLIENT, EXAMPLE):
        shutil.copytree(ROOT / folder, root / folder, ignore=LEFT)
    npm(root / EXAMPLE, "ci")
    npm(root / EXAMPLE, "run", "compile")
    return root


class Example:
    """A copy of the installed example, with the packages of the one that is copied."""

    def __init__(self, installed: Path, root: Path) -> None:
        self.folder = root / EXAMPLE
        packages = "node_modules"
        original = installed / EXAMPLE
        shutil.copytree(original, self.folder, ignore=shutil.ignore_patterns(packages))
        (self.folder / packages).symlink_to(original / packages)

    def build(self, server: str, output: Path, state: Path, allowed: str = "") -> BuiltSite:
        """Build while nothing but the server can be reached."""
        run(
            self.folder,
            *("node", "--import", str(GUARD), "dist/src/build.js"),
            CAREROUTE_URL=server,
            SITE_URL=ADDRESS,
            OUTPUT_DIR=str(output),
            STATE_DIR=str(state),
            ONLY_HOST=allowed or urlsplit(server).netloc,
        )
        return BuiltSite(output)


def words(tree: html.HtmlElement) -> str:
    """What a reader of the page sees or hears."""
    return squeezed(" ".join([tree.text_content(), *tree.xpath("//img/@alt")]))
