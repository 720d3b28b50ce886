"""The summary as a Word document: title page, contents, headings, tables, quotations with footnotes.

Made with python-docx and no template, so that the program needs no binary file for each language
(docs/decisions/0066).
"""

import io
from collections.abc import Callable, Sequence
from datetime import date

import docx
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from docx.enum.text import WD_BREAK

from . import word_styles as styles
from .blocks import Block, Paragraph, Quotation, Section, Subheading, Table
from .footnotes import Footnotes
from .material import Material
from .word_parts import Writer, bookmark, clean, field, link_within, xml_language

Address = Callable[[Quotation], str]


def rendered(sections: Sequence[Section], material: Material, *, address: Address, today: date) -> bytes:
    """The document in the active language. `address` gives each quotation its address in the program."""
    language = xml_language(get_language())
    word = docx.Document()
    styles.prepare(word, language)
    properties = word.core_properties
    properties.title = clean(material.consultation.title)
    properties.subject = _("Summary of the replies")
    properties.author = properties.last_modified_by = "Samstyring"
    properties.comments = ""
    properties.language = language
    writer = Writer(word)
    title_page(writer, material, today)
    table_of_contents(writer, sections)
    notes = Footnotes(word)
    for number, section in enumerate(sections):
        bookmark(writer.paragraph(section.heading, "Heading 1"), number + 1, f"part{number}")
        for part in section.own.replace("\r\n", "\n").split("\n\n"):
            if part.strip():
                writer.paragraph(part.strip())
        for block in section.blocks:
            add(writer, block, notes, address)
    notes.finish()
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def title_page(writer: Writer, material: Material, today: date) -> None:
    """Title, what it is, and the facts that a reader looks for first; no page number on it."""
    consultation = material.consultation
    writer.paragraph(consultation.title, "Title")
    writer.paragraph(_("Summary of the replies"), "Subtitle")
    issuer = consultation.issued_by or consultation.owner_organisation
    deadline = consultation.deadline
    facts = [
        (_("Issued by"), issuer.name if issuer else _("not stated")),
        (_("Deadline"), date_format(deadline, "j. F Y") if deadline else _("not stated")),
        (_("Replies read"), str(len(material.replies))),
        (_("Made"), date_format(today, "j. F Y")),
    ]
    for label, value in facts:
        line = writer.paragraph()
        line.add_run(f"{label}: ").bold = True
        line.add_run(clean(value))
    if consultation.is_example:
        writer.paragraph(_("Example: invented senders and texts"), styles.MARK)
    if material.reviewed < material.total:
        counts = {"reviewed": material.reviewed, "total": material.total}
        writer.paragraph(
            _("Draft: a person has reviewed %(reviewed)d of %(total)d statements.") % counts, styles.MARK
        )
    section = writer.word.sections[0]
    section.different_first_page_header_footer = True
    footer = section.footer.paragraphs[0]
    footer.add_run(_("Page") + " ")
    field(footer, "PAGE", "2")


def table_of_contents(writer: Writer, sections: Sequence[Section]) -> None:
    """The headings as links. A field, so that Word puts page numbers in when it is updated."""
    writer.paragraph(_("Contents"), styles.CONTENTS_HEADING)
    for number, section in enumerate(sections):
        line = writer.paragraph("", styles.CONTENTS)
        if number == 0:
            styles.field_part(line, "begin")
            styles.field_instruction(line, r'TOC \o "1-1" \h \z')
            styles.field_part(line, "separate")
        link_within(line, clean(section.heading), f"part{number}")
        if number == len(sections) - 1:
            styles.field_part(line, "end")
            line.add_run().add_break(WD_BREAK.PAGE)


def add(writer: Writer, block: Block, notes: Footnotes, address: Address) -> None:
    """One block at the end of the document."""
    match block:
        case Paragraph():
            writer.paragraph(block.text, styles.MARK if block.mark else None)
        case Subheading():
            writer.paragraph(block.text, "Heading 2")
        case Quotation():
            quotation(writer, block, notes, address)
        case Table():
            writer.paragraph(block.caption, "Caption")
            writer.table(block.caption, block.heads, block.rows)


def quotation(writer: Writer, block: Quotation, notes: Footnotes, address: Address) -> None:
    """The words in a style of their own, the sender, and a footnote that says where they stand."""
    paragraph = writer.paragraph("", "Quote")
    run = paragraph.add_run(clean(block.words))
    run._r.style = writer.style(styles.WORDS)
    styles.run_language(run, xml_language(block.language))
    end = f" – {clean(block.sender)}"
    paragraph.add_run(end if block.reviewed else f"{end} {_('(not reviewed)')}")
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
