"""What became of each point and need in a case, with the reason, and what those who raised it say to that.

An outcome is a draft until somebody publishes it, and never changes after that: a new one takes its place
(`replaces`), and the old one stays to be seen. One text of reasons may serve many outcomes.
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation

from ..answer_choices import OutcomeKind
from .cases import Case, CaseSubject


class AnswerText(models.Model):
    """A reason in plain words, written once for everything that it answers."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="answer_texts")
    reason = models.TextField(_("The reason, in plain words"))
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["case_id", "id"]
        constraints = [models.CheckConstraint(name="answertext_has_reason", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return self.reason[:80]


class Outcome(models.Model):
    """What became of one thing that the case treats, in one turn of it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subject = models.ForeignKey(CaseSubject, on_delete=models.PROTECT, related_name="outcomes")
    turn = models.PositiveSmallIntegerField(editable=False)
    kind = models.CharField(_("What became of it"), max_length=15, choices=OutcomeKind)
    answer = models.ForeignKey(AnswerText, on_delete=models.PROTECT, related_name="outcomes")
    created = models.DateTimeField(auto_now_add=True)
    # Empty as long as it is a draft.
    published = models.DateTimeField(null=True, editable=False)
    replaces = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by", editable=False
    )
    # Whether it is what counts now: published, and not replaced.
    is_current = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["subject_id", "id"]
        constraints = [
            models.CheckConstraint(name="outcome_known_kind", condition=Q(kind__in=OutcomeKind.values)),
            models.CheckConstraint(
                name="outcome_current_is_published",
                condition=Q(is_current=False) | Q(published__isnull=False),
            ),
            models.CheckConstraint(
                name="outcome_not_its_own_successor", condition=Q(replaces=None) | ~Q(replaces=F("id"))
            ),
            models.UniqueConstraint(
                name="outcome_one_current", fields=["subject"], condition=Q(is_current=True)
            ),
            models.UniqueConstraint(
                name="outcome_one_draft", fields=["subject"], condition=Q(published=None)
            ),
        ]
        indexes = [models.Index(name="outcome_newest", fields=["is_current", "-published"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"


class Reply(models.Model):
    """What an organisation that raised or backs something says to its answer: once, beside the answer."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="replies")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="replies_to_answers"
    )
    text = models.TextField(_("Reply"))
    created = models.DateTimeField(auto_now_add=True)
    # Why it is not shown to others; empty where it is.
    held_why = models.CharField(_("Why it is held back"), max_length=300, blank=True)

    class Meta:
        ordering = ["outcome_id", "id"]
        verbose_name_plural = "replies"
        constraints = [
            models.UniqueConstraint(name="reply_once", fields=["outcome", "organisation"]),
            models.CheckConstraint(name="reply_has_text", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.text[:80]
