"""Two needs that look alike and are not the same: said once by a person, so that nobody is asked again."""

from django.db import models
from django.db.models import F, Q

from samstyring.apps.actors.models import Organisation

from .needs import Need


class ToldApart(models.Model):
    """Two needs that somebody has told apart; the one with the lower number is the first."""

    first = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="told_apart_from")
    second = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="+")
    # For which organisation the person said so; empty where the program or an operator did.
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    day = models.DateField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(name="toldapart_once", fields=["first", "second"]),
            models.CheckConstraint(name="toldapart_two_in_order", condition=Q(first__lt=F("second"))),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"
