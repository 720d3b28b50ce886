"""The annual cycle: what bodies and agencies do again and again, and what it asks of municipalities."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.visibility import Visible

from .measures import Measure


class Activity(Visible):
    """Something that recurs: a roadmap's revision, a budget, a call for grants, a report.

    `rule` is a recurrence of RFC 5545 without “RRULE:” before it, empty for what happens once; `starts` is
    the first day. `last_day` ends it, so that what was once in the cycle stays in the past.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("What recurs"), max_length=200)
    acts = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("Who acts, in the register"),
    )
    acts_name = models.CharField(_("Who acts, in words"), max_length=200, blank=True)
    asks = models.TextField(_("What it asks of municipalities"), blank=True)
    measure = models.ForeignKey(
        Measure,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("Measure"),
    )
    starts = models.DateField(_("First day"))
    rule = models.CharField(_("Rule"), max_length=200, blank=True)
    last_day = models.DateField(_("Last day"), null=True, blank=True)
    source = models.CharField(_("Source"), max_length=500, blank=True)

    class Meta(Visible.Meta):
        ordering = ["title", "id"]
        constraints = [
            *Visible.Meta.constraints,
            models.CheckConstraint(name="activity_has_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="activity_in_order",
                condition=Q(last_day=None) | Q(last_day__gte=models.F("starts")),
                violation_error_message=_("The last day is before the first."),
            ),
        ]
        indexes = [models.Index(name="activity_days", fields=["starts", "last_day"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("portfolio:activity", args=[self.public_id])

    @property
    def acts_words(self) -> str:
        """Who acts, in words; empty where that is not known."""
        return self.acts_name or (self.acts.name if self.acts else "")
