"""A paper as a Word file: styles with names, tables whose head stands on each page, notes that links lead to.

Everything goes in as text of XML elements, so no word of it can become anything else.
"""

import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from samstyring.apps.consultations.summary import word_styles as styles
from samstyring.apps.consultations.summary.word_parts import (
    Writer,
    bookmark,
    clean,
    element,
    field,
    text_run,
    xml_language,
)

from .content import Kind, Note, Paper, Said, Table

STYLE_OF = {
    Kind.TEXT: None,
    Kind.OWN: None,
    Kind.GAP: styles.MARK,
    Kind.ITEM: "List Bullet",
    Kind.HEADING: "Heading 2",
}
REFERENCE = "Note reference"
FACTS = "Facts"
# In twentieths of a point: between the margins, and columns of figures and of notes.
WIDTH, FIGURES, NOTES = 9070, 1750, 800


def rendered(paper: Paper) -> io.BytesIO:
    """The paper as an open file."""
    language = xml_language(paper.language)
    word = docx.Document()
    styles.prepare(word, language)
    _own_styles(word)
    properties = word.core_properties
    properties.title = clean(paper.title)
    properties.author = properties.last_modified_by = "Samstyring"
    properties.comments = ""
    properties.language = language
    writer = Writer(word)
    _first_page(writer, paper)
    for section in paper.sections:
        writer.paragraph(section.heading, "Heading 1")
        for block in section.blocks:
            if isinstance(block, Table):
                _table(writer, block, paper.note_word)
            else:
                _paragraph(writer, block)
    writer.paragraph(paper.notes_heading, "Heading 1")
    for note in paper.notes:
        _note(writer, note, paper.row_word)
    footer = word.sections[0].footer.paragraphs[0]
    footer.add_run(f"{paper.page_word} ")
    field(footer, "PAGE", "1")
    stream = io.BytesIO()
    word.save(stream)
    stream.seek(0)
    return stream


def _own_styles(word: Any) -> None:
    word.styles["Title"].paragraph_format.space_before = Pt(0)
    word.styles["Title"].paragraph_format.space_after = Pt(10)
    word.styles["Title"].font.size = Pt(22)
    reference = word.styles.add_style(REFERENCE, WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript = True
    facts = word.styles.add_style(FACTS, WD_STYLE_TYPE.PARAGRAPH)
    facts.base_style = word.styles["Normal"]
    facts.paragraph_format.space_after = Pt(2)
    facts.paragraph_format.left_indent = Cm(5)
    facts.paragraph_format.first_line_indent = Cm(-5)
    facts.paragraph_format.tab_stops.add_tab_stop(Cm(5))


def _first_page(writer: Writer, paper: Paper) -> None:
    writer.paragraph(paper.title, "Title")
    for fact in paper.facts:
        line = writer.paragraph(style=FACTS)
        line.add_run(clean(fact.label)).bold = True
        line.add_run("\t")
        line.add_run(clean(fact.shown))
    if paper.warning:
        writer.paragraph(paper.warning_heading, styles.MARK).runs[0].bold = True
    for one in paper.warning:
        writer.paragraph(one.shown, styles.MARK)
    for one in paper.basis:
        writer.paragraph(one.shown)


def _paragraph(writer: Writer, one: Said) -> None:
    added = writer.paragraph(one.shown, STYLE_OF[one.kind])
    _references(writer, added, one.notes)


def _references(writer: Writer, paragraph: Paragraph, notes: Sequence[int]) -> None:
    """The numbers of notes, raised, each a link to its note."""
    for place, number in enumerate(notes):
        if place:
            paragraph._p.append(text_run(", ", writer.style(REFERENCE)))
        link = element("w:hyperlink", anchor=f"note_{number}", history="1")
        link.append(text_run(str(number), writer.style(REFERENCE)))
        paragraph._p.append(link)


def _table(writer: Writer, table: Table, note_word: str) -> None:
    noted = any(row.notes for row in table.rows)
    heads = [*table.heads, note_word] if noted else list(table.heads)
    rows = [
        [*row.cells, ", ".join(str(number) for number in row.notes)] if noted else list(row.cells)
        for row in table.rows
    ]
    writer.paragraph(table.name, "Caption")
    writer.table(table.name, heads, rows)
    added = writer.word.tables[-1]._tbl
    widths = _widths(table, noted=noted)
    for column, width in zip(added.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(width))
    for line in added.findall(qn("w:tr")):
        for place, cell in enumerate(line.findall(qn("w:tc"))):
            properties = element("w:tcPr")
            properties.append(element("w:tcW", w=str(widths[place]), type="dxa"))
            cell.insert(0, properties)
            if place in table.numeric:
                cell.find(qn("w:p")).find(qn("w:pPr")).append(element("w:jc", val="right"))


def _widths(table: Table, *, noted: bool) -> list[int]:
    """How wide each column is: figures and notes get little, and words share what is left."""
    columns = [FIGURES if place in table.numeric else 0 for place in range(len(table.heads))]
    columns += [NOTES] if noted else []
    words = columns.count(0)
    each = (WIDTH - sum(columns)) // words if words else 0
    return [width or each for width in columns]


def _note(writer: Writer, note: Note, row_word: str) -> None:
    line = writer.paragraph(f"{note.number}. {note.text} ", styles.NOTE_TEXT)
    bookmark(line, note.number, f"note_{note.number}")
    link = element("w:hyperlink")
    relation = writer.word.part.relate_to(note.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), relation)
    link.append(text_run(clean(note.address), writer.style(styles.LINK)))
    line._p.append(link)
    line._p.append(text_run(f" ({row_word} {note.row})"))
