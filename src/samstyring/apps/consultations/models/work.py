"""Working together: who reviews what, and samples that several people label unseen by each other."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from .consultations import Consultation, Submission
from .ranges import range_constraints
from .readings import SourceText
from .vocabulary import StatementType


class Assignment(models.Model):
    """The person who reviews a document. One a document; giving it to another replaces the row's person."""

    submission = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="assignment")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments"
    )
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.reviewer_id}"


class Sample(models.Model):
    """Statements of a consultation drawn by lot, for people to label each by themselves.

    The same seed over the same statements draws the same sample. It is for two who agree to compare: each
    sees what the other said only where they have answered themselves.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="samples")
    number = models.PositiveIntegerField()
    seed = models.PositiveIntegerField()
    # How many statements it was drawn from.
    drawn_from = models.PositiveIntegerField()
    created = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(name="sample_number", fields=["consultation", "number"])]

    def __str__(self) -> str:
        return f"{self.consultation_id}: {self.number}"


class SampledStatement(models.Model):
    """One statement of a sample, with what the program had proposed for it when it was drawn."""

    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="statements")
    position = models.PositiveIntegerField()
    source_text = models.ForeignKey(SourceText, on_delete=models.PROTECT, related_name="sampled")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    type = models.CharField(max_length=20, choices=StatementType)
    theme = models.CharField(max_length=40, blank=True)
    engine_version = models.CharField(max_length=40)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="sampled_position", fields=["sample", "position"]),
            models.UniqueConstraint(name="sampled_once", fields=["sample", "source_text", "start", "end"]),
            *range_constraints("sampled"),
        ]

    def __str__(self) -> str:
        return self.quote[:80]


class SampleLabel(models.Model):
    """What one person says that a sampled statement is. It changes nothing in the consultation."""

    sampled = models.ForeignKey(SampledStatement, on_delete=models.CASCADE, related_name="labels")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sample_labels")
    type = models.CharField(max_length=20, choices=StatementType)
    theme = models.CharField(max_length=40)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="sample_label_once", fields=["sampled", "by"]),
            models.CheckConstraint(name="sample_label_whole", condition=~Q(type="") & ~Q(theme="")),
        ]

    def __str__(self) -> str:
        return f"{self.type}, {self.theme}"
