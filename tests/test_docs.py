"""What README and docs say of the code is so, and nothing they should say is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import get_commands

from blog.blocks.body import BodyBlock

ROOT = Path(settings.BASE_DIR)
STOREYS = ("cms", "blog", "home")
# Folders whose names and meaning are Django's.
DJANGOS = {"management", "migrations", "templatetags"}
READ_IN_PYTHON = re.compile(r"""env(?:iron)?\.\w+\(\s*"([A-Z_]+)"|"([A-Z_]+)" in os\.environ""")
READ_IN_SHELL = re.compile(r"\$\{([A-Z_]+):-")


def section(document: str, heading: str) -> str:
    """The part of a document below the heading."""
    text = (ROOT / document).read_text()
    return re.split(r"^## ", text.partition(f"## {heading}\n")[2], flags=re.MULTILINE)[0]


def first_cells(text: str) -> list[str]:
    """What the tables of a text are about: the code in each row's first cell."""
    return re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)


def read_variables() -> Iterator[str]:
    tests = (ROOT / "tests" / name for name in ("conftest.py", "browser.py"))
    for path in (*(ROOT / "cms/settings").glob("*.py"), *tests):
        for found in READ_IN_PYTHON.findall(path.read_text()):
            yield from filter(None, found)
    for path in (ROOT / "script").iterdir():
        yield from READ_IN_SHELL.findall(path.read_text())


def drawn_rooms() -> list[str]:
    """The paths that the plan in docs/architecture.md shows, each below the storey it stands in."""
    storey, rooms = "", []
    for line in (ROOT / "docs/architecture.md").read_text().split("```")[1].splitlines():
        names = re.match(r"(\s*)((?:[\w/]+(?:/|\.py)\s+)+)", line)
        if names is None:
            continue
        if not names[1]:
            storey = names[2].strip()
        rooms += [storey + name if names[1] else name for name in names[2].split()]
    return rooms


def test_every_environment_variable_is_in_the_readme_and_each_one_there_is_read() -> None:
    assert sorted(first_cells(section("README.md", "Settings"))) == sorted(set(read_variables()))


def test_every_command_of_ours_is_in_the_readme_and_each_one_there_exists() -> None:
    ours = {name for name, app in get_commands().items() if str(app).split(".")[0] in STOREYS}
    assert set(first_cells(section("README.md", "Commands"))) == ours


def test_every_block_has_its_row_with_its_class() -> None:
    rows = re.findall(
        r"^\| `(\w+)` \|.*\| `(\w+\.\w+)` \|$", (ROOT / "docs/blocks.md").read_text(), re.MULTILINE
    )
    classes = {key: type(block) for key, block in BodyBlock().child_blocks.items()}
    assert dict(rows) == {
        key: f"{each.__module__.removeprefix('blog.blocks.')}.{each.__name__}"
        for key, each in classes.items()
    }


def test_every_room_that_is_drawn_exists_and_none_is_forgotten() -> None:
    rooms = drawn_rooms()
    assert len(rooms) > len(STOREYS)
    assert [room for room in rooms if not (ROOT / room).exists()] == []
    packages = {path.parent for storey in STOREYS for path in (ROOT / storey).glob("*/__init__.py")}
    folders = {f"{path.relative_to(ROOT)}/" for path in packages if path.name not in DJANGOS}
    assert folders <= set(rooms)
