"""`manage.py load_demo`: the demo site, into an empty installation only."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.demo.loader import SiteInUseError, load


class Command(BaseCommand):
    """Loads a small clinic's site. Running it again changes nothing."""

    help = "Load the demo site into an empty installation. Running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, with progress on a terminal and one closing line."""
        is_talkative = options["verbosity"] > 0 and self.stdout.isatty()
        try:
            is_loaded = load(self.stdout.write if is_talkative else lambda step: None)
        except SiteInUseError as error:
            raise CommandError(str(error)) from error
        if options["verbosity"] > 0:
            self.stdout.write(
                "The demo site is loaded."
                if is_loaded
                else "This installation has a blog already: nothing was changed."
            )
