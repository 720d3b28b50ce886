"""DOCX: paragraphs and tables in reading order, straight from the XML, with what Word says about each.

Read by hand rather than through a document model, because ticks and answers often stand in content controls,
text boxes and legacy form fields, which such models leave out.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from samstyring.engines.text_analysis import limits
from samstyring.engines.text_analysis.errors import Refusal, UnreadableFile
from samstyring.engines.text_analysis.extraction import packed
from samstyring.engines.text_analysis.extraction.writer import Writer
from samstyring.engines.text_analysis.model import SourceText

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SILENT = (_FALLBACK, f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}pPr", f"{_W}rPr")
_DEEP = 40  # tables and content controls inside one another
# Symbol fonts: ticked and empty boxes, and bullets.
_SYMBOLS = {
    "F0FE": "☒",
    "F0FD": "☒",
    "F052": "☒",
    "F054": "☒",
    "F0A8": "☐",
    "F06F": "☐",
    "F0A3": "☐",
    "F0B7": "•",
}


def extract(data: bytes) -> SourceText:
    """The text of a DOCX file.

    Raises UnreadableFile for a damaged or oversized one.
    """
    parts = read_parts(
        data, wanted=("word/document.xml", "word/styles.xml", "word/footnotes.xml", "word/endnotes.xml")
    )
    body = _parse(parts["word/document.xml"]).find(f"{_W}body")
    if body is None:
        raise UnreadableFile(Refusal.DAMAGED)
    styles = _heading_styles(_parse(parts["word/styles.xml"])) if "word/styles.xml" in parts else {}
    writer = Writer()
    for name in sorted(part for part in parts if part.startswith("word/header")):
        for paragraph in _parse(parts[name]).iter(f"{_W}p"):
            writer.paragraph(_text(paragraph), "letterhead")
    _write_blocks(body, writer, styles, depth=0)
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        if name in parts:
            for note in _parse(parts[name]):
                writer.paragraph(" ".join(_text(p).strip() for p in note.iter(f"{_W}p")), "footnote")
    return writer.source("docx")


def read_parts(data: bytes, *, wanted: tuple[str, ...]) -> dict[str, bytes]:
    """The named parts of an Office file (and its headers), bounded in size.

    Raises UnreadableFile for a damaged file or one that unpacks to too much.
    """
    with packed.opened(data) as archive:
        if any(member.flag_bits & 1 for member in archive.infolist()):
            raise UnreadableFile(Refusal.ENCRYPTED)
        if sum(member.file_size for member in archive.infolist()) > limits.MAX_UNPACKED_BYTES:
            raise UnreadableFile(Refusal.TOO_LARGE)
        return {
            member.filename: packed.content(archive, member, most=limits.MAX_PART_BYTES)
            for member in archive.infolist()
            if member.filename in wanted or member.filename.startswith("word/header")
        }


def _parse(part: bytes) -> Element:
    try:
        root: Element = fromstring(part)
        return root
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError) as error:
        raise UnreadableFile(Refusal.DAMAGED, detail=str(error)) from error


def _heading_styles(styles: Element) -> dict[str, int]:
    """Style id → heading level, by outline level or by the built-in name, which Word keeps in English."""
    levels: dict[str, int] = {}
    for style in styles.iter(f"{_W}style"):
        key = style.get(f"{_W}styleId", "")
        name = style.find(f"{_W}name")
        outline = style.find(f"{_W}pPr/{_W}outlineLvl")
        words = (name.get(f"{_W}val", "") if name is not None else "").lower()
        if (
            outline is not None
            and outline.get(f"{_W}val", "9").isdigit()
            and int(outline.get(f"{_W}val", "9")) < 9
        ):
            levels[key] = int(outline.get(f"{_W}val", "0")) + 1
        elif words.startswith("heading ") and words[8:].isdigit():
            levels[key] = int(words[8:])
        elif words == "title":
            levels[key] = 1
    return levels


def _write_blocks(parent: Element, writer: Writer, styles: dict[str, int], *, depth: int) -> None:
    for child in parent:
        if child.tag == f"{_W}p":
            kind, level = _role(child, styles)
            text = _text(child)
            writer.paragraph(f"• {text}" if kind == "list_item" and text.strip() else text, kind, level)
        elif child.tag in (f"{_W}tbl", f"{_W}sdt") and depth > _DEEP:
            writer.paragraph(
                _text(child)
            )  # deeper than anybody lays out tables: the words without their places
        elif child.tag == f"{_W}tbl":
            _write_table(child, writer, styles, depth=depth + 1)
        elif child.tag == f"{_W}sdt":
            content = child.find(f"{_W}sdtContent")
            if content is not None:
                _write_blocks(content, writer, styles, depth=depth + 1)


def _write_table(table: Element, writer: Writer, styles: dict[str, int], *, depth: int) -> None:
    for row in _rows(table):
        cells = list(_cells(row))
        if (
            len(cells) > 1
            and all(_is_short(cell) for cell in cells[:-1])
            and len(list(cells[-1].iter(f"{_W}p"))) == 1
        ):
            short = [_text(cell).strip() for cell in cells]
            writer.paragraph("\t".join(part for part in short if part), "cell")
            continue
        for cell in cells:
            _write_blocks(cell, writer, styles, depth=depth)
    writer.write("\n")


def _rows(table: Element) -> Iterator[Element]:
    """The table's own rows: those of a table in one of its cells come with the cell."""
    for child in table:
        if child.tag == f"{_W}tr":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}ins", f"{_W}customXml"):
            yield from _top(child, f"{_W}tr")


def _top(node: Element, tag: str) -> Iterator[Element]:
    """Elements with this tag under the node, without those inside one of them, in reading order."""
    left = list(reversed(node))
    while left:
        child = left.pop()
        if child.tag == tag:
            yield child
        else:
            left.extend(reversed(child))


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}customXml"):
            yield from _top(child, f"{_W}tc")


def _is_short(cell: Element) -> bool:
    return len(list(cell.iter(f"{_W}p"))) == 1 and len(_text(cell).strip()) <= 80


def _role(paragraph: Element, styles: dict[str, int]) -> tuple[str, int]:
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return "", 0
    style = properties.find(f"{_W}pStyle")
    key = style.get(f"{_W}val", "") if style is not None else ""
    if key in styles:
        return "heading", styles[key]
    numbering = properties.find(f"{_W}numPr")
    if numbering is not None:
        level = numbering.find(f"{_W}ilvl")
        value = level.get(f"{_W}val", "0") if level is not None else "0"
        return "list_item", int(value) if value.isdigit() else 0
    return "", 0


def _text(node: Element) -> str:
    """The words of a paragraph or cell: runs, tabs, breaks, symbols, ticks; inserted text, not deleted
    text."""
    pieces: list[str] = []
    _collect(node, pieces)
    return "".join(pieces)


def _collect(node: Element, pieces: list[str]) -> None:
    left: list[Element | str] = list(reversed(node))  # not recursive: elements may be nested without end
    while left:
        child = left.pop()
        if isinstance(child, str):
            pieces.append(child)
            continue
        tag = child.tag
        if tag in _SILENT:
            continue
        if tag == f"{_W}t":
            pieces.append(child.text or "")
        elif tag == f"{_W}tab":
            pieces.append("\t")
        elif tag in (f"{_W}br", f"{_W}cr"):
            pieces.append("\n")
        elif tag == f"{_W}noBreakHyphen":
            pieces.append("-")
        elif tag == f"{_W}sym":
            pieces.append(_SYMBOLS.get(child.get(f"{_W}char", "").upper(), ""))
        elif tag == f"{_W}checkBox":
            pieces.append("☒ " if _is_checked(child) else "☐ ")
        else:
            if tag == f"{_W}p":
                left.append("\n")
            left.extend(reversed(child))


def _is_checked(box: Element) -> bool:
    """A legacy form field: its `checked` mark, else its default."""
    for name in ("checked", "default"):
        mark = box.find(f"{_W}{name}")
        if mark is not None:
            return mark.get(f"{_W}val", "1") not in ("0", "false", "off")
    return False
