"""What the program read in a document: its text, and one row a passage and statement of each reading.

**Which statements count:** `Statement.objects.effective()`, and nothing else. Lists, sums, points, exports
and the API start from it, so that they agree. It leaves out older readings, what a person has split, joined
or struck out (`Cut`), and replies that do not count (replaced by a newer version, set aside). Use
`current_type`, `current_theme` and `current_cited` of what it gives: the person's decision where there is
one. For one document (also one that is replaced) use `.standing()` on its reading's statements.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..themes import theme_label
from .consultations import Consultation, Submission
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


class StatementQuerySet(models.QuerySet["Statement"]):
    """Statements, and which of them count."""

    def effective(self) -> "StatementQuerySet":
        """Those that count now, in all consultations; see the module's docstring."""
        # `IN (TRUE)`, since SQLite finds no index for a bare `WHERE is_effective`.
        left_out = Submission.objects.filter(counts=False)
        return self.filter(is_effective__in=[True]).exclude(submission__in=left_out)

    def standing(self) -> "StatementQuerySet":
        """Those of a reading that no person has split, joined, struck out or taken back."""
        return self.filter(superseded_by__isnull=True)


class Statement(models.Model):
    """A sentence or list item: as the program read it, or (`origin` person) as a person cut it.

    `type`, `theme`, `confidence`, `cited` and `reason` are the program's and never edited; a person's piece
    has the type and theme of what it was cut from and no confidence. A database trigger (`guards`) refuses
    a row whose `quote` is not the source's own characters.
    """

    class Origin(models.TextChoices):
        PROGRAM = "program", _("Read by the program")
        PERSON = "person", _("Cut by a person")

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="statements")
    # The reading's own, here too so that lists and sums need not look them up for each of 100,000 rows.
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="statements")
    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="statements", db_index=False
    )
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.PROGRAM)
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
    current_cited = models.BooleanField(default=False)
    is_reviewed = models.BooleanField(default=False)
    # The cut that put other statements, or none, in its place; for a person's piece also the cut that made
    # it, once that is taken back.
    superseded_by = models.ForeignKey(
        "consultations.Cut", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded"
    )
    # Whether it is in the current reading and not superseded: `effective()` asks for this.
    is_effective = models.BooleanField(default=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="statement_position", fields=["reading", "position"]),
            models.UniqueConstraint(name="statement_span", fields=["reading", "start", "end"]),
            models.CheckConstraint(
                name="statement_origin_known", condition=Q(origin__in=["program", "person"])
            ),
            models.CheckConstraint(
                name="statement_superseded_does_not_count",
                condition=Q(superseded_by__isnull=True) | Q(is_effective=False),
            ),
            *range_constraints("statement"),
        ]
        # Each holds all that its query asks for, so that no row of 100,000 is looked up to be counted.
        indexes = [
            models.Index(
                name="statement_counted",
                fields=[
                    "consultation",
                    "is_effective",
                    "current_theme",
                    "current_type",
                    "is_reviewed",
                    "submission",
                ],
            ),
            models.Index(
                name="statement_spread",
                fields=["consultation", "is_effective", "current_theme", "submission"],
            ),
            models.Index(
                name="statement_listed",
                fields=[
                    "consultation",
                    "is_effective",
                    "submission",
                    "start",
                    "current_type",
                    "current_theme",
                    "is_reviewed",
                ],
            ),
            models.Index(
                name="statement_unsure",
                fields=["consultation", "is_effective", "is_reviewed", "confidence", "submission"],
            ),
        ]

    def __str__(self) -> str:
        return self.quote[:80]

    @property
    def differs(self) -> bool:
        """Whether a person and the program differ on it."""
        if self.origin == self.Origin.PERSON:
            return True
        return self.is_reviewed and (self.current_type, self.current_theme) != (self.type, self.theme)

    @property
    def theme_label(self) -> str:
        """The theme that counts, in words."""
        return theme_label(self.current_theme)
