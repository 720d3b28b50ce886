"""Near-identical text becomes points by itself, the same each time, and people's decisions stand."""

import pytest

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.models import User
from samstyring.apps.consultations import preparing
from samstyring.apps.consultations.actions import points, readings, submissions
from samstyring.apps.consultations.actions.point_parts import Span
from samstyring.apps.consultations.models import (
    Consultation,
    Point,
    PointMember,
    Preparation,
    Reading,
    Statement,
    Vector,
)
from samstyring.apps.ledger import queries as ledger
from samstyring.apps.ledger.events import SYSTEM
from samstyring.engines.text_analysis import read

pytestmark = pytest.mark.django_db

SHARED = (
    "Vi ber om at staten dekker kommunenes utgifter til opplæring av de ansatte.\n\n"
    "Det er mangel på sykepleiere i de minste kommunene i fylket vårt.\n"
)


def take_in(consultation: Consultation, *texts: str) -> None:
    before = consultation.submissions.count()
    for number, text in enumerate(texts, before):
        found = submissions.receive(
            consultation=consultation, file_name=f"svar-{number}.txt", chunks=[text.encode()], by=SYSTEM
        ).submission
        document = read(text.encode(), name=found.file_name)
        readings.store_reading(submission=readings.begin_reading(submission_id=found.pk), document=document)


def reply(name: str, body: str = SHARED) -> str:
    return f"Høringssvar fra {name}\n\n{body}\nEgen tekst fra {name} om noe helt annet enn de andre.\n"


@pytest.fixture
def campaign(consultation: Consultation) -> Consultation:
    take_in(consultation, reply("Eksempelvik"), reply("Fjelldøme"))
    preparing.prepare.call(consultation.pk)
    return consultation


def shown(consultation: Consultation) -> list[tuple[str, int]]:
    return [
        (point.state, point.members.exclude(state="removed").count())
        for point in consultation.points.order_by("id")
    ]


def test_what_two_send_becomes_proposed_points(campaign: Consultation) -> None:
    assert shown(campaign) == [("proposed", 2), ("proposed", 2)]
    first = campaign.points.earliest("id")
    assert first.name == "Vi ber om at staten dekker kommunenes utgifter til opplæring av de ansatte."
    assert [line.role for line in ledger.history(first.public_id)] == ["system"]
    assert Preparation.objects.get().texts_done == Preparation.objects.get().texts > 0


def test_grouping_again_changes_nothing(campaign: Consultation) -> None:
    before = list(PointMember.objects.values_list("pk", "point", "state"))
    Preparation.objects.update(grouped="")
    preparing.prepare.call(campaign.pk)
    assert list(PointMember.objects.values_list("pk", "point", "state")) == before
    assert Point.objects.count() == 2


def test_a_new_document_joins_the_points_there_are(campaign: Consultation) -> None:
    take_in(campaign, reply("Holmøy"))
    preparing.prepare.call(campaign.pk)
    assert shown(campaign) == [("proposed", 3), ("proposed", 3)]


def test_what_a_person_decided_stands(campaign: Consultation, analyst: User) -> None:
    by = actor_for(analyst)
    first, second = campaign.points.order_by("id")
    member = first.members.earliest("id")
    span = Span(member.source_text_id, member.start, member.end)
    points.decide(point=first, span=span, state=PointMember.State.REMOVED, seen=None, user=analyst, by=by)
    points.set_state(point=second, state=Point.State.DISSOLVED, seen=None, by=by)
    take_in(campaign, reply("Holmøy"))
    preparing.prepare.call(campaign.pk)
    assert shown(campaign) == [("proposed", 2), ("dissolved", 2)]
    member.refresh_from_db()
    assert member.state == "removed"


def test_new_documents_follow_a_merged_point(campaign: Consultation, analyst: User) -> None:
    first, second = campaign.points.order_by("id")
    points.merge(point=first, into=second, seen=None, user=analyst, by=actor_for(analyst))
    take_in(campaign, reply("Holmøy"))
    preparing.prepare.call(campaign.pk)
    assert shown(campaign) == [("proposed", 2), ("confirmed", 6)]


def test_points_stand_when_the_reader_runs_again(campaign: Consultation) -> None:
    """The members refer to the text, so that another reading of it finds them in their place."""
    old = Reading.objects.filter(is_current=True).first()
    assert old is not None
    statements = list(old.statements.all())
    Reading.objects.filter(pk=old.pk).update(is_current=False)
    new = Reading.objects.create(
        submission=old.submission, source_text=old.source_text, engine=old.engine, engine_version="9.9.9"
    )
    for statement in statements:
        statement.pk, statement.reading = None, new
        statement.save(force_insert=True)
    Statement.objects.filter(reading=old).update(is_effective=False)
    preparing.prepare.call(campaign.pk)
    assert shown(campaign) == [("proposed", 2), ("proposed", 2)]


def test_members_move_along_to_another_canonical_text(campaign: Consultation) -> None:
    old = Reading.objects.filter(is_current=True).select_related("source_text").earliest("pk")
    text = old.source_text
    before = "Et nytt hode på brevet.\n\n"
    text.pk, text.sha256, text.text = None, "0" * 64, before + text.text
    text.save(force_insert=True)
    statements = list(old.statements.all())
    Reading.objects.filter(pk=old.pk).update(is_current=False)
    new = Reading.objects.create(
        submission=old.submission, source_text=text, engine=old.engine, engine_version="9.9.9"
    )
    Statement.objects.filter(reading=old).update(is_effective=False)
    for statement in statements:
        statement.pk, statement.reading = None, new
        statement.start, statement.end = statement.start + len(before), statement.end + len(before)
        statement.save(force_insert=True)
    preparing.prepare.call(campaign.pk)
    assert shown(campaign) == [("proposed", 2), ("proposed", 2)]
    assert PointMember.objects.filter(source_text=text).count() == 2


def test_each_different_text_has_one_vector(campaign: Consultation) -> None:
    texts = set(Statement.objects.effective().values_list("quote", flat=True))
    assert Vector.objects.count() == len(texts) < Statement.objects.count()
    assert all(len(bytes(row.values)) == 768 for row in Vector.objects.all())


def test_what_is_not_prepared_is_found(campaign: Consultation) -> None:
    assert preparing.unprepared() == []
    take_in(campaign, reply("Holmøy"))
    assert preparing.unprepared() == [campaign.pk]
