"""The annual cycle: entering what recurs, a year of it, and who may see and write."""

from typing import Any

from django.test import Client, TestCase
from django.urls import reverse
from tests import factories
from tests.integration.apps.portfolio.test_measures import english, plain

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.choices import Level, Visibility
from samstyring.apps.ledger.queries import history
from samstyring.apps.portfolio.actions import cycle
from samstyring.apps.portfolio.models import Activity

YEAR = "portfolio:cycle"


class Cycle(TestCase):
    """An organisation that keeps part of the cycle."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.organisation = factories.organisation()
        cls.writer = factories.person(role=Level.CONTRIBUTOR, organisation=cls.organisation)
        cls.outsider = factories.person(
            role=Level.CONTRIBUTOR, organisation=factories.organisation("Annen"), email="eva@eksempel.example"
        )
        cls.by = actor_for(cls.writer, cls.organisation)

    def client_of(self, user: Any) -> Client:
        client = english()
        client.force_login(user)
        return client

    def fields(self, **more: Any) -> dict[str, Any]:
        return {
            "keeper": self.organisation.pk,
            "title": "Veikartet revideres",
            "acts": self.organisation.pk,
            "asks": "Innspill innen fristen.",
            "starts": "2025-03-15",
            "repeat": "half_yearly",
            "visibility": "public",
        } | more

    def test_what_is_entered_recurs_in_wheel_and_list(self) -> None:
        answer = self.client_of(self.writer).post(reverse("portfolio:add_activity"), self.fields())
        made = Activity.objects.get()
        self.assertRedirects(answer, made.get_absolute_url())
        assert "was entered in the annual cycle" in history(made.public_id)[0].sentence
        shown = english().get(reverse(YEAR), {"ar": "2027"})
        assert "15. March: Veikartet revideres" in plain(shown)
        assert "15. September: Veikartet revideres" in plain(shown)
        assert shown.content.decode().count("wheel__dot") == 2
        assert "style=" not in shown.content.decode()
        assert english().get(reverse(YEAR), {"ar": "2024"}).context["year"].count == 0

    def test_changing_it_keeps_the_choice_and_writes_another_rule(self) -> None:
        client = self.client_of(self.writer)
        client.post(reverse("portfolio:add_activity"), self.fields(same_weekday="on"))
        made = Activity.objects.get()
        address = reverse("portfolio:change_activity", args=[made.public_id])
        form = client.get(address).context["form"]
        assert form["repeat"].value() == "half_yearly"
        assert form["same_weekday"].value() is True
        client.post(address, self.fields(repeat="once", title="Én gang"))
        made.refresh_from_db()
        assert (made.title, made.rule) == ("Én gang", "")
        assert "was changed" in history(made.public_id)[0].sentence

    def test_errors_stand_at_the_field(self) -> None:
        answer = self.client_of(self.writer).post(
            reverse("portfolio:add_activity"), self.fields(last_day="2024-01-01", title="")
        )
        assert answer.status_code == 422
        errors = answer.context["form"].errors
        assert errors["last_day"] == ["The last day is before the first."]
        assert errors["title"] == ["Write what recurs."]
        assert "Innspill innen fristen." in answer.content.decode()

    def test_heavy_months_and_the_same_week_are_said(self) -> None:
        for day in ("2026-03-02", "2026-03-03", "2026-03-20"):
            fields = {"title": f"Frist {day}", "starts": day, "visibility": Visibility.PUBLIC}
            cycle.add(fields=fields, owner=self.organisation, by=self.by)
        page = plain(english().get(reverse(YEAR), {"ar": "2026"}))
        assert "March heavy" in page
        assert page.count("same week as another") == 2

    def test_one_who_acts_can_be_chosen_and_a_wrong_year_is_this_one(self) -> None:
        for name in ("Den ene", "Den andre"):
            fields = {"title": f"Frist for {name}", "acts_name": name, "starts": "2026-02-02"}
            fields["visibility"] = Visibility.PUBLIC
            cycle.add(fields=fields, owner=self.organisation, by=self.by)
        shown = english().get(reverse(YEAR), {"ar": "2026", "hvem": "Den ene"})
        assert "Frist for Den ene" in plain(shown)
        assert "Frist for Den andre" not in plain(shown)
        for wrong in ("0", "9999", "tull", "²⁰²⁶"):
            assert english().get(reverse(YEAR), {"ar": wrong}).status_code == 200

    def test_who_may_see_and_write(self) -> None:
        closed = cycle.add(
            fields={"title": "Lukket frist", "starts": "2026-01-05", "visibility": Visibility.ORGANISATION},
            owner=self.organisation,
            by=self.by,
        )
        theirs = self.client_of(self.outsider)
        assert theirs.get(closed.get_absolute_url()).status_code == 404
        assert "Lukket" not in theirs.get(reverse(YEAR), {"ar": "2026"}).content.decode()
        assert "Lukket" in self.client_of(self.writer).get(reverse(YEAR), {"ar": "2026"}).content.decode()
        opened = cycle.change(activity=closed, fields={"visibility": Visibility.PUBLIC}, by=self.by)
        change = reverse("portfolio:change_activity", args=[opened.public_id])
        assert theirs.get(change).status_code == 403
        assert english().get(change).status_code == 302

    def test_many_activities_ask_no_more_often(self) -> None:
        for number in range(60):
            fields = {
                "title": f"Frist {number}",
                "starts": "2026-01-05",
                "rule": "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=5",
                "visibility": Visibility.PUBLIC,
            }
            cycle.add(fields=fields, owner=self.organisation, by=self.by)
        with self.assertNumQueries(2):
            english().get(reverse(YEAR), {"ar": "2026"})
