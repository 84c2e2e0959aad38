"""Where imported posts came from, so that importing again neither doubles nor overwrites them."""

from __future__ import annotations

from django.db import models


class ImportRecord(models.Model):
    """The file a post was made from, and the revision that import wrote.

    While that revision is the page's latest, nobody has edited the post since.
    """

    page = models.ForeignKey(
        "blog.BlogPage", on_delete=models.CASCADE, related_name="import_records"
    )
    source = models.CharField(max_length=1000, unique=True)
    """The absolute path of the file."""
    digest = models.CharField(max_length=64)
    """SHA-256 of the file's bytes, in hexadecimal."""
    revision_id = models.PositiveBigIntegerField()
    imported_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "import record"

    def __str__(self) -> str:
        return self.source
