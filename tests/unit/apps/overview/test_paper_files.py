"""Word and PDF say all that the paper says, whatever stands in it, and are tagged for screen readers."""

import ctypes
import io
import itertools
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

import docx
import pypdfium2
import pypdfium2.raw as raw
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from samstyring.apps.overview.paper import typeset, word
from samstyring.apps.overview.paper.content import (
    Fact,
    Note,
    Paper,
    Row,
    Section,
    Table,
    clean,
    gap,
    heading,
    item,
    own_words,
    said,
)
from samstyring.apps.overview.paper.drawable import RANGES

HOSTILE = [
    '#panic("x") #import "@preview/a:1.0.0" #read("/etc/passwd")',
    "$ x^2 $ @ref <label> *fet* _kursiv_ `kode` \\u{1F} // slutt /* her */",
    "= Overskrift",
    "- punkt",
    "<script>alert(1)</script> &amp; ]]> <w:p/> {{ 7 }} {% x %}",
    "\"sitat\" 'sitat' ~ -- --- ... [lenke](javascript:x) #",
    "nul\x00l bjelle\x07 snudd\u202e",
    "https://eksempel.example/?a=1&b=%20#x",
    "=1+1",
    "Ærfugl på øy, čáhci, naïve",
]
UNDRAWABLE = "Smil 🙂 og 漢"


def paper(**given: object) -> Paper:
    """A paper with hostile words in every place that takes words."""
    notes = tuple(
        Note(number, text, f"https://eksempel.example/rad/{number}", f"eksempel.rad:{number}")
        for number, text in enumerate(HOSTILE, start=1)
    )
    rows = tuple(
        Row((text, f"{1000 + place}", text), (place,)) for place, text in enumerate(HOSTILE, start=1)
    )
    table = Table(HOSTILE[0], (HOSTILE[1], "Timer", HOSTILE[2]), rows, frozenset({1}))
    blocks = [said(text, place) for place, text in enumerate(HOSTILE, start=1)]
    blocks += [item(HOSTILE[0], 1, 2), item(HOSTILE[3]), gap(HOSTILE[4]), heading(HOSTILE[2])]
    fields: dict[str, object] = {
        "language": "nn",
        "title": f"Innføring av {HOSTILE[0]}",
        "facts": (Fact(HOSTILE[1], HOSTILE[4]), Fact("Arkivnummer", "", "fyll ut")),
        "warning": (said(HOSTILE[5]),),
        "basis": (),
        "sections": (
            Section("a", HOSTILE[0], (*blocks, *own_words("\n".join(HOSTILE)))),
            Section("b", "Tabell", (table,)),
        ),
        "notes": notes,
        "note_word": "Note",
        "notes_heading": "Kilder",
        "page_word": "Side",
        "row_word": "rad",
        "warning_heading": HOSTILE[2],
    }
    return Paper(**(fields | given))  # type: ignore[arg-type]  # fields of a dataclass by name


def squeezed(text: str) -> str:
    """Without white space: a file breaks lines where it likes."""
    return re.sub(r"\s+", "", text)


def word_text(file: io.BytesIO) -> str:
    """All text of a Word file, that of links too."""
    body = docx.Document(file).element.body
    return squeezed("".join(one.text or "" for one in body.iter(qn("w:t"))))


def pdf_pages(file: bytes) -> list[str]:
    """The text of each page, without the page number at its foot."""
    document = pypdfium2.PdfDocument(file)
    # A hyphen that ends a line comes back as a sign of its own.
    pages = [squeezed(re.sub("[\ufffe\x02]", "-", page.get_textpage().get_text_range())) for page in document]
    document.close()
    return [re.sub(r"Side\d+/\d+$", "", page) for page in pages]


def pieces(one: Paper) -> Iterator[str]:
    """What both files must hold, with the number of each note before it."""
    yield from one.texts()
    for note in one.notes:
        yield f"{note.number}.{note.text}{note.address}({one.row_word}{note.row})"


def test_all_that_the_paper_says_is_in_both_files_as_it_stands() -> None:
    one = paper()
    in_word, in_pdf = word_text(word.rendered(one)), "".join(pdf_pages(typeset.rendered(one)))
    for text in pieces(one):
        assert squeezed(text) in in_word, text
        assert squeezed(text) in in_pdf, text


def test_letters_that_no_font_has_are_named_in_the_pdf() -> None:
    one = paper(title=UNDRAWABLE)
    assert squeezed(UNDRAWABLE) in word_text(word.rendered(one))
    text = "".join(pdf_pages(typeset.rendered(one)))
    assert squeezed("Smil {slightly smiling face} og {cjk unified ideograph-6f22}") in text


def test_every_letter_that_is_said_to_be_drawable_is_drawn() -> None:
    letters = "".join(chr(code) for first, last in RANGES for code in range(first, last + 1))
    blocks = tuple(said(f"x{letters[at : at + 40]}x") for at in range(0, len(letters), 40))
    one = paper(sections=(Section("a", "A", blocks),), notes=(), title="A")
    text = "".join(pdf_pages(typeset.rendered(one)))
    missing = {letter for letter in squeezed(clean(letters)) if letter not in text}
    assert not missing


def test_a_word_of_three_thousand_letters_and_a_table_over_many_pages_stand() -> None:
    rows = tuple(Row((f"Rad {place}", "tekst " * 40), (1,)) for place in range(120))
    table = Table("Lang", ("Hva", "Mer"), rows)
    one = paper(sections=(Section("a", "A", (said("x" * 3000), table)),))
    pages = pdf_pages(typeset.rendered(one))
    assert len(pages) > 8
    # The head stands on each page that the table is on.
    assert sum("HvaMerNote" in page for page in pages) > 6
    assert "x" * 3000 in "".join(pages)


def structure(file: bytes) -> Counter[str]:
    """The kinds of the elements that a screen reader finds, and how many there are of each."""
    found: Counter[str] = Counter()

    def walk(element: Any) -> None:
        length = raw.FPDF_StructElement_GetType(element, None, 0)
        name = ctypes.create_string_buffer(length)
        raw.FPDF_StructElement_GetType(element, name, length)
        found[name.raw.decode("utf-16-le").rstrip("\0")] += 1
        for place in range(raw.FPDF_StructElement_CountChildren(element)):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, place)
            if child:
                walk(child)

    document = pypdfium2.PdfDocument(file)
    for page in document:
        tree = raw.FPDF_StructTree_GetForPage(page)
        for place in range(raw.FPDF_StructTree_CountChildren(tree)):
            walk(raw.FPDF_StructTree_GetChildAtIndex(tree, place))
        raw.FPDF_StructTree_Close(tree)
    document.close()
    return found


def test_the_pdf_says_its_language_title_and_standard() -> None:
    file = typeset.rendered(paper())
    assert b"/Lang(nn-NO)" in file
    assert b"pdfuaid:part>1<" in file
    document = pypdfium2.PdfDocument(file)
    assert document.get_metadata_value("Title") == paper().title
    assert document.is_tagged()
    document.close()


def test_a_screen_reader_finds_headings_lists_tables_with_heads_and_links_in_the_pdf() -> None:
    found = structure(typeset.rendered(paper()))
    assert found["H1"] >= 3
    assert found["H2"] == 1
    assert found["Table"] >= 1
    # Each head of the table once, and a cell for each cell of it and for its notes.
    assert found["TH"] >= 4
    assert found["TD"] == len(HOSTILE) * 4
    assert found["LI"] == 2
    assert found["Link"] >= len(HOSTILE)


@pytest.fixture
def opened() -> Document:
    return docx.Document(word.rendered(paper()))


def test_the_word_file_has_language_title_and_headings_in_order(opened: Document) -> None:
    assert opened.core_properties.title == paper().title
    assert opened.core_properties.language == "nn-NO"
    language = opened.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert language is not None
    assert language.get(qn("w:val")) == "nn-NO"
    names = [one.style.name for one in opened.paragraphs if one.style]
    assert names[0] == "Title"
    levels = [int(name[-1]) for name in names if name.startswith("Heading ")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_tables_in_word_have_a_head_on_each_page_and_a_name(opened: Document) -> None:
    (table,) = opened.tables
    assert table._tbl.findall(f".//{qn('w:tblHeader')}")
    caption = table._tbl.tblPr.find(qn("w:tblCaption"))
    assert caption is not None
    assert caption.get(qn("w:val")) == HOSTILE[0]


def test_each_reference_in_word_leads_to_a_note_and_each_note_to_its_page() -> None:
    file = word.rendered(paper())
    opened = docx.Document(file)
    anchors = {link.get(qn("w:anchor")) for link in opened.element.iter(qn("w:hyperlink"))} - {None}
    there = {mark.get(qn("w:name")) for mark in opened.element.iter(qn("w:bookmarkStart"))}
    assert anchors
    assert anchors <= there
    relations = zipfile.ZipFile(file).read("word/_rels/document.xml.rels").decode()
    for note in paper().notes:
        assert note.address in relations
