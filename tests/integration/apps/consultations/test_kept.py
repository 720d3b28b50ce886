"""What is kept between requests is what the database says: after every act, for every filter and page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.integration.apps.consultations.replies import SECRET, reply, three

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.models import Organisation, Population, User
from samstyring.apps.consultations import keeping
from samstyring.apps.consultations.actions import (
    consultations,
    cuts,
    decisions,
    endorsements,
    personal,
    points,
    preparing,
    readings,
    reviews,
    submissions,
    theme_frames,
    work,
)
from samstyring.apps.consultations.actions.point_parts import Span
from samstyring.apps.consultations.models import (
    CentralStatement,
    Consultation,
    ConsultationStamp,
    Cut,
    Decision,
    Endorsement,
    PersonalMark,
    Point,
    Statement,
    Submission,
)
from samstyring.apps.consultations.queries import arrivals, columns, hands, pool
from samstyring.apps.consultations.queries.central import typical
from samstyring.apps.consultations.queries.columns import chosen, statements_in
from samstyring.apps.consultations.queries.listing import statement_page
from samstyring.apps.consultations.queries.overview import Counting, overview
from samstyring.apps.consultations.queries.points import points_of
from samstyring.apps.consultations.queries.reply_rows import reply_rows, texts_held
from samstyring.apps.consultations.queries.selection import Selection, choices
from samstyring.apps.consultations.queries.work import counted
from samstyring.apps.consultations.summary import outline
from samstyring.apps.ledger.events import SYSTEM, Actor

LETTER = "Vi ber om at staten betaler hele innføringen i alle kommuner fra første dag av."


@dataclass
class World:
    """A consultation of three replies, and who works on it."""

    consultation: Consultation
    analyst: User
    owner: Organisation
    replies: list[Submission]

    def statement(self, words: str) -> Statement:
        """The statement that has the words."""
        return Statement.objects.effective().select_related("reading__source_text").get(quote__contains=words)

    @property
    def act(self) -> decisions.Act:
        """A new act of the analyst's."""
        return decisions.Act(self.analyst, self.by, uuid4())

    @property
    def by(self) -> Actor:
        """The analyst, as the ledger names them."""
        return actor_for(self.analyst, self.owner)


@pytest.fixture
def world(consultation: Consultation, analyst: User, owner: Organisation) -> World:
    return World(consultation, analyst, owner, three(consultation))


ACTS: list[Callable[[World], None]] = []


def act(do: Callable[[World], None]) -> Callable[[World], None]:
    """Something that changes what pages show; they are done in the order of this file."""
    ACTS.append(do)
    return do


@act
def nothing_yet(world: World) -> None:
    pass


@act
def type_set(world: World) -> None:
    found = world.statement("rekruttere")
    reviews.set_type(statement=found, type="example", seen=None, user=world.analyst, by=world.by)


@act
def theme_set(world: World) -> None:
    found = world.statement("Staten bør")
    reviews.set_theme(statement=found, theme="none", seen=None, user=world.analyst, by=world.by)


@act
def cited(world: World) -> None:
    found = world.statement("Vi støtter")
    reviews.set_cited(statement=found, cited=True, seen=None, user=world.analyst, by=world.by)


@act
def taken_back(world: World) -> None:
    reviews.withdraw(statement=world.statement("Staten bør"), seen=None, user=world.analyst, by=world.by)


@act
def rolled_back(world: World) -> None:
    with transaction.atomic():
        found = world.statement("rekruttere")
        reviews.set_type(statement=found, type="knowledge_need", seen=None, user=world.analyst, by=world.by)
        # Somebody looks in the middle of it.
        assert len(chosen(world.consultation, Selection(type="knowledge_need"))) == 1
        transaction.set_rollback(True)


@act
def divided(world: World) -> None:
    found = world.statement("regionen")
    cuts.split(statement=found, at=found.start + 40, seen=None, user=world.analyst, by=world.by)


@act
def no_statement(world: World) -> None:
    cuts.unmark(statement=world.statement("legevakt"), seen=None, user=world.analyst, by=world.by)


@act
def a_statement_again(world: World) -> None:
    cuts.undo(cut=Cut.objects.latest("pk"), user=world.analyst, by=world.by)


@act
def sender_decided(world: World) -> None:
    county = Organisation.objects.create(name="Eksempelfylket", kind="county", number="97")
    found = Organisation.objects.create(name="Eksempelvik", kind="municipality", number="9701", county=county)
    Population.objects.create(organisation=found, year=2026, persons=4000, source="eksempel")
    sender = decisions.From("Eksempelvik", "municipality", found)
    decisions.decide_senders(submission=world.replies[0], senders=[sender], seen=None, act=world.act)


@act
def county_renamed(world: World) -> None:
    Organisation.objects.filter(kind="county").update(name="Det nye eksempelfylket")


@act
def inhabitants_came(world: World) -> None:
    Population.objects.update(persons=40_000)


@act
def stance_decided(world: World) -> None:
    decisions.decide_stance(submission=world.replies[1], stance="support", seen=None, act=world.act)


@act
def no_remarks(world: World) -> None:
    decisions.decide_no_remarks(submission=world.replies[1], no_remarks=True, seen=None, act=world.act)


@act
def joins_another(world: World) -> None:
    text = world.replies[0].source_texts.get()
    endorsements.add_endorsement(
        submission=world.replies[0],
        source_text=text,
        words=text.text.splitlines()[1],
        organisation=None,
        name="KS",
        seen=None,
        act=world.act,
    )


@act
def joins_nobody(world: World) -> None:
    found = Endorsement.objects.select_related("submission").get()
    endorsements.set_endorsement(endorsement=found, joins=False, seen=None, act=world.act)


@act
def held_back(world: World) -> None:
    text = world.replies[1].source_texts.get()
    start = text.text.index("forslaget")
    personal.hold_back(
        submission=world.replies[1],
        source_text=text,
        start=start,
        end=start + len("forslaget"),
        seen=None,
        act=world.act,
    )


@act
def shown_again(world: World) -> None:
    marks = [PersonalMark.objects.latest("pk").pk]
    personal.decide_marks(submission=world.replies[1], marks=marks, state="cleared", seen=None, act=world.act)


@act
def point_made(world: World) -> None:
    for words in ("rekruttere", "Staten bør"):
        found = world.statement(words)
        span = Span(found.reading.source_text_id, found.start, found.end)
        points.make(consultation=world.consultation, spans=[span], user=world.analyst, by=world.by)


@act
def points_merged(world: World) -> None:
    one, other = Point.objects.order_by("pk")
    points.merge(point=one, into=other, seen=None, user=world.analyst, by=world.by)


@act
def point_dissolved(world: World) -> None:
    found = Point.objects.get(merged_into=None)
    points.set_state(point=found, state=Point.State.DISSOLVED, seen=None, by=world.by)


@act
def same_letter_from_three(world: World) -> None:
    for number in range(3):
        own = f"Vi mangler {number} leger her."
        lines = [("proposal", "funding", LETTER), ("challenge", "staffing", own)]
        world.replies.append(reply(world.consultation, f"Eksempellaget {number}", lines, kind="other"))
    preparing.group(
        consultation=world.consultation,
        statements=pool.pool(world.consultation),
        fingerprint=pool.fingerprint(world.consultation),
    )
    assert Point.objects.filter(origin=Point.Origin.CAMPAIGN).exists()


@act
def typical_chosen(world: World) -> None:
    CentralStatement.objects.create(
        consultation=world.consultation, statement=world.statement("regionen"), theme="staffing", rank=0
    )


@act
def one_more_arrives_and_is_refused(world: World) -> None:
    found = submissions.receive(
        consultation=world.consultation, file_name="tom.txt", chunks=[b"-"], by=SYSTEM
    )
    readings.refuse(submission=found.submission, refusal="empty")


@act
def newer_version(world: World) -> None:
    decisions.decide_version(submission=world.replies[4], older=world.replies[3], seen=None, act=world.act)


@act
def set_aside(world: World) -> None:
    decisions.set_aside(submission=world.replies[5], reason="Eksempel", seen=None, act=world.act)


@act
def not_set_aside(world: World) -> None:
    decisions.undo(
        consultation=world.consultation,
        act=Decision.objects.latest("pk").act,
        user=world.analyst,
        by=world.by,
    )


@act
def given_to_somebody(world: World) -> None:
    work.assign(
        consultation=world.consultation,
        documents=[world.replies[0].pk],
        reviewer=world.analyst,
        user=world.analyst,
        by=world.by,
    )


@act
def own_themes(world: World) -> None:
    theme_frames.change(
        consultation=world.consultation,
        rows=[("Legevakt", "Om legevakt.", ["legevakt"]), ("Annet", "Om annet.", ["annet"])],
        by=world.by,
    )


SELECTIONS = [
    Selection(),
    Selection(type="challenge"),
    Selection(tema="staffing", type="challenge"),
    Selection(vurdert="ja"),
    Selection(vurdert="avvik"),
    Selection(sitert="nei", sprak="nb"),
    Selection(sikkerhet="sure"),
    Selection(avsenderslag="municipality"),
    Selection(avsenderslag="private_person"),
    Selection(fylke="97"),
    Selection(storrelse="small"),
    Selection(storrelse="large"),
    Selection(holdning="support"),
    Selection(avsender="eksempelvik"),
    Selection(avsender="kari"),
    Selection(sok="sykepleier"),
    Selection(sok="forslaget", holdning="opposition"),
    Selection(innspill="x"),
]
COUNTED = (Selection(), Selection(avsenderslag="municipality"))


def nothing_kept(patch: pytest.MonkeyPatch) -> None:
    """Everything is reckoned anew from the database."""
    patch.setattr(keeping, "stamps_of", lambda consultation: None)
    patch.setattr(columns, "stamps_of", lambda consultation: None)


def same_as_the_database(consultation: Consultation, selection: Selection) -> None:
    rows = selection.statements(consultation).order_by("submission_id", "start")
    assert chosen(consultation, selection).ids.tolist() == list(rows.values_list("pk", flat=True))


@pytest.mark.django_db(transaction=True)
def test_figures_follow_every_act(world: World) -> None:
    for do in ACTS:
        do(world)
        for selection in SELECTIONS:
            same_as_the_database(world.consultation, selection)
        first, again = figures(world), figures(world)
        with pytest.MonkeyPatch.context() as patch:
            nothing_kept(patch)
            fresh = figures(world)
        assert first == fresh, do.__name__
        assert again == fresh, do.__name__


def figures(world: World) -> dict[str, Any]:
    """What pages show of a consultation, as anybody and as the analyst may see it."""
    # As a request fetches it.
    consultation = Consultation.objects.get(pk=world.consultation.pk)
    found: dict[str, Any] = {
        "points": points_of(consultation),
        "standing": [hands.standing(consultation, may_review=may) for may in (True, False)],
        "work": counted(consultation),
        "choices": choices(consultation),
        "replies": reply_rows(consultation),
        "held": texts_held(consultation),
        "fingerprint": pool.fingerprint(consultation),
        "progress": arrivals.progress(consultation),
        "contents": outline.contents(consultation),
        "section": outline.one(consultation, "theme-none"),
    }
    for may_see in (True, False):
        found[f"files {may_see}"] = arrivals.fates(consultation, "", 1, may_see=may_see).rows
        found[f"rows {may_see}"] = statement_page(consultation, Selection(), 1, may_see=may_see).rows
    for selection in COUNTED:
        counts = overview(consultation, selection, Counting(tilslutning="sammen"))
        found[f"overview {selection.query}"] = counts
        if counts.found is not None:
            found[f"typical {selection.query}"] = typical(consultation, counts.found, may_see=False)
    return found


@pytest.mark.django_db(transaction=True)
def test_nothing_held_back_comes_out_of_what_is_kept(world: World, client: Client) -> None:
    Consultation.objects.update(visibility="public")
    visitor = Client()
    client.force_login(world.analyst)
    for _again in range(2):
        # The analyst first: what is kept then must not be what the visitor gets.
        for who, sees in ((client, True), (visitor, False)):
            page = who.get(reverse("consultations:statements", args=[world.consultation.public_id]))
            assert (SECRET in page.content.decode()) is sees
            assert ("Kari Eksempelsen" in page.content.decode()) is sees


@pytest.mark.django_db(transaction=True)
def test_a_change_reads_only_the_reply_that_changed_again(
    world: World,
) -> None:
    chosen(world.consultation, Selection())
    pieces = columns._held[world.consultation.pk].pieces
    type_set(world)
    chosen(world.consultation, Selection())
    after = columns._held[world.consultation.pk].pieces
    changed = {pk for pk in after if after[pk][1] is not pieces[pk][1]}
    assert changed == {world.replies[0].pk}


@pytest.mark.django_db(transaction=True)
def test_another_consultation_is_left_alone(world: World, owner: Organisation) -> None:
    other = consultations.create(title="En annen", owner_organisation=owner, by=SYSTEM)
    reply(other, "Eksempelnes kommune", [("proposal", "funding", "Staten bør betale mer for dette.")])
    stamp = ConsultationStamp.objects.get(pk=other.pk)
    type_set(world)
    assert ConsultationStamp.objects.get(pk=other.pk).statements == stamp.statements
    assert len(chosen(other, Selection())) == 1
    assert statements_in(other) == {next(iter(reply_rows(other))): 1}


words = st.sampled_from(["", "sykepleier", "kommune", "staten", "“ingen kan”", "%", "finnes ikke"])
selections = st.builds(
    Selection,
    sok=words,
    type=st.sampled_from(["", "challenge", "proposal", "background"]),
    tema=st.sampled_from(["", "staffing", "funding", "none", "ukjent"]),
    avsender=st.sampled_from(["", "eksempel", "kari", "dal kommune", "%"]),
    avsenderslag=st.sampled_from(["", "municipality", "private_person", "county"]),
    fylke=st.sampled_from(["", "97", "46"]),
    storrelse=st.sampled_from(["", "small", "large"]),
    holdning=st.sampled_from(["", "support", "opposition"]),
    sprak=st.sampled_from(["", "nb", "nn"]),
    sikkerhet=st.sampled_from(["", "sure", "unsure"]),
    vurdert=st.sampled_from(["", "ja", "nei", "avvik"]),
    sitert=st.sampled_from(["", "ja", "nei"]),
)


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(selection=selections)
def test_columns_choose_what_the_database_chooses(world: World, selection: Selection) -> None:
    same_as_the_database(world.consultation, selection)


@pytest.mark.django_db
def test_every_table_that_is_stamped_is_there() -> None:
    from samstyring.apps.consultations.stamps import STAMPED

    assert set(STAMPED) <= set(connection.introspection.table_names())
