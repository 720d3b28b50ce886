"""The acts on their pages: who may, what is said at the field, and that nothing typed is lost."""

import re

from django.test import Client, TestCase
from django.urls import reverse
from tests.integration.apps.needs.setting import setting

from samstyring.apps.actors.models import Notice, Organisation
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.needs.actions import backing, ladder
from samstyring.apps.needs.models import Need


def plain(answer: object) -> str:
    """What a page says, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())  # type: ignore[attr-defined]


class Acts(TestCase):
    """A need of the small municipality, backed by the large one."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.place = setting()
        cls.need = cls.place.need()
        backing.back(need=cls.need, organisation=cls.place.large, by=SYSTEM)

    def visitor(self, organisation: Organisation) -> Client:
        """Somebody logged in who coordinates an organisation."""
        client = Client(headers={"accept-language": "en"})
        client.force_login(self.place.person(organisation))
        return client

    def address(self, word: str, need: Need | None = None) -> str:
        """Where an act is done."""
        return reverse("needs:act", args=[(need or self.need).public_id, word])

    def test_it_is_raised_on_its_page_and_those_behind_it_are_told(self) -> None:
        Notice.objects.all().delete()
        hers = self.visitor(self.place.small)
        page = hers.get(self.address("loft"))
        assert page.content.decode().index(self.place.network.name) < page.content.decode().index("Region")
        given = {"to": f"network:{self.place.network.pk}", "reason": "Flere har det slik.", "seen": 1}
        answer = hers.post(self.address("loft"), given, follow=True)
        assert "is raised to the next level" in plain(answer)
        assert Need.objects.get(pk=self.need.pk).held_by == self.place.network
        told = set(Notice.objects.values_list("kind", "organisation"))
        assert told == {("needs.done", self.place.large.pk), ("needs.arrived", self.place.network.pk)}
        assert hers.get(self.address("lukk")).status_code == 403
        assert self.visitor(self.place.network).get(self.address("lukk")).status_code == 200

    def test_an_empty_reason_is_refused_at_the_field(self) -> None:
        answer = self.visitor(self.place.small).post(self.address("ta-opp"), {"reason": " ", "seen": 1})
        assert answer.status_code == 422
        assert "Give a reason: those who backed the need will read it." in plain(answer)
        assert Need.objects.get(pk=self.need.pk).state == "raised"

    def test_the_later_of_two_keeps_what_was_typed_and_may_send_again(self) -> None:
        hers = self.visitor(self.place.small)
        ladder.adopt(need=self.need, reason="Vi tar det.", by=SYSTEM, seen=1)
        answer = hers.post(self.address("lukk"), {"reason": "Min grunn", "seen": 1})
        assert "Somebody was before you: Taken on." in plain(answer)
        assert "Min grunn" in answer.content.decode()
        assert 'name="seen" value="2"' in answer.content.decode()
        hers.post(self.address("lukk"), {"reason": "Min grunn", "seen": 2})
        assert Need.objects.get(pk=self.need.pk).state == "closed"

    def test_merging_offers_like_needs_and_either_side_can_undo_it(self) -> None:
        other = self.place.need("Vi trenger flere vikarer", organisation=self.place.middle)
        hers = self.visitor(self.place.small)
        assert other.title in plain(hers.get(self.address("sla-sammen")))
        assert other.title in plain(hers.get(self.address("sla-sammen"), {"sok": "flere"}))
        none = hers.post(self.address("sla-sammen"), {"reason": "Likt", "seen": 1})
        assert "Choose the need that it goes into." in plain(none)
        given = {"into": str(other.public_id), "reason": "Likt", "seen": 1}
        answer = hers.post(self.address("sla-sammen"), given)
        self.assertRedirects(answer, other.get_absolute_url())
        page = plain(hers.get(self.need.get_absolute_url()))
        assert "This need was merged into" in page
        assert self.visitor(self.place.large).get(self.address("skill")).status_code == 403
        theirs = self.visitor(self.place.middle)
        assert self.need.title in plain(theirs.get(other.get_absolute_url()))
        theirs.post(self.address("skill"), {"reason": "Ikke likt", "seen": 2})
        assert Need.objects.get(pk=self.need.pk).state == "raised"

    def test_dividing_needs_two_names(self) -> None:
        hers = self.visitor(self.place.small)
        answer = hers.post(self.address("del"), {"title_1": "En", "reason": "To ting", "seen": 1})
        assert answer.status_code == 422
        assert "Name at least two parts." in plain(answer)
        hers.post(self.address("del"), {"title_1": "En", "title_2": "To", "reason": "To ting", "seen": 1})
        assert set(self.need.parts.values_list("title", flat=True)) == {"En", "To"}

    def test_what_the_state_does_not_allow_is_said_before_anything_is_filled_in(self) -> None:
        hers = self.visitor(self.place.small)
        assert "that cannot be done with it now" in plain(hers.get(self.address("apne-igjen")))
        assert "that cannot be done with it now" in plain(hers.get(self.address("send-tilbake")))
        assert hers.get(self.address("tull")).status_code == 404
        of_network = self.place.need("Nettverkets eget", organisation=self.place.network)
        theirs = self.visitor(self.place.network)
        assert "nobody below" in plain(theirs.get(self.address("send-tilbake", of_network)))
        assert "Send back" not in plain(theirs.get(of_network.get_absolute_url()))

    def test_an_organisation_backs_in_its_own_words_and_withdraws(self) -> None:
        hers = self.visitor(self.place.middle)
        back = reverse("needs:back", args=[self.need.public_id])
        hers.post(back, {"organisation": self.place.middle.pk, "wording": "Tre vakter i uka."})
        assert "Tre vakter i uka." in plain(hers.get(self.need.get_absolute_url()))
        away = reverse("needs:withdraw", args=[self.need.public_id])
        hers.post(away, {"organisation": str(self.place.middle.public_id)})
        assert "Tre vakter i uka." not in plain(hers.get(self.need.get_absolute_url()))
        stranger = hers.post(away, {"organisation": str(self.place.large.public_id)})
        assert stranger.status_code in {302, 403}
        assert self.need.backings.filter(organisation=self.place.large, withdrawn=None).exists()
