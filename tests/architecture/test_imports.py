"""home → blog → cms → wagtail: imports go one way, so that a storey can be lifted off the floor."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MUST_NOT_IMPORT = {"cms": {"blog", "home"}, "blog": {"home"}}


def imported_packages(source: str) -> Iterator[tuple[int, str]]:
    """Line and top-level package of each import in `source`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.split(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module.split(".")[0]


@pytest.mark.parametrize("package", sorted(MUST_NOT_IMPORT))
def test_imports_only_from_below(package: str) -> None:
    files = sorted((ROOT / package).rglob("*.py"))
    assert files
    assert [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in files
        for line, name in imported_packages(path.read_text())
        if name in MUST_NOT_IMPORT[package]
    ] == []


def test_imports_inside_functions_count_too() -> None:
    assert list(imported_packages("def f():\n    from blog.models import x\n")) == [(2, "blog")]
