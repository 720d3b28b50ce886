"""The summary as a Word document: title page, contents, headings, tables, quotations with footnotes.

Made with python-docx and no template, so that the program needs no binary file for each language
(docs/decisions/0063).
"""

import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import docx
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from docx.document import Document as Word
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from . import word_styles as styles
from .blocks import Block, Paragraph, Quotation, Section, Subheading, Table
from .footnotes import Footnotes
from .material import Material
from .word_parts import bookmark, clean, field, link_within, xml_language

Address = Callable[[Quotation], str]


def rendered(sections: Sequence[Section], material: Material, *, address: Address, today: date) -> bytes:
    """The document in the active language. `address` gives each quotation its address in the program."""
    word = docx.Document()
    styles.prepare(word, xml_language(get_language()))
    properties = word.core_properties
    properties.title = clean(material.consultation.title)
    properties.subject = _("Summary of the replies")
    properties.author = properties.last_modified_by = "Samstyring"
    properties.comments = ""
    properties.language = xml_language(get_language())
    title_page(word, material, today)
    table_of_contents(word, sections)
    notes = Footnotes(word)
    for number, section in enumerate(sections):
        bookmark(word.add_heading(clean(section.heading), 1), number + 1, f"part{number}")
        for part in section.own.replace("\r\n", "\n").split("\n\n"):
            if part.strip():
                word.add_paragraph(clean(part.strip()))
        for block in section.blocks:
            add(word, block, notes, address)
    notes.finish()
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def title_page(word: Word, material: Material, today: date) -> None:
    """Title, what it is, and the facts that a reader looks for first; no page number on it."""
    consultation = material.consultation
    word.add_paragraph(clean(consultation.title), style="Title")
    word.add_paragraph(_("Summary of the replies"), style="Subtitle")
    issuer = consultation.issued_by or consultation.owner_organisation
    facts = [
        (_("Issued by"), issuer.name if issuer else _("not stated")),
        (
            _("Deadline"),
            date_format(consultation.deadline, "j. F Y") if consultation.deadline else _("not stated"),
        ),
        (_("Replies read"), str(len(material.replies))),
        (_("Made"), date_format(today, "j. F Y")),
    ]
    for label, value in facts:
        line = word.add_paragraph()
        line.add_run(f"{label}: ").bold = True
        line.add_run(clean(value))
    if consultation.is_example:
        word.add_paragraph(_("Example: invented senders and texts"), style=styles.MARK)
    if material.reviewed < len(material.said):
        word.add_paragraph(
            _("Draft: a person has reviewed %(reviewed)d of %(total)d statements.")
            % {"reviewed": material.reviewed, "total": len(material.said)},
            style=styles.MARK,
        )
    word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    section = word.sections[0]
    section.different_first_page_header_footer = True
    footer = section.footer.paragraphs[0]
    footer.add_run(_("Page") + " ")
    field(footer, "PAGE", "2")


def table_of_contents(word: Word, sections: Sequence[Section]) -> None:
    """The headings as links. A field, so that Word puts page numbers in when it is updated."""
    word.add_paragraph(_("Contents"), style=styles.CONTENTS_HEADING)
    for number, section in enumerate(sections):
        line = word.add_paragraph(style=styles.CONTENTS)
        if number == 0:
            styles.field_part(line, "begin")
            styles.field_instruction(line, r'TOC \o "1-1" \h \z')
            styles.field_part(line, "separate")
        link_within(line, clean(section.heading), f"part{number}")
        if number == len(sections) - 1:
            styles.field_part(line, "end")
    word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def add(word: Word, block: Block, notes: Footnotes, address: Address) -> None:
    """One block at the end of the document."""
    match block:
        case Paragraph():
            word.add_paragraph(clean(block.text), style=styles.MARK if block.mark else None)
        case Subheading():
            word.add_heading(clean(block.text), 2)
        case Quotation():
            quotation(word, block, notes, address)
        case Table():
            table(word, block)


def quotation(word: Word, block: Quotation, notes: Footnotes, address: Address) -> None:
    """The words in a style of their own, the sender, and a footnote that says where they stand."""
    paragraph = word.add_paragraph(style="Quote")
    run = paragraph.add_run(clean(block.words), style=styles.WORDS)
    styles.run_language(run, xml_language(block.language))
    paragraph.add_run(f" – {clean(block.sender)}")
    if not block.reviewed:
        paragraph.add_run(" " + _("(not reviewed)"))
    notes.add(paragraph, clean(source_of(block)), address(block))


def source_of(block: Quotation) -> str:
    """Where a quotation stands: sender, document, page, characters."""
    parts = [block.sender]
    if block.document:
        parts.append(f"«{block.document}»" if get_language() in {"nb", "nn"} else f"“{block.document}”")
    if block.page is not None:
        parts.append(_("page %(number)d") % {"number": block.page})
    parts.append(_("characters %(start)d–%(end)d") % {"start": block.start, "end": block.end})
    return ", ".join(parts)


def table(word: Word, block: Table) -> None:
    """A table with a caption above it, a head row that is repeated on each page, and a name for readers."""
    caption = word.add_paragraph(clean(block.caption), style="Caption")
    caption.paragraph_format.keep_with_next = True
    made = word.add_table(rows=0, cols=len(block.heads), style="Table Grid")
    for place, row in enumerate((block.heads, *block.rows)):
        added = made.add_row()
        for cell, text in zip(added.cells, row, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.style = styles.CELL
            paragraph.add_run(clean(text)).bold = place == 0
        if place == 0:
            once(added._tr.get_or_add_trPr(), "w:tblHeader")
        once(added._tr.get_or_add_trPr(), "w:cantSplit")
    named = OxmlElement("w:tblCaption")
    named.set(qn("w:val"), clean(block.caption))
    made._tbl.tblPr.append(named)
    word.add_paragraph()


def once(parent: Any, name: str) -> None:
    """An element that switches something on."""
    parent.append(OxmlElement(name))
