"""What the reader found in a document besides its statements: answers, stances by question, endorsements."""

from django.db import models
from django.db.models import Q

from samstyring.apps.actors.models import Organisation

from .consultations import Submission, decided_by
from .ranges import range_constraints
from .readings import Reading, SourceText
from .vocabulary import Stance


class Answer(models.Model):
    """One question of a form as it was answered: the ticks, and the range of the free answer, if any."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="answers")
    position = models.PositiveIntegerField()
    # The question's label, and its words in full as they stand in the document.
    question = models.TextField()
    words = models.TextField()
    ticked = models.JSONField(default=list)
    unticked = models.JSONField(default=list)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="answer_position", fields=["reading", "position"]),
            models.CheckConstraint(
                name="answer_range",
                condition=Q(start__isnull=True, end__isnull=True)
                | Q(start__gte=0, end__gt=models.F("start")),
            ),
        ]

    def __str__(self) -> str:
        return self.question[:80]


class QuestionStance(models.Model):
    """Where the document stands on one question of a form."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="question_stances")
    position = models.PositiveIntegerField()
    question = models.TextField()
    value = models.CharField(max_length=30, choices=Stance)
    confidence = models.FloatField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="question_stance_position", fields=["reading", "position"])
        ]

    def __str__(self) -> str:
        return f"{self.question[:60]}: {self.value}"


class Endorsement(models.Model):
    """The senders of a submission join somebody else's reply.

    Refers to the text and the range, as `Review` does. Rows that nobody has decided follow the newest
    reading; those that a person has decided stand.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="endorsements")
    source_text = models.ForeignKey(SourceText, on_delete=models.PROTECT, related_name="endorsements")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    # Whose reply is joined: as the register has it, and as it is named.
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="endorsed_in"
    )
    name = models.CharField(max_length=300)
    found_by_program = models.BooleanField(default=True)
    decided_by = decided_by()
    # A person has said that it is no endorsement.
    is_rejected = models.BooleanField(default=False)

    class Meta:
        ordering = ["submission_id", "start", "id"]
        constraints = [
            models.UniqueConstraint(name="endorsement_once", fields=["source_text", "start", "end", "name"]),
            models.CheckConstraint(name="endorsement_has_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="endorsement_rejected_by_somebody",
                condition=Q(is_rejected=False) | Q(decided_by__isnull=False),
            ),
            *range_constraints("endorsement"),
        ]

    def __str__(self) -> str:
        return self.name
