"""The chain of bodies that a case goes through, the advice of each, and the decision at the end."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation

from ..choices import Consulted, ReasonState, Result, StepState, Task, View
from .bodies import Meeting
from .cases import Case, ProposedDecision


class RouteStep(models.Model):
    """One body on the way of a case, in one turn."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="steps")
    turn = models.PositiveSmallIntegerField(editable=False)
    position = models.PositiveSmallIntegerField(editable=False)
    body = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="route_steps", verbose_name=_("Body")
    )
    task = models.CharField(_("What it does"), max_length=10, choices=Task)
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="steps",
        verbose_name=_("Meeting"),
    )
    state = models.CharField(max_length=12, choices=StepState, default=StepState.AHEAD, editable=False)
    arrived = models.DateTimeField(null=True, editable=False)
    left = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["case_id", "turn", "position"]
        constraints = [
            models.CheckConstraint(
                name="routestep_known_words",
                condition=Q(task__in=Task.values, state__in=StepState.values),
            ),
            models.UniqueConstraint(name="routestep_position", fields=["case", "turn", "position"]),
            models.UniqueConstraint(
                name="routestep_one_here", fields=["case"], condition=Q(state=StepState.HERE)
            ),
            models.UniqueConstraint(
                name="routestep_one_decides", fields=["case", "turn"], condition=Q(task=Task.DECIDE)
            ),
            models.UniqueConstraint(
                name="routestep_advises_once", fields=["case", "turn", "body"], condition=Q(task=Task.ADVISE)
            ),
        ]
        indexes = [models.Index(name="routestep_waits", fields=["body", "state"])]

    def __str__(self) -> str:
        return f"{self.body_id} {self.task}"


class Advice(models.Model):
    """What a body advised. A correction is a new row; the newest counts and the others stay."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    step = models.ForeignKey(RouteStep, on_delete=models.CASCADE, related_name="advice")
    view = models.CharField(_("Advice"), max_length=10, choices=View)
    proposal = models.ForeignKey(
        ProposedDecision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="advice",
        verbose_name=_("On the proposed decision"),
    )
    changes = models.TextField(_("Changes it asks for"), blank=True)
    reasons = models.TextField(_("Reasons"))
    dissent = models.TextField(_("Dissent: who meant otherwise, and why"), blank=True)
    day = models.DateField(_("Day"))
    created = models.DateTimeField(auto_now_add=True)
    corrects = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="corrected_by", editable=False
    )
    why_corrected = models.TextField(_("Why it is corrected"), blank=True)

    class Meta:
        ordering = ["step_id", "id"]
        verbose_name_plural = "advice"
        constraints = [
            models.CheckConstraint(
                name="advice_known_view", condition=Q(view__in=View.values) & ~Q(reasons="")
            ),
            models.CheckConstraint(
                name="advice_says_changes", condition=~Q(view=View.CHANGES) | ~Q(changes="")
            ),
            models.CheckConstraint(
                name="advice_correction_says_why", condition=Q(corrects=None) | ~Q(why_corrected="")
            ),
            models.UniqueConstraint(name="advice_first_once", fields=["step"], condition=Q(corrects=None)),
        ]

    def __str__(self) -> str:
        return self.view


class Decision(models.Model):
    """What was decided, by whom. A correction is a new row that refers to the one it corrects.

    `inside` says that the one who decides did it here. What was decided elsewhere is written as it was, with
    a reason or the plain word that none was given.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="decisions")
    turn = models.PositiveSmallIntegerField(editable=False)
    inside = models.BooleanField(editable=False)
    decided_by = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="case_decisions",
        verbose_name=_("Who decided, in the register"),
    )
    decided_by_name = models.CharField(_("Who decided, in words"), max_length=200, blank=True)
    day = models.DateField(_("Day of the decision"))
    result = models.CharField(_("What became of the proposal"), max_length=12, choices=Result)
    proposal = models.ForeignKey(
        ProposedDecision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("The proposed decision it follows"),
    )
    text = models.TextField(_("The decision, in its own words"))
    reason_state = models.CharField(_("Reason"), max_length=10, choices=ReasonState)
    reason = models.TextField(_("The reason"), blank=True)
    consulted = models.CharField(_("Was the municipal sector consulted?"), max_length=8, choices=Consulted)
    departs = models.BooleanField(_("It departs from advice that was given"), default=False)
    source = models.CharField(_("Where it is written"), max_length=500, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    corrects = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="corrected_by", editable=False
    )
    why_corrected = models.TextField(_("Why it is corrected"), blank=True)

    class Meta:
        ordering = ["case_id", "id"]
        constraints = [
            models.CheckConstraint(
                name="casedecision_known_words",
                condition=Q(
                    result__in=Result.values,
                    reason_state__in=ReasonState.values,
                    consulted__in=Consulted.values,
                )
                & ~Q(text=""),
            ),
            models.CheckConstraint(
                name="casedecision_says_who",
                condition=Q(decided_by__isnull=False) | Q(inside=False) & ~Q(decided_by_name=""),
            ),
            models.CheckConstraint(
                name="casedecision_reason_or_none",
                condition=Q(reason_state=ReasonState.GIVEN) & ~Q(reason="")
                | Q(reason_state=ReasonState.NOT_GIVEN, reason=""),
            ),
            models.CheckConstraint(
                name="casedecision_departs_with_reason",
                condition=Q(inside=False) | Q(departs=False) | Q(reason_state=ReasonState.GIVEN),
            ),
            models.CheckConstraint(
                name="casedecision_correction_says_why", condition=Q(corrects=None) | ~Q(why_corrected="")
            ),
            models.UniqueConstraint(
                name="casedecision_one_a_turn", fields=["case", "turn"], condition=Q(corrects=None)
            ),
        ]
        indexes = [models.Index(name="casedecision_by", fields=["decided_by", "-day"])]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def by_words(self) -> str:
        """Who decided, in words."""
        return self.decided_by_name or (self.decided_by.name if self.decided_by else "")
