"""A made-up consultation for benchmarks: replies put together from our own training sentences.

The same seed gives the same texts. Formats are as they come in: mostly PDF, some Word, some plain text.
"""

import io
import random
from collections.abc import Iterator
from pathlib import Path

from docx import Document as WordDocument
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

DOCUMENTS = Path(__file__).resolve().parent.parent / "training" / "reading" / "documents"
HEAD_LINES = 5
# A unit of a reply: its kind ("heading", "item" or "sentence") and its words.
Unit = tuple[str, str]


def units() -> tuple[list[str], list[Unit]]:
    """All headings, and all sentences and list items, of the training documents."""
    headings: list[str] = []
    said: list[Unit] = []
    for path in sorted(DOCUMENTS.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines()[HEAD_LINES:]:
            if line.startswith("## "):
                headings.append(line[3:])
            elif line.startswith("- "):
                said.append(("item", line[2:]))
            elif line.strip():
                said.append(("sentence", line))
    return headings, said


def replies(count: int, sentences: int, *, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """`count` replies with `sentences` sentences in all, as file names and bytes."""
    random_ = random.Random(seed)
    headings, said = units()
    for number in range(count):
        share = sentences * (number + 1) // count - sentences * number // count
        written = list(_reply(random_, headings, said, share))
        kind = ("pdf", "pdf", "pdf", "docx", "txt")[number % 5]
        name = f"{number:04d}-eksempelkommune-{number}.{kind}"
        yield name, {"pdf": _pdf, "docx": _docx, "txt": _txt}[kind](written)


def _reply(random_: random.Random, headings: list[str], said: list[Unit], share: int) -> Iterator[Unit]:
    yield "heading", "Høringssvar fra Eksempelkommunen"
    for position in range(share):
        if position % 12 == 0:
            yield "heading", random_.choice(headings)
        yield random_.choice(said)


def _txt(written: list[Unit]) -> bytes:
    marks = {"heading": "\n\n{}\n", "item": "\n- {}", "sentence": " {}"}
    return "".join(marks[kind].format(words) for kind, words in written).encode()


def _docx(written: list[Unit]) -> bytes:
    word = WordDocument()
    for kind, words in written:
        if kind == "heading":
            word.add_heading(words, level=1)
        else:
            word.add_paragraph(words, style="List Bullet" if kind == "item" else None)
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def _pdf(written: list[Unit]) -> bytes:
    styles = getSampleStyleSheet()
    look = {"heading": styles["Heading2"], "item": styles["BodyText"], "sentence": styles["BodyText"]}
    stream = io.BytesIO()
    story = [
        Paragraph(escaped(words), look[kind], bulletText="•" if kind == "item" else None)
        for kind, words in written
    ]
    SimpleDocTemplate(stream, pagesize=A4, invariant=1).build(story)
    return stream.getvalue()


def escaped(words: str) -> str:
    """Words as reportlab's markup takes them."""
    return words.replace("&", "&amp;").replace("<", "&lt;")
