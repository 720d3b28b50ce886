"""A filled-in sheet: looked at first, taken in whole or not at all, and kept with each row as it was."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation


class SheetUpload(models.Model):
    """A sheet that somebody sent for an organisation. `taken` is when it was confirmed; empty until then."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="sheet_uploads")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    content = models.BinaryField()
    sent = models.DateTimeField(auto_now_add=True)
    taken = models.DateTimeField(_("Taken in"), null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.sent}"


class SheetRow(models.Model):
    """A row of a sheet that was taken in: as it was written, and as it was understood."""

    upload = models.ForeignKey(SheetUpload, on_delete=models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    original = models.JSONField()
    mapped = models.JSONField()

    class Meta:
        ordering = ["upload_id", "sheet", "number"]
        constraints = [models.UniqueConstraint(name="sheetrow_once", fields=["upload", "sheet", "number"])]

    def __str__(self) -> str:
        return f"{self.sheet} {self.number}"
