"""Reads and writes the catalogues of translations: the text that people edit (.po) and what is loaded (.mo).

The formats are those of GNU gettext, "The Format of PO Files" and "The Format of GNU MO Files", as far as
this project uses them: no obsolete entries, no previous texts.
"""

import ast
import struct
from dataclasses import dataclass, field
from pathlib import Path

from samstyring.site.translations.extraction import Message

HEADER = """Project-Id-Version: Samstyring
Language: {language}
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit
Plural-Forms: nplurals=2; plural=(n != 1);
"""
MAGIC = 0x950412DE
BETWEEN_FORMS = "\0"
AFTER_CONTEXT = "\4"


@dataclass
class Translation:
    """What stands for a message: one text, or one a plural form; `fuzzy` when nobody has confirmed it."""

    texts: list[str]
    fuzzy: bool = False
    places: list[str] = field(default_factory=list)


Catalogue = dict[Message, Translation]


def read(path: Path) -> Catalogue:
    """The catalogue in a .po file, empty where there is no file. The header is left out.

    Raises ValueError for a line that is no part of the format.
    """
    catalogue: Catalogue = {}
    if not path.exists():
        return catalogue
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        parts, flags, places = _parts(block, path)
        if not parts.get("msgid"):
            continue
        message = Message(parts["msgid"], parts.get("msgid_plural", ""), parts.get("msgctxt", ""))
        texts = [text for key, text in parts.items() if key.startswith("msgstr")]
        if message in catalogue:
            raise ValueError(f"{path}: “{message.singular}” stands twice.")
        catalogue[message] = Translation(texts, "fuzzy" in flags, places)
    return catalogue


def _parts(block: str, path: Path) -> tuple[dict[str, str], str, list[str]]:
    """The keyword lines of one entry, joined, with its flags and the places it names."""
    parts: dict[str, str] = {}
    flags, places, key = "", list[str](), ""
    for line in block.strip().splitlines():
        if line.startswith("#"):
            flags += line[2:] if line.startswith("#,") else ""
            places += line[2:].split() if line.startswith("#:") else []
            continue
        if not line.startswith('"'):
            key, _, line = line.partition(" ")
            parts[key] = ""
        if not key.startswith("msg") or not line.startswith('"'):
            raise ValueError(f"{path}: “{line}” is no line of a catalogue.")
        parts[key] += ast.literal_eval(line)
    return parts, flags, places


def write(path: Path, catalogue: Catalogue, language: str) -> None:
    """Write a .po file, in the order of the messages' places so that a page's texts stand together."""
    entries = ['msgid ""\nmsgstr ' + _quoted(HEADER.format(language=language))]
    for message, translation in sorted(catalogue.items(), key=lambda item: (item[1].places[:1], item[0])):
        lines = [f"#: {place}" for place in translation.places]
        lines += ["#, fuzzy"] if translation.fuzzy else []
        lines += [f"msgctxt {_quoted(message.context)}"] if message.context else []
        lines += [f"msgid {_quoted(message.singular)}"]
        if message.plural:
            lines += [f"msgid_plural {_quoted(message.plural)}"]
            lines += [f"msgstr[{form}] {_quoted(text)}" for form, text in enumerate(translation.texts)]
        else:
            lines += [f"msgstr {_quoted(translation.texts[0])}"]
        entries.append("\n".join(lines))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join(entries) + "\n", encoding="utf-8")


def _quoted(text: str) -> str:
    """The text as quoted lines, one for each line of its own."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    lines = escaped.replace("\\n", "\\n\n").splitlines()
    return f'"{escaped}"' if len(lines) < 2 else "\n".join(['""', *(f'"{line}"' for line in lines)])


def compiled(catalogue: Catalogue, language: str) -> bytes:
    """The .mo file for a catalogue; what is not translated or not confirmed is left out."""
    pairs = {"": HEADER.format(language=language)}
    for message, translation in catalogue.items():
        if translation.fuzzy or not all(translation.texts):
            continue
        key = message.context + AFTER_CONTEXT if message.context else ""
        key += message.singular + (BETWEEN_FORMS + message.plural if message.plural else "")
        pairs[key] = BETWEEN_FORMS.join(translation.texts)
    encoded = sorted((key.encode(), text.encode()) for key, text in pairs.items())
    # Seven numbers, then a table of (length, offset) for the keys and one for the texts, then all of them.
    keys_at, texts_at = 28, 28 + 8 * len(encoded)
    offset = texts_at + 8 * len(encoded)
    tables: list[bytes] = []
    content = b""
    for column in (0, 1):
        for pair in encoded:
            tables.append(struct.pack("<II", len(pair[column]), offset + len(content)))
            content += pair[column] + b"\0"
    head = struct.pack("<7I", MAGIC, 0, len(encoded), keys_at, texts_at, 0, offset)
    return head + b"".join(tables) + content
