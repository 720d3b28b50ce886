"""Hours per quarter and profession: what a wave takes, and what an organisation has."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.visibility import Visible

from .waves import WaveParticipant

QUARTERS = (1, 2, 3, 4)
FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_HOURS = 1_000_000
IN_TIME = Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR, quarter__in=QUARTERS)


class WaveHours(models.Model):
    """Hours of one profession in one quarter. `planned` and `spent` are empty where nobody has said them."""

    participant = models.ForeignKey(WaveParticipant, on_delete=models.CASCADE, related_name="hours")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    profession = models.CharField(_("Profession or role"), max_length=100)
    planned = models.PositiveIntegerField(null=True)
    spent = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["participant_id", "profession", "year", "quarter"]
        verbose_name_plural = "wave hours"
        constraints = [
            models.UniqueConstraint(
                name="wavehours_once", fields=["participant", "year", "quarter", "profession"]
            ),
            models.CheckConstraint(name="wavehours_in_time", condition=IN_TIME),
            models.CheckConstraint(name="wavehours_profession", condition=~Q(profession="")),
            models.CheckConstraint(
                name="wavehours_says_something", condition=Q(planned__isnull=False) | Q(spent__isnull=False)
            ),
            models.CheckConstraint(
                name="wavehours_not_below_nothing",
                condition=(Q(planned=None) | Q(planned__gte=0, planned__lte=MOST_HOURS))
                & (Q(spent=None) | Q(spent__gte=0, spent__lte=MOST_HOURS)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profession} {self.year}-{self.quarter}: {self.planned}/{self.spent}"


class HoursChange(models.Model):
    """What a year's hours of a participant were before and after a change: the newest can be undone."""

    participant = models.ForeignKey(WaveParticipant, on_delete=models.CASCADE, related_name="changes")
    year = models.PositiveSmallIntegerField()
    # Lists of [quarter, profession, planned, spent].
    before = models.JSONField()
    after = models.JSONField()
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.participant_id} {self.year}"


class Capacity(Visible):
    """Hours that an organisation has for introductions in a quarter. No profession is all together."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="capacity")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    profession = models.CharField(_("Profession or role"), max_length=100, blank=True)
    hours = models.PositiveIntegerField(_("Hours"))

    class Meta(Visible.Meta):
        ordering = ["organisation_id", "profession", "year", "quarter"]
        verbose_name_plural = "capacity"
        constraints = [
            *Visible.Meta.constraints,
            models.UniqueConstraint(
                name="capacity_once", fields=["organisation", "year", "quarter", "profession"]
            ),
            models.CheckConstraint(name="capacity_in_time", condition=IN_TIME),
            models.CheckConstraint(
                name="capacity_owned", condition=Q(owner_organisation=models.F("organisation"))
            ),
            models.CheckConstraint(
                name="capacity_not_below_nothing", condition=Q(hours__gte=0, hours__lte=MOST_HOURS)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.year}-{self.quarter} {self.profession}: {self.hours}"


class EmployeeYears(models.Model):
    """How many employee-years an organisation had in a year, with its source. Public, as statistics are."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="employee_years")
    year = models.PositiveSmallIntegerField(
        _("Year"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    number = models.DecimalField(
        _("Employee-years"),
        max_digits=8,
        decimal_places=1,
        validators=[MinValueValidator(0)],
        help_text=_("In health and care, all positions together."),
    )
    source = models.CharField(_("Source"), max_length=500)

    class Meta:
        ordering = ["organisation_id", "-year"]
        verbose_name_plural = "employee-years"
        constraints = [
            models.UniqueConstraint(name="employeeyears_once", fields=["organisation", "year"]),
            models.CheckConstraint(name="employeeyears_some", condition=Q(number__gt=0) & ~Q(source="")),
            models.CheckConstraint(
                name="employeeyears_in_time", condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.year}: {self.number}"
