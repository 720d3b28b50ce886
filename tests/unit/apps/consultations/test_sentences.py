"""Enumerations, counts and long lists are put as people put them."""

from uuid import uuid4

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from samstyring.apps.consultations.models import SENDER_KINDS
from samstyring.apps.consultations.summary.choosing import LONGEST, SHORTEST, chosen, overlaps
from samstyring.apps.consultations.summary.material import From, Reply, Said
from samstyring.apps.consultations.summary.said import number_of
from samstyring.apps.consultations.summary.sentences import (
    capital,
    cut,
    enumerated,
    kinds_of,
    names_of,
    of_kind,
    said_by,
    sender_label,
)

NAME = st.text(alphabet="ABCDEFGÆØÅ abcdefgæøå", min_size=1, max_size=20).filter(str.strip)


def reply(*senders: tuple[str, str], number: int = 1) -> Reply:
    return Reply(
        id=number,
        public_id=uuid4(),
        title="Svar",
        file_name="svar.txt",
        stance="",
        no_remarks=False,
        source_text=number,
        language="nb",
        pages=(),
        senders=tuple(
            From(f"p{number}-{place}" if kind == "private_person" else f"n{name}", name, kind)
            for place, (name, kind) in enumerate(senders)
        ),
    )


def said(number: int, *, length: int = 100, reviewed: bool = False, start: int = 0) -> Said:
    return Said(number, number, "staffing", "proposal", reviewed, 0.5, length, start, start + length)


@pytest.fixture(autouse=True)
def _english() -> object:
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("parts", "text"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_enumeration(parts: list[str], text: str) -> None:
    assert enumerated(parts) == text


@given(st.lists(NAME, max_size=40), st.integers(1, 12))
def test_a_long_list_is_cut_and_nobody_is_lost(names: list[str], most: int) -> None:
    shown = cut(names, most)
    assert len(shown) <= most + 1
    if len(names) <= most + 1:
        assert shown == names
    else:
        assert shown[:most] == names[:most]
        assert shown[-1] == f"{len(names) - most} others"


@given(st.sampled_from([kind for kind, _label in SENDER_KINDS]), st.integers(1, 500))
def test_every_kind_has_a_singular_and_a_plural(kind: str, count: int) -> None:
    text = of_kind(kind, count)
    assert "%" not in text
    assert kind in {"sametinget", "ks"} or text.startswith(f"{count} ")


def test_kinds_count_an_organisation_once_and_a_joint_reply_as_all_its_senders() -> None:
    replies = [
        reply(("Vik", "municipality"), ("Dal", "municipality"), number=1),
        reply(("Vik", "municipality"), number=2),
        reply(("Kari", "private_person"), number=3),
        reply(("Kari", "private_person"), number=4),
        reply(number=5),
    ]
    assert kinds_of(replies) == "2 municipalities, 2 private persons and 1 unknown sender"
    assert names_of(replies) == ["Vik", "Dal", "2 private persons", "1 unknown sender"]
    assert said_by(replies) == "Vik, Dal, 2 private persons and 1 unknown sender"


@given(st.lists(st.tuples(NAME, st.sampled_from(["municipality", "private_person"])), max_size=20))
def test_private_persons_are_never_named(senders: list[tuple[str, str]]) -> None:
    replies = [reply(("Hemmelig", "private_person"), *senders)]
    assert "Hemmelig" not in said_by(replies)
    assert "Hemmelig" not in sender_label(replies[0])


def test_the_verb_follows_the_number() -> None:
    assert number_of([reply(("Vik", "municipality"))]) == 1
    assert number_of([reply(("Kari", "private_person"), number=1)]) == 1
    assert (
        number_of([reply(("K", "private_person"), number=1), reply(("O", "private_person"), number=2)]) == 2
    )


def test_a_capital_leaves_the_rest_alone() -> None:
    assert capital("helse Eksempel HF") == "Helse Eksempel HF"
    assert capital("") == ""


def test_what_is_reviewed_is_quoted_first_and_nobody_twice() -> None:
    replies = {number: reply((f"Kommune {number}", "municipality"), number=number) for number in range(1, 6)}
    rows = [
        said(1),
        said(2, reviewed=True),
        said(3),
        said(4, length=LONGEST + 1),
        said(5, length=SHORTEST - 1),
    ]
    found = chosen(rows, replies, {}, most=3)
    assert [row.id for row in found] == [2, 1, 3]
    assert chosen([said(1), said(1, start=500)], replies, {}, most=2)[1:] == []


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 60)), max_size=10), st.integers(0, 300))
def test_nothing_held_back_is_ever_quoted(held: list[tuple[int, int]], start: int) -> None:
    ranges = [(first, first + length) for first, length in held]
    row = said(1, start=start)
    found = chosen([row], {1: reply(("Vik", "municipality"))}, {1: ranges}, most=1)
    touched = set(range(row.start, row.end)) & {place for each in ranges for place in range(*each)}
    assert bool(found) == (not touched)
    assert overlaps(row.start, row.end, ranges) == bool(touched)
