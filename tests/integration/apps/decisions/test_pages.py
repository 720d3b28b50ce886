"""The pages of cases: the whole way by forms, what bad input gets, who may what, fixed numbers of queries."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests import factories

from samstyring.apps.actors.choices import Level, Visibility
from samstyring.apps.decisions.actions import cases, decisions, route, subjects
from samstyring.apps.decisions.choices import Act, Phase, Task
from samstyring.apps.decisions.models import Advice, Case, Decision, RouteStep
from samstyring.apps.ledger.events import SYSTEM

from .cases import Small, advised, body, decision_fields, give, small

pytestmark = pytest.mark.django_db


def plain(answer: Any) -> str:
    """What a page says, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def client_of(user: Any = None) -> Client:
    client = Client(headers={"accept-language": "en"})
    if user is not None:
        client.force_login(user)
    return client


def at(name: str, case: Case, *more: object) -> str:
    return reverse(f"decisions:{name}", args=[case.public_id, *more])


def today() -> str:
    return timezone.localdate().isoformat()


@pytest.fixture
def world() -> Small:
    return small(proposal=False)


def test_the_whole_way_by_forms(world: Small) -> None:
    client = client_of(world.secretary)
    form = {
        "keeper": world.owner.pk,
        "title": "Ny sak",
        "question": "Skal det gjøres?",
        "proposal": "Det gjøres.",
        "visibility": "public",
    }
    query = f"?slag=measure&gjelder={world.measure.public_id}"
    answer = client.post(reverse("decisions:open_case") + query, form, follow=True)
    case = Case.objects.get(title="Ny sak")
    assert "Eksempelløsning" in plain(answer)
    for organisation, task in ((world.council, "advise"), (world.board, "decide")):
        client.post(at("add_step", case), {"body": organisation.pk, "task": task, "meeting": ""})
    client.post(at("act", case, "send"), {"reason": "", "seen": case.version})
    case.refresh_from_db()
    assert case.phase == Phase.ADVICE
    step = case.steps.get(body=world.council)
    given = {"view": "against", "reasons": "For dyrt.", "dissent": "Én var for.", "day": today()}
    client.post(at("advise", case, step.pk), given)
    client.post(at("act", case, "til-vedtak"), {"reason": ""})
    case.refresh_from_db()
    decision = {
        "day": today(),
        "result": "as_proposed",
        "text": "Det gjøres.",
        "reason": "",
        "consulted": "yes",
        "seen": case.version,
    }
    refused = client.post(at("decide", case), decision)
    assert refused.status_code == 422
    assert "departs from advice that was given. Write why" in plain(refused)
    assert "Det gjøres." in refused.content.decode()
    assert not Decision.objects.exists()
    page = client.post(at("decide", case), decision | {"reason": "Det haster."}, follow=True)
    words = plain(page)
    for said in ("Departs from advice", "For dyrt.", "Én var for.", "Det haster.", "Decided"):
        assert said in words


def test_the_later_of_two_sees_what_the_earlier_decided() -> None:
    world = small()
    case = advised(world)
    client = client_of(world.secretary)
    seen = case.version
    decisions.decide(case=case, fields=decision_fields(text="Det første vedtaket."), by=SYSTEM)
    form = {
        "day": today(),
        "result": "as_proposed",
        "text": "Det andre vedtaket.",
        "reason": "",
        "consulted": "yes",
        "seen": seen,
    }
    answer = client.post(at("decide", case), form)
    words = plain(answer)
    assert answer.status_code == 409
    assert "Somebody acted on the case while you wrote" in words
    assert "Det første vedtaket." in words
    assert "Det andre vedtaket." in words
    assert Decision.objects.count() == 1


def test_a_decision_from_outside_shows_what_was_not_given(world: Small) -> None:
    client = client_of(world.secretary)
    form = {
        "decided_by_name": "Eksempeldepartementet",
        "day": today(),
        "result": "not_taken",
        "text": "Nei.",
        "reason": "",
        "consulted": "no",
    }
    client.post(at("record_decision", world.case), form | {"decided_by_name": ""})
    assert not Decision.objects.exists()
    words = plain(client.post(at("record_decision", world.case), form, follow=True))
    for said in ("Eksempeldepartementet", "No reason given", "not consulted", "decided outside"):
        assert said in words


def test_without_a_proposed_decision_the_page_says_what_is_lacking(world: Small) -> None:
    client = client_of(world.secretary)
    assert "can go to no body" in plain(client.get(at("case", world.case)))
    answer = client.post(at("act", world.case, "send"), {"reason": "", "seen": world.case.version})
    assert answer.status_code == 422
    assert "Write at least one proposed decision first" in plain(answer)


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"view": "", "reasons": "Ja.", "day": "2026-01-01"}, "Choose what the body advises"),
        ({"view": "support", "reasons": "", "day": "2026-01-01"}, "Write the reasons."),
        (
            {"view": "changes", "reasons": "Nei.", "day": "2026-01-01"},
            "Write which changes the body asks for.",
        ),
        ({"view": "support", "reasons": "Ja.", "day": "2100-01-01"}, "This day has not come yet."),
        ({"view": "support", "reasons": "Ja.", "day": "i går"}, "Write the day as 2026-01-31."),
    ],
)
def test_advice_that_lacks_something_is_told_at_the_field(form: dict[str, str], sentence: str) -> None:
    world = small()
    case = route.move_on(case=world.case, act=Act.SEND, by=SYSTEM)
    address = at("advise", case, case.steps.get(body=world.council).pk)
    answer = client_of(world.secretary).post(address, form | {"dissent": "Skrevet med flid."})
    assert answer.status_code == 422
    assert sentence in plain(answer)
    assert "Skrevet med flid." in answer.content.decode()
    assert not Advice.objects.exists()


def test_who_has_no_role_is_told_and_loses_nothing() -> None:
    world = small()
    case = route.move_on(case=world.case, act=Act.SEND, by=SYSTEM)
    stranger = factories.person(
        role=Level.SECRETARY, organisation=body("Et annet råd"), email="bo@eksempel.example"
    )
    client = client_of(stranger)
    address = at("advise", case, case.steps.get(body=world.council).pk)
    assert client.get(address).status_code == 403
    form = {"view": "support", "reasons": "Skrevet med flid.", "day": today()}
    answer = client.post(address, form)
    assert answer.status_code == 403
    assert "Your role does not allow this any more" in plain(answer)
    assert "Skrevet med flid." in answer.content.decode()
    assert not Advice.objects.exists()


def test_a_coordinator_sends_and_does_not_decide() -> None:
    world = small()
    coordinator = factories.person(
        role=Level.COORDINATOR, organisation=world.owner, email="bo@eksempel.example"
    )
    give(coordinator, world.board, Level.COORDINATOR)
    case = advised(world)
    client = client_of(coordinator)
    assert client.get(at("act", case, "tilbake")).status_code == 200
    assert client.get(at("decide", case)).status_code == 403
    assert client.get(at("record_decision", case)).status_code == 403


def test_the_body_that_has_it_can_send_it_back() -> None:
    world = small()
    case = route.move_on(case=world.case, act=Act.SEND, by=SYSTEM)
    member = factories.person(role=Level.SECRETARY, organisation=world.council, email="bo@eksempel.example")
    answer = client_of(member).post(at("act", case, "tilbake"), {"reason": ""})
    assert "Write why." in plain(answer)
    client_of(member).post(at("act", case, "tilbake"), {"reason": "Mangler tall."})
    case.refresh_from_db()
    assert case.phase == Phase.DRAFT


def test_a_closed_case_is_not_there_for_others() -> None:
    world = small()
    Case.objects.update(visibility=Visibility.ORGANISATION)
    subjects.add(case=world.case, thing=world.measure, by=SYSTEM)
    for name in ("case", "position"):
        assert client_of().get(at(name, world.case)).status_code == 404
    assert "Eksempelsak" not in plain(client_of().get(reverse("decisions:cases")))
    assert "Eksempelsak" in plain(client_of(world.secretary).get(reverse("decisions:cases")))


def test_what_may_not_be_seen_is_counted_and_not_named() -> None:
    world = small()
    subjects.add(case=world.case, thing=world.measure, by=SYSTEM)
    type(world.measure).objects.update(visibility=Visibility.ORGANISATION)
    words = plain(client_of().get(at("case", world.case)))
    assert "Eksempelløsning" not in words
    assert "and 1 that you may not see" in words


def test_filters_of_the_list() -> None:
    world = small()
    subjects.add(case=world.case, thing=world.measure, by=SYSTEM)
    fields = {"title": "Ålesunds sak", "question": "Hva?"}
    other = cases.open_case(fields=fields, owner=world.owner, by=SYSTEM)
    route.withdraw(case=other, by=SYSTEM, reason="Nei.")
    client = client_of()

    def found(**asked: str) -> set[str]:
        answer = client.get(reverse("decisions:cases"), asked)
        return {one.title for one in answer.context["page"]}

    assert found() == {"Eksempelsak", "Ålesunds sak"}
    assert found(fase="withdrawn") == {"Ålesunds sak"}
    assert found(organ=str(world.council.public_id)) == {"Eksempelsak"}
    assert found(organ=str(world.council.public_id), hos="ja") == set()
    assert found(slag="measure") == {"Eksempelsak"}
    assert found(slag="round") == set()
    assert found(gjelder=str(world.measure.public_id)) == {"Eksempelsak"}
    assert found(sok="ålesunds") == {"Ålesunds sak"}
    assert found(sok=other.label) == {"Ålesunds sak"}
    assert found(organ="tull", gjelder="tull") == {"Eksempelsak", "Ålesunds sak"}


def test_search_and_take_up(world: Small) -> None:
    client = client_of(world.secretary)
    page = client.get(at("find_subject", world.case), {"sok": "eksempelløs"})
    assert "Eksempelløsning" in plain(page)
    client.post(at("add_subject", world.case), {"kind": "measure", "thing": world.measure.public_id})
    assert world.case.subjects.get().thing == world.measure
    assert "in the case" in plain(client.get(at("find_subject", world.case), {"sok": "eksempel"}))
    client.post(at("remove_subject", world.case, world.case.subjects.get().pk))
    address = reverse("decisions:from_measure", args=[world.measure.public_id])
    client.post(address, {"case": world.case.pk})
    assert world.case.subjects.count() == 1
    wrong = client.post(at("add_subject", world.case), {"kind": "measure", "thing": "tull"})
    assert wrong.status_code == 404


def test_the_list_asks_the_same_however_many(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    world = small()
    client = client_of()
    with django_assert_num_queries(5):
        client.get(reverse("decisions:cases"))
    for number in range(12):
        case = cases.open_case(
            fields={"title": f"Sak {number}", "question": "Hva?"}, owner=world.owner, by=SYSTEM
        )
        cases.set_proposal(case=case, fields={"text": "Ja."}, by=SYSTEM)
        route.add_step(case=case, body=world.council, task=Task.DECIDE, by=SYSTEM)
        case = route.move_on(case=case, act=Act.SUBMIT, by=SYSTEM)
        if number % 2:
            decisions.decide(case=case, fields=decision_fields(), by=SYSTEM)
    with django_assert_num_queries(5):
        client.get(reverse("decisions:cases"))


def test_one_case_asks_the_same_however_long_its_way(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    world = small()
    case = advised(world)
    client = client_of()
    with django_assert_num_queries(11):
        client.get(at("case", case))
    for number in range(3):
        case = route.send_back(case=case, by=SYSTEM, reason="Om igjen.")
        for place in range(4):
            route.add_step(case=case, body=body(f"Råd {number}-{place}"), task=Task.ADVISE, by=SYSTEM)
        case = route.move_on(case=case, act=Act.SEND, by=SYSTEM)
        for _place in range(3):
            step = RouteStep.objects.get(case=case, state="here")
            given = {"view": "support", "reasons": "Ja.", "day": timezone.localdate()}
            route.advise(step=step, fields=given, by=SYSTEM)
            case = route.move_on(case=case, act=Act.PASS_ON, by=SYSTEM)
    with django_assert_num_queries(11):
        client.get(at("case", case))


def test_assessments_of_both_parties_stand_side_by_side(world: Small) -> None:
    client = client_of(world.secretary)
    form = {"effect": "worse", "low": "200000", "high": "100000", "unit": "kroner_once", "text": "Dyrt."}
    address = at("consequence", world.case, "municipal", "economy")
    answer = client.post(address, form)
    assert "This is less than the lowest number." in plain(answer)
    assert "Dyrt." in answer.content.decode()
    client.post(address, form | {"high": "300000"})
    assert "Only one of the parties has assessed this." in plain(client.get(at("case", world.case)))
    state = form | {"low": "10000", "high": "20000", "text": "Billig."}
    client.post(at("consequence", world.case, "state", "economy"), state)
    words = plain(client.get(at("case", world.case)))
    assert "Their figures do not meet." in words
    assert "The parties differ in 1 place" in words


def test_the_two_consultations_rest_on_different_ground(world: Small) -> None:
    client = client_of(world.secretary)
    client.post(at("consultation", world.case, "sami"), {"state": "not_consulted"})
    words = plain(client.get(at("case", world.case)))
    assert "It rests on law" in words
    assert "It rests on agreement" in words
    assert "Called for, and not held" in words
    assert "whether it is called for is not assessed" in words


def test_a_deadline_in_words_that_are_no_day(world: Small) -> None:
    form = {"title": "Ny", "question": "Hva?", "deadline": "neste uke", "visibility": "public"}
    answer = client_of(world.secretary).post(at("change_case", world.case), form)
    assert answer.status_code == 422
    assert "Write the day as 2026-01-31." in plain(answer)
    assert "Eksempelsak" in plain(answer)  # the way back still has the name that is stored
    day = timezone.localdate() + datetime.timedelta(days=30)
    client_of(world.secretary).post(at("change_case", world.case), form | {"deadline": day.isoformat()})
    world.case.refresh_from_db()
    assert (world.case.title, world.case.deadline) == ("Ny", day)
