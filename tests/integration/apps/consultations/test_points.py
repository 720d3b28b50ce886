"""Points as people make and change them: one click, one key, undo; nobody changes what is not theirs."""

from http import HTTPStatus

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests import factories

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.choices import Level
from samstyring.apps.actors.models import User
from samstyring.apps.consultations import likeness_store
from samstyring.apps.consultations.actions import points, readings, submissions
from samstyring.apps.consultations.actions.point_parts import Span
from samstyring.apps.consultations.models import (
    Consultation,
    PersonalMark,
    Point,
    PointMember,
    Statement,
    Submission,
)
from samstyring.apps.consultations.queries.points import points_of
from samstyring.apps.ledger import queries as ledger
from samstyring.apps.ledger.events import SYSTEM
from samstyring.engines.text_analysis import read

pytestmark = pytest.mark.django_db

FIRST = "Eksempelvik kommune (eksempel)\n\nUtfordringer\nDet er mangel på sykepleiere i distriktene.\n"
SECOND = "Fjelldøme kommune (eksempel)\n\nUtfordringer\nKommunen mangler sykepleiere og vernepleiere.\n"
THIRD = "Holmøy kommune (eksempel)\n\nForslag\nStaten bør betale for innføringen av nye systemer.\n"


def take_in(consultation: Consultation, *texts: str) -> None:
    before = consultation.submissions.count()
    for number, text in enumerate(texts, before):
        found = submissions.receive(
            consultation=consultation, file_name=f"svar-{number}.txt", chunks=[text.encode()], by=SYSTEM
        ).submission
        document = read(text.encode(), name=found.file_name)
        readings.store_reading(submission=readings.begin_reading(submission_id=found.pk), document=document)


@pytest.fixture
def replies(consultation: Consultation) -> Consultation:
    take_in(consultation, FIRST, SECOND, THIRD)
    return consultation


def statement(words: str) -> Statement:
    return Statement.objects.effective().get(quote__contains=words)


def span(words: str) -> Span:
    found = statement(words)
    return Span(found.reading.source_text_id, found.start, found.end)


def text_of(place: Span) -> str:
    return f"{place.source_text}-{place.start}-{place.end}"


@pytest.fixture
def point(replies: Consultation, analyst: User) -> Point:
    return points.make(
        consultation=replies, spans=[span("i distriktene")], user=analyst, by=actor_for(analyst)
    )


def inside(point: Point) -> list[str]:
    return sorted(point.members.exclude(state="removed").values_list("quote", flat=True))


def act(client: Client, view: str, point: Point, **data: object) -> HTTPStatus:
    return HTTPStatus(client.post(reverse(f"consultations:{view}", args=[point.public_id]), data).status_code)


def test_one_click_makes_a_point_and_the_next_leads_to_it(
    replies: Consultation, client: Client, analyst: User
) -> None:
    client.force_login(analyst)
    found = statement("i distriktene")
    address = reverse("consultations:point_new", args=[found.submission.public_id, found.start, found.end])
    answer = client.post(address, follow=True)
    made = Point.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("consultations:point", args=[made.public_id])
    assert (made.name, made.state, made.origin) == (found.quote, "confirmed", "person")
    assert client.post(address, follow=True).redirect_chain == answer.redirect_chain
    assert Point.objects.count() == 1
    assert ledger.history(made.public_id)[0].sentence


def test_suggestions_leave_out_what_is_decided(point: Point, client: Client, analyst: User) -> None:
    client.force_login(analyst)
    address = reverse("consultations:point_suggestions", args=[point.public_id])
    page = client.get(address).content.decode()
    assert "vernepleiere" in page
    assert act(client, "point_decide", point, span=text_of(span("vernepleiere")), state="removed") == 302
    assert "vernepleiere" not in client.get(address).content.decode()


def test_add_undo_and_take_out(point: Point, client: Client, analyst: User) -> None:
    client.force_login(analyst)
    place = text_of(span("vernepleiere"))
    act(client, "point_decide", point, span=place, state="confirmed", seen="")
    assert len(inside(point)) == 2
    act(client, "point_decide", point, span=place, state="", seen="confirmed")
    assert len(inside(point)) == 1
    assert not point.members.filter(quote__contains="vernepleiere").exists()
    act(client, "point_decide", point, span=place, state="confirmed", side="against", seen="")
    assert point.members.get(quote__contains="vernepleiere").side == "against"


def test_the_answer_to_a_key_has_the_next_suggestions_and_the_point(
    point: Point, client: Client, analyst: User
) -> None:
    client.force_login(analyst)
    place = text_of(span("vernepleiere"))
    page = client.post(
        reverse("consultations:point_decide", args=[point.public_id]),
        {"span": place, "state": "confirmed", "seen": ""},
        headers={"HX-Request": "true"},
    ).content.decode()
    assert 'id="suggestions"' in page
    assert 'id="said" hx-swap-oob="true"' in page
    assert 'data-key="u"' in page


def test_two_people_on_the_same_suggestion(point: Point, client: Client, analyst: User) -> None:
    client.force_login(analyst)
    place = span("vernepleiere")
    points.decide(point=point, span=place, state=PointMember.State.REMOVED, seen="", user=analyst, by=SYSTEM)
    with pytest.raises(points.PointChanged):
        points.decide(
            point=point, span=place, state=PointMember.State.CONFIRMED, seen="", user=analyst, by=SYSTEM
        )
    page = client.post(
        reverse("consultations:point_decide", args=[point.public_id]),
        {"span": text_of(place), "state": "confirmed", "seen": ""},
        headers={"HX-Request": "true"},
    ).content.decode()
    assert "ds-validation-message" in page
    assert len(inside(point)) == 1


def test_a_name_that_somebody_else_changed_is_not_lost(point: Point, client: Client, analyst: User) -> None:
    client.force_login(analyst)
    points.rename(point=point, name="Mangel på folk", theme="staffing", seen=1, by=SYSTEM)
    page = client.post(
        reverse("consultations:point_rename", args=[point.public_id]),
        {"name": "Mitt eget navn", "theme": "", "seen": 1},
    )
    assert page.status_code == 409
    assert 'value="Mitt eget navn"' in page.content.decode()
    assert "Mangel på folk" in page.content.decode()
    point.refresh_from_db()
    assert act(client, "point_rename", point, name="Mitt eget navn", seen=point.version) == 302
    assert act(client, "point_rename", point, name=" ", seen=point.version + 1) == 422


def test_merging_can_be_undone(replies: Consultation, point: Point, client: Client, analyst: User) -> None:
    client.force_login(analyst)
    other = points.make(
        consultation=replies,
        spans=[span("vernepleiere"), span("i distriktene")],
        user=analyst,
        by=SYSTEM,
        name="Mangel på fagfolk",
    )
    assert act(client, "point_merge", other, into=point.public_id, seen=other.version) == 302
    assert len(inside(point)) == 2
    shown = reverse("consultations:point", args=[other.public_id])
    assert client.get(shown)["Location"] == reverse("consultations:point", args=[point.public_id])
    assert [row.point for row in points_of(replies)] == [point]
    assert act(client, "point_unmerge", other) == 302
    assert inside(point) == ["Det er mangel på sykepleiere i distriktene."]
    assert len(inside(other)) == 2
    assert {row.point for row in points_of(replies)} == {point, other}


def test_a_point_is_not_merged_into_one_of_another_consultation(
    point: Point, client: Client, analyst: User
) -> None:
    client.force_login(analyst)
    assert act(client, "point_merge", point, into=point.public_id) == 302
    assert act(client, "point_merge", point, into="nonsense") == 404
    point.refresh_from_db()
    assert point.merged_into is None


def test_splitting_and_dissolving(replies: Consultation, point: Point, client: Client, analyst: User) -> None:
    client.force_login(analyst)
    place = span("vernepleiere")
    points.decide(
        point=point, span=place, state=PointMember.State.CONFIRMED, seen=None, user=analyst, by=SYSTEM
    )
    page = client.post(
        reverse("consultations:point_split", args=[point.public_id]), {"new_name": "Vernepleiere"}
    )
    assert page.status_code == 422
    assert 'value="Vernepleiere"' in page.content.decode()
    chosen = point.members.get(source_text=place.source_text)
    assert act(client, "point_split", point, member=[chosen.pk], new_name="Vernepleiere", seen=1) == 302
    new = Point.objects.get(name="Vernepleiere")
    assert (len(inside(point)), inside(new)) == (1, [chosen.quote])
    point.refresh_from_db()
    act(client, "point_state", point, state="dissolved", seen=point.version)
    assert [row.point for row in points_of(replies)] == [new]
    act(client, "point_state", point, state="confirmed", seen=point.version + 1)
    assert len(points_of(replies)) == 2


def test_senders_are_counted_once(replies: Consultation, point: Point, analyst: User) -> None:
    other = FIRST.replace("Eksempelvik", "Eksempelnes")
    take_in(replies, other + "\nDet er også mangel på sykepleiere hos fastlegene.\n")
    for words in ("vernepleiere", "fastlegene"):
        points.decide(
            point=point,
            span=span(words),
            state=PointMember.State.CONFIRMED,
            seen=None,
            user=analyst,
            by=SYSTEM,
        )
    for submission in replies.submissions.all():
        submission.senders.all().delete()
        name = "Fjelldøme" if submission.file_name == "svar-1.txt" else "Eksempelvik"
        submission.senders.create(position=0, name=name, kind="other")
    (row,) = points_of(replies)
    assert (row.says.senders, row.replies, row.statements) == (2, 3, 3)


def test_a_reply_that_a_newer_version_replaces_is_not_counted(
    replies: Consultation, point: Point, client: Client, analyst: User
) -> None:
    client.force_login(analyst)
    Submission.objects.filter(pk=statement("i distriktene").submission_id).update(counts=False)
    (row,) = points_of(replies)
    assert (row.says.senders, row.replies, row.statements) == (0, 0, 0)
    page = client.get(reverse("consultations:point", args=[point.public_id]))
    assert page.context["shown"].said == []


def test_whoever_may_not_see_the_consultation_sees_no_point(point: Point, client: Client) -> None:
    for name in ("point", "point_suggestions", "point_merge"):
        answer = client.get(reverse(f"consultations:{name}", args=[point.public_id]))
        assert answer.status_code == 404 or "/logg-inn/" in answer["Location"]
    client.force_login(factories.person(email="fremmed@eksempel.example"))
    for name in ("point", "point_suggestions", "point_merge"):
        assert client.get(reverse(f"consultations:{name}", args=[point.public_id])).status_code == 404
    assert client.get(reverse("consultations:points", args=[point.consultation.public_id])).status_code == 404


def test_readers_see_points_and_change_none(point: Point, client: Client) -> None:
    reader = factories.person(
        role=Level.READER, organisation=point.consultation.owner_organisation, email="leser@eksempel.example"
    )
    client.force_login(reader)
    assert client.get(reverse("consultations:point", args=[point.public_id])).status_code == 200
    place = text_of(span("vernepleiere"))
    assert act(client, "point_decide", point, span=place, state="confirmed") == 403
    assert act(client, "point_rename", point, name="Nytt") == 403
    found = statement("innføringen")
    address = reverse("consultations:point_new", args=[found.submission.public_id, found.start, found.end])
    assert client.post(address).status_code == 403


def test_what_is_held_back_is_held_back_in_points_too(
    replies: Consultation, analyst: User, client: Client
) -> None:
    Consultation.objects.update(visibility="public")
    found = statement("vernepleiere")
    at = found.start + found.quote.index("vernepleiere")
    PersonalMark.objects.create(source_text=found.reading.source_text, start=at, end=at + 12, kind="other")
    point = points.make(
        consultation=replies,
        spans=[span("i distriktene"), span("vernepleiere")],
        user=analyst,
        by=SYSTEM,
    )
    own = points.make(consultation=replies, spans=[span("vernepleiere")], user=analyst, by=SYSTEM)
    assert "vernepleiere" not in own.name
    for address in (
        reverse("consultations:point", args=[point.public_id]),
        reverse("consultations:alike", args=[found.submission.public_id, found.start, found.end]),
        reverse("consultations:points", args=[replies.public_id]),
    ):
        page = client.get(address)
        assert page.status_code == 200
        assert "vernepleiere" not in page.content.decode()


def test_the_database_holds_a_member_to_its_text(point: Point) -> None:
    member = point.members.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        PointMember.objects.filter(pk=member.pk).update(quote="Noe annet")


def test_alike_ranks_and_a_point_is_made_of_the_chosen(
    replies: Consultation, client: Client, analyst: User
) -> None:
    client.force_login(analyst)
    found = statement("i distriktene")
    arguments = [found.submission.public_id, found.start, found.end]
    for within in ("horingen", "temaet", "alle", "nonsense"):
        page = client.get(reverse("consultations:alike", args=arguments), {"innen": within})
        assert page.status_code == 200
    page = client.get(reverse("consultations:alike", args=arguments))
    assert page.context["found"].by_meaning is False
    assert page.context["rows"][0].shown.statement == statement("vernepleiere")
    client.post(
        reverse("consultations:point_new", args=arguments), {"chosen": [text_of(span("vernepleiere"))]}
    )
    assert len(inside(Point.objects.get())) == 2


def test_alike_over_all_consultations_keeps_to_what_may_be_seen(
    replies: Consultation, client: Client, analyst: User
) -> None:
    hidden = Consultation.objects.create(
        title="Skjult eksempel", owner_organisation=factories.organisation("Eksempel lukket")
    )
    take_in(hidden, "Lukket svar\n\nDet er stor mangel på sykepleiere i distriktene våre.\n")
    likeness_store.build(hidden)
    client.force_login(analyst)
    found = statement("sykepleiere i distriktene.")
    arguments = [found.submission.public_id, found.start, found.end]
    page = client.get(reverse("consultations:alike", args=arguments), {"innen": "alle"})
    assert "distriktene våre" not in page.content.decode()
    Consultation.objects.filter(pk=hidden.pk).update(visibility="public")
    page = client.get(reverse("consultations:alike", args=arguments), {"innen": "alle"})
    assert "distriktene våre" in page.content.decode()


@pytest.mark.parametrize("name", ["points", "point", "point_suggestions", "alike"])
def test_a_fixed_number_of_queries(
    name: str,
    replies: Consultation,
    point: Point,
    client: Client,
    analyst: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(analyst)
    found = statement("i distriktene")
    address = {
        "points": reverse("consultations:points", args=[replies.public_id]),
        "alike": reverse("consultations:alike", args=[found.submission.public_id, found.start, found.end]),
    }.get(name) or reverse(f"consultations:{name}", args=[point.public_id])
    points.decide(
        point=point,
        span=span("innføringen"),
        state=PointMember.State.CONFIRMED,
        seen=None,
        user=analyst,
        by=SYSTEM,
    )
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
        few = len(captured)
    texts = [f"Svar {n} fra Eksempel\n\nDet er stor mangel på sykepleiere nummer {n}.\n" for n in range(6)]
    take_in(replies, *texts)
    for number in range(3):
        points.decide(
            point=point,
            span=span(f"sykepleiere nummer {number}."),
            state=PointMember.State.CONFIRMED,
            seen=None,
            user=analyst,
            by=SYSTEM,
        )
        points.make(
            consultation=replies, spans=[span(f"sykepleiere nummer {number}.")], user=analyst, by=SYSTEM
        )
    client.get(address)
    with django_assert_num_queries(few):
        client.get(address)
    assert 0 < few <= 28
