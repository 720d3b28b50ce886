"""How the Word document looks: plain, dark on white, with styles that an editor can change in one place."""

from typing import Any

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from .word_parts import element

FONT = "Calibri"
INK = RGBColor(0x1B, 0x24, 0x30)
DEEP = RGBColor(0x14, 0x3A, 0x5A)
QUIET = RGBColor(0x4A, 0x55, 0x60)

# Styles of our own, by the names that Word shows.
MARK, WORDS, CELL = "Not reviewed", "Quoted words", "Table text"
CONTENTS_HEADING, CONTENTS = "Contents heading", "toc 1"
NOTE_TEXT, NOTE_REFERENCE, LINK = "footnote text", "footnote reference", "Hyperlink"


def prepare(word: Word, language: str) -> None:
    """Set language, page, fonts and styles."""
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.5)
    styles: Any = word.styles
    default = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in default.findall(qn("w:lang")):
        default.remove(old)
    default.append(element("w:lang", val=language, eastAsia=language))
    normal = styles["Normal"]
    letters(normal, 11, INK)
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing = 1.15
    letters(styles["Title"], 26, DEEP, bold=True)
    for border in styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break
    styles["Title"].paragraph_format.space_before = Pt(140)
    letters(styles["Subtitle"], 15, QUIET, italic=False)
    styles["Subtitle"].paragraph_format.space_after = Pt(28)
    for level, size, before in ((1, 17, 22), (2, 13, 16)):
        letters(styles[f"Heading {level}"], size, DEEP, bold=True)
        styles[f"Heading {level}"].paragraph_format.space_before = Pt(before)
        styles[f"Heading {level}"].paragraph_format.space_after = Pt(6)
    letters(styles["Caption"], 10, INK, bold=True)
    styles["Caption"].paragraph_format.space_after = Pt(4)
    styles["Caption"].paragraph_format.keep_with_next = True
    letters(styles["Quote"], 11, INK, italic=False)
    styles["Quote"].paragraph_format.left_indent = Cm(0.8)
    styles["Quote"].paragraph_format.right_indent = Cm(0.8)
    styles["Quote"].paragraph_format.space_after = Pt(8)
    added(styles)


def added(styles: Any) -> None:
    """Add the styles that the default document lacks."""
    paragraph, character = WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.CHARACTER
    mark = styles.add_style(MARK, paragraph)
    mark.base_style = styles["Normal"]
    letters(mark, 10, RGBColor(0x6B, 0x45, 0x00))
    border = element("w:pBdr")
    border.append(element("w:left", val="single", sz="24", space="8", color="B98900"))
    mark.element.get_or_add_pPr().append(border)
    mark.paragraph_format.left_indent = Cm(0.4)
    styles.add_style(WORDS, character).font.italic = True
    cell = styles.add_style(CELL, paragraph)
    cell.base_style = styles["Normal"]
    letters(cell, 10, INK)
    cell.paragraph_format.space_after = Pt(2)
    cell.paragraph_format.line_spacing = 1
    heading = styles.add_style(CONTENTS_HEADING, paragraph)
    letters(heading, 17, DEEP, bold=True)
    heading.paragraph_format.page_break_before = True
    heading.paragraph_format.space_after = Pt(10)
    contents = styles.add_style(CONTENTS, paragraph, builtin=True)
    contents.base_style = styles["Normal"]
    contents.paragraph_format.space_after = Pt(4)
    note = styles.add_style(NOTE_TEXT, paragraph, builtin=True)
    note.base_style = styles["Normal"]
    letters(note, 9, INK)
    note.paragraph_format.space_after = Pt(2)
    note.paragraph_format.line_spacing = 1
    styles.add_style(NOTE_REFERENCE, character, builtin=True).font.superscript = True
    link = styles.add_style(LINK, character, builtin=True)
    link.font.underline = True
    link.font.color.rgb = DEEP


def letters(
    style: Any, size: int, colour: RGBColor, *, bold: bool = False, italic: bool | None = None
) -> None:
    """Font, size and colour of a style, in place of the theme's."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    style.font.size = Pt(size)
    style.font.color.rgb = colour
    style.font.bold = bold
    if italic is not None:
        style.font.italic = italic


def run_language(run: Run, language: str) -> None:
    """Mark a run as written in another language than the document."""
    run._r.get_or_add_rPr().append(element("w:lang", val=language))


def field_part(paragraph: Paragraph, kind: str) -> None:
    """The beginning, middle or end of a field that runs over several paragraphs."""
    run = element("w:r")
    run.append(element("w:fldChar", fldCharType=kind))
    paragraph._p.append(run)


def field_instruction(paragraph: Paragraph, instruction: str) -> None:
    """What a field is to show."""
    run = element("w:r")
    words = element("w:instrText")
    words.set(qn("xml:space"), "preserve")
    words.text = f" {instruction} "
    run.append(words)
    paragraph._p.append(run)
