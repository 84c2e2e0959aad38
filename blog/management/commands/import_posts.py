"""Existing posts in text, Markdown or HTML become structured drafts."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from blog.importers import SUFFIXES
from blog.importers.writer import Outcome, Writer
from blog.models import BlogIndexPage


class Command(BaseCommand):
    """Imports files one by one: a broken one fails alone, and a second run doubles nothing."""

    help = "Import posts (.txt, .md, .html) as drafts, with a report that accounts for every line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="files or folders")
        parser.add_argument("--index", metavar="SLUG", help="the blog below which posts are made")
        parser.add_argument("--publish", action="store_true", help="publish what may be public")
        parser.add_argument("--dry-run", action="store_true", help="report only, write nothing")
        parser.add_argument("--report", metavar="FILE", help="write the report there (- = here)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import everything, write the report, and fail at the end if anything was refused."""
        files = list(_files(options["paths"]))
        report = options["report"]
        if report and report != "-" and not Path(report).absolute().parent.is_dir():
            raise CommandError(f"There is no folder for the report {report}.")
        writer = Writer(
            _index(options["index"]), publish=options["publish"], dry_run=options["dry_run"]
        )
        outcomes: list[Outcome] = []
        try:
            for number, (path, root) in enumerate(files, start=1):
                outcomes.append(writer.write(path, root))
                self._tell(outcomes[-1], number, len(files), options)
        finally:
            self._report(report, outcomes)
        errors = [outcome.error for outcome in outcomes if outcome.error]
        if len(errors) == 1:
            raise CommandError(errors[0])
        if errors:
            for error in errors:
                self.stderr.write(error)
            raise CommandError(f"{len(errors)} of {len(files)} files need attention.")

    def _tell(self, outcome: Outcome, number: int, total: int, options: dict[str, Any]) -> None:
        """One line for each file on a terminal, nothing in a pipe."""
        if sys.stderr.isatty() and options["verbosity"] and options["report"] != "-":
            published = ", published" if outcome.published else ""
            self.stderr.write(
                f"{number}/{total} {outcome.source}: {outcome.status.value}{published}",
                style_func=lambda text: text,
            )

    def _report(self, report: str | None, outcomes: list[Outcome]) -> None:
        if not report:
            return
        documents = {"documents": [outcome.as_json() for outcome in outcomes]}
        text = json.dumps(documents, ensure_ascii=False, indent=2)
        if report == "-":
            self.stdout.write(text)
            return
        try:
            Path(report).write_text(f"{text}\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"The report could not be written: {error}") from None


def _files(paths: list[str]) -> Iterator[tuple[Path, Path]]:
    """Each file once, with the folder that its pictures may come from."""
    seen: set[Path] = set()
    for name in paths:
        path = Path(name)
        if not path.exists():
            raise CommandError(f"There is no file or folder {name}.")
        found = _in_folder(path) if path.is_dir() else [path]
        if not found:
            raise CommandError(f"{name} holds no {', '.join(sorted(SUFFIXES))} files.")
        for file in found:
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file, path if path.is_dir() else file.parent


def _in_folder(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _index(slug: str | None) -> BlogIndexPage:
    """The blog with this slug, or the only one."""
    indexes = list(BlogIndexPage.objects.filter(alias_of=None).order_by("path"))
    if slug:
        indexes = [index for index in indexes if index.slug == slug]
    if len(indexes) == 1:
        return indexes[0]
    if not indexes:
        raise CommandError(f"There is no blog “{slug}”." if slug else "There is no blog yet.")
    known = ", ".join(sorted({index.slug for index in indexes}))
    raise CommandError(f"There are several blogs ({known}): choose one with --index.")
