"""Bring the live store to what it should be. Run it after a deploy or a data migration."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.editions.rebuild import rebuild


class Command(BaseCommand):
    help = "Brings the live store to what it should be; says what it mended."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="Change nothing; fail if something is behind."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        speaks = sys.stdout.isatty() or options["verbosity"] > 1
        mended = rebuild(self.stdout.write if speaks else lambda line: None, options["check"])
        if options["check"] and mended.total:
            raise CommandError(
                f"{mended.total} of {mended.looked_at} pages are behind: run rebuild_editions."
            )
        self.stdout.write(
            f"{mended.looked_at} pages looked at, {mended.written} written, "
            f"{mended.withdrawn} withdrawn."
        )
