"""The floor's own table."""

from django.db import models


class CacheEntry(models.Model):
    """The table of Django's database cache, which only Django's cache reads and writes.

    A model, so that `migrate` makes it before anything asks the cache.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "cache"
        default_permissions = ()

    def __str__(self) -> str:
        return self.cache_key
