"""Files made to do harm: each gives its own clear result, and none takes more than it may."""

import os
import zipfile
from pathlib import Path

import pytest
from tests.fuzzing.promises import broken, broken_by_refusal

from samstyring.engines.text_analysis import (
    Document,
    Refusal,
    UnreadableFile,
    commandline,
    extract,
    limits,
    read,
)
from samstyring.engines.text_analysis.extraction import extract_many, html, ocr
from samstyring.engines.text_analysis.extraction.sniff import sniff
from samstyring.engines.text_analysis.isolated import read_in_worker
from samstyring.engines.text_analysis.model import SourceText

from . import hostile, samples


def refusal(data: bytes, name: str) -> Refusal:
    """Why a file is refused; its sentence is a clear one."""
    with pytest.raises(UnreadableFile) as caught:
        list(extract_many(data, name=name))
    assert not broken_by_refusal(caught.value.code.value, str(caught.value))
    return caught.value.code


def members(data: bytes) -> dict[str, str]:
    """What became of each member of an archive: its text, or the code of its refusal."""
    found = {name: item for name, _, item in extract_many(data, name="a.zip")}
    for item in found.values():
        assert isinstance(item, SourceText) or not broken_by_refusal(item.code.value, str(item))
    return {
        name.removeprefix("a.zip/"): item.text if isinstance(item, SourceText) else item.code.value
        for name, item in found.items()
    }


def good(data: bytes, name: str) -> Document:
    """The document that a file gives, with every promise kept."""
    document = read(data, name=name)
    assert not broken(document)
    return document


# Archives


def test_flat_bomb() -> None:
    assert members(samples.archive({"a.txt": b"a" * 20_000_000, "b.txt": b"Vi er med."})) == {
        "a.txt": "unsafe_archive",
        "b.txt": "Vi er med.",
    }


def test_bomb_of_many_members_is_refused_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", 4_000_000)
    assert (
        refusal(samples.archive({f"{n}.txt": b"a" * 900_000 for n in range(5)}), "a.zip") == "unsafe_archive"
    )


def test_nested_bomb() -> None:
    inner = samples.archive({"a.txt": b"a" * 20_000_000})
    for _ in range(5):
        inner = samples.archive({"inni.zip": inner})
    assert members(inner) == {"inni.zip": "unsafe_archive"}


@pytest.mark.parametrize("said", [10, 0])
def test_bomb_that_understates_its_size(said: int) -> None:
    data = hostile.understated("a.txt", b"a" * 20_000_000, said)
    assert set(members(data).values()) <= {"damaged", "unsafe_archive", "empty"}


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_unpack_without_bounds(method: int) -> None:
    assert members(hostile.packed("a.txt", b"a" * 900_000, method)) == {"a.txt": "unsafe_archive"}
    assert refusal(hostile.packed("word/document.xml", b"<x/>", method), "a.docx") == "unsafe_archive"


def test_bomb_in_an_office_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_PART_BYTES", 100_000)
    assert refusal(hostile.word(hostile.paragraph("a" * 200_000)), "a.docx") == "unsafe_archive"
    assert refusal(hostile.sheet(hostile.row(1, "a" * 200_000)), "a.xlsx") == "unsafe_archive"


def test_bomb_in_the_line_that_tells_the_format() -> None:
    assert set(members(samples.archive({"mimetype": b"a" * 30_000_000})).values()) == {"unsafe_archive"}


@pytest.mark.parametrize("path", ["../ut.txt", "/etc/ut.txt", "C:\\ut.txt", "a/../../ut.txt", "..\\ut.txt"])
def test_paths_that_climb_out(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert set(members(samples.archive({path: b"Vi er med."})).values()) == {"unsafe_archive"}
    assert not list(tmp_path.rglob("*"))


def test_links_are_not_followed() -> None:
    assert members(hostile.link("svar.txt", "/etc/passwd")) == {"svar.txt": "unsafe_archive"}


def test_names_that_write_to_the_terminal_are_made_harmless() -> None:
    (name,) = members(samples.archive({"a\x1b[2J\u202egpj.txt": b"Vi er med."}))
    assert name == "a\ufffd[2J\ufffdgpj.txt"


def test_too_many_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_MEMBERS", 3)
    assert refusal(samples.archive({f"{n}.txt": b"x" for n in range(4)}), "a.zip") == "unsafe_archive"


# Entities


@pytest.mark.parametrize("prolog", [hostile.LAUGHS, hostile.OUTSIDE], ids=["laughs", "outside"])
def test_entities_are_never_resolved(prolog: str) -> None:
    assert refusal(hostile.word(hostile.paragraph("&a9;"), prolog=prolog), "a.docx") == "damaged"
    rows = hostile.row(1, "Svar") + hostile.row(2, "&a9;")
    assert refusal(hostile.sheet(rows, prolog=prolog), "a.xlsx") == "damaged"
    drawing = "<svg><text>&a9;</text></svg>"
    page = f"{prolog.replace(' x ', ' html ')}<html><body><p>Vi er med. &a9;</p>{drawing}</body>"
    text = extract(page.encode(), name="a.html").text
    assert text.strip().endswith("Vi er med. &a9;")
    assert "root:" not in text


def test_entities_in_shared_strings() -> None:
    evil = hostile.LAUGHS + "<sst><si><t>&a9;</t></si></sst>"
    data = hostile.with_shared_strings(samples.workbook([["Svar"], ["Ja"]]), evil.encode())
    assert refusal(data, "a.xlsx") == "damaged"


def test_picture_with_a_script_is_not_a_page() -> None:
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script><text>Hei</text></svg>"
    assert refusal(drawing, "a.pdf") == "not_what_its_name_says"


# Sizes


def test_file_of_200_megabytes_is_refused_unread(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    large = tmp_path / "stor.pdf"
    with large.open("wb") as file:
        file.truncate(200 * 1024 * 1024)  # takes no room on the disk
    large.chmod(0)
    assert commandline.analyse([str(large), "--lang", "en"]) == commandline.UNREADABLE
    assert "too large" in capsys.readouterr().err


def test_pdf_of_10_000_pages() -> None:
    assert refusal(hostile.same_page_often(10_000), "a.pdf") == "too_large"
    assert len(extract(hostile.same_page_often(50), name="a.pdf").pages) == 50


def test_tables_in_tables_are_read_once_however_deep() -> None:
    text = extract(hostile.nested_tables(3_000), name="a.docx").text
    assert text.count("Kommunen støtter forslaget.") == 1
    assert text.count("Nivå 7.") == 1
    assert text.count("Nivå 2999.") == 1


def test_thousands_of_tables_side_by_side() -> None:
    table = f"<w:tbl><w:tr><w:tc>{hostile.paragraph('Vi er med.')}</w:tc></w:tr></w:tbl>"
    assert extract(hostile.word(table * 3_000), name="a.docx").text.count("Vi er med.") == 3_000


def test_sheet_that_claims_to_be_huge() -> None:
    rows = hostile.row(1, "Virksomhet", "Svar") + hostile.row(2, "Fjellvik", "Ja, vi støtter dette.")
    data = hostile.sheet(rows, before='<dimension ref="A1:XFD1048576"/>')
    assert [name for name, _, _ in extract_many(data, name="a.xlsx")] == ["a.xlsx#2 Fjellvik"]


def test_sheet_with_a_reply_after_a_million_empty_rows() -> None:
    rows = hostile.row(1, "Virksomhet", "Svar") + hostile.row(1_000_000, "Fjellvik", "Ja.")
    assert refusal(hostile.sheet(rows), "a.xlsx") == "empty"
    many = hostile.row(1, "Virksomhet", "Svar") + "".join(f'<row r="{n}"/>' for n in range(2, 100_000))
    assert refusal(hostile.sheet(many), "a.xlsx") == "empty"


def test_formulas_are_not_run() -> None:
    rows = hostile.row(1, "Virksomhet", "Svar")
    rows += '<row r="2"><c t="inlineStr"><is><t>Fjellvik</t></is></c>'
    rows += '<c t="str"><f>WEBSERVICE("http://example.org")</f><v>Lagret svar her.</v></c></row>'
    ((_, _, source),) = extract_many(hostile.sheet(rows), name="a.xlsx")
    assert isinstance(source, SourceText)
    assert "Lagret svar her." in source.text
    assert "WEBSERVICE" not in source.text


def test_html_nested_deeply_and_closed() -> None:
    page = (
        b"<html><body>"
        + b"<div><ul><li>" * 5_000
        + "Vi er med på øya.".encode()
        + b"</li></ul></div>" * 5_000
    )
    assert "Vi er med på øya." in extract(page, name="a.html").text


def test_comments_without_end_do_not_hold_up_the_search_for_html() -> None:
    # A pattern that may end a comment at any of the ends would try each combination of them.
    assert sniff(b"<!---->" * 500 + b"Vi er med.", name="a") == "text"
    assert sniff(b"<!-- a --><!-- b --><html>", name="a") == "html"


# PDF


def test_font_that_maps_every_letter_to_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "languages", lambda: None)
    assert refusal(hostile.letters_that_mean_nothing(), "a.pdf") == "no_text"


def test_pdf_with_script_and_attachment_gives_its_text_alone() -> None:
    text = good(hostile.with_script_and_attachment(), "a.pdf").source.text
    assert text.strip() == "Vi stotter forslaget."


def test_pdf_that_anybody_may_open_is_read() -> None:
    assert "Vi stotter forslaget." in good(hostile.locked_pdf(to_open=""), "a.pdf").source.text
    assert refusal(hostile.locked_pdf(to_open="hemmelig"), "a.pdf") == "encrypted"


def test_pages_in_a_circle() -> None:
    data = hostile.objects(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>"]
    )
    assert refusal(data, "a.pdf") in {"damaged", "no_text"}


# Other formats under false names


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (hostile.OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted"),
        (hostile.OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "a.doc", "unknown_format"),
        (rb"{\rtf1\ansi Vi er med.}", "a.txt", "unknown_format"),
        (b"MZ\x90\x00\x03\x00\x00\x00" + bytes(range(256)) * 40, "a.pdf", "not_what_its_name_says"),
        (b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 40, "a.docx", "not_what_its_name_says"),
        (b"%PDF-1.7\n" + b"\x00" * 500, "a.pdf", "damaged"),
        (b"PK\x03\x04" + b"\x00" * 500, "a.zip", "damaged"),
    ],
    ids=["locked docx", "doc", "rtf", "exe", "elf", "pdf head", "zip head"],
)
def test_each_false_name_has_its_own_answer(data: bytes, name: str, code: str) -> None:
    assert refusal(data, name) == code


# Characters and encodings


@pytest.mark.parametrize("said", ["utf-8", "utf-16", "hex", "undefined", "idna", "rot13", "x-unknown"])
def test_page_that_states_a_wrong_encoding(said: str) -> None:
    page = f"<html><head><meta charset='{said}'></head><body><p>Gjør det nå på øya</p></body></html>"
    assert extract(page.encode("latin-1"), name="a.html").text.strip() == "Gjør det nå på øya"


def test_page_in_utf_8_that_states_another() -> None:
    page = "<html><meta charset=iso-8859-1><body><p>Gjør det nå på øya</p></body></html>".encode()
    assert extract(page, name="a.html").text.strip() == "Gjør det nå på øya"


def test_byte_order_mark_that_lies() -> None:
    text = "Kommunen ønsker å være med. Vi støtter forslaget på øya."
    source = extract(b"\xef\xbb\xbf" + text.encode("cp1252"), name="a.txt")
    assert source.text == text
    assert source.warnings
    for encoding in ("cp1252", "utf-8"):
        assert extract(b"\xff\xfe" + text.encode(encoding), name="a.txt").text == text


def test_halves_of_surrogate_pairs() -> None:
    words = "Kommunen støtter forslaget."
    for half in (b"\x00\xd8", b"\x00\xdc"):
        data = b"\xff\xfe" + words.encode("utf-16-le") + half + " Vi er med.".encode("utf-16-le")
        document = good(data, "a.txt")
        assert "\ufffd" in document.source.text
        assert any("could not be read" in warning for warning in document.warnings)
    assert good(b"<html><p>Vi &#xD800;&#xDC00; st&oslash;tter dette.</p>", "a.html").source.text
    table = 'Virksomhet;Svar\nFjell\\ud800vik;"Vi \\udc00støtter dette."\n'.encode()
    ((name, _, source),) = extract_many(table, name="a.csv")
    assert isinstance(source, SourceText)
    assert "\\udc00" in source.text  # an escape of another format is six harmless characters
    name.encode()


def test_nul_bytes() -> None:
    assert refusal(b"Vi st\x00tter forslaget." * 9, "a.txt") == "not_what_its_name_says"
    assert "\x00" not in good(b"<html><p>Vi &#0;er\x00 med &#x0;her.</p>", "a.html").source.text
    table = "Virksomhet;Svar\nFj\x00ell;Vi \x00er med.\n"
    assert refusal(table.encode(), "a.csv") == "not_what_its_name_says"
    ((name, _, source),) = extract_many(table.encode("utf-16"), name="a.csv")
    assert isinstance(source, SourceText)
    assert "\x00" not in name + source.text


def test_directions_and_characters_without_width_are_kept_and_counted() -> None:
    text = "Kommu\u200bnen \u202estøtter\u202c forsla\u00adget.\n\n"
    text += "Staten \u2066bør\u2069 \ufeffdekke kost\u200dnadene.\n"
    document = good(text.encode(), "a.txt")
    assert document.source.text == text
    assert [s.quote for s in document.statements] == [p for p in text.split("\n") if p]


# The child that reads


def test_a_file_name_in_no_encoding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"h\xf8ring.txt")
    with open(path, "wb") as file:
        file.write(samples.LETTER.encode())
    report = tmp_path / "ut.json"
    assert commandline.analyse([str(tmp_path), "--json", str(report)]) == 0
    assert "h\ufffdring.txt" in report.read_text(encoding="utf-8")


def test_page_that_would_take_forever_is_ended() -> None:
    page = b"<html><body>" + b"<!" * 400_000
    with pytest.raises(UnreadableFile) as caught:
        read_in_worker(page, name="a.html", seconds=0.3)
    assert caught.value.code is Refusal.TOO_SLOW
    assert html.extract(b"<html><body><p>Vi er med.<!").text.startswith("Vi er med.")


def test_blank_scanned_page_is_not_handed_to_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "languages", lambda: "nor")
    monkeypatch.setattr(ocr.subprocess, "run", lambda *_, **__: pytest.fail("A blank page was read."))
    assert refusal(samples.pdf([[], [], []]), "a.pdf") == "no_text"
