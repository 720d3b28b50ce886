"""Statements as they are searched: folded text beside each, indexed by its own means on each database."""

from django.db import models

from .readings import Statement


class SearchText(models.Model):
    """A statement's words as `folding.folded` makes them, without what is held back when it was written.

    `search_tables` keeps the index over it: FTS5 by trigrams on SQLite, pg_trgm on PostgreSQL.
    """

    statement = models.OneToOneField(
        Statement, primary_key=True, on_delete=models.CASCADE, related_name="search_text"
    )
    text = models.TextField()

    def __str__(self) -> str:
        return self.text[:80]
