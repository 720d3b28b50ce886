"""Parts of a Word document for which python-docx has no words, or slow ones: fields, links, large tables."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

ILLEGAL = {code: None for code in range(32) if code not in (9, 10, 13)} | {0xFFFE: None, 0xFFFF: None}
LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB", "se": "se-NO"}


def clean(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return text.translate(ILLEGAL)


def xml_language(language: str | None) -> str:
    """A language as Word names it; Bokmål where it is not known."""
    return LANGUAGES.get((language or "nb").split("-")[0], "nb-NO")


def element(tag: str, /, **values: str) -> Any:
    """A Word element with attributes, as `element("w:fldChar", fldCharType="begin")`."""
    made = OxmlElement(tag)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """A simple field such as PAGE, with what is shown until Word reckons it."""
    simple = element("w:fldSimple", instr=instruction)
    simple.append(text_run(shown))
    paragraph._p.append(simple)


def text_run(text: str, style: str = "") -> Any:
    """A run with text, in a character style by its id."""
    run = element("w:r")
    if style:
        properties = element("w:rPr")
        properties.append(element("w:rStyle", val=style))
        run.append(properties)
    words = element("w:t")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    return run


def bookmark(paragraph: Paragraph, number: int, name: str) -> None:
    """Give a paragraph a name that links lead to."""
    paragraph._p.insert(
        1 if paragraph._p.pPr is not None else 0, element("w:bookmarkStart", id=str(number), name=name)
    )
    paragraph._p.append(element("w:bookmarkEnd", id=str(number)))


def link_within(paragraph: Paragraph, text: str, name: str) -> None:
    """A link to a bookmark."""
    link = element("w:hyperlink", anchor=name, history="1")
    link.append(text_run(text))
    paragraph._p.append(link)


class Writer:
    """Adds paragraphs and tables at the end of a document.

    python-docx looks through all styles for each paragraph and each run; here an id is looked up once.
    """

    def __init__(self, word: Word) -> None:
        self.word = word
        self._ids: dict[str, str] = {}

    def style(self, name: str) -> str:
        """The id of the style with this name."""
        if name not in self._ids:
            found: Any = self.word.styles[name]
            self._ids[name] = str(found.style_id)
        return self._ids[name]

    def paragraph(self, text: str = "", style: str | None = None) -> Paragraph:
        """A paragraph with the text, in the style with this name."""
        added = self.word.add_paragraph()
        if style is not None:
            added._p.style = self.style(style)
        if text:
            added.add_run(clean(text))
        return added

    def table(self, name: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table whose head row stands on each page; `name` is read out by screen readers."""
        table = self.word.add_table(rows=0, cols=len(heads))._tbl
        table.tblPr.style = self.style("Table Grid")
        table.tblPr.append(element("w:tblCaption", val=clean(name)))
        for place, row in enumerate((heads, *rows)):
            line, properties = element("w:tr"), element("w:trPr")
            properties.append(element("w:cantSplit"))
            if place == 0:
                properties.append(element("w:tblHeader"))
            line.append(properties)
            for text in row:
                line.append(self._cell(clean(text), bold=place == 0))
            table.append(line)
        self.word.add_paragraph()

    def _cell(self, text: str, *, bold: bool) -> Any:
        cell, paragraph, properties = element("w:tc"), element("w:p"), element("w:pPr")
        properties.append(element("w:pStyle", val=self.style("Table text")))
        paragraph.append(properties)
        run = text_run(text)
        if bold:
            letters = element("w:rPr")
            letters.append(element("w:b"))
            run.insert(0, letters)
        paragraph.append(run)
        cell.append(paragraph)
        return cell
