"""Small files of every format, made in memory, with texts of our own about places that do not exist."""

import io
import zipfile

import docx
import pypdfium2 as pdfium
from openpyxl import Workbook
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

from samstyring.engines.text_analysis import Document, SourceText, Statement, extract, read
from samstyring.engines.text_analysis.passages import clean, passages


def source(text: str) -> SourceText:
    """A plain source text."""
    return extract(text.encode(), name="svar.txt")


def reading(text: str, name: str = "svar.txt") -> Document:
    """A plain text read."""
    return read(text.encode(), name=name)


def kinds(text: str) -> list[tuple[str, str]]:
    """Kind and cleaned words of each passage."""
    given = source(text)
    return [(passage.kind.value, clean(given, passage).text) for passage in passages(given)]


def quotes(text: str) -> list[str]:
    """The statements of a text, each on one line."""
    return [" ".join(statement.quote.split()) for statement in reading(text).statements]


def only(document: Document) -> Statement:
    """The only statement of a document."""
    (statement,) = document.statements
    return statement


def pdf(pages: list[list[tuple[float, float, str, int]]], *, password: str | None = None) -> bytes:
    """A PDF: for each page, words with their place (points from left and bottom) and letter size."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, encrypt=password)
    for page in pages:
        for left, bottom, words, size in page:
            canvas.setFont(_font(), size)
            canvas.drawString(left, bottom, words)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def width(words: str, size: int) -> float:
    """How wide words are in `pdf`, in points."""
    return pdfmetrics.stringWidth(words, _font(), size)


def _font() -> str:
    """A font with boxes and ticks where the machine has one, else Helvetica."""
    if "DejaVu" not in pdfmetrics.getRegisteredFontNames():
        try:
            pdfmetrics.registerFont(TTFont("DejaVu", "DejaVuSans.ttf"))
        except TTFError:
            return "Helvetica"
    return "DejaVu"


def lines(
    words: list[str], *, top: float = 780, left: float = 72, size: int = 11, step: float = 15
) -> list[tuple[float, float, str, int]]:
    """Lines of running text for `pdf`."""
    return [(left, top - step * number, line, size) for number, line in enumerate(words)]


def picture_pdf() -> bytes:
    """A PDF whose only content is a picture, as from a scanner."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    canvas.setFillGray(0.5)
    canvas.drawImage(ImageReader(io.BytesIO(_pixel())), 50, 50, 400, 600)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def scanned(data: bytes) -> bytes:
    """A PDF turned into pictures of its pages, as from a scanner."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    document = pdfium.PdfDocument(data)
    for page in document:
        picture = page.render(scale=200 / 72, grayscale=True).to_pil()
        canvas.drawImage(ImageReader(picture), 0, 0, *A4)
        canvas.showPage()
    document.close()
    canvas.save()
    return stream.getvalue()


def _pixel() -> bytes:
    from PIL import Image

    stream = io.BytesIO()
    Image.new("L", (20, 30), 255).save(stream, "PNG")
    return stream.getvalue()


def word(*blocks: tuple[str, str]) -> bytes:
    """A DOCX: (style, text) for each paragraph; the style “table” takes rows of cells divided by | and /."""
    document = docx.Document()
    for style, text in blocks:
        if style == "table":
            rows = [row.split("|") for row in text.split("/")]
            table = document.add_table(rows=len(rows), cols=len(rows[0]))
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, words in zip(row.cells, cells, strict=True):
                    cell.text = words
        else:
            document.add_paragraph(text, style=style or None)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_document_xml(data: bytes, replace: tuple[str, str]) -> bytes:
    """A DOCX with one piece of its main part exchanged."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = content.decode().replace(*replace).encode()
            new.writestr(name, content)
    return stream.getvalue()


def archive(members: dict[str, bytes]) -> bytes:
    """A ZIP of the given members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return stream.getvalue()


def workbook(rows: list[list[str]]) -> bytes:
    """An XLSX with one sheet."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


LETTER = """Høringssvar fra Fjellvik kommune

Fjellvik kommune viser til høringsbrev av 3. mai og takker for muligheten til å svare.

1. Finansiering

Kommunen har ikke midler til å drive fire journalsystemer side om side. Staten bør dekke kostnadene i
innføringsåret, f.eks. gjennom et eget tilskudd. Vi støtter forslaget om felles grunndata.

Med vennlig hilsen
Kari Eksempelsen
Helsesjef, Fjellvik kommune
"""
