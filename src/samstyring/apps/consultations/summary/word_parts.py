"""Small parts of a Word document that python-docx has no words for: fields, bookmarks, links, languages."""

from typing import Any

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
