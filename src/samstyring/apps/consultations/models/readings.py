"""What the program read in a document: its text, and one row a passage and statement of each reading."""

from django.db import models
from django.db.models import Q

from ..themes import theme_label
from .consultations import Submission
from .ranges import range_constraints
from .vocabulary import StatementType


class SourceText(models.Model):
    """The canonical text of a submission. A newer reader may get another text out: then there are two."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="source_texts")
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    format = models.CharField(max_length=20)
    pages = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="source_text_once_per_submission", fields=["submission", "sha256"]),
        ]

    def __str__(self) -> str:
        return f"{self.format}, {len(self.text)} characters"


class Reading(models.Model):
    """One run of the engine over a submission. The newest one is shown; earlier ones stay."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="readings")
    source_text = models.ForeignKey(SourceText, on_delete=models.PROTECT, related_name="readings")
    engine = models.CharField(max_length=100)
    engine_version = models.CharField(max_length=40)
    parameters = models.JSONField(default=dict)
    created = models.DateTimeField(auto_now_add=True)
    # The newest one, which is shown and counted.
    is_current = models.BooleanField(default=True)
    title = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=10, blank=True)
    senders = models.JSONField(default=list)
    no_remarks = models.BooleanField(default=False)
    stance = models.JSONField(null=True)
    warnings = models.JSONField(default=list)
    # What the document says of the consultation that it answers: deadline, who asked, questions.
    occasion = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="reading_once_per_engine_version", fields=["submission", "engine", "engine_version"]
            ),
            models.UniqueConstraint(
                name="reading_one_current", fields=["submission"], condition=Q(is_current=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.engine} {self.engine_version}"


class Passage(models.Model):
    """A heading, paragraph, list item or form field of a reading, in the order of the document."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField(default=0)
    part = models.CharField(max_length=20, blank=True)
    # Ranges inside the passage that belong to something else: a page number, a footnote.
    gaps = models.JSONField(default=list)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="passage_position", fields=["reading", "position"]),
            *range_constraints("passage"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.start}-{self.end}"


class Statement(models.Model):
    """A sentence or list item as the program read it.

    A database trigger (`guards`) refuses a row whose `quote` is not the source's own characters.
    """

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="statements")
    position = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    type = models.CharField(max_length=20, choices=StatementType)
    theme = models.CharField(max_length=40, blank=True)
    confidence = models.FloatField(null=True)
    reason = models.TextField(blank=True)
    language = models.CharField(max_length=10, blank=True)
    cited = models.BooleanField(null=True)
    question = models.TextField(blank=True)
    # What counts, for lists and sums: the person's decision where there is one, else the program's proposal.
    current_type = models.CharField(max_length=20, choices=StatementType)
    current_theme = models.CharField(max_length=40, blank=True)
    is_reviewed = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="statement_position", fields=["reading", "position"]),
            models.UniqueConstraint(name="statement_span", fields=["reading", "start", "end"]),
            *range_constraints("statement"),
        ]
        indexes = [
            models.Index(name="statement_current", fields=["reading", "current_type", "current_theme"])
        ]

    def __str__(self) -> str:
        return self.quote[:80]

    @property
    def theme_label(self) -> str:
        """The theme that counts, in words."""
        return theme_label(self.current_theme)
