"""Introductions: entering, changing, history, use, who fell back, who may see and write, fixed queries."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests import factories
from tests.integration.apps.portfolio.test_measures import english, plain

from samstyring.apps.actors.choices import Level, OrganisationKind, Visibility
from samstyring.apps.actors.models import Membership, Organisation
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.adoption.actions import introductions as actions
from samstyring.apps.adoption.models import Introduction, UseFigure
from samstyring.apps.adoption.queries import introductions as queries
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.ledger.queries import history
from samstyring.apps.portfolio.actions import measures
from samstyring.apps.portfolio.models import Measure


def measure(code: str = "eksempelnett", **fields: Any) -> Measure:
    """A measure that everybody sees."""
    given = {"name": f"Tiltaket {code}", "code": code, "kind": "national"} | fields
    return measures.add(fields=given, owner=None, by=SYSTEM)


class Adoption(TestCase):
    """A municipality with a writer, and one measure."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.place = factories.organisation(kind=OrganisationKind.MUNICIPALITY, number="9901")
        cls.writer = factories.person(role=Level.CONTRIBUTOR, organisation=cls.place)
        cls.other = factories.organisation("Annenvik (eksempel)", kind=OrganisationKind.MUNICIPALITY)
        cls.outsider = factories.person(
            role=Level.CONTRIBUTOR, organisation=cls.other, email="eva@eksempel.example"
        )
        cls.measure = measure()
        cls.today = timezone.localdate()

    def client_of(self, user: Any) -> Client:
        client = english()
        client.force_login(user)
        return client

    def entered(self, place: Organisation | None = None, **fields: Any) -> Introduction:
        given = {"status": "in_use"} | fields
        return actions.add(
            measure=given.pop("measure", self.measure),
            organisation=place or self.place,
            visibility=given.pop("visibility", Visibility.PUBLIC),
            fields=given,
            day=given.pop("day", self.today),
            by=SYSTEM,
        )

    def filled(self, **more: Any) -> dict[str, Any]:
        return {
            "organisation": self.place.pk,
            "measure": self.measure.pk,
            "stand": "accepted",
            "status": "planned",
            "day": self.today.isoformat(),
            "decided_by": "executive",
            "decided_on": "2026-01-15",
            "archive_reference": "26/77",
            "visibility": "public",
        } | more

    def test_a_writer_enters_one_and_its_stand_is_in_one_history(self) -> None:
        client = self.client_of(self.writer)
        answer = client.post(reverse("adoption:add_introduction"), self.filled())
        one = Introduction.objects.get()
        self.assertRedirects(answer, one.get_absolute_url())
        change = reverse("adoption:change_introduction", args=[one.public_id])
        client.post(change, self.filled(status="introducing", lead_office="Helse og mestring"))
        page = plain(client.get(one.get_absolute_url()))
        assert "The chief executive, by delegation, 15. January 2026, archive 26/77" in page
        assert [step.status for step in one.steps.all()] == ["introducing", "planned"]
        assert [entry.sentence for entry in history(one.public_id)] == [
            "“Tiltaket eksempelnett, Eksempelvik kommune (eksempel)” was changed.",
            "“Tiltaket eksempelnett, Eksempelvik kommune (eksempel)” was set to: accepted, being introduced.",
            "“Tiltaket eksempelnett, Eksempelvik kommune (eksempel)” was entered: accepted, planned.",
        ]
        assert history(self.place.public_id)

    def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(self) -> None:
        client = self.client_of(self.writer)
        answer = client.post(
            reverse("adoption:add_introduction"),
            self.filled(
                stand="later",
                starts="2026-05-01",
                ends="2026-01-01",
                decided_by="",
                lead_office="Kontoret vårt",
            ),
        )
        assert answer.status_code == 422
        errors = answer.context["form"].errors
        assert errors["stand_reason"] == ["Say why it is later or not relevant."]
        assert errors["ends"] == ["The period ends before it begins."]
        assert errors["decided_by"] == ["Say who decided, not only when."]
        assert "Kontoret vårt" in answer.content.decode()
        answer = client.post(
            reverse("adoption:add_introduction"),
            self.filled(stand="not_relevant", stand_reason="Vi har ingen slik tjeneste."),
        )
        assert answer.context["form"].errors["stand"] == [
            "What is planned or in use cannot be “not relevant”."
        ]
        self.entered()
        answer = client.post(reverse("adoption:add_introduction"), self.filled())
        assert "This measure is entered here already" in plain(answer)
        assert Introduction.objects.count() == 1

    def test_a_step_is_not_ahead_and_not_before_the_newest(self) -> None:
        one = self.entered(status="planned")
        for days in (1, -1):
            with pytest.raises(NotPossible):
                actions.change(
                    introduction=one,
                    fields={"status": "in_use"},
                    day=self.today + datetime.timedelta(days=days),
                    by=SYSTEM,
                )

    def test_only_those_who_write_for_the_municipality_may_change_it(self) -> None:
        one = self.entered()
        change = reverse("adoption:change_introduction", args=[one.public_id])
        assert self.client_of(self.outsider).get(change).status_code == 403
        answer = self.client_of(self.outsider).post(reverse("adoption:add_introduction"), self.filled())
        assert "organisation" in answer.context["form"].errors
        assert english().get(change).status_code == 302

    def test_a_closed_one_is_not_there_for_others_in_any_list_or_count(self) -> None:
        one = self.entered(visibility=Visibility.ORGANISATION)
        assert english().get(one.get_absolute_url()).status_code == 404
        for name, thing in (("of_measure", self.measure), ("of_organisation", self.place)):
            page = english().get(reverse(f"adoption:{name}", args=[thing.public_id]))
            assert page.context["page"].paginator.count == 0
        assert english().get(reverse("adoption:index")).context["page"].paginator.count == 0
        assert self.client_of(self.writer).get(one.get_absolute_url()).status_code == 200

    def test_use_is_replaced_for_the_same_period_and_never_above_who_could(self) -> None:
        one = self.entered()
        assert "use is not measured" in plain(english().get(one.get_absolute_url()))
        client, address = self.client_of(self.writer), reverse("adoption:set_use", args=[one.public_id])
        answer = client.post(address, {"year": "2026", "month": "2", "eligible": "10", "active": "11"})
        assert answer.context["form"].errors["active"] == ["More cannot have used it than could."]
        for active in ("4", "5"):
            client.post(address, {"year": "2026", "month": "2", "eligible": "10", "active": active})
        assert [(row.month, row.active) for row in one.figures.all()] == [(2, 5)]
        assert "5 of 10 (50 %)" in plain(
            english().get(reverse("adoption:of_organisation", args=[self.place.public_id]))
        )
        answer = client.post(address, {"year": str(self.today.year + 1), "active": "1"})
        assert "has not begun" in plain(answer)
        row = one.figures.get()
        client.post(reverse("adoption:remove_use", args=[one.public_id, row.pk]))
        assert not one.figures.exists()
        assert "taken out for 2/2026" in history(one.public_id)[0].sentence

    def test_the_database_holds_the_rules_too(self) -> None:
        one = self.entered()
        wrong: list[dict[str, Any]] = [{"active": 2, "eligible": 1}, {"active": 1, "month": 13}]
        for fields in wrong:
            with pytest.raises(IntegrityError), transaction.atomic():
                UseFigure.objects.create(introduction=one, year=2026, **fields)
        for change in ({"stand": "later"}, {"status": ""}, {"stand": "not_relevant", "stand_reason": "Nei"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Introduction.objects.filter(pk=one.pk).update(**change)

    def test_what_a_cooperation_introduces_is_in_the_list_of_its_members(self) -> None:
        group = factories.organisation("Samarbeidet (eksempel)", kind=OrganisationKind.COOPERATION)
        Membership.objects.create(group=group, member=self.place)
        self.entered(group)
        page = plain(english().get(reverse("adoption:of_organisation", args=[self.place.public_id])))
        assert "by Samarbeidet (eksempel)" in page

    def test_who_fell_back_stands_first_on_the_page_of_the_measure(self) -> None:
        year = self.today.year - 1
        for place, last in ((self.place, 4), (self.other, 9)):
            one = self.entered(place)
            for month, active in ((3, 10), (9, last)):
                actions.set_use(
                    introduction=one,
                    fields={"year": year, "month": month, "eligible": 10, "active": active, "source": ""},
                    by=SYSTEM,
                )
        assert [
            row.introduction.organisation for row in queries.who_fell_back(self.measure, self.writer)
        ] == [self.place]
        page = plain(english().get(reverse("adoption:of_measure", args=[self.measure.public_id])))
        assert "fell back from 10 of 10 (100 %) in March" in page
        assert page.count("fell back from") == 2

    def test_lists_ask_the_database_equally_often_however_long_they_are(self) -> None:
        def ask() -> list[int]:
            counts = []
            for address in (
                reverse("adoption:index"),
                reverse("adoption:of_measure", args=[self.measure.public_id]),
                reverse("adoption:of_organisation", args=[self.place.public_id]),
            ):
                with CaptureQueriesContext(
                    connection,
                ) as asked:
                    assert english().get(address).status_code == 200
                counts.append(len(asked))
            return counts

        self.entered()
        few = ask()
        for number in range(12):
            place = factories.organisation(f"Sted {number}", kind=OrganisationKind.MUNICIPALITY)
            one = self.entered(place)
            self.entered(measure=measure(f"m{number}"))
            UseFigure.objects.create(introduction=one, year=self.today.year - 1, active=number)
        assert ask() == few
        assert max(few) <= 12
