"""Bytes to source text: every format, and every file that cannot be read."""

import io
import zipfile

import pytest

from samstyring.engines.text_analysis import Refusal, UnreadableFile, extract, limits, read
from samstyring.engines.text_analysis.extraction import extract_many, ocr

from . import samples


def refusal(data: bytes, name: str) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        extract(data, name=name)
    assert str(caught.value).endswith(".")
    return caught.value


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "iso8859-1", "mac_roman", "cp865"],
)
def test_plain_text_in_any_encoding(encoding: str) -> None:
    text = "Kommunen ønsker å være med, også når det gjelder små øyer. Åpenhet er nødvendig for oss på Ærøya."
    assert extract(text.encode(encoding), name="svar.txt").text.lstrip("\ufeff") == text


def test_plain_text_is_the_content_unchanged() -> None:
    text = "\ufeffFørste linje\r\n\r\n\tAndre linje  \rTredje\n"
    assert extract(text.encode(), name="svar.txt").text == text


def test_form_feeds_part_the_pages() -> None:
    assert extract(b"one\ftwo", name="a.txt").pages == ((0, 4), (4, 7))


def test_empty_file() -> None:
    assert refusal(b"", "svar.pdf").code is Refusal.EMPTY


def test_file_with_only_space() -> None:
    assert refusal(b" \n\n\t", "svar.txt").code is Refusal.EMPTY


def test_damaged_pdf() -> None:
    whole = samples.pdf([samples.lines(["Vi støtter forslaget."])])
    assert refusal(whole[:200], "svar.pdf").code is Refusal.DAMAGED


def test_damaged_docx() -> None:
    whole = samples.word(("", "Vi støtter forslaget."))
    assert refusal(whole[: len(whole) // 2], "svar.docx").code is Refusal.DAMAGED


def test_encrypted_pdf() -> None:
    locked = samples.pdf([samples.lines(["Vi støtter forslaget."])], password="hemmelig")
    assert refusal(locked, "svar.pdf").code is Refusal.ENCRYPTED


def test_encrypted_word_file() -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert refusal(locked, "svar.docx").code is Refusal.ENCRYPTED


def test_old_word_file_is_named() -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    error = refusal(old, "svar.doc")
    assert error.code is Refusal.UNKNOWN_FORMAT
    assert "docx" in str(error)


def test_too_large_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_BYTES", 10)
    assert refusal(b"a" * 11, "svar.txt").code is Refusal.TOO_LARGE


def test_unknown_format() -> None:
    assert refusal(bytes(range(256)) * 20, "svar.bin").code is Refusal.UNKNOWN_FORMAT


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"Vi stotter forslaget.", "svar.pdf"),
        (b"<!doctype html><html><body>Ikke funnet</body></html>", "svar.pdf"),
        (samples.pdf([samples.lines(["Hei"])]), "svar.docx"),
        (samples.word(("", "Hei")), "svar.pdf"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "svar.docx"),
        (bytes(range(256)) * 9, "svar.pdf"),
    ],
)
def test_content_that_is_not_what_the_name_says(data: bytes, name: str) -> None:
    assert refusal(data, name).code is Refusal.NOT_WHAT_ITS_NAME_SAYS


def test_scanned_pdf_without_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samstyring.engines.text_analysis.extraction.ocr.languages", lambda: None)
    error = refusal(samples.picture_pdf(), "skann.pdf")
    assert error.code is Refusal.NO_TEXT
    assert "tesseract" in str(error)


def test_scanned_pdf_is_read_where_tesseract_is_installed() -> None:
    data = samples.scanned(samples.pdf([samples.lines(["Fjellvik kommune støtter forslaget."])]))
    if ocr.languages() is None:
        assert refusal(data, "skann.pdf").code is Refusal.NO_TEXT
    else:
        source = extract(data, name="skann.pdf")
        assert "Fjellvik kommune støtter forslaget." in source.text
        assert "text recognition" in source.warnings[0]


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_PAGES", 3)
    assert refusal(samples.pdf([samples.lines(["x"])] * 4), "lang.pdf").code is Refusal.TOO_LARGE


def test_question_and_answer_in_two_cells_of_a_pdf_line() -> None:
    page = [(72, 700, "1. Støtter dere forslaget?", 11), (330, 700, "Ja, fullt ut.", 11)]
    document = read(samples.pdf([page]), name="svar.pdf")
    assert [s.quote for s in document.statements] == ["Ja, fullt ut."]
    assert document.statements[0].question == "1"


def test_directions_and_broken_letters_do_no_harm() -> None:
    source = extract(
        b"<html><body><p>Vi &#x202e;st&oslash;tter&#x202c; &#xD800;dette.</p></body></html>", name="a.html"
    )
    assert "\ud800" not in source.text
    source.text.encode()
    document = read("Vi \u202estøtter\u202c forslaget.".encode(), name="a.txt")
    assert document.statements[0].type == "support"


def test_picture() -> None:
    assert refusal(b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "svar.png").code is Refusal.NO_TEXT


def test_pdf_keeps_lines_and_parts_paragraphs() -> None:
    page = samples.lines(["Vi støtter forslaget og vil være med", "i utprøvingen."]) + samples.lines(
        ["Kommunen mangler penger."], top=720
    )
    source = extract(samples.pdf([page, samples.lines(["Andre side."])]), name="svar.pdf")
    assert source.text.split("\n\n")[0] == "Vi støtter forslaget og vil være med\ni utprøvingen."
    assert len(source.pages) == 2
    assert "Andre side." in source.text[source.pages[1][0] :]


def test_pdf_words_of_a_line_stand_in_order_of_place() -> None:
    # Ticks from another font are often drawn before all the labels.
    page = [(72, 700, "[x]", 11), (160, 700, "[ ]", 11), (95, 700, "Ja", 11), (183, 700, "Nei", 11)]
    assert extract(samples.pdf([page]), name="svar.pdf").text.split() == ["[x]", "Ja", "[", "]", "Nei"]


def test_pdf_columns_are_not_mixed() -> None:
    left = samples.lines(["Venstre en", "Venstre to", "Venstre tre"])
    right = samples.lines(["Høyre en", "Høyre to", "Høyre tre"], left=320)
    words = extract(samples.pdf([left + right]), name="svar.pdf").text.split()
    assert words == [
        "Venstre",
        "en",
        "Venstre",
        "to",
        "Venstre",
        "tre",
        "Høyre",
        "en",
        "Høyre",
        "to",
        "Høyre",
        "tre",
    ]


def test_pdf_heading_by_size_and_raised_digit_are_hinted() -> None:
    page = [
        (72, 780, "Finansiering", 18),
        (72, 740, "Rapporten er ny", 11),
        (72 + samples.width("Rapporten er ny", 11), 744, "2", 6),
        *samples.lines(["og den er lang"] * 6, top=725),
    ]
    source = extract(samples.pdf([page]), name="svar.pdf")
    assert {hint.kind: source.text[hint.start : hint.end] for hint in source.hints} == {
        "heading": "Finansiering",
        "note_reference": "2",
    }


def test_docx_headings_lists_and_tables_in_reading_order() -> None:
    data = samples.word(
        ("Heading 1", "Innspill"),
        ("", "Før tabellen."),
        ("table", "Kommune|Fjellvik/Frist|1. mai"),
        ("List Bullet", "Et punkt"),
        ("", "Etter."),
    )
    source = extract(data, name="svar.docx")
    assert source.text.split("\n\n")[:2] == ["Innspill", "Før tabellen."]
    assert "Kommune\tFjellvik\nFrist\t1. mai" in source.text
    assert source.text.index("Frist") < source.text.index("Et punkt") < source.text.index("Etter.")
    heading = next(hint for hint in source.hints if hint.kind == "heading")
    assert source.text[heading.start : heading.end] == "Innspill"


def test_docx_keeps_text_in_content_controls_and_leaves_deleted_text_out() -> None:
    plain = samples.word(("", "SETT INN"))
    run = "<w:r><w:t>SETT INN</w:t></w:r>"
    control = (
        "<w:sdt><w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t> Ja</w:t></w:r>"
        '<w:del w:id="1" w:author="x"><w:r><w:delText>Nei</w:delText></w:r></w:del>'
    )
    source = extract(samples.with_document_xml(plain, (run, control)), name="svar.docx")
    assert source.text.strip() == "☒ Ja"


def test_docx_with_an_external_entity_is_refused() -> None:
    plain = samples.word(("", "Hei"))
    evil = samples.with_document_xml(
        plain, ("<w:document", '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document')
    )
    assert refusal(evil, "svar.docx").code is Refusal.DAMAGED


def test_html_main_content_without_menus_and_scripts() -> None:
    body = "Kommunen støtter forslaget om felles journal. " * 8
    page = f"""<!doctype html><html><head><title>x</title><script>evil()</script></head><body>
    <nav><a>Hjem</a></nav><main><h1>Svar fra Fjellvik</h1><p>{body}</p><ul><li>Ett</li><li>To</li></ul>
    <p><input type=checkbox checked> Ja <input type=checkbox> Nei</p></main>
    <footer>Kontakt oss</footer></body></html>"""
    source = extract(page.encode(), name="svar.html")
    assert source.format == "html"
    assert source.text.startswith("Svar fra Fjellvik\n\nKommunen støtter")
    assert "• Ett\n\n• To" in source.text
    assert "☒ Ja ☐ Nei" in source.text
    assert not any(word in source.text for word in ("Hjem", "evil", "Kontakt"))
    assert source.warnings


def test_html_in_a_declared_encoding() -> None:
    page = "<html><meta charset=iso-8859-1><body><p>Gjør det nå på øya</p></body></html>".encode("latin-1")
    assert extract(page, name="svar.htm").text.strip() == "Gjør det nå på øya"


def test_html_nested_without_end_is_read() -> None:
    assert "Hei" in extract(b"<html>" + b"<div>" * 20_000 + b"Hei", name="a.html").text


def test_archive_gives_each_member_and_names_what_is_wrong() -> None:
    data = samples.archive(
        {
            "a.txt": "Vi støtter dette.".encode(),
            "mappe/tom.pdf": b"",
            "../ut.txt": b"x",
            "inni.zip": samples.archive({"b.txt": b"y"}),
            ".DS_Store": b"z",
        }
    )
    found = {name: item for name, _, item in extract_many(data, name="alt.zip")}
    assert found["alt.zip/a.txt"].text == "Vi støtter dette."  # type: ignore[union-attr]  # asserted by use
    codes = {name: item.code for name, item in found.items() if isinstance(item, UnreadableFile)}
    assert codes == {
        "alt.zip/mappe/tom.pdf": Refusal.EMPTY,
        "alt.zip/../ut.txt": Refusal.UNSAFE_ARCHIVE,
        "alt.zip/inni.zip": Refusal.UNSAFE_ARCHIVE,
    }


def test_archive_bomb_is_refused() -> None:
    (item,) = [
        item for _, _, item in extract_many(samples.archive({"stor.txt": b"a" * 30_000_000}), name="b.zip")
    ]
    assert isinstance(item, UnreadableFile)
    assert item.code is Refusal.UNSAFE_ARCHIVE


def test_table_gives_one_document_a_row() -> None:
    rows = [
        ["Tidsstempel", "Navn på virksomheten", "1. Støtter dere forslaget?", "2. Andre innspill?"],
        ["2024-01-01", "Fjellvik kommune", "Ja, men finansieringen er uklar.", ""],
        ["2024-01-02", "Vikstad sykehus HF", "", "Behov for felles standarder."],
        ["2024-01-03", "Tom kommune", "", ""],
    ]
    for name, data in (
        ("svar.xlsx", samples.workbook(rows)),
        ("svar.csv", "\n".join(";".join(row) for row in rows).encode("cp1252")),
    ):
        found = list(extract_many(data, name=name))
        assert [label for label, _, _ in found] == [
            f"{name}#2 Fjellvik kommune",
            f"{name}#3 Vikstad sykehus HF",
        ]
        text = found[0][2].text  # type: ignore[union-attr]  # asserted by use
        assert text.split("\n\n")[:3] == [
            "Høringsinstans: Fjellvik kommune",
            "1. Støtter dere forslaget?",
            "Ja, men finansieringen er uklar.",
        ]


def test_an_archive_that_stores_a_pdf_as_it_is_stays_an_archive() -> None:
    """The PDF's own beginning then stands in the archive's first kilobyte."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("brev.pdf", samples.pdf([[(72, 700, "Kommunen støtter forslaget.", 11)]]))
        archive.writestr("svar.txt", "Kommunen støtter forslaget.")
    found = list(extract_many(stream.getvalue(), name="alle.zip"))
    assert [label.rpartition("/")[2] for label, _, _ in found] == ["brev.pdf", "svar.txt"]


@pytest.mark.parametrize(
    "table",
    ["Høringsinstans;Svar\nEksempelvik;\n", "Navn;E-post\nAda Eksempel;ada@eksempel.example\n", "Svar\n"],
)
def test_a_table_without_a_single_answer_is_refused_in_words(table: str) -> None:
    with pytest.raises(UnreadableFile, match="holds no replies") as caught:
        list(extract_many(table.encode(), name="svar.csv"))
    assert caught.value.code is Refusal.EMPTY
