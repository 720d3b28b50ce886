"""Needs tied to measures: wishes with who backs them, what owners answer, who is told, and who may."""

import datetime
from typing import Any

from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone
from tests import factories
from tests.integration.apps.needs.setting import setting
from tests.integration.apps.portfolio.test_measures import english, plain

from samstyring.apps.actors.choices import Level, Visibility
from samstyring.apps.actors.models import Notice
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.ledger.queries import history
from samstyring.apps.needs.actions import backing
from samstyring.apps.needs.models import Need
from samstyring.apps.portfolio.actions import measures, wishes
from samstyring.apps.portfolio.models import NeedTie


class Wishes(TestCase):
    """A running solution that an agency owns, and three municipalities that use it."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.place = setting()
        cls.agency = factories.organisation("Etaten (eksempel)", kind="agency")
        cls.official = factories.person(
            role=Level.COORDINATOR, organisation=cls.agency, email="eva@eksempel.example"
        )
        cls.measure = measures.add(
            fields={
                "code": "loesning",
                "name": "Løsningen",
                "kind": "national",
                "responsible": cls.agency,
                "responsible_name": cls.agency.name,
            },
            owner=cls.place.nation,
            by=SYSTEM,
        )
        cls.need = cls.place.need("Varsel når noe er endret")
        backing.back(need=cls.need, organisation=cls.place.large, by=SYSTEM)
        cls.tie = wishes.tie(
            measure=cls.measure, need=cls.need, kind="wish", by=cls.place.actor(cls.place.small)
        )
        cls.page = reverse("portfolio:wishes", args=[cls.measure.public_id])

    def client_of(self, user: Any) -> Client:
        client = english()
        client.force_login(user)
        return client

    def answered(self, state: str = "planned", words: str = "Kommer til høsten.", **fields: Any) -> None:
        given = {"day": timezone.localdate(), "by": SYSTEM, "organisation": self.agency} | fields
        wishes.answer(tie=self.tie, state=state, words=words, **given)

    def test_a_wish_stands_on_the_measures_page_with_its_backers(self) -> None:
        page = plain(english().get(self.measure.get_absolute_url()))
        assert "Varsel når noe er endret 2 municipalities, 90,900 inhabitants" in page
        assert "Not answered by Etaten (eksempel) yet." in page

    def test_the_owner_is_told_of_a_wish_and_those_behind_it_of_the_answer(self) -> None:
        told = Notice.objects.get(kind="portfolio.wished")
        assert told.organisation == self.agency
        self.answered()
        told_of_answer = Notice.objects.filter(kind="portfolio.wish_answered")
        assert {one.organisation for one in told_of_answer} == {self.place.small, self.place.large}

    def test_the_newest_answer_counts_and_earlier_ones_stay(self) -> None:
        earlier = timezone.localdate() - datetime.timedelta(days=30)
        self.answered("considered", "Vi ser på det.", day=earlier)
        self.answered("declined", "Det blir for dyrt.")
        assert "Will not be met Det blir for dyrt." in plain(english().get(self.measure.get_absolute_url()))
        page = plain(english().get(self.page))
        assert "Earlier answers" in page
        assert "Vi ser på det." in page
        assert "was answered: will not be met" in history(self.measure.public_id)[0].sentence

    def test_only_the_owner_or_whoever_keeps_the_description_answers(self) -> None:
        address = reverse("portfolio:answer_wish", args=[self.measure.public_id, self.tie.pk])
        fields = {"state": "done", "words": "Det er på plass.", "day": timezone.localdate().isoformat()}
        municipality = self.place.person(self.place.small)
        assert self.client_of(municipality).post(address, fields).status_code == 403
        assert english().post(address, fields).status_code == 302
        assert not self.tie.answers.exists()
        ahead = timezone.localdate() + datetime.timedelta(days=1)
        wrong = self.client_of(self.official).post(address, {"state": "done", "day": ahead.isoformat()})
        assert wrong.status_code == 422
        assert "words" in wrong.context["form"].errors
        self.assertRedirects(self.client_of(self.official).post(address, fields), self.page)
        assert self.tie.answers.get().organisation == self.agency
        keeper = self.place.person(self.place.nation)
        self.client_of(keeper).post(address, fields | {"state": "partly"})
        assert set(self.tie.answers.values_list("organisation", flat=True)) == {
            self.agency.pk,
            self.place.nation.pk,
        }

    def test_a_municipality_writes_a_wish_that_others_can_back(self) -> None:
        client = self.client_of(self.place.person(self.place.middle))
        address = reverse("portfolio:wish", args=[self.measure.public_id])
        assert client.post(address, {}).status_code == 422
        fields = {
            "organisation": self.place.middle.pk,
            "title": "Søk på tvers",
            "description": "",
            "visibility": "public",
        }
        self.assertRedirects(client.post(address, fields), self.page)
        need = Need.objects.get(title="Søk på tvers")
        assert (need.raised_by, need.municipalities) == (self.place.middle, 1)
        assert need.measure_ties.get().kind == "wish"

    def test_a_need_is_tied_by_those_it_concerns_once(self) -> None:
        other = self.place.need("Opplæring i løsningen", organisation=self.place.large)
        address = reverse("portfolio:tie_need", args=[other.public_id])
        fields = {"measure": self.measure.pk, "kind": "meets", "reason": "Den gir opplæring."}
        stranger = self.client_of(self.place.person(self.place.middle))
        assert stranger.post(address, fields).status_code == 403
        mine = self.client_of(self.place.person(self.place.large))
        self.assertRedirects(mine.post(address, fields), self.measure.get_absolute_url())
        assert mine.post(address, fields).status_code == 422
        page = plain(english().get(reverse("portfolio:of_need", args=[other.public_id])))
        assert "Løsningen : the measure is to meet the need." in page
        there = reverse("portfolio:tie", args=[self.measure.public_id])
        form = mine.get(there).context["form"]
        assert other not in form.fields["need"].queryset

    def test_a_tie_is_taken_out_unless_it_is_answered(self) -> None:
        address = reverse("portfolio:untie", args=[self.measure.public_id, self.tie.pk])
        mine = self.client_of(self.place.person(self.place.small))
        self.answered()
        assert "stays with its answer" in plain(mine.post(address, follow=True))
        assert NeedTie.objects.count() == 1
        self.tie.answers.all().delete()
        mine.post(address)
        assert not NeedTie.objects.exists()

    def test_a_closed_need_is_nowhere_for_others(self) -> None:
        Need.objects.filter(pk=self.need.pk).update(visibility=Visibility.ORGANISATION)
        for address in (self.measure.get_absolute_url(), self.page):
            assert "Varsel" not in english().get(address).content.decode()
        assert english().get(reverse("portfolio:of_need", args=[self.need.public_id])).status_code == 404

    def test_many_wishes_ask_no_more_often(self) -> None:
        self.answered()
        with self.assertNumQueries(8):
            english().get(self.page)
        for number in range(30):
            need = self.place.need(f"Ønske {number}")
            tie = wishes.tie(measure=self.measure, need=need, kind="wish", by=SYSTEM)
            wishes.answer(
                tie=tie,
                state="done",
                words="Gjort.",
                day=timezone.localdate(),
                by=SYSTEM,
                organisation=self.agency,
            )
        with self.assertNumQueries(8):
            answer = english().get(self.page)
        assert len(answer.context["rows"]) == 25
