"""A case: what is asked, what is proposed, what it treats, and the phases it has gone through."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.visibility import Visible
from samstyring.apps.consultations.models import Point
from samstyring.apps.needs.models import Need
from samstyring.apps.portfolio.models import Measure
from samstyring.apps.priorities.models import Round

from ..choices import Act, Phase

# What a case can treat: the names of the foreign keys of `CaseSubject`.
SUBJECT_KINDS = ("point", "need", "measure", "round")


class Case(Visible):
    """A question that is to be decided. The owner prepares it and sends it along its route.

    `version` is raised by each change of phase, so that of two who act at the same time one is told. `turn`
    counts how many times it has been taken up: each turn has one decision.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    year = models.PositiveSmallIntegerField(editable=False)
    number = models.PositiveIntegerField(editable=False)
    title = models.CharField(_("Title"), max_length=200)
    question = models.TextField(_("The question"))
    background = models.TextField(_("Background"), blank=True)
    deadline = models.DateField(_("Must be decided by"), null=True, blank=True)
    source = models.CharField(_("Source"), max_length=500, blank=True)
    phase = models.CharField(_("Phase"), max_length=12, choices=Phase, default=Phase.DRAFT, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    turn = models.PositiveSmallIntegerField(default=1, editable=False)
    created = models.DateTimeField(auto_now_add=True)

    class Meta(Visible.Meta):
        ordering = ["-year", "-number"]
        constraints = [
            *Visible.Meta.constraints,
            models.UniqueConstraint(name="case_number", fields=["year", "number"]),
            models.CheckConstraint(name="case_titled", condition=~Q(title="") & ~Q(question="")),
            models.CheckConstraint(name="case_known_phase", condition=Q(phase__in=Phase.values)),
        ]
        indexes = [models.Index(name="case_phase", fields=["phase", "-year", "-number"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("decisions:case", args=[self.public_id])

    @property
    def label(self) -> str:
        """Its number as people write it: 12/2026."""
        return f"{self.number}/{self.year}"


class Alternative(models.Model):
    """One of the ways in which the question can be solved, to do nothing included."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="alternatives")
    position = models.PositiveSmallIntegerField(editable=False)
    name = models.CharField(_("Alternative"), max_length=200)
    text = models.TextField(_("What it means"), blank=True)

    class Meta:
        ordering = ["case_id", "position"]
        constraints = [
            models.UniqueConstraint(name="alternative_position", fields=["case", "position"]),
            models.CheckConstraint(name="alternative_named", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class ProposedDecision(models.Model):
    """The words that a body is asked to decide. Without one the case goes to no body.

    One that a body has said something about keeps its words: another text is another row, and this one is
    then `left_out`.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="proposals")
    position = models.PositiveSmallIntegerField(editable=False)
    text = models.TextField(_("Proposed decision"))
    alternative = models.ForeignKey(
        Alternative,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name=_("Chooses the alternative"),
    )
    left_out = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["case_id", "position"]
        constraints = [
            models.UniqueConstraint(name="proposeddecision_position", fields=["case", "position"]),
            models.CheckConstraint(name="proposeddecision_has_text", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.text[:80]


def exactly_one(*fields: str) -> Q:
    """The condition that one of the foreign keys is set, and no other."""
    found = Q()
    for chosen in fields:
        found |= Q(**{f"{field}__isnull": field != chosen for field in fields})
    return found


class CaseSubject(models.Model):
    """Something that the case treats: a point, a need, a measure or a round of priorities. One of them."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="subjects")
    point = models.ForeignKey(
        Point, on_delete=models.PROTECT, null=True, blank=True, related_name="case_subjects"
    )
    need = models.ForeignKey(
        Need, on_delete=models.PROTECT, null=True, blank=True, related_name="case_subjects"
    )
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="case_subjects"
    )
    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, null=True, blank=True, related_name="case_subjects"
    )
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["case_id", "id"]
        constraints = [
            models.CheckConstraint(name="casesubject_is_one_thing", condition=exactly_one(*SUBJECT_KINDS)),
            *[
                models.UniqueConstraint(
                    name=f"casesubject_{kind}_once",
                    fields=["case", kind],
                    condition=Q(**{f"{kind}__isnull": False}),
                )
                for kind in SUBJECT_KINDS
            ],
        ]

    def __str__(self) -> str:
        return f"{self.kind} in case {self.case_id}"

    @property
    def kind(self) -> str:
        """Which of them it is: one of SUBJECT_KINDS."""
        return next(name for name in SUBJECT_KINDS if getattr(self, f"{name}_id"))

    @property
    def thing_id(self) -> int:
        """Its key, among those of its kind."""
        key: int = getattr(self, f"{self.kind}_id")
        return key

    @property
    def thing(self) -> Point | Need | Measure | Round:
        """What it is."""
        found: Point | Need | Measure | Round = getattr(self, self.kind)
        return found


class PhaseChange(models.Model):
    """A case went from one phase to another by an act, with the reason in words where one was asked for."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="phase_changes")
    act = models.CharField(max_length=12, choices=Act)
    before = models.CharField(max_length=12, choices=Phase)
    after = models.CharField(max_length=12, choices=Phase)
    reason = models.TextField(blank=True)
    turn = models.PositiveSmallIntegerField()
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["case_id", "id"]
        constraints = [
            models.CheckConstraint(
                name="phasechange_known_words",
                condition=Q(act__in=Act.values, before__in=Phase.values, after__in=Phase.values),
            ),
            models.CheckConstraint(
                name="phasechange_goes_on",
                condition=~Q(before=F("after")) | Q(act=Act.PASS_ON),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
