"""Events register themselves and say themselves in words, also years and versions later."""

from dataclasses import dataclass
from uuid import uuid4

import pytest
from tests.ledger_events import Painted

from samstyring.apps.ledger.events import Event, registered, sentence


def entry(**fields):
    return {
        "verb": "example.thing.painted",
        "version": 2,
        "object_id": str(uuid4()),
        "object_name": "Gjerdet",
        "data": {"colour": "red"},
    } | fields


def test_a_class_is_found_by_its_verb():
    assert registered()["example.thing.painted"] is Painted


def test_two_classes_cannot_have_one_verb():
    with pytest.raises(ValueError, match=r"example\.thing\.painted.*Painted"):

        @dataclass(frozen=True, kw_only=True)
        class Repainted(Event):
            verb = "example.thing.painted"

    assert registered()["example.thing.painted"] is Painted


@pytest.mark.parametrize(
    "bad", ["painted", "Example.Thing", "example.thing.", "example thing.painted", "a." * 80 + "b"]
)
def test_a_verb_has_its_form(bad):
    with pytest.raises(ValueError, match="must be words with dots"):
        type("Bad", (Event,), {"verb": bad})


def test_an_entry_says_what_happened():
    assert sentence(entry()) == "“Gjerdet” was painted red."


def test_an_entry_of_an_older_version_is_read_as_that_version_wrote_it():
    assert sentence(entry(version=1, data={"hue": "blue"})) == "“Gjerdet” was painted blue."


@pytest.mark.parametrize(
    "unknown",
    [
        {"verb": "example.thing.taken_down", "data": {"by": "wind"}},
        {"version": 3},
        {"data": {"colour": "green"}},
        {"data": {"colour": "red", "sheen": "matt"}},
        {"data": {}},
        {"version": 1, "data": {}},
    ],
)
def test_what_this_version_does_not_know_is_still_shown(unknown):
    shown = sentence(entry(**unknown))
    verb = unknown.get("verb", "example.thing.painted")
    assert "Gjerdet" in shown
    assert verb in shown
    assert verb.rpartition(".")[2].replace("_", " ") in shown


def test_an_unknown_entry_without_a_name_is_shown_too():
    assert "taken down" in sentence(entry(verb="example.thing.taken_down", object_name=""))
