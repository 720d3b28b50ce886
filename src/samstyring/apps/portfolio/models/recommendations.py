"""The sector's roadmap: what the municipal sector advises, why, and what that rests on."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samstyring.apps.needs.models import Need

from ..choices import Advice
from .measures import Measure
from .roadmaps import Edition, RoadmapItem


class Recommendation(models.Model):
    """One line of a sector's edition: a measure, or a need that no measure is to meet.

    The figures are those of the day when the edition was joined, and stay with it. `municipal_place` is its
    place among what municipalities put first on their own lists, `state_place` that in the national edition;
    each is empty where it is not there. Without `advice` nobody has decided yet.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="recommendations")
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="recommendations"
    )
    need = models.ForeignKey(
        Need, on_delete=models.PROTECT, null=True, blank=True, related_name="recommendations"
    )
    municipal_place = models.PositiveIntegerField(null=True, blank=True)
    state_place = models.PositiveIntegerField(null=True, blank=True)
    national_item = models.ForeignKey(
        RoadmapItem, on_delete=models.PROTECT, null=True, blank=True, related_name="recommendations"
    )
    points = models.PositiveIntegerField(default=0)
    lists = models.PositiveIntegerField(default=0)
    municipalities = models.PositiveIntegerField(default=0)
    inhabitants = models.PositiveIntegerField(default=0)
    # Municipalities by size, and those whose inhabitants the register does not have.
    small = models.PositiveIntegerField(default=0)
    middle = models.PositiveIntegerField(default=0)
    large = models.PositiveIntegerField(default=0)
    unknown = models.PositiveIntegerField(default=0)
    advice = models.CharField(_("Advice to municipalities"), max_length=20, choices=Advice, blank=True)
    introduce_by = models.DateField(_("Introduce by"), null=True, blank=True)
    reason = models.TextField(_("Reason"), blank=True)
    dropped = models.BooleanField(_("Taken off the roadmap"), default=False)
    why = models.CharField(_("Why it is new, moved or taken off"), max_length=500, blank=True)

    class Meta:
        ordering = ["edition_id", "id"]
        constraints = [
            models.CheckConstraint(
                name="recommendation_is_one_thing",
                condition=Q(measure__isnull=False, need=None) | Q(measure=None, need__isnull=False),
            ),
            models.UniqueConstraint(name="recommendation_measure_once", fields=["edition", "measure"]),
            models.UniqueConstraint(name="recommendation_need_once", fields=["edition", "need"]),
            models.CheckConstraint(
                name="recommendation_known_advice",
                condition=Q(advice__in=["", *Advice.values]),
            ),
            models.CheckConstraint(
                name="recommendation_day_with_introduce_by",
                condition=Q(advice=Advice.INTRODUCE_BY, introduce_by__isnull=False)
                | ~Q(advice=Advice.INTRODUCE_BY) & Q(introduce_by=None),
            ),
            models.CheckConstraint(name="recommendation_has_reason", condition=Q(advice="") | ~Q(reason="")),
            models.CheckConstraint(
                name="recommendation_dropped_says_why", condition=Q(dropped=False) | ~Q(why="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thing}: {self.advice or '–'}"

    @property
    def thing(self) -> Measure | Need:
        """What it is about."""
        found = self.measure or self.need
        assert found is not None  # noqa: S101 -- recommendation_is_one_thing
        return found

    @property
    def title(self) -> str:
        """What it is about, in words."""
        return str(self.thing)

    @property
    def key(self) -> int:
        """The same in all editions: a measure's own, and a need's below zero."""
        return self.measure_id if self.measure_id is not None else -(self.need_id or 0)
