"""Addresses of calendars to subscribe to. Each is secret: who has it reads what its owner may see."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from samstyring.apps.actors.models import Organisation
from samstyring.apps.portfolio.models import Measure

SALT = "samstyring.overview.calendar"
LENGTH = 40


class CalendarFeed(models.Model):
    """One person's calendar: of an organisation, of a measure, or (without either) of all that is theirs.

    The secret in the address is made of the row and `version` with the installation's key, so nothing secret
    is stored; a raised version makes a new address and ends the old one.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendars")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["person_id", "id"]
        constraints = [
            models.CheckConstraint(
                name="calendarfeed_of_one_thing", condition=Q(organisation=None) | Q(measure=None)
            ),
            models.UniqueConstraint(
                name="calendarfeed_once_an_organisation",
                fields=["person", "organisation"],
                condition=Q(organisation__isnull=False),
            ),
            models.UniqueConstraint(
                name="calendarfeed_once_a_measure",
                fields=["person", "measure"],
                condition=Q(measure__isnull=False),
            ),
            models.UniqueConstraint(
                name="calendarfeed_once_a_person",
                fields=["person"],
                condition=Q(organisation=None, measure=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.organisation_id or self.measure_id or '–'}"

    @property
    def secret(self) -> str:
        """What makes the address secret, in this version."""
        return salted_hmac(SALT, f"{self.public_id}:{self.version}").hexdigest()[:LENGTH]

    def is_secret(self, given: str) -> bool:
        """Whether it is the secret of this version."""
        return constant_time_compare(given, self.secret)

    @property
    def address(self) -> str:
        """The path of the calendar file."""
        return reverse("overview:calendar_file", args=[self.public_id, self.secret])
