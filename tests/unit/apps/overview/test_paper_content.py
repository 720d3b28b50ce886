"""What a paper holds: text is cleaned where it is put in, each source has one number, tables are whole."""

import pytest

from samstyring.apps.overview.paper.content import (
    Kind,
    Notes,
    Row,
    Said,
    Table,
    clean,
    gap,
    item,
    own_words,
    said,
)
from samstyring.apps.overview.paper.html import grouped


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("to\nlinjer\tog  mer", "to linjer og mer"),
        ("1\u00a0200\u00a0kr", "1\u00a0200\u00a0kr"),
        ("\u202eterger\u202c", "terger"),
        ("usyn\u200blig\ufeff", "usynlig"),
        ("halv \ud800 bokstav", "halv bokstav"),
        ("\ufffe\uffff", ""),
        ("a\u030a", "å"),
        ("<b>&amp;</b> #let x = $y$ \\ @a", "<b>&amp;</b> #let x = $y$ \\ @a"),
    ],
)
def test_what_cannot_be_shown_is_left_out_and_all_else_stands(given: str, left: str) -> None:
    assert clean(given) == left
    assert Said(given).text == left
    assert Row((given,)).cells == (left,)


def test_a_gap_is_in_brackets_and_own_words_are_a_paragraph_a_line() -> None:
    assert gap("fyll ut").shown == "[fyll ut]"
    assert said("slik").shown == "slik"
    assert [one.text for one in own_words("En linje\n\n  \nto\r\n")] == ["En linje", "to"]
    assert {one.kind for one in own_words("En\nto")} == {Kind.OWN}


def test_a_source_has_one_number_however_often_it_is_cited() -> None:
    notes = Notes()
    first = notes.cite("Plikt.", "https://eksempel.example/a", "portfolio.duty:1")
    second = notes.cite("Timer.", "https://eksempel.example/b", "portfolio.effort:1")
    assert [first, second, notes.cite("Plikt.", "https://eksempel.example/a", "portfolio.duty:1")] == [
        1,
        2,
        1,
    ]
    assert [note.row for note in notes.all()] == ["portfolio.duty:1", "portfolio.effort:1"]


def test_a_table_whose_row_lacks_a_cell_is_refused() -> None:
    with pytest.raises(ValueError, match="2 columns, and a row 1"):
        Table("Timer", ("Hvem", "Timer"), (Row(("Lege",)),))


def test_items_that_follow_each_other_are_one_list_on_the_page() -> None:
    table = Table("T", ("A",), (Row(("1",)),))
    blocks = [said("x"), item("a"), item("b"), gap("g"), item("c"), table]
    assert [(kind, len(found)) for kind, found in grouped(blocks)] == [
        ("text", 1),
        ("item", 2),
        ("gap", 1),
        ("item", 1),
        ("table", 1),
    ]
