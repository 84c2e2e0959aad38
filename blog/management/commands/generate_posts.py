"""`manage.py generate_posts --count N --seed S`: posts for benchmarks, in any number."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from blog.generation.posts import generate
from blog.models import BlogIndexPage


class Command(BaseCommand):
    help = "Makes published posts of invented words, the same for the same seed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--count", type=int, required=True, help="How many posts to have.")
        parser.add_argument("--seed", type=int, default=1, help="Another seed, other posts.")

    def handle(self, *args: Any, count: int, seed: int, verbosity: int, **options: Any) -> None:
        if count < 1 or seed < 0:
            raise CommandError("--count must be 1 or more, --seed 0 or more.")
        index = BlogIndexPage.objects.filter(live=True).order_by("path").first()
        if index is None:
            raise CommandError("There is no blog to put posts into: run load_demo first.")
        speaks = sys.stdout.isatty() or verbosity > 1
        made, published = generate(
            index, count, seed, self.stdout.write if speaks else lambda line: None
        )
        self.stdout.write(f"{made} posts made, {published} published.")
