"""Points and needs in a case get an answer with a reason; those who raised them are told, and reply once."""

from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings
from tests import factories

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.choices import Level
from samstyring.apps.actors.models import Notice
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.queries.notices import unread_count
from samstyring.apps.consultations.models import Consultation
from samstyring.apps.decisions.actions import answers, route, subjects
from samstyring.apps.decisions.choices import Phase
from samstyring.apps.decisions.models import Case, CaseSubject, Outcome
from samstyring.apps.decisions.policies import Overtaken
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.ledger.queries import history
from samstyring.apps.needs.actions import needs

from .answered import Answered, answered_world
from .cases import give

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings: Settings, tmp_path: Path) -> Answered:
    settings.MEDIA_ROOT = tmp_path / "files"
    return answered_world()


def test_those_who_raised_it_are_told_once_each(world: Answered) -> None:
    first, second = world.points
    published = world.answered(first, second)
    assert [one.kind for one in published] == ["not_taken_in", "not_taken_in"]
    assert published[0].answer == published[1].answer
    told = dict(Notice.objects.values_list("organisation__name", "words__count"))
    assert told == {world.one.name: 2, world.other.name: 1}
    assert unread_count(world.reader) == 1
    assert world.case.phase == Phase.DECIDED  # the need has no answer yet
    world.answered(world.need, kind="taken_in")
    assert world.case.phase == Phase.ANSWERED
    assert set(Notice.objects.values_list("organisation", flat=True)) >= {
        world.backer.pk,
        world.small.owner.pk,
    }
    assert history(first.public_id)


def test_nothing_is_published_before_the_decision(world: Answered) -> None:
    route.take_up(case=world.case, reason="Nye tall.", by=SYSTEM)
    with pytest.raises(NotPossible, match="decided"):
        world.answered(world.points[0])
    assert not Outcome.objects.exclude(published=None).exists()
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("kind", "reason", "field"),
    [("taken_in", " ", "reason"), ("", "Fordi.", "kind"), ("taken_in", "x" * 4001, "reason")],
)
def test_an_answer_has_a_kind_and_a_reason(world: Answered, kind: str, reason: str, field: str) -> None:
    with pytest.raises(NotPossible) as refused:
        answers.write(case=world.case, subjects=world.subjects(), kind=kind, reason=reason, by=SYSTEM)
    assert refused.value.field == field
    assert not Outcome.objects.exists()


def test_a_new_answer_takes_the_place_of_the_old_which_stays(world: Answered, client: Client) -> None:
    [old] = world.answered(world.points[0])
    [new] = world.answered(world.points[0], kind="partly")
    old.refresh_from_db()
    assert (old.is_current, new.is_current, new.replaces) == (False, True, old)
    page = client.get(reverse("decisions:answer", args=[old.public_id]), headers={"accept-language": "en"})
    assert "replaced by a newer one" in page.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        Outcome.objects.filter(pk=old.pk).update(is_current=True)


def test_what_was_read_is_what_is_published(world: Answered) -> None:
    write = {"case": world.case, "subjects": world.subjects(world.points[0]), "by": SYSTEM}
    answers.write(**write, kind="taken_in", reason="Ja.")
    read = Outcome.objects.get()
    answers.write(**write, kind="not_taken_in", reason="Nei.")
    with pytest.raises(Overtaken):
        answers.publish(case=world.case, drafts=[read.public_id], by=SYSTEM)
    assert not Outcome.objects.filter(is_current=True).exists()
    assert world.case.answer_texts.count() == 1  # the text that nothing uses is gone


def test_an_answer_shows_that_its_case_is_taken_up_again(world: Answered, client: Client) -> None:
    world.answered(*world.points, world.need)
    route.take_up(case=world.case, reason="Nye tall.", by=SYSTEM)
    page = client.get(
        reverse("decisions:answers", args=[world.case.public_id]), headers={"accept-language": "en"}
    ).content.decode()
    assert page.count("The case is taken up again") == 3
    with pytest.raises(NotPossible, match="answered in this case"):
        subjects.remove(subject=world.subjects()[0], by=SYSTEM)


def test_each_replies_once_and_the_reply_stands_beside_the_answer(world: Answered, client: Client) -> None:
    [outcome] = world.answered(world.points[0])
    address = reverse("decisions:answer", args=[outcome.public_id])
    client.force_login(world.reader)
    sent = {"organisasjon": world.one.public_id, "text": "Det er ikke for dyrt."}
    assert client.post(reverse("decisions:reply", args=[outcome.public_id]), sent).status_code == 302
    again = client.post(reverse("decisions:reply", args=[outcome.public_id]), sent | {"text": "Noe til."})
    assert again.status_code == 422
    assert "Noe til." in again.content.decode()
    assert "Det er ikke for dyrt." in Client().get(address).content.decode()
    assert Notice.objects.filter(organisation=world.small.owner, kind="decisions.replied").exists()
    written = outcome.replies.get()
    answers.hold(reply=written, why="Nevner en person.", by=SYSTEM)
    shown = Client().get(address).content.decode()
    assert "Det er ikke for dyrt." not in shown
    assert "Nevner en person." in shown


def test_only_who_raised_it_replies(world: Answered, client: Client) -> None:
    [outcome] = world.answered(world.points[1])
    with pytest.raises(NotPossible, match="Those who raised"):
        answers.reply(outcome=outcome, organisation=world.backer, text="Vi vil også.", by=SYSTEM)
    with pytest.raises(NotPossible) as refused:
        answers.reply(outcome=outcome, organisation=world.one, text="  ", by=SYSTEM)
    assert refused.value.field == "text"
    client.force_login(world.reader)
    sent = {"organisasjon": world.other.public_id, "text": "Ikke vår."}
    assert client.post(reverse("decisions:reply", args=[outcome.public_id]), sent).status_code == 403


def test_a_closed_case_tells_nobody_who_may_not_see_it(world: Answered, client: Client) -> None:
    Case.objects.filter(pk=world.case.pk).update(visibility="organisation")
    world.case.refresh_from_db()
    [outcome] = world.answered(world.points[0])
    assert not Notice.objects.exists()
    assert client.get(reverse("decisions:answer", args=[outcome.public_id])).status_code == 404
    assert client.get(reverse("decisions:answers", args=[world.case.public_id])).status_code == 404


def test_what_is_closed_is_not_named_in_an_open_case(world: Answered, client: Client) -> None:
    [outcome] = world.answered(world.points[0])
    Consultation.objects.filter(pk=world.consultation.pk).update(visibility="organisation")
    page = client.get(reverse("decisions:answers", args=[world.case.public_id])).content.decode()
    assert "Det mangler folk" not in page
    assert "Flere folk" in page
    assert client.get(reverse("decisions:answer", args=[outcome.public_id])).status_code == 404


def test_answers_are_written_and_published_on_the_page(world: Answered, client: Client) -> None:
    client.force_login(world.small.secretary)
    address = reverse("decisions:answers", args=[world.case.public_id])
    things = [one.pk for one in world.subjects(*world.points)]
    empty = client.post(
        reverse("decisions:write_answer", args=[world.case.public_id]),
        {"ting": things, "kind": "partly", "reason": ""},
    )
    assert empty.status_code == 422
    assert empty.content.decode().count(" checked") == 2  # nothing that was chosen is lost
    client.post(
        reverse("decisions:write_answer", args=[world.case.public_id]),
        {"ting": things, "kind": "partly", "reason": "Noe av det."},
    )
    drafts = [one.public_id for one in Outcome.objects.all()]
    assert "Noe av det." not in Client().get(address).content.decode()
    client.post(reverse("decisions:publish_answers", args=[world.case.public_id]), {"utkast": drafts})
    page = Client().get(address, headers={"accept-language": "en"}).content.decode()
    assert page.count("Noe av det.") == 2
    assert "2 of 3" in page
    mine = Client().get(address, {"avsender": str(world.other.public_id)}).content.decode()
    assert "Det mangler folk" in mine
    assert "Staten bør betale" not in mine


def test_a_contributor_drafts_and_does_not_publish(world: Answered, client: Client) -> None:
    colleague = factories.person(email="cy@eksempel.example")
    give(colleague, world.small.owner, Level.CONTRIBUTOR)
    answers.write(
        case=world.case, subjects=world.subjects(world.need), kind="put_off", reason="Senere.", by=SYSTEM
    )
    client.force_login(colleague)
    draft = Outcome.objects.get().public_id
    sent = {"utkast": [draft]}
    address = reverse("decisions:publish_answers", args=[world.case.public_id])
    assert client.post(address, sent).status_code == 403
    client.force_login(world.reader)
    assert client.post(address, sent | {"slett": "1"}).status_code == 403


def test_the_page_asks_the_same_number_of_questions(
    world: Answered, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    world.answered(world.need)
    address = reverse("decisions:answers", args=[world.case.public_id])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(12):
        need = needs.write(
            organisation=world.one,
            fields={"title": f"Behov {number}", "kind": "staffing", "visibility": "public"},
            by=SYSTEM,
        )
        CaseSubject.objects.create(case=world.case, need=need)
    world.answered(*[one.thing for one in world.subjects()])
    with django_assert_num_queries(len(few)):
        client.get(address)
    assert len(few) < 20


def test_the_ledger_tells_of_it_and_names_no_person(world: Answered) -> None:
    [outcome] = world.answered(world.points[0])
    answers.reply(
        outcome=outcome, organisation=world.one, text="Takk.", by=actor_for(world.reader, world.one)
    )
    said = [line.sentence for line in history(world.case.public_id)]
    assert any("1" in sentence and "answer" in sentence for sentence in said)
