"""Rules by which a national cost is shared between municipalities."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.visibility import Visible

from ..choices_national import SURENESS, SURENESS_VALUES, Basis


class SharingRule(Visible):
    """By what a sum is shared: inhabitants, equal parts, users, size or age in steps, with floor and cap.

    `floor` and `cap` are kroner for one municipality and year. A rule can be known to be in use without its
    weights being known: then it is named, and nothing is reckoned by it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("Name"), max_length=150, unique=True)
    basis = models.CharField(_("Shared by"), max_length=20, choices=Basis)
    floor = models.DecimalField(
        _("At least, kroner a municipality and year"), max_digits=15, decimal_places=2, null=True, blank=True
    )
    cap = models.DecimalField(
        _("At most, kroner a municipality and year"), max_digits=15, decimal_places=2, null=True, blank=True
    )
    note = models.TextField(_("What else is known"), blank=True)
    source = models.CharField(_("Source"), max_length=500, blank=True)
    state = models.CharField(_("How sure"), max_length=12, choices=SURENESS, blank=True)

    class Meta(Visible.Meta):
        ordering = ["name", "id"]
        constraints = [
            *Visible.Meta.constraints,
            models.CheckConstraint(
                name="sharingrule_known_words",
                condition=Q(basis__in=Basis.values, state__in=["", *SURENESS_VALUES]) & ~Q(name=""),
            ),
            models.CheckConstraint(
                name="sharingrule_not_below_nothing",
                condition=(Q(floor=None) | Q(floor__gte=0)) & (Q(cap=None) | Q(cap__gte=0)),
                violation_error_message=_("The least and the most cannot be below 0."),
            ),
            models.CheckConstraint(
                name="sharingrule_floor_within_cap",
                condition=Q(floor=None) | Q(cap=None) | Q(cap__gte=F("floor")),
                violation_error_message=_("The most is less than the least."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RuleStep(models.Model):
    """From `first` (inhabitants, or years of age) and up to the next step, one counts for `weight`.

    An empty weight is unknown.
    """

    rule = models.ForeignKey(SharingRule, on_delete=models.CASCADE, related_name="steps")
    first = models.PositiveIntegerField(_("From"))
    weight = models.DecimalField(_("Weight"), max_digits=12, decimal_places=4, null=True, blank=True)

    class Meta:
        ordering = ["rule_id", "first"]
        constraints = [
            models.UniqueConstraint(name="rulestep_once", fields=["rule", "first"]),
            models.CheckConstraint(name="rulestep_weight", condition=Q(weight=None) | Q(weight__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.first}: {self.weight}"
