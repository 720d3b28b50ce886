"""Real footnotes in a Word document, which python-docx cannot make: a part of its own in the package."""

from typing import Any

from django.utils.translation import gettext as _
from docx.document import Document as Word
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from . import word_styles as styles
from .word_parts import element, text_run

# Word keeps the first two for the line between text and notes, and for its continuation.
FIRST = 1
SEPARATORS = (("-1", "separator"), ("0", "continuationSeparator"))


class Footnotes:
    """Collects footnotes while a document is written; `finish` puts them into it."""

    def __init__(self, word: Word) -> None:
        self._word = word
        self._notes: Any = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
        self._part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, b"", word.part.package)
        self._count = 0
        looked_up: Any = word.styles
        names = (styles.NOTE_REFERENCE, styles.NOTE_TEXT, styles.LINK)
        self._ids = {name: str(looked_up[name].style_id) for name in names}
        for number, kind in SEPARATORS:
            note = element("w:footnote", type=kind, id=number)
            paragraph, run = element("w:p"), element("w:r")
            run.append(element(f"w:{kind}"))
            paragraph.append(run)
            note.append(paragraph)
            self._notes.append(note)

    def add(self, paragraph: Paragraph, text: str, address: str) -> None:
        """A reference at the end of `paragraph`, and the note with a link to `address`."""
        number = str(FIRST + self._count)
        self._count += 1
        reference = text_run("", self._ids[styles.NOTE_REFERENCE])
        reference.remove(reference[-1])
        reference.append(element("w:footnoteReference", id=number))
        paragraph._p.append(reference)
        note, inside, properties = element("w:footnote", id=number), element("w:p"), element("w:pPr")
        properties.append(element("w:pStyle", val=self._ids[styles.NOTE_TEXT]))
        inside.append(properties)
        mark = text_run("", self._ids[styles.NOTE_REFERENCE])
        mark.remove(mark[-1])
        mark.append(element("w:footnoteRef"))
        inside.append(mark)
        inside.append(text_run(f" {text}. "))
        link = element("w:hyperlink")
        relation = self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), relation)
        link.append(text_run(_("Open the place"), self._ids[styles.LINK]))
        inside.append(link)
        note.append(inside)
        self._notes.append(note)

    def finish(self) -> None:
        """Put the notes into the document's package."""
        if not self._count:
            return
        self._part._blob = serialize_part_xml(self._notes)
        self._word.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
