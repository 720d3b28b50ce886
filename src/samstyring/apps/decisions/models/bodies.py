"""Bodies: what each is for, who sits in it, whom it prepares for, and when it meets.

A body is an organisation in the register, which keeps its name; what it is for is kept here.
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.visibility import Visible

from ..choices import BodyLevel, Power


class BodyProfile(models.Model):
    """What is known of a body. Without an organisation it is a kind of body, of which there are many.

    Public, as the register is.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.OneToOneField(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="body_profile",
        verbose_name=_("Body in the register"),
    )
    kind_name = models.CharField(max_length=200, blank=True, editable=False)
    # The row of the shipped file that it came from, so that loading again finds it.
    key = models.CharField(max_length=60, blank=True, editable=False)
    level = models.CharField(_("Level"), max_length=10, choices=BodyLevel)
    power = models.CharField(_("What it does with a case"), max_length=12, choices=Power)
    role = models.CharField(_("Role"), max_length=300, blank=True)
    mandate = models.TextField(_("Mandate"), blank=True)
    in_council_model = models.BooleanField(_("Part of the council model"), default=True)
    source = models.CharField(_("Source"), max_length=500, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="bodyprofile_body_or_kind",
                condition=Q(organisation__isnull=False, kind_name="")
                | Q(organisation__isnull=True) & ~Q(kind_name=""),
            ),
            models.CheckConstraint(
                name="bodyprofile_known_words",
                condition=Q(level__in=BodyLevel.values, power__in=Power.values),
            ),
            models.UniqueConstraint(name="bodyprofile_key", fields=["key"], condition=~Q(key="")),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("decisions:body", args=[self.public_id])

    @property
    def name(self) -> str:
        """The name in the register, or what the kind is called."""
        return self.organisation.name if self.organisation else self.kind_name


class Seat(models.Model):
    """How many seats an organisation, or a group in words, has in a body, from a day to a day."""

    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="seats")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="seats_held",
        verbose_name=_("Who has the seats, in the register"),
    )
    held_by = models.CharField(_("Who has the seats, in words"), max_length=200, blank=True)
    number = models.PositiveSmallIntegerField(_("How many"), default=1)
    valid_from = models.DateField(_("From"), null=True, blank=True)
    valid_to = models.DateField(_("To"), null=True, blank=True)
    source = models.CharField(_("Source"), max_length=500, blank=True)

    class Meta:
        ordering = ["body_id", "id"]
        constraints = [
            models.CheckConstraint(
                name="seat_says_whose", condition=Q(organisation__isnull=False) | ~Q(held_by="")
            ),
            models.CheckConstraint(name="seat_some", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="seat_in_order",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("The last day is before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.words}: {self.number}"

    @property
    def words(self) -> str:
        """Whose they are, in words."""
        return self.held_by or (self.organisation.name if self.organisation else "")


class Preparation(models.Model):
    """One body prepares cases for another. That this never runs in a circle, `actions.bodies` holds."""

    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="prepares_for")
    other = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="prepared_by", verbose_name=_("Prepares for")
    )
    source = models.CharField(_("Source"), max_length=500, blank=True)

    class Meta:
        ordering = ["body_id", "other_id"]
        constraints = [
            models.UniqueConstraint(name="preparation_once", fields=["body", "other"]),
            models.CheckConstraint(name="preparation_not_for_itself", condition=~Q(body=F("other"))),
        ]

    def __str__(self) -> str:
        return f"{self.body_id} → {self.other_id}"


class Meeting(Visible):
    """A day when a body meets, and the day when its papers must be there. The owner is the body."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    body = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="meetings", verbose_name=_("Body")
    )
    day = models.DateField(_("Day of the meeting"))
    papers_due = models.DateField(_("Papers must be there by"), null=True, blank=True)
    note = models.CharField(_("About the meeting"), max_length=300, blank=True)
    source = models.CharField(_("Source"), max_length=500, blank=True)

    class Meta(Visible.Meta):
        ordering = ["day", "id"]
        constraints = [
            *Visible.Meta.constraints,
            models.UniqueConstraint(
                name="meeting_once_a_day",
                fields=["body", "day"],
                violation_error_message=_("The body has a meeting on this day already."),
            ),
            models.CheckConstraint(
                name="meeting_papers_before",
                condition=Q(papers_due=None) | Q(papers_due__lte=F("day")),
                violation_error_message=_("The papers would be due after the meeting."),
            ),
        ]
        indexes = [models.Index(name="meeting_days", fields=["body", "day"])]

    def __str__(self) -> str:
        return f"{self.body_id} {self.day}"
