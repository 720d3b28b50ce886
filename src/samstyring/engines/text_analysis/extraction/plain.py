"""Plain text in any encoding. The text is the file's content unchanged: newlines, byte order mark and all."""

import codecs
import re

from samstyring.engines.text_analysis.errors import Refusal, UnreadableFile
from samstyring.engines.text_analysis.model import SourceText

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# One byte a letter: what Norwegian offices have used, the likeliest first.
_SINGLE_BYTE = ("cp1252", "iso8859-15", "mac_roman", "cp865", "cp850", "iso8859-10", "latin_1")
_MOST_LOST = 0.01  # share of characters that may be unreadable
_GOOD = re.compile(
    r"(?<=[a-zæøåA-ZÆØÅ])[æøåéèêóòôüöäšžčđŋŧ]|[æøåÆØÅöäÖÄ](?=[a-zæøå])|(?<=\s)å(?=\s)|[«»–—’“”•§…☐☒]"
)
_BAD = re.compile(r"[^\x00-\x7fæøåÆØÅéèêëóòôöäüÉÈÖÄÜáàâíñçß«»–—’‘“”„•§°…½¼·´²³€£\u00a0\u00ad☐☒☑šžčđŋŧŠŽČĐŊŦ]")


def extract(data: bytes) -> SourceText:
    """The text of a plain file, unchanged.

    Raises UnreadableFile where no encoding gives text.
    """
    text, encoding = decode(data)
    if "\x00" in text:
        raise UnreadableFile(Refusal.UNKNOWN_FORMAT)
    warnings = [] if encoding == "utf-8" else [f"The text was read as {encoding}."]
    if "\ufffd" in text:
        warnings.append("Some characters could not be read and stand as �.")
    return SourceText(text=text, pages=_pages(text), format="text", warnings=tuple(warnings))


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of the encoding: by byte order mark, else UTF-8, else the likeliest of the
    rest."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data, mark, encoding)
    return _unmarked(data)


def _unmarked(data: bytes) -> tuple[str, str]:
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if b"\x00" in data[:4096]:
        even, odd = data[:4096:2].count(0), data[1:4096:2].count(0)
        encoding = "utf-16-be" if even > odd else "utf-16-le"
        return _wide(data, encoding), encoding
    return _single_byte(data)


def _marked(data: bytes, mark: bytes, encoding: str) -> tuple[str, str]:
    """By the mark at the beginning, as long as it tells the truth."""
    if encoding != "utf-8":
        # Western text has a zero in every character of two or four bytes.
        lies = len(data) > 40 and b"\x00" not in data[:4096]
        return _unmarked(data[len(mark) :]) if lies else (_wide(data, encoding), encoding)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _single_byte(data[len(mark) :])


def _single_byte(data: bytes) -> tuple[str, str]:
    best = max(_SINGLE_BYTE, key=lambda encoding: _likelihood(data, encoding))
    # A stray byte that the code page leaves open must not make the file unreadable.
    return data.decode(best, errors="replace"), best


def _wide(data: bytes, encoding: str) -> str:
    """Half a surrogate pair here and there becomes �; many of them mean that this is not the encoding."""
    text = data.decode(encoding, errors="replace")
    if text.count("\ufffd") > 1 + len(text) * _MOST_LOST:
        raise UnreadableFile(Refusal.DAMAGED, detail=f"not {encoding}")
    return text


def _likelihood(data: bytes, encoding: str) -> float:
    """How much the bytes look like Norwegian in `encoding`: letters where letters belong, little else."""
    sample = data[:200_000].decode(encoding, errors="replace")
    order = _SINGLE_BYTE.index(encoding)
    return len(_GOOD.findall(sample)) - 3 * len(_BAD.findall(sample)) - order * 0.01


def _pages(text: str) -> tuple[tuple[int, int], ...]:
    """Pages by form feed; one page where there is none."""
    starts = [0, *(match.end() for match in re.finditer("\f", text))]
    return tuple(zip(starts, [*starts[1:], len(text)], strict=True))
