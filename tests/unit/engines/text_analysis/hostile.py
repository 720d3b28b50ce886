"""Files made to do harm, built in memory: what each test in test_hostile reads."""

import io
import stat
import struct
import zipfile
from collections.abc import Iterable

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from . import samples

LAUGHS = (
    "<!DOCTYPE x ["
    + '<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def word(body: str, *, prolog: str = "") -> bytes:
    """A DOCX with only a body, given as WordprocessingML."""
    part = f'{prolog}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    return samples.archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": part.encode()})


def paragraph(text: str) -> str:
    """A paragraph in WordprocessingML."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def nested_tables(depth: int) -> bytes:
    """A DOCX with tables in tables, each level with a line of its own."""
    start = "".join(f"<w:tbl><w:tr><w:tc>{paragraph(f'Nivå {n}.')}" for n in range(depth))
    return word(start + paragraph("Kommunen støtter forslaget.") + "</w:tc></w:tr></w:tbl>" * depth)


def sheet(rows: str, *, before: str = "", prolog: str = "") -> bytes:
    """An XLSX whose first sheet is exchanged for the given SpreadsheetML."""
    part = f'{prolog}<worksheet xmlns="{_S}">{before}<sheetData>{rows}</sheetData></worksheet>'
    return replaced(samples.workbook([["x"]]), "xl/worksheets/sheet1.xml", part.encode())


def row(number: int, *cells: str) -> str:
    """A row of text cells in SpreadsheetML."""
    return (
        f'<row r="{number}">' + "".join(f'<c t="inlineStr"><is><t>{c}</t></is></c>' for c in cells) + "</row>"
    )


def replaced(data: bytes, name: str, content: bytes) -> bytes:
    """An archive with one member exchanged."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        members = {member: old.read(member) for member in old.namelist()}
    return samples.archive({**members, name: content})


def with_shared_strings(data: bytes, content: bytes) -> bytes:
    """An XLSX with the given table of shared strings."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml").replace(b"</Types>", override.encode())
    return replaced(replaced(data, "[Content_Types].xml", types), "xl/sharedStrings.xml", content)


def link(name: str, to: str) -> bytes:
    """An archive with one symbolic link."""
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(info, to)
    return stream.getvalue()


def understated(name: str, content: bytes, said: int) -> bytes:
    """An archive whose directory and header say that a member is only `said` bytes long."""
    data = samples.archive({name: content})
    true = struct.pack("<I", len(content))
    assert data.count(true) >= 2
    return data.replace(true, struct.pack("<I", said))


def packed(name: str, content: bytes, method: int) -> bytes:
    """An archive with one member, packed by the given method."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def objects(bodies: Iterable[bytes]) -> bytes:
    """A PDF of the given objects, numbered from 1; the first is its catalog."""
    stream = io.BytesIO(b"%PDF-1.7\n")
    stream.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(stream.tell())
        stream.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = stream.tell()
    stream.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
    stream.writelines(b"%010d 00000 n \n" % place for place in places)
    stream.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, table))
    return stream.getvalue()


def stream_object(content: bytes, extra: bytes = b"") -> bytes:
    """A stream as the body of an object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), extra, content)


def same_page_often(count: int) -> bytes:
    """A PDF of `count` pages that are all one object, so that it is small."""
    return objects(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, b"3 0 R " * count),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
            stream_object(b"BT /F1 12 Tf 72 700 Td (Vi stotter forslaget.) Tj ET"),
        ]
    )


def letters_that_mean_nothing() -> bytes:
    """A PDF whose font maps every character to NUL: shapes on the page, no text in the file."""
    mapping = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        b"1 begincodespacerange <00> <FF> endcodespacerange\n"
        b"1 beginbfrange <00> <FF> [" + b"<0000> " * 256 + b"] endbfrange\n"
        b"endcmap end end"
    )
    return objects(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>",
            stream_object(b"BT /F1 12 Tf 72 700 Td (Kommunen stotter forslaget om felles journal.) Tj ET"),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
            stream_object(mapping),
        ]
    )


def with_script_and_attachment() -> bytes:
    """A PDF that runs JavaScript when opened and carries a program."""
    return objects(
        [
            b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (while(true){}) >> "
            b"/Names << /EmbeddedFiles << /Names [(x.exe) << /Type /Filespec /F (x.exe) "
            b"/EF << /F 6 0 R >> >>] >> >> >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>",
            stream_object(b"BT /F1 12 Tf 72 700 Td (Vi stotter forslaget.) Tj ET"),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            stream_object(b"MZ\x90\x00 hemmelig program", b"/Type /EmbeddedFile"),
        ]
    )


def locked_pdf(*, to_open: str) -> bytes:
    """An encrypted PDF; with an empty password to open, anybody may read it."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    stream = io.BytesIO()
    canvas = Canvas(
        stream, pagesize=A4, encrypt=StandardEncryption(to_open, ownerPassword="eier", canPrint=0)
    )
    canvas.drawString(72, 700, "Vi stotter forslaget.")
    canvas.save()
    return stream.getvalue()
