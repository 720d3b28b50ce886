"""Collects a canonical text and the hints about it, for formats whose text has to be put together."""

from dataclasses import dataclass, field

from samstyring.engines.text_analysis.model import Hint, SourceText


@dataclass(slots=True)
class Writer:
    """Paragraphs one after another, with a blank line between; `kind` is the hint's kind, empty for none."""

    pieces: list[str] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)
    length: int = 0

    def paragraph(self, text: str, kind: str = "", level: int = 0) -> None:
        """Add a paragraph. Cells follow one another without a blank line. Empty text only moves on."""
        text = storable(text).strip()
        if text:
            if kind:
                self.hints.append(Hint(self.length, self.length + len(text), kind, level))
            self.write(text)
        self.write("\n\n" if text and kind != "cell" else "\n")

    def write(self, text: str) -> None:
        """Add text as it is."""
        self.pieces.append(text)
        self.length += len(text)

    def source(self, form: str, warnings: tuple[str, ...] = ()) -> SourceText:
        """The source text so far, as one page."""
        text = "".join(self.pieces)
        return SourceText(text, ((0, len(text)),), form, warnings, tuple(self.hints))


def storable(text: str) -> str:
    """`text` without what a database or a file cannot hold: NUL characters and halves of surrogate pairs."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def printable(text: str) -> str:
    """`text` as a name to show: what no one can see (controls, directions, halves of pairs) becomes �."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text)
