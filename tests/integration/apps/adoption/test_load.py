"""Load: what rests on a municipality month by month, its office-holders, and small beside large."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import factories
from tests.integration.apps.adoption.test_introductions import measure
from tests.integration.apps.adoption.waves import Waves, municipality
from tests.integration.apps.portfolio.test_measures import english, plain

from samstyring.apps.actors.choices import Level, OrganisationKind
from samstyring.apps.actors.models import Membership
from samstyring.apps.adoption.actions import hours, introductions, offices
from samstyring.apps.adoption.models import HolderTarget, OfficeHolder
from samstyring.apps.adoption.queries.pressure import beside
from samstyring.apps.decisions.models import Meeting, Seat
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.ledger.queries import history


class LoadTests(Waves):
    def page(self) -> str:
        return reverse("adoption:load", args=[self.first.public_id])

    def entered(self, name: str = "nytt", **fields: object) -> None:
        introductions.add(
            measure=measure(name),
            organisation=self.first,
            fields={"status": "planned", "lead_office": "Helse og mestring"} | fields,
            day=self.today,
            by=SYSTEM,
        )

    def test_seats_networks_meetings_introductions_and_waves_are_there_by_month(self) -> None:
        body = factories.organisation("Eksempelrådet", kind=OrganisationKind.BODY)
        Seat.objects.create(body=body, organisation=self.first, number=1)
        soon = self.today + datetime.timedelta(days=3)
        Meeting.objects.create(body=body, owner_organisation=body, day=soon, visibility="public")
        self.entered(starts=self.today, ends=self.today + datetime.timedelta(days=40))
        self.entered("uten-periode")
        answer = english().get(self.page())
        month = next(
            found for found, _heavy in answer.context["months"] if found.first == soon.replace(day=1)
        )
        assert month.counts["seats"] == 1
        assert month.counts["networks"] == 1
        assert month.counts["meetings"] == 1
        assert month.counts["waves"] == 1
        assert month.counts["introductions"] == 1
        page = plain(answer)
        assert "Eksempelrådet meets" in page
        assert "1 introduction under way has no period" in page
        assert "Helse og mestring: leads 2 introductions under way" in page

    def test_a_holder_of_several_is_seen_by_its_own_people_only_and_never_named_in_the_ledger(self) -> None:
        client = self.client_of(self.writer)
        address = reverse("adoption:add_holder", args=[self.first.public_id])
        filled = {
            "office": "E-helsekoordinator",
            "key": "K-07",
            "targets": [f"wave:{self.wave.pk}", f"group:{self.network.pk}"],
            "words": "Beredskap\n\nBeredskap",
        }
        answer = client.post(address, filled | {"key": "Kari Nordmann"})
        assert answer.status_code == 422
        assert "key" in answer.context["form"].errors
        assert not OfficeHolder.objects.exists()
        client.post(address, filled)
        holder = OfficeHolder.objects.get()
        assert holder.targets.count() == 3
        own = plain(client.get(self.page()))
        assert "target of 3" in own
        assert "K-07" in own
        reader = factories.person(role=Level.READER, organisation=self.first, email="leser@eksempel.example")
        assert "K-07" in plain(self.client_of(reader).get(self.page()))
        for who in (english(), self.client_of(self.coordinator)):
            assert "K-07" not in plain(who.get(self.page()))
        assert not any("K-07" in line.sentence for line in history(self.first.public_id))
        change = reverse("adoption:change_holder", args=[self.first.public_id, holder.pk])
        assert "checked" in client.get(change).content.decode()
        assert self.client_of(reader).get(change).status_code == 403
        client.post(change, filled | {"targets": [], "words": ""})
        assert "target of" not in plain(client.get(self.page()))
        client.post(reverse("adoption:remove_holder", args=[self.first.public_id, holder.pk]))
        assert not OfficeHolder.objects.exists()

    def test_a_closed_wave_that_a_holder_is_asked_for_is_not_named(self) -> None:
        closed = self.made("Lukket bølge", visibility="organisation")
        offices.write(
            organisation=self.first,
            holder=None,
            fields={"office": "Leder", "key": "1", "hours_a_month": 4},
            targets=[{"wave_id": closed.pk}],
            by=SYSTEM,
        )
        page = plain(self.client_of(self.writer).get(self.page()))
        assert "Lukket" not in page
        assert "something that is not open to you" in page

    def test_the_same_things_weigh_more_on_the_small(self) -> None:
        hours.say_employee_years(
            organisation=self.first, year=2026, number=100, source="Eksempelkilden", by=SYSTEM
        )
        small = beside(self.first, self.writer, self.today, common=10)
        large = beside(self.second, self.writer, self.today, common=10)
        # One network, one wave, and ten that are the same for all.
        assert small.own.things == large.own.things == 12
        assert (small.size, large.size) == ("small", "large")
        assert small.own.per_thousand == 4
        assert large.own.per_thousand == pytest.approx(0.3)
        assert small.own.per_employee_years == 12
        sizes = {one.size: one for one in small.sizes}
        assert (sizes["small"].number, sizes["middle"].number) == (2, 0)
        assert sizes["middle"].per_thousand is None
        assert sizes["small"].with_employee_years == 1

    def test_the_database_holds_the_rules_too(self) -> None:
        holder = OfficeHolder.objects.create(
            organisation=self.first, owner_organisation=self.first, office="Leder", key="1"
        )
        for fields in ({}, {"wave": self.wave, "words": "også"}, {"wave": self.wave, "group": self.network}):
            with pytest.raises(IntegrityError), transaction.atomic():
                HolderTarget.objects.create(holder=holder, **fields)
        for change in ({"visibility": "public"}, {"owner_organisation": self.second}, {"hours_a_month": 800}):
            with pytest.raises(IntegrityError), transaction.atomic():
                OfficeHolder.objects.filter(pk=holder.pk).update(**change)

    def test_the_page_asks_the_database_equally_often_however_much_there_is(self) -> None:
        def ask() -> int:
            client = self.client_of(self.writer)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(self.page()).status_code == 200
            return len(asked)

        def more(number: int) -> None:
            self.entered(f"m{number}", starts=self.today, ends=self.today)
            place = municipality(f"Sted {number}", f"98{number:02}")
            network = factories.organisation(f"Nettverk {number}", kind=OrganisationKind.NETWORK)
            for member in (place, self.first):
                Membership.objects.create(group=network, member=member)
            body = factories.organisation(f"Råd {number}", kind=OrganisationKind.BODY)
            Seat.objects.create(body=body, organisation=self.first, number=1)
            wave = self.made(f"Bølge nr. {number}")
            part = self.part(self.first, wave)
            hours.write(
                participant=part, year=self.today.year, rows=[hours.Hours(4, "IKT", 5, None)], by=SYSTEM
            )
            offices.write(
                organisation=self.first,
                holder=None,
                fields={"office": "Leder", "key": str(number)},
                targets=[{"wave_id": wave.pk}, {"group_id": network.pk}],
                by=SYSTEM,
            )

        more(0)
        few = ask()
        for number in range(1, 11):
            more(number)
        assert ask() == few
        assert few <= 48
