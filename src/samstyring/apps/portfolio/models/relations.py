"""How one measure stands to another, with the reason."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..choices import Relation
from .measures import Measure


class Dependency(models.Model):
    """`measure` requires, is helped by, replaces or conflicts with `other`.

    That "requires" never runs in a circle is a rule over many rows: `actions.dependencies` holds it.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="dependencies")
    relation = models.CharField(_("How it stands to the other"), max_length=20, choices=Relation)
    other = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="dependants", verbose_name=_("The other measure")
    )
    reason = models.CharField(_("Reason"), max_length=500, blank=True)
    source = models.CharField(_("Source"), max_length=500, blank=True)

    class Meta:
        ordering = ["measure_id", "relation", "other_id"]
        constraints = [
            models.CheckConstraint(
                name="dependency_known_relation", condition=Q(relation__in=Relation.values)
            ),
            models.CheckConstraint(name="dependency_not_on_itself", condition=~Q(measure=F("other"))),
            models.UniqueConstraint(name="dependency_once", fields=["measure", "relation", "other"]),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.relation} {self.other_id}"
