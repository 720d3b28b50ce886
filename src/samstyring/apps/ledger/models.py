"""What the ledger stores: one row an event, chained by hashes, and the other objects that an event touches.

`content` is the canonical JSON text that is hashed: what is shown, exported and verified is the stored text
itself. Beside it stands only what finds it: its number, and the objects whose history it belongs to
(verification compares them with the content). The sequence number is the primary key and the entry's address;
triggers (guards.py) refuse UPDATE and DELETE.
"""

import json
from typing import Any

from django.db import models
from django.utils.functional import cached_property

GENESIS = "0" * 64  # what the first entry has as the hash before it


class Entry(models.Model):
    """One event; docs/methods/ledger.md lists the fields of `content`."""

    # Numbered by actions.record under a lock, from 1 and without gaps; never by the database.
    sequence = models.BigAutoField(primary_key=True)
    object_id = models.CharField(max_length=36)
    content = models.TextField()
    hash = models.CharField(max_length=64)  # SHA-256 of content's UTF-8 bytes, lower-case hexadecimal

    class Meta:
        indexes = [models.Index(fields=["object_id", "-sequence"], name="ledger_entry_by_object")]
        constraints = [
            models.CheckConstraint(condition=models.Q(sequence__gte=1), name="ledger_entry_sequence_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.fields['verb']}"

    @cached_property
    def fields(self) -> dict[str, Any]:
        """The content as values: verb, time, data and so on; an empty text stands for “none”."""
        fields: dict[str, Any] = json.loads(self.content)
        return fields


class Related(models.Model):
    """Another object whose history shows the entry too."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="related", db_index=False)
    object_id = models.CharField(max_length=36)

    class Meta:
        indexes = [models.Index(fields=["object_id", "-entry"], name="ledger_related_by_object")]
        constraints = [
            models.UniqueConstraint(fields=["entry", "object_id"], name="ledger_related_once_each"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.object_id}"
