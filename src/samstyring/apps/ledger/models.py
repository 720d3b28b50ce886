"""What the ledger stores: one row an event, chained by hashes, and the other objects that an event touches.

Columns hold the very text that is hashed (identifiers with hyphens, times in UTC with microseconds, data as
canonical JSON), so that nothing has to be converted before it is verified. The sequence number is the primary
key and the entry's address; triggers (see guards.py) refuse UPDATE and DELETE.
"""

from django.db import models

GENESIS = "0" * 64  # what the first entry has as the hash before it


class Entry(models.Model):
    """One event. Every column but `hash` is part of what is hashed; an empty text stands for “none”."""

    # Numbered by actions.record under a lock, from 1 and without gaps; never by the database.
    sequence = models.BigAutoField(primary_key=True)
    time = models.CharField(max_length=27)  # 2026-11-22T01:39:27.123456Z
    verb = models.CharField(max_length=100)
    version = models.PositiveIntegerField()  # of the event class that wrote `data`
    object_id = models.CharField(max_length=36)
    object_name = models.TextField(blank=True)
    data = models.TextField()  # canonical JSON object
    actor_id = models.CharField(max_length=36, blank=True)
    role = models.CharField(max_length=50)
    organisation_id = models.CharField(max_length=36, blank=True)
    organisation_name = models.TextField(blank=True)
    previous_hash = models.CharField(max_length=64)  # lower-case hexadecimal
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["object_id", "-sequence"], name="ledger_entry_by_object")]
        constraints = [
            models.CheckConstraint(condition=models.Q(sequence__gte=1), name="ledger_entry_sequence_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb}"


class Related(models.Model):
    """Another object whose history shows the entry too; part of what is hashed."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="related", db_index=False)
    object_id = models.CharField(max_length=36)

    class Meta:
        indexes = [models.Index(fields=["object_id", "-entry"], name="ledger_related_by_object")]
        constraints = [
            models.UniqueConstraint(fields=["entry", "object_id"], name="ledger_related_once_each"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.object_id}"
