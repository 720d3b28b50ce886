"""Points: like statements of several senders under one name, as the program groups them and people decide.

A member refers to a text and a range, as a review does, and not to the program's own rows: a point stands
when the program reads again. Nothing is deleted from a point by the program, and what a person has taken
out stays as a row that says so, so that it is not put in again.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .consultations import Consultation
from .ranges import range_constraints
from .readings import SourceText


class Point(models.Model):
    """Statements that say the same, under one name. One that was merged stays and says into which."""

    class Origin(models.TextChoices):
        CAMPAIGN = "campaign", _("Near-identical text")
        PERSON = "person", _("Made by a person")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed by the program")
        CONFIRMED = "confirmed", _("Confirmed by a person")
        DISSOLVED = "dissolved", _("Dissolved")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="points")
    name = models.CharField(_("Name"), max_length=300)
    theme = models.CharField(_("Theme"), max_length=40, blank=True)
    origin = models.CharField(max_length=10, choices=Origin)
    state = models.CharField(max_length=10, choices=State)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="created_points"
    )
    created = models.DateTimeField(auto_now_add=True)
    # Raised when the point as a whole changes (named, merged, split), so that two people notice each other.
    # Statements that go in or out do not raise it: each of them is checked by its own state.
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="point_has_name", condition=~Q(name="")),
            models.CheckConstraint(name="point_origin_known", condition=Q(origin__in=["campaign", "person"])),
            models.CheckConstraint(
                name="point_state_known", condition=Q(state__in=["proposed", "confirmed", "dissolved"])
            ),
            models.CheckConstraint(
                name="point_not_merged_into_itself",
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
            ),
        ]
        indexes = [models.Index(name="point_shown", fields=["consultation", "state", "merged_into"])]

    def __str__(self) -> str:
        return self.name


class PointMember(models.Model):
    """One statement in a point, by its place in a text. A database trigger holds the quotation to it."""

    class Side(models.TextChoices):
        FOR = "for", _("Says this")
        AGAINST = "against", _("Says the opposite")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed by the program")
        CONFIRMED = "confirmed", _("Confirmed by a person")
        REMOVED = "removed", _("Not the same")

    point = models.ForeignKey(Point, on_delete=models.CASCADE, related_name="members")
    source_text = models.ForeignKey(SourceText, on_delete=models.PROTECT, related_name="point_members")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    side = models.CharField(max_length=10, choices=Side, default=Side.FOR)
    state = models.CharField(max_length=10, choices=State)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="added_point_members"
    )
    # The point that brought it here when the two were merged; undoing the merge takes it out again.
    came_with = models.ForeignKey(Point, null=True, on_delete=models.SET_NULL, related_name="lent_members")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="point_member_once", fields=["point", "source_text", "start", "end"]
            ),
            models.CheckConstraint(name="point_member_side_known", condition=Q(side__in=["for", "against"])),
            models.CheckConstraint(
                name="point_member_state_known",
                condition=Q(state__in=["proposed", "confirmed", "removed"]),
            ),
            *range_constraints("point_member"),
        ]
        indexes = [models.Index(name="point_member_span", fields=["source_text", "start", "end"])]

    def __str__(self) -> str:
        return self.quote[:80]
