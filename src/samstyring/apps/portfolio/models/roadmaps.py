"""Roadmaps in editions: what is planned when, how sure it is, and what is expected of municipalities."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.visibility import Visible

from ..choices import Certainty, Scope
from .measures import Measure


class Edition(Visible):
    """One year's roadmap as it stood on a day. The next edition does not change it.

    From the day it is `published` nothing in it changes. The sector's is joined from municipalities' own
    lists and a national edition (`joined_with`): `joined_lists` is how many own lists there were that day.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    scope = models.CharField(_("Whose roadmap"), max_length=20, choices=Scope)
    year = models.PositiveSmallIntegerField(_("Year"))
    title = models.CharField(_("Title"), max_length=200)
    dated = models.DateField(_("As it stood on"))
    note = models.TextField(_("About this edition"), blank=True)
    source = models.CharField(_("Source"), max_length=500, blank=True)
    published = models.DateField(_("Published"), null=True, blank=True)
    joined_with = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="joined_in",
        verbose_name=_("Joined with the national edition"),
    )
    joined_on = models.DateField(null=True, blank=True)
    joined_lists = models.PositiveIntegerField(null=True, blank=True)

    class Meta(Visible.Meta):
        ordering = ["-year", "-dated", "-id"]
        constraints = [
            *Visible.Meta.constraints,
            models.CheckConstraint(
                name="edition_known_scope", condition=Q(scope__in=Scope.values) & ~Q(title="")
            ),
            models.CheckConstraint(name="edition_year", condition=Q(year__gte=2000, year__lte=2100)),
            models.CheckConstraint(
                name="edition_joined_as_a_whole",
                condition=Q(joined_on=None, joined_lists=None)
                | Q(joined_on__isnull=False, joined_lists__isnull=False),
            ),
            models.UniqueConstraint(
                name="edition_once",
                fields=["scope", "year", "title"],
                violation_error_message=_("There is an edition with this title for this year."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("portfolio:edition", args=[self.public_id])


class RoadmapItem(models.Model):
    """One line of an edition; `dropped` says that it was on an earlier one and is taken off."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="items")
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, related_name="roadmap_items", verbose_name=_("Measure")
    )
    part = models.CharField(_("Which part of it"), max_length=200, blank=True)
    starts = models.DateField(_("From"), null=True, blank=True)
    ends = models.DateField(_("To"), null=True, blank=True)
    certainty = models.CharField(_("How sure"), max_length=20, choices=Certainty)
    expected = models.TextField(_("What is expected of municipalities"), blank=True)
    dropped = models.BooleanField(_("Taken off the roadmap"), default=False)
    why = models.CharField(_("Why it is new, moved or taken off"), max_length=500, blank=True)
    source = models.CharField(_("Source"), max_length=500, blank=True)

    class Meta:
        ordering = ["edition_id", F("starts").asc(nulls_last=True), "measure_id", "part"]
        constraints = [
            models.CheckConstraint(
                name="roadmapitem_known_certainty", condition=Q(certainty__in=Certainty.values)
            ),
            models.CheckConstraint(
                name="roadmapitem_in_order",
                condition=Q(starts=None) | Q(ends=None) | Q(ends__gte=F("starts")),
                violation_error_message=_("The period ends before it begins."),
            ),
            models.UniqueConstraint(
                name="roadmapitem_once",
                fields=["edition", "measure", "part"],
                violation_error_message=_("This part of the measure is on the roadmap already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.part}".strip()


class Milestone(models.Model):
    """A day in an edition when something is to have happened."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="milestones")
    measure = models.ForeignKey(
        Measure,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="milestones",
        verbose_name=_("Measure"),
    )
    date = models.DateField(_("Day"))
    title = models.CharField(_("What happens"), max_length=200)
    source = models.CharField(_("Source"), max_length=500, blank=True)

    class Meta:
        ordering = ["edition_id", "date", "id"]
        constraints = [
            models.CheckConstraint(name="milestone_has_title", condition=~Q(title="")),
            models.UniqueConstraint(name="milestone_once", fields=["edition", "date", "title"]),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.title}"
