"""A filled-in sheet: looked at first, taken in whole or not at all, and kept with each row as it was."""

from django.db import models

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.sheets.kept import KeptRow, KeptUpload


class SheetUpload(KeptUpload):
    """A sheet of introductions and use that somebody sent for an organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="sheet_uploads")

    class Meta(KeptUpload.Meta):
        pass


class SheetRow(KeptRow):
    """A row of one that was taken in."""

    upload = models.ForeignKey(SheetUpload, on_delete=models.CASCADE, related_name="rows")

    class Meta(KeptRow.Meta):
        constraints = [models.UniqueConstraint(name="sheetrow_once", fields=["upload", "sheet", "number"])]
