"""From what was said to a need: by a point, by a statement, straight out; like ones are shown on the way."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client, TestCase
from django.urls import reverse
from tests import factories
from tests.integration.apps.consultations.replies import reply
from tests.integration.apps.needs.setting import setting

from samstyring.apps.actors.choices import Level, Visibility
from samstyring.apps.consultations.actions import consultations, points
from samstyring.apps.consultations.actions.point_parts import Span
from samstyring.apps.consultations.models import Sender, Statement
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.ledger.queries import history
from samstyring.apps.needs.models import Need, NeedSource

SAID = "Vi trenger flere vikarer til nattevaktene i hjemmetjenesten."
SAID_TOO = "Det er mangel på vikarer om natten i hjemmetjenesten hos oss."


def plain(answer: object) -> str:
    """What a page says, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())  # type: ignore[attr-defined]


class Making(TestCase):
    """A consultation with two replies that say the same, and a point of them."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.place = setting()
        cls.writer = cls.place.person(cls.place.network)
        cls.consultation = consultations.create(
            title="Eksempelhøring om vikarer",
            owner_organisation=cls.place.network,
            by=SYSTEM,
            visibility=Visibility.PUBLIC,
        )
        first = reply(cls.consultation, "Lillevik", [("challenge", "staffing", SAID)])
        second = reply(cls.consultation, "Storby", [("challenge", "staffing", SAID_TOO)])
        Sender.objects.filter(submission=first).update(organisation=cls.place.small)
        Sender.objects.filter(submission=second).update(organisation=cls.place.large)
        cls.statements = list(Statement.objects.order_by("submission_id"))
        spans = [Span(one.reading.source_text_id, one.start, one.end) for one in cls.statements]
        cls.point = points.make(
            consultation=cls.consultation, spans=spans, user=cls.writer, by=cls.place.actor(cls.place.network)
        )

    def setUp(self) -> None:
        self.hers = Client(headers={"accept-language": "en"})
        self.hers.force_login(self.writer)
        self.from_point = reverse("needs:from_point", args=[self.point.public_id])
        self.given = {
            "organisation": self.place.network.pk,
            "title": "Vikarer til nattevakter",
            "description": "",
            "kind": "staffing",
            "sector": "Health and care",
            "visibility": "public",
        }

    def test_the_point_and_the_statement_lead_to_a_need(self) -> None:
        point = self.hers.get(reverse("consultations:point", args=[self.point.public_id]))
        assert self.from_point in point.content.decode()
        one = self.statements[0]
        place = [one.submission.public_id, one.start, one.end]
        panel = self.hers.get(reverse("consultations:statement", args=place), follow=True)
        assert reverse("needs:from_statement", args=place) in panel.content.decode()
        visitor = Client().get(reverse("consultations:point", args=[self.point.public_id]))
        assert self.from_point not in visitor.content.decode()

    def test_a_need_from_a_point_keeps_all_words_and_who_said_them(self) -> None:
        page = plain(self.hers.get(self.from_point))
        assert "2 statements become sources" in page
        answer = self.hers.post(self.from_point, self.given)
        need = Need.objects.get()
        self.assertRedirects(answer, need.get_absolute_url())
        assert need.sector == "health"
        assert (need.level, need.held_by) == ("network", self.place.network)
        assert {source.quote for source in need.sources.all()} == {SAID, SAID_TOO}
        assert {source.point for source in need.sources.all()} == {self.point}
        assert need.municipalities == 2
        shown = plain(self.hers.get(need.get_absolute_url()))
        assert "2 municipalities , 90,900 inhabitants" in shown
        assert SAID_TOO in shown
        assert len(history(need.public_id)) == 1
        again = plain(self.hers.get(self.from_point))
        assert "A need has been made from this already" in again

    def test_a_need_from_a_statement_has_its_place(self) -> None:
        one = self.statements[0]
        address = reverse("needs:from_statement", args=[one.submission.public_id, one.start, one.end])
        self.hers.post(address, self.given)
        source = NeedSource.objects.get()
        assert source.source_text is not None
        assert source.source_text.text[source.start : source.end] == SAID
        assert [backing.organisation for backing in source.need.backings.all()] == [self.place.small]

    def test_like_needs_are_shown_before_one_more_is_raised(self) -> None:
        there = self.place.need("Vi trenger vikarer til nattevakter i hjemmetjenesten")
        given = self.given | {"title": "Trenger vikarer til nattevakter i hjemmetjenesten"}
        answer = self.hers.post(reverse("needs:write"), given)
        assert "1 municipality has raised something like this: join it?" in plain(answer)
        assert given["title"] in answer.content.decode()
        assert Need.objects.count() == 1
        fragment = self.hers.get(reverse("needs:like"), given, headers={"hx-request": "true"})
        assert there.get_absolute_url() in fragment.content.decode()
        self.hers.post(reverse("needs:write"), given | {"looked": "1"})
        assert Need.objects.count() == 2

    def test_looking_first_stores_nothing_and_loses_nothing(self) -> None:
        answer = self.hers.post(
            reverse("needs:write"), self.given | {"look": "1", "rests_on": "Møtet 3. mai"}
        )
        assert "No need like this was found" in plain(answer)
        assert "Møtet 3. mai" in answer.content.decode()
        assert not Need.objects.exists()

    def test_a_need_without_title_or_kind_is_refused_at_the_field(self) -> None:
        answer = self.hers.post(
            reverse("needs:write"), self.given | {"title": " ", "kind": "", "rests_on": "Beholdes"}
        )
        assert answer.status_code == 422
        assert "Say in one sentence what is needed." in plain(answer)
        assert "Beholdes" in answer.content.decode()

    def test_words_of_a_closed_consultation_are_not_shown_to_others(self) -> None:
        self.hers.post(self.from_point, self.given)
        need = Need.objects.get()
        self.consultation.visibility = Visibility.ORGANISATION
        self.consultation.save()
        page = plain(Client(headers={"accept-language": "en"}).get(need.get_absolute_url()))
        assert SAID not in page
        assert "2 more said it where you may not look." in page
        assert "Words in a reply that you may not see." in page
        assert self.place.small.name not in page
        assert SAID in plain(self.hers.get(need.get_absolute_url()))

    def test_a_need_of_a_closed_consultation_is_closed_until_somebody_opens_it(self) -> None:
        self.consultation.visibility = Visibility.ORGANISATION
        self.consultation.save()
        page = self.hers.get(self.from_point).content.decode()
        assert '<option value="organisation" selected>' in page

    def test_the_database_refuses_words_that_are_not_there(self) -> None:
        need = self.place.need()
        one = self.statements[0]
        with pytest.raises(IntegrityError), transaction.atomic():
            NeedSource.objects.create(
                need=need, source_text=one.reading.source_text, start=0, end=5, quote="Noe annet"
            )
        with pytest.raises(IntegrityError), transaction.atomic():
            NeedSource.objects.create(need=need)

    def test_readers_and_visitors_may_not_write(self) -> None:
        reader = factories.person(
            role=Level.READER, organisation=self.place.small, email="les@eksempel.example"
        )
        other = Client()
        other.force_login(reader)
        assert other.get(reverse("needs:write")).status_code == 403
        assert Client().get(self.from_point).status_code == 302

    def test_words_become_sources_of_a_need_that_is_there(self) -> None:
        one = self.statements[0]
        address = reverse("needs:from_statement", args=[one.submission.public_id, one.start, one.end])
        self.hers.post(address, self.given | {"title": "Flere vikarer til nattevaktene i hjemmetjenesten"})
        need = Need.objects.get()
        two = self.statements[1]
        address = reverse("needs:from_statement", args=[two.submission.public_id, two.start, two.end])
        looked = self.hers.post(address, self.given | {"title": need.title, "look": "1"})
        assert "Add it as a source to this need" in looked.content.decode()
        self.hers.post(address, {"add_to": str(need.public_id)})
        self.hers.post(address, {"add_to": str(need.public_id)})
        assert Need.objects.count() == 1
        assert need.sources.count() == 2
        assert Need.objects.get().municipalities == 2
        assert self.hers.post(address, {"add_to": "noe annet"}).status_code == 404
        others = self.place.need("En annens behov")
        assert self.hers.post(address, {"add_to": str(others.public_id)}).status_code == 403

    def test_what_came_to_the_point_later_is_taken_in(self) -> None:
        self.hers.post(self.from_point, self.given)
        need = Need.objects.get()
        third = reply(self.consultation, "Mellomdal", [("challenge", "staffing", "Vi mangler også vikarer.")])
        Sender.objects.filter(submission=third).update(organisation=self.place.middle)
        statement = Statement.objects.get(submission=third)
        source = NeedSource.objects.filter(need=need).earliest("pk")
        assert source.point is not None
        source.point.members.create(
            source_text=statement.reading.source_text,
            start=statement.start,
            end=statement.end,
            quote=statement.quote,
            state="confirmed",
        )
        assert "Take in what has come" in plain(self.hers.get(need.get_absolute_url()))
        answer = self.hers.post(reverse("needs:take_in", args=[need.public_id]), follow=True)
        assert "got 1 more source" in plain(answer)
        assert Need.objects.get().municipalities == 3
        assert "already" in plain(
            self.hers.post(reverse("needs:take_in", args=[need.public_id]), follow=True)
        )
