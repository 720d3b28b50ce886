"""How much of it is used: one figure a month or a year, with its source; and the newest of them all."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..use import Fall, Figure
from .introductions import Introduction


class UseFigure(models.Model):
    """How many could use it and how many did, in a month or (without `month`) in a year.

    Users or units, as the introduction's `counted` says. An empty `eligible` is unknown.
    """

    introduction = models.ForeignKey(Introduction, on_delete=models.CASCADE, related_name="figures")
    year = models.PositiveSmallIntegerField(
        _("Year"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    month = models.PositiveSmallIntegerField(
        _("Month"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    eligible = models.PositiveIntegerField(_("Who could use it"), null=True, blank=True)
    active = models.PositiveIntegerField(_("Who did"))
    source = models.CharField(_("Source"), max_length=500, blank=True)

    class Meta:
        ordering = ["introduction_id", "year", F("month").asc(nulls_first=True)]
        constraints = [
            models.CheckConstraint(
                name="usefigure_active_within_eligible",
                condition=Q(eligible=None) | Q(active__lte=F("eligible")),
                violation_error_message=_("More cannot have used it than could."),
            ),
            models.CheckConstraint(
                name="usefigure_period",
                condition=Q(year__gte=2000, year__lte=2100)
                & (Q(month=None) | Q(month__gte=1, month__lte=12)),
            ),
            models.UniqueConstraint(
                name="usefigure_once_a_month",
                fields=["introduction", "year", "month"],
                condition=Q(month__isnull=False),
            ),
            models.UniqueConstraint(
                name="usefigure_once_a_year", fields=["introduction", "year"], condition=Q(month=None)
            ),
        ]
        indexes = [models.Index(name="usefigure_newest", fields=["introduction", "-year", "-month"])]

    def __str__(self) -> str:
        return f"{self.introduction_id} {self.year}-{self.month or '–'}: {self.active}"


class NewestUse(models.Model):
    """The newest figure of an introduction, and the best one of two years that it fell back from, if it did.

    Kept by `actions.newest_use` when a figure changes, so that lists and maps need not read every month.
    `month` is 0 for a whole year. `left` is what is left of the best, from 0 to 1; none where it did
    not fall back.
    """

    introduction = models.OneToOneField(
        Introduction, on_delete=models.CASCADE, primary_key=True, related_name="newest_use"
    )
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    active = models.PositiveIntegerField()
    eligible = models.PositiveIntegerField(null=True)
    best_year = models.PositiveSmallIntegerField(null=True)
    best_month = models.PositiveSmallIntegerField(null=True)
    best_active = models.PositiveIntegerField(null=True)
    best_eligible = models.PositiveIntegerField(null=True)
    left = models.FloatField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="newestuse_fall_whole",
                condition=Q(left=None, best_year=None, best_month=None, best_active=None, best_eligible=None)
                | Q(
                    left__isnull=False,
                    best_year__isnull=False,
                    best_month__isnull=False,
                    best_active__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.introduction_id} {self.year}-{self.month or '–'}: {self.active}"

    @property
    def figure(self) -> Figure:
        """The newest figure."""
        return Figure(self.year, self.month, self.active, self.eligible)

    @property
    def fall(self) -> Fall | None:
        """From what it fell back, if it did."""
        if self.best_year is None or self.best_month is None or self.best_active is None:
            return None
        return Fall(
            self.figure, Figure(self.best_year, self.best_month, self.best_active, self.best_eligible)
        )
