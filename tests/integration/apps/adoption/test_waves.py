"""Waves: planning, steps, who takes part, how far each has come, its introduction, help, and who may what."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import factories
from tests.integration.apps.adoption.test_introductions import measure
from tests.integration.apps.adoption.waves import Waves, municipality
from tests.integration.apps.portfolio.test_measures import english, plain

from samstyring.apps.actors.choices import Level, Visibility
from samstyring.apps.actors.models import Membership
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.adoption.actions import hours, introductions
from samstyring.apps.adoption.actions import waves as actions
from samstyring.apps.adoption.models import (
    Introduction,
    StepProgress,
    Wave,
    WaveHours,
    WaveParticipant,
    WaveStep,
)
from samstyring.apps.adoption.queries.helping import who_helps
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.ledger.queries import history


class WaveTests(Waves):
    def test_a_coordinator_plans_a_wave_with_a_step_and_municipalities_of_the_network(self) -> None:
        client = self.client_of(self.coordinator)
        client.post(
            reverse("adoption:add_wave"),
            {
                "network": self.network.pk,
                "measure": self.measure.pk,
                "name": "Bølge 2",
                "visibility": "public",
            },
        )
        wave = Wave.objects.get(name="Bølge 2")
        step = reverse("adoption:add_wave_step", args=[wave.public_id])
        client.post(step, {"name": "ROS", "starts": "2026-01-05", "ends": "2026-02-01"})
        join = reverse("adoption:join_wave", args=[wave.public_id])
        client.post(join, {"members": [self.first.pk, self.second.pk]})
        page = plain(client.get(wave.get_absolute_url()))
        assert "ROS" in page
        assert "5. January 2026–1. February 2026" in page
        assert "Eksempelvik (eksempel)" in page
        assert [entry.sentence for entry in history(wave.public_id)][-1] == "The wave “Bølge 2” was entered."
        assert "Bølge 2" in plain(english().get(reverse("adoption:waves") + "?sok=BØLGE+2"))

    def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(self) -> None:
        client = self.client_of(self.coordinator)
        wrong = {"name": "Pilot hos oss", "starts": "2026-05-01", "ends": "2026-04-01"}
        answer = client.post(self.address("add_wave_step"), wrong)
        assert answer.status_code == 422
        assert answer.context["form"].errors == {"ends": ["The period ends before it begins."]}
        assert "Pilot hos oss" in answer.content.decode()
        answer = client.post(self.address("add_wave_step"), {"name": "Opplæring"})
        assert "The wave has a step with this name already." in plain(answer)
        answer = client.post(self.address("join_wave"), {})
        assert "other" in answer.context["form"].errors
        assert self.wave.steps.count() == 2
        answer = client.post(reverse("adoption:add_wave"), {"name": "Bølge 3"})
        errors = answer.context["form"].errors
        assert errors["network"] == ["Choose who runs the wave."], "said once"

    def test_who_runs_no_network_is_told_why_there_is_nothing_to_choose(self) -> None:
        agency = factories.organisation("Eksempeletaten", kind="agency")
        writer = factories.person(role=Level.COORDINATOR, organisation=agency, email="e@eksempel.example")
        page = plain(self.client_of(writer).get(reverse("adoption:add_wave")))
        assert "You have no role in a network or cooperation" in page

    def test_one_from_outside_the_network_is_said_to_be_so_and_allowed_with_a_reason(self) -> None:
        client, join = self.client_of(self.coordinator), self.address("join_wave")
        answer = client.post(join, {"other": self.outside.pk})
        assert answer.context["form"].errors["reason"] == [
            "Not in the network: Utenfor (eksempel). They may take part when you say why."
        ]
        client.post(join, {"other": self.outside.pk, "reason": "Felles legevakt"})
        assert "not in the network: Felles legevakt" in plain(english().get(self.wave.get_absolute_url()))

    def test_steps_go_on_for_each_and_a_step_that_is_begun_stays(self) -> None:
        client, part = self.client_of(self.coordinator), self.part(self.second)
        first, second = self.steps()
        filled = {f"step_{first.pk}": "done", f"step_{second.pk}": "started", "day": self.today.isoformat()}
        client.post(self.address("wave_participant", part.pk), filled)
        assert [row.state for row in part.progress.all()] == ["done", "started"]
        assert "done 1 of 2 steps" in history(self.wave.public_id)[0].sentence
        answer = client.post(self.address("remove_wave_step", second.pk), follow=True)
        assert "1 of the participants have begun “Oppstart”" in plain(answer)
        # It can be said back, and then the step can go.
        client.post(self.address("wave_participant", part.pk), filled | {f"step_{second.pk}": "planned"})
        client.post(self.address("remove_wave_step", second.pk))
        assert self.steps() == [first]
        stranger = self.made("Bølge 3").steps.get(name="Opplæring")
        with pytest.raises(ValueError, match="another wave"):
            actions.go_on(participant=part, states={stranger: "done"}, day=self.today, by=SYSTEM)
        ahead = filled | {"day": (self.today + datetime.timedelta(days=1)).isoformat()}
        ahead[f"step_{first.pk}"] = "planned"
        answer = client.post(self.address("wave_participant", part.pk), ahead)
        assert "day" in answer.context["form"].errors

    def test_one_that_leaves_keeps_what_it_had_and_can_be_taken_back(self) -> None:
        part = self.part(self.first)
        hours.write(participant=part, year=2026, rows=[hours.Hours(1, "IKT", 40, None)], by=SYSTEM)
        client = self.client_of(self.coordinator)
        client.post(self.address("leave_wave", part.pk))
        page = client.get(self.wave.get_absolute_url() + "?ar=2026")
        assert page.context["totals"].planned == 0
        assert "Those that have left" in plain(page)
        client.post(self.address("leave_wave", part.pk), {"tilbake": "1"})
        page = client.get(self.wave.get_absolute_url() + "?ar=2026")
        assert page.context["totals"].planned == 40
        with pytest.raises(NotPossible):
            actions.set_left(participant=self.part(self.network), left=True, by=SYSTEM)

    def test_the_introduction_is_entered_and_tied_by_one_act_of_its_own_people(self) -> None:
        part = self.part(self.first)
        address = self.address("link_introduction", part.pk)
        answer = self.client_of(self.coordinator).post(address, follow=True)
        assert "only its own people can do that" in plain(answer)
        assert not Introduction.objects.exists()
        self.client_of(self.writer).post(address)
        found = Introduction.objects.get()
        assert (found.organisation, found.status) == (self.first, "planned")
        assert found.starts == self.today
        assert self.part(self.first).introduction == found
        assert "Bølge 1" in plain(english().get(found.get_absolute_url()))
        self.client_of(self.coordinator).post(address)
        assert Introduction.objects.count() == 1

    def test_an_introduction_that_is_there_is_tied_and_not_entered_again(self) -> None:
        there = introductions.add(
            measure=self.measure,
            organisation=self.second,
            fields={"status": "introducing"},
            day=self.today,
            by=SYSTEM,
        )
        self.client_of(self.coordinator).post(self.address("link_introduction", self.part(self.second).pk))
        assert self.part(self.second).introduction == there
        assert there.status == Introduction.objects.get().status

    def test_who_can_help_whom_is_those_that_have_done_the_step(self) -> None:
        first, second = self.steps()
        actions.go_on(
            participant=self.part(self.second),
            states={first: "done", second: "done"},
            day=self.today,
            by=SYSTEM,
        )
        (found,) = who_helps(self.wave, self.steps(), self.writer, self.today)
        assert (found.organisation, found.step) == (self.first, first)
        assert [place for place, _helper in found.helpers] == [self.second]
        assert "has done the step" in plain(english().get(self.wave.get_absolute_url()))

    def test_only_the_network_plans_and_a_municipality_writes_of_its_own_part(self) -> None:
        writer, own, other = self.client_of(self.writer), self.part(self.first), self.part(self.second)
        for name in ("change_wave", "add_wave_step", "join_wave"):
            assert writer.get(self.address(name)).status_code == 403
            assert english().get(self.address(name)).status_code == 302
        for name in ("wave_participant", "wave_hours"):
            assert writer.get(self.address(name, own.pk)).status_code == 200
            assert writer.get(self.address(name, other.pk)).status_code == 403
        assert writer.post(self.address("leave_wave", own.pk)).status_code == 403
        other_wave = self.made("Bølge 9")
        strange = self.part(self.first, other_wave)
        assert writer.get(self.address("wave_participant", strange.pk)).status_code == 404

    def test_a_closed_wave_is_not_there_for_others_in_any_list_or_sum(self) -> None:
        wave = self.made("Lukket bølge", visibility=Visibility.ORGANISATION)
        assert english().get(wave.get_absolute_url()).status_code == 404
        assert "Lukket" not in plain(english().get(reverse("adoption:waves")))
        load = reverse("adoption:load", args=[self.first.public_id])
        assert "Lukket" not in plain(english().get(load))
        assert "Lukket" in plain(self.client_of(self.coordinator).get(load))

    def test_the_database_holds_the_rules_too(self) -> None:
        part, (step, _second) = self.part(self.first), self.steps()
        wrong: list[tuple[Any, dict[str, Any]]] = [
            (WaveHours, {"participant": part, "year": 2026, "quarter": 5, "profession": "IKT", "planned": 1}),
            (WaveHours, {"participant": part, "year": 2026, "quarter": 1, "profession": "", "planned": 1}),
            (WaveHours, {"participant": part, "year": 2026, "quarter": 1, "profession": "IKT"}),
            (StepProgress, {"participant": part, "step": step, "state": "nearly", "day": self.today}),
            (
                WaveStep,
                {"wave": self.wave, "position": 9, "name": "X", "starts": "2026-02-01", "ends": "2026-01-01"},
            ),
            (WaveParticipant, {"wave": self.wave, "organisation": self.first}),
            (
                Wave,
                {
                    "name": "Y",
                    "network": self.network,
                    "measure": self.measure,
                    "owner_organisation": self.first,
                },
            ),
        ]
        for model, fields in wrong:
            with pytest.raises(IntegrityError), transaction.atomic():
                model.objects.create(**fields)

    def test_pages_ask_the_database_equally_often_however_much_there_is(self) -> None:
        def ask() -> list[int]:
            counts = []
            for address in (reverse("adoption:waves"), self.wave.get_absolute_url()):
                with CaptureQueriesContext(connection) as asked:
                    assert english().get(address).status_code == 200
                counts.append(len(asked))
            return counts

        first, _second = self.steps()
        row = [hours.Hours(1, "IKT", 40, 50)]
        hours.write(participant=self.part(self.first), year=self.today.year, rows=row, by=SYSTEM)
        actions.go_on(participant=self.part(self.first), states={first: "done"}, day=self.today, by=SYSTEM)
        few = ask()
        for number in range(12):
            place = municipality(f"Sted {number}", f"98{number:02}")
            Membership.objects.create(group=self.network, member=place)
            actions.join(wave=self.wave, organisations=[place], inside=frozenset([place.pk]), by=SYSTEM)
            part = self.part(place)
            actions.go_on(participant=part, states={first: "done"}, day=self.today, by=SYSTEM)
            hours.write(participant=part, year=self.today.year, rows=row, by=SYSTEM)
            introductions.add(
                measure=self.measure,
                organisation=place,
                fields={"status": "planned"},
                day=self.today,
                by=SYSTEM,
            )
            self.made(f"Ny bølge {number}", measure=measure(f"m{number}"))
        assert ask() == few
        assert max(few) <= 26
