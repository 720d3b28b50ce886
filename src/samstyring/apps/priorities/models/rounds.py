"""A round, what it is about, and by which criteria."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.actors.visibility import Person, Visible, VisibleQuerySet, condition, roles_held
from samstyring.apps.needs.models import Need
from samstyring.apps.portfolio.models import Measure

from ..choices import CriterionKind, Over, State, Unit

MOST_STEPS = 9


class RoundQuerySet(VisibleQuerySet["Round"]):
    """Rounds, and who may see them."""

    def visible_to(self, user: Person) -> "RoundQuerySet":
        """What the person may see: by the round's visibility once it is opened, always those that the person
        is a member of, and those being prepared by a body where the person holds a role."""
        opened = condition(user) & ~Q(state=State.PREPARING)
        if not isinstance(user, User) or not user.is_active:
            return self.filter(opened)
        if user.is_superuser:
            return self.all()
        own = Q(owner_organisation__in=roles_held(user).values("organisation"))
        invited = Q(pk__in=user.scores_in.values("round"))
        return self.filter(opened | own | invited & ~Q(state=State.PREPARING))


class Round(Visible):
    """A body weighs needs or measures against each other. `owner_organisation` is the body."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("Title"), max_length=200)
    question = models.TextField(_("What the round is to answer"), blank=True)
    over = models.CharField(_("What is weighed"), max_length=20, choices=Over)
    state = models.CharField(_("State"), max_length=20, choices=State, default=State.PREPARING)
    # Which scoring it is: 0 while it is being prepared, 1 the first, 2 and more when members score again.
    turn = models.PositiveSmallIntegerField(default=0)
    deadline = models.DateField(_("Score before the end of"), null=True, blank=True)
    unit = models.CharField(_("Capacity in"), max_length=10, choices=Unit, blank=True)
    limit = models.PositiveBigIntegerField(_("How much there is"), null=True, blank=True)
    limit_source = models.CharField(_("What the capacity rests on"), max_length=300, blank=True)
    # “In the top 3”.
    top = models.PositiveSmallIntegerField(_("How many the body is to choose"), default=3)
    is_example = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)
    # Raised by each act, so that two people notice each other, and results are reckoned anew.
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = RoundQuerySet.as_manager()

    class Meta(Visible.Meta):
        ordering = ["-id"]
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        constraints = [
            *Visible.Meta.constraints,
            models.CheckConstraint(
                name="round_has_title_and_body", condition=~Q(title="") & Q(owner_organisation__isnull=False)
            ),
            models.CheckConstraint(
                name="round_known_words",
                condition=Q(over__in=Over.values, state__in=State.values, unit__in=["", *Unit.values]),
            ),
            models.CheckConstraint(
                name="round_turn_fits_state", condition=Q(state=State.PREPARING, turn=0) | Q(turn__gte=1)
            ),
            models.CheckConstraint(name="round_limit_has_unit", condition=Q(limit=None) | ~Q(unit="")),
            models.CheckConstraint(name="round_top_from_one", condition=Q(top__gte=1)),
        ]
        indexes = [models.Index(name="round_state", fields=["state", "-id"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("priorities:round", args=[self.public_id])

    @property
    def body(self) -> Organisation:
        """Whose round it is."""
        assert self.owner_organisation is not None  # noqa: S101 -- round_has_title_and_body
        return self.owner_organisation

    @property
    def takes_scores(self) -> bool:
        """Whether members can score now."""
        return self.state in {State.OPEN, State.AGAIN}

    @property
    def shown_turn(self) -> int:
        """The last scoring that may be shown: none before the first is closed, and never one under way."""
        return self.turn - 1 if self.takes_scores else self.turn


class Criterion(models.Model):
    """One criterion of a round: its weight and the bounds held to be reasonable, all in whole per cent."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("Kind"), max_length=20, choices=CriterionKind, default=CriterionKind.OTHER)
    name = models.CharField(_("Name"), max_length=120)
    explanation = models.TextField(_("What is asked"), blank=True)
    weight = models.PositiveSmallIntegerField(_("Weight in per cent"))
    low = models.PositiveSmallIntegerField(_("At least"), default=0)
    high = models.PositiveSmallIntegerField(_("At most"), default=100)
    # Filled in from what municipalities back and have on their own lists, instead of scored.
    filled = models.BooleanField(_("Filled in from municipalities' own backing and lists"), default=False)

    class Meta:
        ordering = ["round_id", "position"]
        constraints = [
            models.UniqueConstraint(name="criterion_position_once", fields=["round", "position"]),
            models.UniqueConstraint(name="criterion_name_once", fields=["round", "name"]),
            models.CheckConstraint(
                name="criterion_known_kind", condition=Q(kind__in=CriterionKind.values) & ~Q(name="")
            ),
            models.CheckConstraint(
                name="criterion_bounds_in_order",
                condition=Q(low__lte=F("weight"), weight__lte=F("high"), high__lte=100),
            ),
            models.CheckConstraint(
                name="criterion_only_own_is_filled", condition=Q(filled=False) | Q(kind=CriterionKind.OWN)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Step(models.Model):
    """A step of a criterion's scale in words; the highest speaks most for an item."""

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="steps")
    value = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200)

    class Meta:
        ordering = ["criterion_id", "value"]
        constraints = [
            models.UniqueConstraint(name="step_once", fields=["criterion", "value"]),
            models.CheckConstraint(
                name="step_in_range", condition=Q(value__gte=1, value__lte=MOST_STEPS) & ~Q(words="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value}: {self.words}"


class Item(models.Model):
    """A need or a measure that is weighed, and what it takes in the round's unit."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    need = models.ForeignKey(Need, null=True, blank=True, on_delete=models.PROTECT, related_name="in_rounds")
    measure = models.ForeignKey(
        Measure, null=True, blank=True, on_delete=models.PROTECT, related_name="in_rounds"
    )
    takes_low = models.PositiveBigIntegerField(_("Takes at least"), null=True, blank=True)
    takes_high = models.PositiveBigIntegerField(_("Takes at most"), null=True, blank=True)
    takes_source = models.CharField(_("What that rests on"), max_length=300, blank=True)

    class Meta:
        ordering = ["round_id", "position"]
        constraints = [
            models.UniqueConstraint(name="item_position_once", fields=["round", "position"]),
            models.UniqueConstraint(name="item_need_once", fields=["round", "need"]),
            models.UniqueConstraint(name="item_measure_once", fields=["round", "measure"]),
            models.CheckConstraint(
                name="item_is_one_thing",
                condition=Q(need__isnull=False, measure=None) | Q(need=None, measure__isnull=False),
            ),
            models.CheckConstraint(
                name="item_takes_in_order",
                condition=Q(takes_low=None, takes_high=None)
                | Q(takes_low__isnull=False, takes_high__gte=F("takes_low")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.position}"

    @property
    def thing(self) -> Need | Measure:
        """What it is."""
        found = self.need or self.measure
        assert found is not None  # noqa: S101 -- item_is_one_thing
        return found
