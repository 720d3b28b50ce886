"""What arrived, file by file: each upload and each member of an archive, and what became of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .consultations import Consultation, Submission, decided_by


class Archive(models.Model):
    """A ZIP, CSV or XLSX file that holds several replies. The original is kept as it came."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting to be unpacked")
        UNPACKED = "unpacked", _("Unpacked")
        REFUSED = "refused", _("Could not be unpacked")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="archives")
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    status_changed = models.DateTimeField(auto_now_add=True)
    refusal = models.CharField(max_length=40, blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="archive_once_per_consultation", fields=["consultation", "sha256"]),
            models.CheckConstraint(
                name="archive_refusal_has_reason",
                condition=(Q(status="refused") & ~Q(refusal="")) | (~Q(status="refused") & Q(refusal="")),
            ),
            models.CheckConstraint(
                name="archive_status_known", condition=Q(status__in=["waiting", "unpacked", "refused"])
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class Arrival(models.Model):
    """One file as it arrived, alone or out of an archive, with what became of it.

    It has a submission where there are bytes to keep. A member of an archive that was not unpacked (locked,
    unsafe) has a `refusal` instead, and an archive itself has neither: its own row says how it went.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="arrivals")
    name = models.CharField(max_length=255)
    archive = models.ForeignKey(Archive, null=True, on_delete=models.PROTECT, related_name="arrivals")
    submission = models.ForeignKey(Submission, null=True, on_delete=models.PROTECT, related_name="arrivals")
    # The same bytes had come before, by whatever name.
    is_again = models.BooleanField(default=False)
    refusal = models.CharField(max_length=40, blank=True)
    # Why a person left it out, where it has a refusal or its archive could not be unpacked.
    set_aside = models.CharField(max_length=200, blank=True)
    set_aside_by = decided_by()
    received = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="arrival_is_something",
                condition=Q(submission__isnull=False) | Q(archive__isnull=False),
            ),
            models.CheckConstraint(
                name="arrival_refused_has_no_submission",
                condition=Q(refusal="") | Q(submission__isnull=True),
            ),
            models.UniqueConstraint(
                name="arrival_once_per_member",
                fields=["archive", "name"],
                condition=Q(archive__isnull=False),
            ),
        ]
        indexes = [models.Index(name="arrival_order", fields=["consultation", "id"])]

    def __str__(self) -> str:
        return self.name
