"""Roadmaps: the shipped edition, a new one from it, what changed between them, and who may see and write."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client, TestCase
from django.urls import reverse
from tests import factories
from tests.integration.apps.portfolio.test_measures import english, plain

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.choices import Level, Visibility
from samstyring.apps.ledger.queries import history
from samstyring.apps.portfolio.actions import first_rows, measures, roadmaps
from samstyring.apps.portfolio.models import Edition, Measure, RoadmapItem


class Roadmaps(TestCase):
    """The shipped edition, and one that an organisation of the test's own keeps."""

    @classmethod
    def setUpTestData(cls) -> None:
        first_rows.load()
        cls.shipped = Edition.objects.get()
        cls.organisation = factories.organisation()
        cls.coordinator = factories.person(role=Level.COORDINATOR, organisation=cls.organisation)
        cls.contributor = factories.person(
            role=Level.CONTRIBUTOR, organisation=cls.organisation, email="bo@eksempel.example"
        )
        cls.by = actor_for(cls.coordinator, cls.organisation)
        cls.mine = roadmaps.begin(
            fields={"scope": "national", "year": 2027, "title": "Neste", "dated": "2027-01-15"},
            owner=cls.organisation,
            copy_of=cls.shipped,
            by=cls.by,
        )

    def client_of(self, user: Any) -> Client:
        client = english()
        client.force_login(user)
        return client

    def item(self, code: str) -> RoadmapItem:
        return self.mine.items.get(measure__code=code)

    def test_the_shipped_edition_is_drawn_and_said_in_the_same_lines(self) -> None:
        answer = english().get(self.shipped.get_absolute_url())
        roadmap = answer.context["roadmap"]
        in_table = {item.measure_id for _group, items in roadmap.groups for item in items}
        assert in_table == {bar.line.key for bar in roadmap.drawing.bars}
        assert len(roadmap.drawing.bars) == 6
        assert "style=" not in answer.content.decode()
        assert "1. January 2026–31. December 2029" in plain(answer)
        assert "no end stated" in plain(answer)

    def test_the_newest_edition_is_what_the_roadmap_shows(self) -> None:
        assert english().get(reverse("portfolio:roadmap")).context["edition"] == self.mine
        answer = english().get(reverse("portfolio:roadmap"), {"veikart": "sector"})
        self.assertRedirects(answer, reverse("portfolio:editions"))

    def test_groups_by_owner_or_kind(self) -> None:
        by_kind = english().get(self.shipped.get_absolute_url(), {"gruppe": "slag"})
        assert [group for group, _items in by_kind.context["roadmap"].groups] == [
            "National solution",
            "Shared municipal solution",
        ]

    def test_two_editions_are_compared_with_the_reasons(self) -> None:
        roadmaps.set_item(
            edition=self.mine,
            item=self.item("digihelse"),
            fields={"starts": self.item("digihelse").starts.replace(month=2), "why": "Avtalen kom senere."},
            by=self.by,
        )
        roadmaps.set_item(
            edition=self.mine,
            item=self.item("pll"),
            fields={"dropped": True, "why": "Ikke finansiert."},
            by=self.by,
        )
        dho = Measure.objects.get(code="dho")
        roadmaps.set_item(edition=self.mine, fields={"measure": dho, "certainty": "idea"}, by=self.by)
        with self.assertNumQueries(4):
            answer = english().get(reverse("portfolio:compare"))
        page = plain(answer)
        assert "New: 1. Moved or more or less sure: 1. Dropped: 1. Unchanged: 4." in page
        assert "begins 31 days later" in page
        assert "Avtalen kom senere." in page
        assert "Ikke finansiert." in page
        # What was there before stays as it was.
        assert self.shipped.items.get(measure__code="digihelse").starts.month == 1

    def test_a_comparison_that_makes_no_sense_says_so(self) -> None:
        address = reverse("portfolio:compare")
        same = english().get(address, {"fra": self.mine.public_id, "til": self.mine.public_id})
        assert "This is the same edition twice." in plain(same)
        assert english().get(address, {"fra": "tull", "til": "'"}).status_code == 200

    def test_errors_stand_at_the_field(self) -> None:
        client = self.client_of(self.coordinator)
        address = reverse("portfolio:add_item", args=[self.mine.public_id])
        dho = Measure.objects.get(code="dho")
        fields = {"measure": dho.pk, "certainty": "planned", "starts": "2027-06-01", "ends": "2027-01-01"}
        answer = client.post(address, fields)
        assert answer.context["form"].errors["ends"] == ["The period ends before it begins."]
        off = client.post(address, {"measure": dho.pk, "certainty": "planned", "dropped": "on"})
        assert off.context["form"].errors["why"] == ["Say why it is taken off the roadmap."]
        twice = client.post(
            address,
            {"measure": self.item("pll").measure_id, "certainty": "planned", "part": self.item("pll").part},
        )
        assert "This part of the measure is on the roadmap already." in str(twice.context["form"].errors)
        assert not self.mine.items.filter(measure=dho).exists()

    def test_a_coordinator_begins_an_edition_from_an_earlier_one(self) -> None:
        fields = {
            "keeper": self.organisation.pk,
            "copy_of": self.shipped.pk,
            "scope": "national",
            "year": 2027,
            "title": "Veikartet fra januar",
            "dated": "2026-11-22",
        }
        answer = self.client_of(self.coordinator).post(reverse("portfolio:add_edition"), fields)
        made = Edition.objects.get(title="Veikartet fra januar")
        self.assertRedirects(answer, made.get_absolute_url())
        assert made.items.count() == 6
        assert "was begun" in history(made.public_id)[0].sentence
        again = self.client_of(self.coordinator).post(reverse("portfolio:add_edition"), fields)
        assert again.status_code == 422

    def test_only_who_keeps_it_writes_on_it(self) -> None:
        for name in ("add_item", "add_milestone", "change_edition"):
            mine = reverse(f"portfolio:{name}", args=[self.mine.public_id])
            shipped = reverse(f"portfolio:{name}", args=[self.shipped.public_id])
            assert self.client_of(self.coordinator).get(mine).status_code == 200
            assert self.client_of(self.coordinator).get(shipped).status_code == 403
            assert self.client_of(self.contributor).get(mine).status_code == 403
            assert english().get(mine).status_code == 302

    def test_a_closed_measure_and_a_closed_edition_are_nowhere_for_others(self) -> None:
        closed = measures.add(
            fields={"code": "lukket", "name": "Lukket tiltak", "kind": "local"},
            owner=self.organisation,
            visibility=Visibility.ORGANISATION,
            by=self.by,
        )
        roadmaps.set_item(edition=self.mine, fields={"measure": closed, "certainty": "idea"}, by=self.by)
        day = {"date": "2027-03-01", "title": "Lukket milepæl", "measure": closed}
        roadmaps.set_milestone(edition=self.mine, fields=day, by=self.by)
        for address in (self.mine.get_absolute_url(), reverse("portfolio:compare")):
            assert "Lukket" not in english().get(address).content.decode()
            assert "Lukket" in self.client_of(self.contributor).get(address).content.decode() or (
                address == reverse("portfolio:compare")
            )
        roadmaps.change(edition=self.mine, fields={"visibility": Visibility.ORGANISATION}, by=self.by)
        assert english().get(self.mine.get_absolute_url()).status_code == 404
        assert "Neste" not in english().get(reverse("portfolio:editions")).content.decode()
        assert english().get(reverse("portfolio:roadmap")).context["edition"] == self.shipped

    def test_many_lines_ask_no_more_often(self) -> None:
        for number in range(60):
            one = measures.add(
                fields={"code": f"mange-{number}", "name": f"Tiltak {number}", "kind": "local"},
                owner=self.organisation,
                by=self.by,
            )
            roadmaps.set_item(edition=self.mine, fields={"measure": one, "certainty": "idea"}, by=self.by)
        with self.assertNumQueries(4):
            english().get(self.mine.get_absolute_url())
        with self.assertNumQueries(2):
            english().get(reverse("portfolio:editions"))

    def test_the_database_refuses_a_period_that_ends_before_it_begins(self) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            RoadmapItem.objects.create(
                edition=self.mine,
                measure=Measure.objects.get(code="dho"),
                certainty="idea",
                starts="2027-02-01",
                ends="2027-01-01",
            )
