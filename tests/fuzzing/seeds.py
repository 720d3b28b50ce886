"""Good files of every format, made in memory, for mutations to spoil. Places and people do not exist."""

import io
import re
import zipfile
from dataclasses import dataclass
from functools import cache

import docx
from openpyxl import Workbook
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

WORDS = (
    "Høringssvar fra Fjellvik kommune",
    "1. Finansiering",
    "Kommunen har ikke midler til å drive fire journalsystemer side om side.",
    "Staten bør dekke kostnadene i innføringsåret, f.eks. gjennom et eget tilskudd.",
    "• Det er behov for felles standarder.",
    "• I Fjellvik har vi prøvd dette siden 2021, jf. Meld. St. 9.",
    "2. Støtter dere forslaget?  ☒ Ja  ☐ Nei",
    "Vi støtter forslaget om felles grunndata, men tidsplanen er for stram¹.",
    "Med vennlig hilsen",
    "Kari Eksempelsen, helsesjef, tlf. 22 22 22 22, kari@example.org",
)
LETTER = "\n\n".join(WORDS) + "\n"


@dataclass(frozen=True)
class Seed:
    """A good file. `family` says which mutations know its structure: pdf, zip, markup or text."""

    name: str
    family: str
    data: bytes


@cache
def seeds() -> tuple[Seed, ...]:
    """All seeds, in a fixed order; the same bytes on every run with the same libraries."""
    html = _html()
    return (
        Seed("svar.pdf", "pdf", _pdf(compressed=False)),
        Seed("pakket.pdf", "pdf", _pdf(compressed=True)),
        Seed("svar.docx", "zip", _docx()),
        Seed("svar.html", "markup", html.encode()),
        Seed("gammel.htm", "markup", html.replace("utf-8", "iso-8859-1").encode("latin-1", "replace")),
        Seed("alle.zip", "zip", _zip()),
        Seed("svar.xlsx", "zip", _xlsx()),
        Seed("svar.csv", "text", "\n".join(";".join(row) for row in _ROWS).encode()),
        Seed("svar.txt", "text", LETTER.encode()),
        Seed("windows.txt", "text", LETTER.encode("cp1252", "replace")),
        Seed("bredt.txt", "text", LETTER.encode("utf-16")),
    )


def _pdf(*, compressed: bool) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, pageCompression=int(compressed), invariant=1)
    for page in range(2):
        for number, line in enumerate(WORDS):
            canvas.setFont("Helvetica-Bold" if number < 2 else "Helvetica", 16 if number < 2 else 11)
            canvas.drawString(72 + 20 * (number % 3), 780 - 18 * number, line)
        canvas.drawString(300, 40, f"Side {page + 1}")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _docx() -> bytes:
    document = docx.Document()
    document.add_heading(WORDS[0], level=1)
    for line in WORDS[1:]:
        document.add_paragraph(line.removeprefix("• "), style="List Bullet" if line[0] == "•" else None)
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip((c for row in table.rows for c in row.cells), WORDS, strict=False):
        cell.text = words
    document.sections[0].header.paragraphs[0].text = "Fjellvik kommune"
    stream = io.BytesIO()
    document.save(stream)
    return _timeless(stream.getvalue())


def _html() -> str:
    body = "".join(f"<li>{line}</li>" if line[0] == "•" else f"<p>{line}</p>" for line in WORDS[2:])
    return (
        "<!doctype html><html><head><meta charset='utf-8'><title>Svar</title>"
        "<script>var x = 1;</script></head>"
        f"<body><nav class='menu'><a href='/'>Hjem</a></nav><main><h1>{WORDS[0]}</h1><h2>{WORDS[1]}</h2>"
        f"{body}"
        "<form><label><input type=checkbox checked> Ja</label><label><input type=radio> Nei</label></form>"
        "<table><tr><td>Kommune</td><td>Fjellvik &amp; omegn</td></tr></table></main><footer>Kontakt</footer>"
        "</body></html>"
    )


_ROWS = (
    ("Tidsstempel", "Navn på virksomheten", "1. Støtter dere forslaget?", "2. Andre innspill?"),
    ("2024-01-01", "Fjellvik kommune", "Ja, men finansieringen er uklar.", ""),
    ("2024-01-02", "Vikstad sykehus HF", "", "Det er behov for felles standarder."),
)


def _xlsx() -> bytes:
    book = Workbook()
    for row in _ROWS:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return _timeless(stream.getvalue())


def _zip() -> bytes:
    rows = "\n".join(";".join(row) for row in _ROWS)
    contents = {"mappe/svar.txt": LETTER, "svar.html": _html(), "svar.csv": rows}
    return _packed(
        {name: text.encode() for name, text in contents.items()} | {"svar.pdf": _pdf(compressed=True)}
    )


def _timeless(data: bytes) -> bytes:
    """An Office file without the times that its library wrote into it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    clock = rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
    return _packed(
        {name: re.sub(clock, b"2024-01-01T00:00:00Z", content) for name, content in contents.items()}
    )


def _packed(contents: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
