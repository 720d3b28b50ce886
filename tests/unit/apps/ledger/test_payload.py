"""What events may carry, and that no event of any room carries more."""

from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger_events import Colour, Painted

from samstyring.apps.ledger import payload
from samstyring.apps.ledger.events import COMMON_FIELDS, Code, Event, registered

ours = sorted(
    (one for one in registered().values() if one.__module__.startswith("samstyring.")),
    key=lambda one: one.verb,
)


def free_text_in(kind: Any) -> bool:
    """Whether a field of this type could hold what a user typed, or something that nobody has thought of."""
    if kind == Code or kind in (bool, int, UUID, date, datetime, NoneType):
        return False
    if isinstance(kind, type) and issubclass(kind, Enum):
        return False
    origin, parts = get_origin(kind), get_args(kind)
    if origin is dict:  # its keys are short ASCII words, which canonical JSON sees to
        return free_text_in(parts[1])
    if origin in (Union, UnionType, list, tuple):
        return any(free_text_in(part) for part in parts if part is not ...)
    return True


@pytest.mark.parametrize("event_class", ours, ids=lambda one: one.verb)
def test_no_event_has_room_for_what_a_user_typed(event_class):
    types = get_type_hints(event_class, include_extras=True)
    own = [field.name for field in fields(event_class) if field.name not in COMMON_FIELDS]
    assert [name for name in own if free_text_in(types[name])] == []


@pytest.mark.parametrize("event_class", ours, ids=lambda one: one.verb)
def test_every_event_is_complete(event_class):
    assert is_dataclass(event_class)
    assert "__dataclass_params__" in event_class.__dict__, (
        "the class lacks @dataclass(frozen=True, kw_only=True)"
    )
    assert event_class.__dataclass_params__.frozen
    assert event_class.sentence is not Event.sentence


def test_the_check_on_types_sees_free_text():
    assert free_text_in(str)
    assert free_text_in(str | None)
    assert free_text_in(list[str])
    assert free_text_in(dict[str, list[str]])
    assert free_text_in(Annotated[str, "something else"])
    assert not free_text_in(Code)
    assert not free_text_in(dict[str, list[Colour | None]])


events = st.builds(
    Painted,
    object_id=st.uuids(),
    colour=st.sampled_from(Colour),
    layers=st.integers(-1000, 1000),
    dry=st.booleans(),
    day=st.none() | st.dates(),
    parts=st.lists(st.uuids(), max_size=3),
    colours=st.dictionaries(st.sampled_from(["wall", "roof"]), st.sampled_from(Colour)),
    paint=st.text("abcdef0123456789", min_size=0, max_size=64).filter(
        lambda text: not payload.looks_personal(text)
    ),
)


@given(events)
def test_what_is_written_is_read_back_with_its_types(event):
    own = payload.restore(Painted, event.data())
    assert Painted(object_id=event.object_id, **own) == event


def test_moments_are_written_in_utc():
    assert payload.plain({"at": datetime(2026, 1, 1, 12, tzinfo=UTC)}) == {"at": "2026-01-01T12:00:00+00:00"}
    with pytest.raises(payload.NotAllowed):
        payload.plain({"at": datetime(2026, 1, 1, 12)})  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize(
    "text",
    [
        "ada@eksempel.example",
        "skriv til post.mottak@eksempelvik.kommune.example i dag",
        "+47 22 33 44 55",
        "004722334455",
        "ring +4722334455",
        "01010750160",  # a synthetic identity number with valid check digits
        "010107 50160",
        "a" * 201,
        "two\nlines",
    ],
)
def test_text_that_may_be_about_a_person_is_refused(text):
    with pytest.raises(payload.NotAllowed):
        payload.plain({"deep": {"down": [text]}})


@pytest.mark.parametrize(
    "text",
    [
        "pdf",
        "4601",
        "974760673",
        "2026-01-01",
        "1.4.0",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    ],
)
def test_codes_numbers_and_hashes_are_kept(text):
    assert payload.plain({"code": text}) == {"code": text}


@given(st.uuids(), st.binary(min_size=32, max_size=32))
def test_no_identifier_and_no_hash_is_taken_for_personal_data(identifier, hash):
    assert not payload.looks_personal(str(identifier))
    # 64 digits in a row or a digit run between letters: never a number of a person.
    assert not payload.looks_personal(hash.hex())


def test_keys_that_verification_looks_for_are_reserved():
    with pytest.raises(payload.NotAllowed, match="previous_hash"):
        payload.plain({"inner": {"previous_hash": "0" * 64}})


def test_a_name_loses_contact_details_and_nothing_else():
    name = "Om e-helse, svar til post@eksempel.example eller +47 22 33 44 55 innen 01.02.2026 (sak 24/1234)"
    assert (
        payload.without_contact_details(name)
        == "Om e-helse, svar til […] eller […] innen 01.02.2026 (sak 24/1234)"
    )


def test_an_unknown_field_is_not_read():
    with pytest.raises(LookupError):
        payload.restore(Painted, {"colour": "red", "unknown": 1})
    with pytest.raises(ValueError, match="green"):
        payload.restore(Painted, {"colour": "green"})
    assert payload.restore(Painted, {"parts": [str(uuid4())]})["parts"][0].version == 4
