"""Write the route entries of public posts anew where they are not what the posts say."""

from typing import Any

from django.core.management.base import BaseCommand

from blog.publishing.rebuilding import rebuild_route_entries


class Command(BaseCommand):
    help = "Mend the route entries that the index and its filters read, and say what was mended."

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        for mended in rebuild_route_entries():
            count += 1
            self.stdout.write(
                f"“{mended.title}” (page {mended.page_id}): "
                f"{mended.before} entries before, {mended.after} now"
            )
        self.stdout.write(f"{count} posts mended.")
