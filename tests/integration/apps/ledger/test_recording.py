"""Acts and their events stand and fall together, and a history shows them in words."""

import hashlib
import json
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.utils import translation
from tests.ledger_events import Colour, Painted

from samstyring.apps.ledger import names
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.canonical import NotCanonical, canonical
from samstyring.apps.ledger.events import SYSTEM, Actor
from samstyring.apps.ledger.models import GENESIS, Entry, Related
from samstyring.apps.ledger.payload import NotAllowed
from samstyring.apps.ledger.queries import head, history

from .conftest import FENCE

ADA = Actor(uuid4(), "coordinator", uuid4(), "Eksempelvik kommune")


@pytest.mark.django_db
def test_an_entry_holds_the_text_that_is_hashed(paint):
    garden = uuid4()
    [entry] = paint(by=ADA, related=(garden, FENCE, garden), paint="oil-7")
    entry = Entry.objects.get(pk=entry.pk)
    assert entry.hash == hashlib.sha256(entry.content.encode()).hexdigest()
    assert entry.content == canonical(json.loads(entry.content))
    time = entry.fields.pop("time")
    assert (len(time), time[-1]) == (27, "Z")
    assert entry.fields == {
        "actor_id": str(ADA.id),
        "data": {
            "colour": "red",
            "colours": {},
            "day": None,
            "dry": False,
            "layers": 0,
            "paint": "oil-7",
            "parts": [],
        },
        "object_id": str(FENCE),
        "object_name": "Gjerdet",
        "organisation_id": str(ADA.organisation_id),
        "organisation_name": "Eksempelvik kommune",
        "previous_hash": GENESIS,
        "related": [str(garden)],
        "role": "coordinator",
        "sequence": 1,
        "verb": "example.thing.painted",
        "version": 2,
    }
    assert list(Related.objects.values_list("entry_id", "object_id")) == [(1, str(garden))]


@pytest.mark.django_db
def test_each_entry_follows_the_one_before(paint):
    assert head() == (0, GENESIS)
    first, second, third = paint(3)
    assert [first.sequence, second.sequence, third.sequence] == [1, 2, 3]
    assert second.fields["previous_hash"] == first.hash
    assert third.fields["previous_hash"] == second.hash
    assert head() == (3, third.hash)


@pytest.mark.django_db(transaction=True)
def test_an_event_cannot_be_recorded_outside_its_act():
    with pytest.raises(transaction.TransactionManagementError, match="in the transaction of the act"):
        record(Painted(object_id=FENCE, colour=Colour.RED), by=SYSTEM)
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_leaves_no_event_and_no_gap(paint):
    paint(2)

    class ActFailedError(Exception):
        pass

    def fail():
        with transaction.atomic():
            record(Painted(object_id=FENCE, colour=Colour.RED, related=(uuid4(),)), by=SYSTEM)
            raise ActFailedError

    with pytest.raises(ActFailedError):
        fail()
    with transaction.atomic():
        with pytest.raises(ActFailedError):
            fail()  # to a savepoint only
        paint()
    assert [entry.sequence for entry in Entry.objects.order_by("sequence")] == [1, 2, 3]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"paint": "ada@eksempel.example"}, NotAllowed),
        ({"layers": 2**60}, NotAllowed),
        ({"object_name": "\0"}, NotCanonical),
    ],
)
def test_what_the_ledger_does_not_hold_is_refused_before_anything_is_written(paint, fields, error):
    with pytest.raises(error):
        paint(**fields)
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_recording_takes_few_queries(paint, django_assert_max_num_queries):
    paint(3)
    with transaction.atomic(), django_assert_max_num_queries(4):  # turn, head, entry, related
        record(Painted(object_id=FENCE, colour=Colour.RED, related=(uuid4(), uuid4())), by=SYSTEM)


@pytest.mark.django_db
def test_a_history_is_what_happened_to_the_object_or_with_it(paint):
    garden, elsewhere = uuid4(), uuid4()
    paint(by=ADA, related=(garden,))
    paint(object_id=elsewhere, related=(garden,))
    paint(object_id=garden, object_name="Hagen", related=(FENCE,), colour=Colour.BLUE)
    with translation.override("en"):
        assert [line.sentence for line in history(FENCE)] == [
            "“Hagen” was painted blue.",
            "“Gjerdet” was painted red.",
        ]
        assert [line.sequence for line in history(garden)] == [3, 2, 1]
        assert [line.sequence for line in history(elsewhere)] == [2]
        assert history(uuid4()) == []
        oldest = history(FENCE)[-1]
    assert (oldest.role, oldest.organisation_name, oldest.actor_id) == (
        "coordinator",
        "Eksempelvik kommune",
        ADA.id,
    )
    assert oldest.time.utcoffset() is not None


@pytest.mark.django_db
def test_a_history_comes_in_pages_with_a_fixed_number_of_queries(paint, django_assert_num_queries):
    paint(7, related=())
    paint(6, object_id=uuid4(), related=(FENCE,))
    pages = []
    before = None
    for _ in range(4):
        with django_assert_num_queries(2):
            lines = history(FENCE, limit=4, before=before)
        pages.append([line.sequence for line in lines])
        before = pages[-1][-1]
    assert pages == [[13, 12, 11, 10], [9, 8, 7, 6], [5, 4, 3, 2], [1]]


@pytest.mark.django_db
def test_a_history_is_looked_up_in_an_index(paint):
    for _ in range(200):  # in a ledger of a few rows any way is as good
        paint(1, object_id=uuid4(), related=(uuid4(),))
    paint(2)
    queries = [
        Entry.objects.filter(object_id=str(FENCE), sequence__lt=999).order_by("-sequence")[:50],
        Related.objects.filter(object_id=str(FENCE), entry_id__lt=999).order_by("-entry_id")[:50],
    ]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # which would rather read so small a table as a whole
            cursor.execute("ANALYZE ledger_entry, ledger_related")
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
        plans = [query.explain() for query in queries]
    assert "ledger_entry_by_object" in plans[0]
    assert "ledger_related_by_object" in plans[1]
    assert not any("SORT" in plan.upper() or "TEMP B-TREE" in plan for plan in plans)


@pytest.fixture
def people():
    """A room that knows people, and how often it was asked."""
    before, asked = names._resolver, []

    def resolver(ids):
        asked.append(set(ids))
        return {ADA.id: "Ada Eksempel"}

    names.set_name_resolver(resolver)
    yield asked
    names.set_name_resolver(before)


@pytest.mark.django_db
def test_names_are_lent_by_the_room_that_knows_people_and_only_when_asked_for(paint, people):
    bo = Actor(uuid4(), "reader")
    paint(2, by=ADA)
    paint(by=bo)
    paint()
    assert {line.actor_name for line in history(FENCE)} == {""}
    assert people == []
    assert [line.actor_name for line in history(FENCE, names=True)] == [
        "",
        "",
        "Ada Eksempel",
        "Ada Eksempel",
    ]
    assert people == [{ADA.id, bo.id}]


@pytest.mark.django_db
def test_the_history_on_a_page_is_a_list_with_times_and_escapes_what_it_shows(paint, people):
    paint(by=ADA, object_name="<b>Gjerdet</b>")
    paint()
    with translation.override("en"):
        page = render_to_string("ledger/_history.html", {"history": history(FENCE, names=True)})
        empty = render_to_string("ledger/_history.html", {"history": []})
    assert page.count("<li>") == page.count("<time datetime=") == 2
    assert "<b>" not in page
    for shown in ("&lt;b&gt;Gjerdet", "Ada Eksempel", "Coordinator", "Eksempelvik kommune", "The program"):
        assert shown in page
    assert "Nothing has been recorded yet." in empty


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("actor", "shown"),
    [
        (SYSTEM, "The program"),
        (Actor(None, "visitor"), "A visitor"),
        (Actor(uuid4(), "account"), "A person without a role"),
        (Actor(uuid4(), "secretary"), "Secretary"),
        (Actor(uuid4(), "keeper_of_keys"), "Keeper of keys"),
    ],
)
def test_whoever_acted_has_a_word(paint, actor, shown):
    paint(by=actor)
    with translation.override("en"):
        assert history(FENCE)[0].role_label == shown
