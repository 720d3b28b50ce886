"""Bytes in, source text out: by content, never by name alone. One module for each format."""

from samstyring.engines.text_analysis import limits
from samstyring.engines.text_analysis.errors import Refusal, UnreadableFile
from samstyring.engines.text_analysis.extraction import docx, pdf, plain
from samstyring.engines.text_analysis.extraction.sniff import Format, check_name, sniff
from samstyring.engines.text_analysis.model import SourceText

__all__ = ["extract"]


def extract(data: bytes, *, name: str) -> SourceText:
    """The canonical text of one file.

    Raises UnreadableFile with a code and a sentence for every file that cannot be read.
    """
    if not data:
        raise UnreadableFile(Refusal.EMPTY)
    if len(data) > limits.MAX_BYTES:
        raise UnreadableFile(Refusal.TOO_LARGE)
    found = sniff(data, name=name)
    check_name(found, data, name=name)
    source = _READERS[found](data)
    if not source.text.strip():
        raise UnreadableFile(Refusal.NO_TEXT if found is Format.PDF else Refusal.EMPTY)
    if len(source.text) > limits.MAX_CHARACTERS:
        raise UnreadableFile(Refusal.TOO_LARGE)
    return source


_READERS = {
    Format.TEXT: plain.extract,
    Format.PDF: pdf.extract,
    Format.DOCX: docx.extract,
}
