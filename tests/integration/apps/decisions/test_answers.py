"""Points and needs in a case get an answer with a reason; those who raised them are told, and reply once."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings
from tests import factories
from tests.integration.apps.consultations import replies

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.choices import Level
from samstyring.apps.actors.models import Notice, Organisation, User
from samstyring.apps.actors.queries.notices import unread_count
from samstyring.apps.consultations.actions import consultations, points
from samstyring.apps.consultations.actions.point_parts import Span
from samstyring.apps.consultations.models import Consultation, Point, Sender, Statement
from samstyring.apps.decisions.actions import answers, decisions, route, subjects
from samstyring.apps.decisions.choices import Act, Phase
from samstyring.apps.decisions.models import Case, CaseSubject, Outcome
from samstyring.apps.decisions.policies import NotPossible, Overtaken
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.ledger.queries import history
from samstyring.apps.needs.actions import backing, needs
from samstyring.apps.needs.models import Need

from .cases import Small, decision_fields, give, small

pytestmark = pytest.mark.django_db


@dataclass
class Answered:
    """A decided case with two points and a need, who said them, and a person in one of those."""

    small: Small
    case: Case
    consultation: Consultation
    points: list[Point]
    need: Need
    one: Organisation
    other: Organisation
    backer: Organisation
    reader: User

    def subjects(self, *things: Point | Need) -> list[CaseSubject]:
        found = list(self.case.subjects.order_by("pk"))
        return [one for one in found if not things or one.thing in things]

    def answered(self, *things: Point | Need, kind: str = "not_taken_in") -> list[Outcome]:
        """Published answers to the things."""
        answers.write(
            case=self.case, subjects=self.subjects(*things), kind=kind, reason="Det er for dyrt.", by=SYSTEM
        )
        drafts = list(Outcome.objects.filter(published=None))
        answers.publish(case=self.case, drafts=[one.public_id for one in drafts], by=SYSTEM)
        self.case.refresh_from_db()
        return list(Outcome.objects.filter(pk__in=[one.pk for one in drafts]))


@pytest.fixture
def world(settings: Settings, tmp_path: Path) -> Answered:
    settings.MEDIA_ROOT = tmp_path / "files"
    made = small()
    consultation = consultations.create(title="Eksempelhøring", owner_organisation=made.owner, by=made.by)
    Consultation.objects.filter(pk=consultation.pk).update(visibility="public")
    replies.three(consultation)
    one, other, backer = (
        factories.organisation(name, kind="municipality")
        for name in ("Eksempelby kommune (eksempel)", "Eksempeldal kommune (eksempel)", "Bakvik (eksempel)")
    )
    Sender.objects.filter(name__startswith="Eksempelvik").update(organisation=one)
    Sender.objects.filter(name__startswith="Eksempeldal").update(organisation=other)
    staffing = Statement.objects.filter(current_type="challenge", current_theme="staffing")
    funding = Statement.objects.filter(current_type="proposal", current_theme="funding")
    grouped = [
        points.make(
            consultation=consultation,
            spans=[Span(row.reading.source_text_id, row.start, row.end) for row in rows],
            user=made.secretary,
            by=SYSTEM,
            name=name,
        )
        for rows, name in ((staffing, "Det mangler folk"), (funding, "Staten bør betale"))
    ]
    need = needs.write(
        organisation=made.owner,
        fields={"title": "Flere folk", "kind": "staffing", "visibility": "public"},
        by=SYSTEM,
    )
    backing.back(need=need, organisation=backer, by=SYSTEM)
    for thing in (*grouped, need):
        subjects.add(case=made.case, thing=thing, by=SYSTEM)
    decisions.record_outside(
        case=made.case,
        fields=decision_fields(decided_by_name="Eksempeldepartementet"),
        by=SYSTEM,
    )
    made.case.refresh_from_db()
    reader = factories.person(role=Level.CONTRIBUTOR, organisation=one, email="bo@eksempel.example")
    return Answered(made, made.case, consultation, grouped, need, one, other, backer, reader)


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
    assert "3" not in history(first.public_id)[0].sentence
    assert history(first.public_id)


def test_nothing_is_published_before_the_decision(world: Answered) -> None:
    route.move_on(case=world.case, act=Act.TAKE_UP, reason="Nye tall.", by=SYSTEM)
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
    route.move_on(case=world.case, act=Act.TAKE_UP, reason="Nye tall.", by=SYSTEM)
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
