"""How much of it is used: one figure a month or a year, with its source."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

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
