"""A municipality's own list: its needs in its own order."""

from django.db import models

from samstyring.apps.actors.models import Organisation

from .needs import Need


class OwnListItem(models.Model):
    """One need on the list of an organisation. Places go from 1; the first is what matters most."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="own_list")
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="on_lists")
    place = models.PositiveIntegerField()

    class Meta:
        ordering = ["organisation_id", "place"]
        constraints = [
            models.UniqueConstraint(name="ownlist_once", fields=["organisation", "need"]),
            models.UniqueConstraint(name="ownlist_place", fields=["organisation", "place"]),
            models.CheckConstraint(name="ownlist_place_from_one", condition=models.Q(place__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.place}"
