"""The whole way from bytes to statements, with what must always hold."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from samstyring.engines.text_analysis import StatementType, UnreadableFile, read
from samstyring.engines.text_analysis.isolated import read_in_worker
from samstyring.engines.text_analysis.reading import read_many

from . import samples

PIECES = (
    "Kommunen bør må ikke støtter forslaget • - o 1. 2) ☒ ☐ Ja Nei https://example.org/a "
    "f.eks. mv. «sitat» e- helse- "
    "og 12 Side Vedtak Spørsmål? Høringsinstans: Med vennlig hilsen (Meld. St. 9) 3,5 mill. [x] : ; ."
)
WORDS = st.sampled_from([*PIECES.split(), "\n", "\n\n", "\f", "\r\n", "\t", "\u00ad", "\uf0b7"])
TEXTS = st.one_of(st.text(max_size=400), st.lists(WORDS, max_size=80).map(" ".join))


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_whatever_the_text_quotes_are_exact_and_statements_ordered(text: str) -> None:
    try:
        document = read(text.encode("utf-8", "surrogatepass"), name="svar.txt")
    except UnreadableFile:
        return
    reached = 0
    for statement in document.statements:
        assert statement.quote == document.source.text[statement.start : statement.end]
        assert statement.start >= reached
        assert statement.quote.strip()
        reached = statement.end
    starts = [passage.start for passage in document.passages]
    assert starts == sorted(starts)


@given(
    st.binary(max_size=600), st.sampled_from(["a.txt", "a.pdf", "a.docx", "a.html", "a.zip", "a.csv", "a"])
)
@example(b";\x00\n\x00", "a.csv")
@settings(max_examples=200, deadline=None)
def test_arbitrary_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        found = read_many(data, name=name)
    except UnreadableFile:
        return
    assert found


HOSTILE = {
    "one endless word": "a" * 300_000,
    "hyphens without end": "a-" * 150_000 + "!",
    "abbreviations without end": "a. b. " * 20_000,
    "digits without end": "111 " * 20_000,
    "brackets that never close": "(" * 60_000,
    "quotation marks": '«“"' * 20_000,
    "names without end": "Ola Kari " * 5_000,
    "bullets on one line": "• a " * 5_000,
    "blank lines": "a\n\n\n" * 5_000,
    "one reply word after another": "uttalelse" * 30_000,
    "short lines": "Ja\nNei?\n" * 3_000,
    "at signs": "a@" * 150_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_text_made_to_be_slow_is_read_in_time(name: str) -> None:
    # Cost is linear: a text of this size stays far below the worker's limit.
    read_in_worker(HOSTILE[name].encode(), name="svar.txt", seconds=100)


def test_the_same_bytes_give_the_same_result() -> None:
    data = samples.LETTER.encode()
    assert read(data, name="a.txt") == read(data, name="a.txt")


def test_a_letter_read() -> None:
    document = samples.reading(samples.LETTER)
    types = {re.sub(r"\s+", " ", s.quote): s.type for s in document.statements}
    assert types["Vi støtter forslaget om felles grunndata."] is StatementType.SUPPORT
    assert (
        types["Kommunen har ikke midler til å drive fire journalsystemer side om side."]
        is StatementType.CHALLENGE
    )
    asked = next(s for s in document.statements if "bør dekke" in s.quote)
    assert (asked.type, asked.theme, asked.heading) == (StatementType.PROPOSAL, "funding", "Finansiering")
    assert asked.reason
    assert document.title == "Høringssvar fra Fjellvik kommune"
    assert [(s.name, s.kind) for s in document.senders] == [("Fjellvik kommune", "municipality")]
    assert document.language == "nb"
    assert len(document.sha256) == 64


def test_crlf_offsets_count_every_character() -> None:
    text = "Vi støtter forslaget.\r\n\r\nKommunen mangler penger.\r\n"
    second = samples.reading(text).statements[1]
    assert text[second.start : second.end] == "Kommunen mangler penger."


def test_astral_characters_count_as_one() -> None:
    text = "😀 Hei.\n\nStaten bør betale for dette.\n"
    assert samples.reading(text).statements[-1].start == text.index("Staten")
