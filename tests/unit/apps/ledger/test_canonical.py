"""One value, one text: what the hashes stand on."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samstyring.apps.ledger.canonical import LARGEST, NotCanonical, canonical

keys = st.text("abcdefghijklmnopqrstuvwxyzABCXYZ0123456789_.:-", min_size=1, max_size=12)
texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=20,
)


@given(values)
def test_nothing_is_lost(value):
    assert json.loads(canonical(value)) == value


@given(values)
def test_a_text_read_and_written_again_is_the_same_text(value):
    text = canonical(value)
    assert canonical(json.loads(text)) == text


@given(values, values)
def test_two_values_have_one_text_only_when_they_are_one_value(first, second):
    # Compared with their types: Python takes True for 1.
    assert (canonical(first) == canonical(second)) == (repr_of(first) == repr_of(second))


def repr_of(value):
    if isinstance(value, dict):
        return {key: repr_of(part) for key, part in value.items()}
    if isinstance(value, list):
        return [repr_of(part) for part in value]
    return repr(value)


@given(st.dictionaries(keys, values, min_size=2, max_size=5), st.randoms())
def test_the_order_in_which_a_dictionary_was_filled_leaves_no_trace(value, random):
    shuffled = list(value.items())
    random.shuffle(shuffled)
    assert canonical(dict(shuffled)) == canonical(value)


def test_keys_are_ordered_and_no_white_space_is_added():
    assert (
        canonical({"b": [1, True, None], "B": {"z": "å ", "a": -1}})
        == '{"B":{"a":-1,"z":"å "},"b":[1,true,null]}'
    )


def test_text_is_written_as_rfc_8785_section_3_2_2_2_asks():
    assert canonical('\u20ac$\u000f\nA\'B"\\\\"/\u007f') == '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/\u007f"'


def test_composed_and_decomposed_letters_stay_what_they_are():
    assert canonical("å") != canonical("a\u030a")


@pytest.mark.parametrize(
    ("value", "part"),
    [
        (1.0, "value is a float"),
        ({"a": [1, {"b": float("nan")}]}, "value.a[1].b is a float"),
        (LARGEST + 1, "2^53"),
        ({"å": 1}, "key 'å'"),
        ({1: 1}, "key 1"),
        ("nul \0", "NUL"),
        (["\ud83d"], "value[0] contains half a character"),
        ({"a": {1, 2}}, "value.a is set"),
        (b"bytes", "value is bytes"),
    ],
)
def test_what_has_no_canonical_text_is_refused_with_its_place(value, part):
    with pytest.raises(NotCanonical) as error:
        canonical(value)
    assert part in str(error.value)
