"""Hours: planned and spent as plain fields, undone, above plan, and over-booked across everything."""

from typing import Any

import pytest
from django.urls import reverse
from tests.integration.apps.adoption.test_introductions import measure
from tests.integration.apps.adoption.waves import Waves
from tests.integration.apps.portfolio.test_measures import english, plain

from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.adoption.actions import hours, introductions
from samstyring.apps.adoption.actions import waves as waves_actions
from samstyring.apps.adoption.booking import Quarter
from samstyring.apps.adoption.models import Capacity, EmployeeYears, WaveHours
from samstyring.apps.adoption.queries.booked import books
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.ledger.queries import history
from samstyring.apps.portfolio.models import Effort

QUARTER = Quarter(2026, 1)


class HoursTests(Waves):
    def grid(self, **filled: Any) -> dict[str, Any]:
        return {"rows": "2"} | filled

    def stored(self) -> list[tuple[str, int, int | None, int | None]]:
        rows = WaveHours.objects.filter(participant=self.part(self.first))
        return list(rows.values_list("profession", "quarter", "planned", "spent"))

    def test_hours_are_planned_then_spent_and_the_newest_change_is_undone(self) -> None:
        client = self.client_of(self.writer)
        address = self.address("wave_hours", self.part(self.first).pk) + "?ar=2026"
        plan = self.grid(profession_0="IKT", planned_0_1="40", planned_0_2="20")
        client.post(address, plan)
        assert self.stored() == [("IKT", 1, 40, None), ("IKT", 2, 20, None)]
        answer = client.post(address, plan | {"spent_0_1": "55"}, follow=True)
        assert "In 1 of the quarters more is spent than planned; it is marked." in plain(answer)
        assert "Spent above plan: IKT, quarter 1 (55 / 40)" in plain(answer)
        page = plain(english().get(self.wave.get_absolute_url() + "?ar=2026"))
        assert "40 / 55 ▲" in page
        undo = self.address("undo_wave_hours", self.part(self.first).pk) + "?ar=2026"
        client.post(undo)
        assert self.stored() == [("IKT", 1, 40, None), ("IKT", 2, 20, None)]
        client.post(undo)
        assert self.stored()[0] == ("IKT", 1, 40, 55)
        assert "was undone for 2026: 60 planned, 55 spent" in history(self.wave.public_id)[0].sentence
        with pytest.raises(NotPossible):
            hours.undo(participant=self.part(self.first), year=2031, by=SYSTEM)

    def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(self) -> None:
        client = self.client_of(self.writer)
        answer = client.post(
            self.address("wave_hours", self.part(self.first).pk),
            self.grid(
                profession_0="IKT", planned_0_1="-1", spent_0_2="mange", profession_1="ikt", planned_1_3="4"
            ),
        )
        assert answer.status_code == 422
        assert answer.context["form"].errors == {
            "planned_0_1": ["Hours cannot be below nothing."],
            "spent_0_2": ["Write whole hours, such as 40."],
            "profession_1": ["This profession is on the form twice."],
        }
        assert 'value="mange"' in answer.content.decode()
        answer = client.post(self.address("wave_hours", self.part(self.first).pk), self.grid(planned_1_1="7"))
        assert "profession_1" in answer.context["form"].errors
        assert self.stored() == []

    def test_rows_that_were_added_meanwhile_are_not_needed_for_what_was_sent(self) -> None:
        client = self.client_of(self.writer)
        sent = {"rows": "9", "profession_8": "Leder", "planned_8_4": "12"}
        client.post(self.address("wave_hours", self.part(self.first).pk) + "?ar=2026", sent)
        assert self.stored() == [("Leder", 4, 12, None)]

    def test_a_quarter_is_over_booked_across_all_waves_and_introductions(self) -> None:
        other = self.made("Bølge 2", measure=measure("nummer-to"))
        for wave, planned in ((self.wave, 50), (other, 40)):
            part = self.part(self.first, wave)
            hours.write(participant=part, year=2026, rows=[hours.Hours(1, "IKT", planned, None)], by=SYSTEM)
        alone = measure("alene")
        Effort.objects.create(measure=alone, profession="IKT", hours_low=30, hours_high=60)
        self.introduced(alone)
        # One that a wave has hours for is not counted once more by its typical effort.
        Effort.objects.create(measure=self.measure, profession="IKT", hours_low=900, hours_high=900)
        self.introduced(self.measure)
        hours.say_capacity(
            organisation=self.first,
            year=2026,
            rows=[hours.Has(1, "IKT", 100)],
            visibility="public",
            by=SYSTEM,
        )
        book = books([self.first.pk], self.writer, [QUARTER])[self.first.pk]
        row = book.row(QUARTER, "IKT")
        assert (row.planned, row.low, row.high) == (90, 15, 30)
        assert row.over
        page = plain(english().get(self.wave.get_absolute_url() + "?ar=2026"))
        assert "Over-booked quarters" in page
        assert "Eksempelvik (eksempel): Q1 2026, IKT: 105 hours booked, 100 there are" in page

    def introduced(self, what: Any) -> None:
        introductions.add(
            measure=what,
            organisation=self.first,
            fields={"status": "planned", "starts": "2026-01-01", "ends": "2026-06-30"},
            day=self.today,
            by=SYSTEM,
        )

    def test_a_wave_that_was_left_is_not_booked(self) -> None:
        part = self.part(self.first)
        hours.write(participant=part, year=2026, rows=[hours.Hours(1, "IKT", 50, None)], by=SYSTEM)
        waves_actions.set_left(participant=part, left=True, by=SYSTEM)
        assert books([self.first.pk], self.writer, [QUARTER])[self.first.pk].in_order == []

    def test_what_an_organisation_has_is_said_by_itself_and_closed_where_it_says_so(self) -> None:
        client = self.client_of(self.writer)
        address = reverse("adoption:capacity", args=[self.first.public_id]) + "?ar=2026"
        sent = {"rows": "3", "hours_0_1": "300", "profession_1": "IKT", "hours_1_1": "80"}
        client.post(address, sent | {"visibility": "organisation"})
        assert Capacity.objects.count() == 2
        assert books([self.first.pk], self.coordinator, [QUARTER])[self.first.pk].spare([QUARTER]) is None
        assert books([self.first.pk], self.writer, [QUARTER])[self.first.pk].spare([QUARTER]) == 300
        client.post(address, sent | {"visibility": "logged_in"})
        assert books([self.first.pk], self.coordinator, [QUARTER])[self.first.pk].spare([QUARTER]) == 300
        assert self.client_of(self.coordinator).get(address).status_code == 403
        client.post(
            reverse("adoption:employee_years", args=[self.first.public_id]),
            {"year": "2025", "number": "120.5", "source": "Eksempelkilden"},
        )
        assert float(EmployeeYears.objects.get().number) == 120.5
