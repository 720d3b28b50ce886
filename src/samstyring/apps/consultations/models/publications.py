"""What of a consultation has been made public, as it was on that day."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .consultations import Consultation, Submission
from .readings import SourceText


class Publication(models.Model):
    """An edition of a consultation that everyone may see until it is withdrawn.

    What it shows was fixed when it was published: later readings and corrections change nothing in it. What
    is held back or erased later is left out at once, see `queries.public`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="publications")
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    owner_name = models.CharField(max_length=200, blank=True)
    deadline = models.DateField(null=True)
    # Statements of the edition, and how many of them a person had looked at.
    statements = models.PositiveIntegerField()
    reviewed = models.PositiveIntegerField()
    # Statements by theme and type, as `[theme, type, count]`.
    figures = models.JSONField(default=list)
    published = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="publications"
    )
    withdrawn = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="withdrawn_publications"
    )

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(name="publication_version", fields=["consultation", "version"]),
            models.UniqueConstraint(
                name="publication_one_open", fields=["consultation"], condition=Q(withdrawn=None)
            ),
            models.CheckConstraint(name="publication_reviewed", condition=Q(reviewed__lte=F("statements"))),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.version}"


class PublishedDocument(models.Model):
    """One document of an edition: which text, what was marked and what was held back when it was published.

    The text itself stands once, in `source_text`; with it or its submission, the published document goes.
    `senders` is a list of `{"name", "kind"}` with private persons unnamed; `passages` a list of
    `[start, end, kind, level, gaps]`, `statements` of `[start, end, type, theme, reviewed]` and `held` of
    `[start, end]`, all half-open ranges into the text.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="documents")
    position = models.PositiveIntegerField()
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="published")
    source_text = models.ForeignKey(SourceText, on_delete=models.CASCADE, related_name="published")
    language = models.CharField(max_length=10, blank=True)
    stance = models.CharField(max_length=30, blank=True)
    senders = models.JSONField(default=list)
    passages = models.JSONField(default=list)
    statements = models.JSONField(default=list)
    held = models.JSONField(default=list)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="published_document_position", fields=["publication", "position"]),
            models.UniqueConstraint(name="published_document_once", fields=["publication", "submission"]),
        ]

    def __str__(self) -> str:
        return str(self.public_id)
