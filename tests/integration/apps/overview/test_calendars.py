"""Calendars to subscribe to: secret, renewable, and never more than their owner may see."""

import datetime

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from tests import factories
from tests.integration.apps.adoption.test_introductions import measure
from tests.integration.apps.portfolio.test_measures import english

from samstyring.apps.actors.choices import Level, OrganisationKind, Visibility
from samstyring.apps.adoption.actions import introductions
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.ledger.queries import history
from samstyring.apps.overview.models import CalendarFeed
from samstyring.apps.portfolio.actions import cycle


class Calendars(TestCase):
    """Two municipalities, each with a coordinator; the first has something that only it may see."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.place = factories.organisation(kind=OrganisationKind.MUNICIPALITY, number="9901")
        cls.person = factories.person(role=Level.COORDINATOR, organisation=cls.place)
        cls.other = factories.person(
            role=Level.COORDINATOR, organisation=factories.organisation("Annen"), email="eva@eksempel.example"
        )
        cls.measure = measure()
        today = timezone.localdate()
        introductions.add(
            measure=cls.measure,
            organisation=cls.place,
            fields={"status": "planned", "starts": today + datetime.timedelta(days=30)},
            day=today,
            by=SYSTEM,
            visibility=Visibility.ORGANISATION,
        )
        cycle.add(
            fields={
                "title": "Årsrapport (eksempel)",
                "asks": "Rapport",
                "measure": cls.measure,
                "starts": today,
                "rule": f"FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY={min(today.day, 28)}",
                "visibility": Visibility.PUBLIC,
            },
            owner=None,
            by=SYSTEM,
        )

    def made(self, user: object, **asked: object) -> CalendarFeed:
        client = english()
        client.force_login(user)  # type: ignore[arg-type]  # a User
        client.post(reverse("overview:make_calendar"), asked)
        return CalendarFeed.objects.latest("pk")

    def titles(self, feed: CalendarFeed) -> set[str]:
        answer = english().get(feed.address)
        assert answer["Content-Type"].startswith("text/calendar")
        return {str(event["SUMMARY"]) for event in Calendar.from_ical(answer.content).walk("VEVENT")}

    def test_the_file_has_what_its_owner_may_see_and_no_more(self) -> None:
        begins = "Tiltaket eksempelnett begins here"
        mine = self.made(self.person, organisation=self.place.public_id)
        theirs = self.made(self.other, organisation=self.place.public_id)
        assert self.titles(mine) == {"Årsrapport (eksempel)", begins}
        assert self.titles(theirs) == {"Årsrapport (eksempel)"}
        assert begins in self.titles(self.made(self.person))
        assert self.titles(self.made(self.other, measure=self.measure.public_id)) == {"Årsrapport (eksempel)"}

    def test_a_renewed_address_ends_the_old_one(self) -> None:
        feed = self.made(self.person)
        old = feed.address
        client = english()
        client.force_login(self.person)
        client.post(reverse("overview:renew_calendar", args=[feed.public_id]))
        assert english().get(old).status_code == 404
        feed.refresh_from_db()
        assert feed.address != old
        assert english().get(feed.address).status_code == 200
        assert "renewed" in history(feed.public_id)[0].sentence

    def test_a_wrong_secret_and_a_closed_account_are_not_found(self) -> None:
        feed = self.made(self.person)
        wrong = reverse("overview:calendar_file", args=[feed.public_id, "x" * 40])
        assert english().get(wrong).status_code == 404
        self.person.is_active = False
        self.person.save()
        assert english().get(feed.address).status_code == 404

    def test_only_its_owner_renews_or_removes_it(self) -> None:
        feed = self.made(self.person)
        client = english()
        client.force_login(self.other)
        for name in ("renew_calendar", "remove_calendar"):
            assert client.post(reverse(f"overview:{name}", args=[feed.public_id])).status_code == 404
        client.force_login(self.person)
        client.post(reverse("overview:remove_calendar", args=[feed.public_id]))
        assert english().get(feed.address).status_code == 404
        assert english().get(reverse("overview:calendars")).status_code == 302
