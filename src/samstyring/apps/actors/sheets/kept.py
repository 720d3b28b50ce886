"""A filled-in sheet as it was sent, and each of its rows: what the rooms' own tables have in common."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samstyring.apps.actors.models import Organisation


class SheetStage(models.TextChoices):
    """How far a sheet has come from being sent to being taken in."""

    WAITING = "waiting", pgettext_lazy("stage of a sheet", "Waiting to be looked at")
    LOOKING = "looking", pgettext_lazy("stage of a sheet", "Being looked at")
    # It was made for a municipality that has become part of this one.
    OFFERED = "offered", pgettext_lazy("stage of a sheet", "Made for a former municipality")
    LOOKED_AT = "looked_at", pgettext_lazy("stage of a sheet", "Looked at")
    TAKING = "taking", pgettext_lazy("stage of a sheet", "Being taken in")
    TAKEN = "taken", pgettext_lazy("stage of a sheet", "Taken in")
    FAILED = "failed", pgettext_lazy("stage of a sheet", "Cannot be used")


class KeptUpload(models.Model):
    """A sheet that somebody sent for an organisation. `taken` is when it was confirmed; empty until then.

    `preview` is what the page shows of what it would change (`planning.preview`), `done` of `total` rows are
    read, and `said` tells why it cannot be used. A room's own table says for which `organisation`.
    """

    organisation: "models.ForeignKey[Organisation, Organisation]"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    content = models.BinaryField()
    sent = models.DateTimeField(auto_now_add=True)
    taken = models.DateTimeField(_("Taken in"), null=True, blank=True)
    stage = models.CharField(max_length=20, choices=SheetStage, default=SheetStage.WAITING)
    # Read for the organisation although it was made for one that is part of it today.
    as_successor = models.BooleanField(default=False)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    preview = models.JSONField(default=dict, blank=True)
    said = models.TextField(blank=True)
    language = models.CharField(max_length=10, blank=True)

    class Meta:
        abstract = True
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_known_stage", condition=Q(stage__in=SheetStage.values)
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.sent}"

    @property
    def is_under_way(self) -> bool:
        """Whether something is being done with it in the background."""
        return self.stage in {SheetStage.WAITING, SheetStage.LOOKING, SheetStage.TAKING}


class KeptRow(models.Model):
    """A row of a sheet that was taken in: as it was written, and as it was understood."""

    sheet = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    original = models.JSONField()
    mapped = models.JSONField()

    class Meta:
        abstract = True
        ordering = ["upload_id", "sheet", "number"]

    def __str__(self) -> str:
        return f"{self.sheet} {self.number}"
