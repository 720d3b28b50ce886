"""A municipality's own list as a workbook: as it was sent, and each row that was taken in."""

from django.db import models

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.sheets.kept import KeptRow, KeptUpload


class OwnListUpload(KeptUpload):
    """A sheet of an own list that somebody sent for an organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="own_list_uploads")

    class Meta(KeptUpload.Meta):
        pass


class OwnListRow(KeptRow):
    """A row of one that was taken in."""

    upload = models.ForeignKey(OwnListUpload, on_delete=models.CASCADE, related_name="rows")

    class Meta(KeptRow.Meta):
        constraints = [models.UniqueConstraint(name="ownlistrow_once", fields=["upload", "sheet", "number"])]
