"""From a seed and a number to a spoilt file: the same two always give the same mutant.

Half of the mutations know nothing of formats (bits, cuts, splices); the others know what a PDF, an archive of
XML, a page of markup or a text is made of, and spoil it where a parser has already accepted the rest.
"""

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable

from tests.fuzzing.seeds import Seed, seeds

Mutation = Callable[[bytes, random.Random], bytes]

_NUMBERS = (0, 1, 127, 255, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)
_ODD_TEXT = (
    *(
        "\x00",
        "\ufeff",
        "\u202e",
        "\u200b",
        "\u2028",
        "\x0c",
        "\x0b",
        "\x1b",
        "\x85",
        "\ufffd",
        "\uffff",
        "\U0010ffff",
    ),
    *(
        "İ",
        "ß",
        "ﬃ",
        "a\u0301",
        "👩‍⚕️",
        "☒",
        "\uf0b7",
        "9" * 400,
        "(" * 300,
        "å" * 3000,
        "\n" * 500,
        "e-\n",
        ". " * 200,
    ),
)
_ENCODINGS = (
    "latin-1",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-8-sig",
    "cp865",
    "utf-7",
    "cp037",
    "koi8-r",
)


def mutant(seed: int, number: int) -> tuple[str, bytes]:
    """Name and bytes of mutant `number` of the run with this `seed`."""
    chance = random.Random(f"{seed}:{number}")  # noqa: S311 - has to be repeatable, not secret
    origin = chance.choice(seeds())
    data = origin.data
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        known = chance.random() < 0.6
        data = chance.choice(STRUCTURED[origin.family] if known else BLIND)(data, chance)
    # Long files are slow to read and seldom find what short ones do not: only a few.
    return _name(origin, chance), data[: 4_000_000 if chance.random() < 0.02 else 60_000]


def _name(origin: Seed, chance: random.Random) -> str:
    return chance.choice(seeds()).name if chance.random() < 0.04 else origin.name


def _place(data: bytes, chance: random.Random) -> int:
    return chance.randrange(len(data) + 1)


def flip(data: bytes, chance: random.Random) -> bytes:
    """Some bits turned over."""
    spoilt = bytearray(data)
    for _ in range(chance.choice((1, 2, 8, 64))):
        if spoilt:
            spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def cut(data: bytes, chance: random.Random) -> bytes:
    """The file ends too early."""
    return data[: _place(data, chance)]


def drop(data: bytes, chance: random.Random) -> bytes:
    """A piece is missing."""
    start = _place(data, chance)
    return data[:start] + data[start + chance.choice((1, 4, 64, 1000)) :]


def repeat(data: bytes, chance: random.Random) -> bytes:
    """A piece stands there many times."""
    start = _place(data, chance)
    piece = data[start : start + chance.choice((1, 8, 100, 1000))]
    return data[:start] + piece * chance.choice((2, 10, 200)) + data[start:]


def number(data: bytes, chance: random.Random) -> bytes:
    """A length or an offset that cannot be."""
    start = _place(data, chance)
    value = struct.pack(chance.choice("<>") + "I", chance.choice(_NUMBERS))
    return data[:start] + value + data[start + 4 :]


def splice(data: bytes, chance: random.Random) -> bytes:
    """The beginning of this file and the end of another."""
    other = chance.choice(seeds()).data
    return data[: _place(data, chance)] + other[_place(other, chance) :]


def bytes_of_text(data: bytes, chance: random.Random) -> bytes:
    """Characters that are rare in the wild, in one encoding or another, or bytes that are none."""
    start = _place(data, chance)
    odd = chance.choice(_ODD_TEXT).encode(chance.choice(("utf-8", "utf-16-le")))
    odd = chance.choice((odd, odd, b"\xed\xa0\x80", b"\xd8\x00", b"\x00\xdc", b"\xff\xfe", b"\xc0\xaf"))
    return data[:start] + odd * chance.choice((1, 1, 30)) + data[start:]


BLIND: tuple[Mutation, ...] = (flip, cut, drop, repeat, number, splice, bytes_of_text)


# Archives, and the XML in them.


def member(data: bytes, chance: random.Random) -> bytes:
    """One member is spoilt and the archive packed anew, so that only its reader sees it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            contents = [(info.filename, archive.read(info)) for info in archive.infolist()]
    except Exception:
        return flip(data, chance)  # spoilt already
    weight = [5 if re.search("document|sheet|header|shared|styles", name) else 1 for name, _ in contents]
    if not contents:
        return data
    at = chance.choices(range(len(contents)), weight)[0]
    name, content = contents[at]
    means = (*MARKUP, *BLIND) if name.endswith(("xml", "rels", "html")) else BLIND
    contents[at] = (_member_name(name, chance), chance.choice(means)(content, chance))
    if chance.random() < 0.1:
        contents.append(chance.choice(contents))
    return _pack(contents, chance)


def _member_name(name: str, chance: random.Random) -> str:
    if chance.random() > 0.05:
        return name
    return chance.choice(
        ("../" + name, "/" + name, "C:\\" + name, name * 30, "", "a\x01\u202eb.txt", name + ".zip")
    )


def _pack(contents: list[tuple[str, bytes]], chance: random.Random) -> bytes:
    kind = chance.choice(
        (zipfile.ZIP_DEFLATED,) * 8 + (zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", kind) as archive:
        for name, content in contents:
            info = zipfile.ZipInfo(name)
            info.compress_type = kind
            archive.filelist and archive.NameToInfo.pop(name, None)  # the same name twice, without a warning
            archive.writestr(info, content)
    return stream.getvalue()


def header(data: bytes, chance: random.Random) -> bytes:
    """A field of a local header, of the directory or of its end says something else."""
    starts = [found.start() for found in re.finditer(rb"PK(?:\x01\x02|\x03\x04|\x05\x06)", data)]
    if not starts:
        return flip(data, chance)
    at = chance.choice(starts) + chance.randrange(4, 46)
    size = chance.choice((1, 2, 4))
    return data[:at] + struct.pack("<I", chance.choice(_NUMBERS))[:size] + data[at + size :]


# Markup: HTML and XML.


def _tags(data: bytes) -> list[re.Match[bytes]]:
    return list(re.finditer(rb"<[^<>]{1,400}>", data))


def tag_gone(data: bytes, chance: random.Random) -> bytes:
    """A tag is missing, so that what it opened or closed does not fit."""
    return _at_tag(data, chance, lambda tag: b"")


def tag_many(data: bytes, chance: random.Random) -> bytes:
    """A tag stands there many times: deep nesting, or many ends without a beginning."""
    return _at_tag(data, chance, lambda tag: tag * chance.choice((2, 50, 3000)))


def tag_other(data: bytes, chance: random.Random) -> bytes:
    """A tag stands where another should."""
    tags = _tags(data)
    return _at_tag(data, chance, lambda tag: chance.choice(tags).group())


def nested(data: bytes, chance: random.Random) -> bytes:
    """An element holds itself, many levels deep."""
    name = chance.choice(re.findall(rb"<([\w:]+)", data) or [b"p"])
    depth = chance.choice((10, 200, 5000))
    middle = chance.choice(_tags(data)).end() if _tags(data) else 0
    wrapped = (b"<" + name + b">") * depth + b"dypt" + (b"</" + name + b">") * depth
    return data[:middle] + wrapped + data[middle:]


def attribute(data: bytes, chance: random.Random) -> bytes:
    """An attribute has a value that no program writes."""
    values = list(re.finditer(rb"""=(["'])(.*?)\1""", data))
    if not values:
        return flip(data, chance)
    value = chance.choice(values)
    odd = chance.choice(
        (b"", b"-1", b"99999999999999999999", b"1e309", b"A1:XFD1048576", b"\xc2\xb2", b"../../x", b"&#0;")
    )
    return data[: value.start(2)] + odd + data[value.end(2) :]


def entity(data: bytes, chance: random.Random) -> bytes:
    """References and declarations that a parser must not follow, or cannot."""
    if chance.random() < 0.5:
        odd = chance.choice(
            (b"&#0;", b"&#xD800;", b"&#x202e;", b"&#1114112;", b"&x;", b"<![CDATA[", b"<!--", b"]]>", b"<?")
        )
        at = chance.choice(_tags(data)).end() if _tags(data) else 0
        return data[:at] + odd * chance.choice((1, 1, 2000)) + data[at:]
    declared = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    prolog = re.match(rb"\s*<\?xml.*?\?>", data, re.DOTALL)
    at = prolog.end() if prolog else 0
    return data[:at] + declared + data[at:]


def words(data: bytes, chance: random.Random) -> bytes:
    """Odd characters between two tags, where text is read."""
    odd = chance.choice(_ODD_TEXT).encode()
    return _at_tag(data, chance, lambda tag: tag + odd)


def _at_tag(data: bytes, chance: random.Random, change: Callable[[bytes], bytes]) -> bytes:
    tags = _tags(data)
    if not tags:
        return flip(data, chance)
    tag = chance.choice(tags)
    return data[: tag.start()] + change(tag.group()) + data[tag.end() :]


def recode(data: bytes, chance: random.Random) -> bytes:
    """The bytes are in another encoding than they say, or say another than they are in."""
    if chance.random() < 0.4:
        said = chance.choice((*_ENCODINGS, "x-unknown", "hex", "rot13", "idna", "undefined")).encode()
        return re.sub(rb"(?i)(?<=encoding=[\"'])[\w-]+|(?<=charset=')[\w-]+", said, data, count=1)
    return data.decode("utf-8", "replace").encode(chance.choice(_ENCODINGS), "replace")


MARKUP: tuple[Mutation, ...] = (tag_gone, tag_many, tag_other, nested, attribute, entity, words, recode)


# PDF: objects, streams and the table that says where they are.


def pdf_number(data: bytes, chance: random.Random) -> bytes:
    """A number in an object, a stream or the table is another."""
    found = list(re.finditer(rb"-?\d+(?:\.\d+)?", data))
    if not found:
        return flip(data, chance)
    at = chance.choice(found)
    odd = chance.choice(
        (b"0", b"-1", b"65536", b"2147483648", b"99999999999999999999", b"0.0000001", b"1e9", b"1 0 R")
    )
    return data[: at.start()] + odd + data[at.end() :]


def pdf_name(data: bytes, chance: random.Random) -> bytes:
    """A name is exchanged for another of the file, or for one that starts something."""
    names = list(re.finditer(rb"/[A-Za-z][\w.]*", data))
    if not names:
        return flip(data, chance)
    at = chance.choice(names)
    extra = (
        b"/LZWDecode",
        b"/ObjStm",
        b"/Encrypt",
        b"/JavaScript",
        b"/Kids",
        b"/Parent",
        b"/Type3",
        b"/JBIG2Decode",
    )
    other = chance.choice((chance.choice(names).group(), chance.choice(extra)))
    return data[: at.start()] + other + data[at.end() :]


def pdf_object(data: bytes, chance: random.Random) -> bytes:
    """An object stands in another's place, refers to itself, or comes twice."""
    objects = list(re.finditer(rb"\d+ 0 obj(.*?)endobj", data, re.DOTALL))
    if not objects:
        return flip(data, chance)
    one, other = chance.choice(objects), chance.choice(objects)
    body = chance.choice(
        (other.group(1), b"<< /Kids [1 0 R 2 0 R 3 0 R] /Count 9 /Type /Pages >>", b"[" * 900, b" null ")
    )
    return data[: one.start(1)] + body + data[one.end(1) :]


def pdf_reference(data: bytes, chance: random.Random) -> bytes:
    """A reference points elsewhere: in a circle, or to nothing."""
    return re.sub(
        rb"\b\d+ 0 R\b",
        lambda m: b"%d 0 R" % chance.randrange(12) if chance.random() < 0.2 else m.group(),
        data,
    )


def pdf_words(data: bytes, chance: random.Random) -> bytes:
    """The text operators of an uncompressed page draw something else, or elsewhere."""
    drawn = list(re.finditer(rb"\((?:\\.|[^()\\])*\) Tj", data))
    if not drawn:
        return pdf_number(data, chance)
    at = chance.choice(drawn)
    odd = chance.choice(
        (
            b"(\\000\\001\\377) Tj",
            b"3 Tr " + at.group(),
            b"1e30 0 0 1e30 0 0 cm " + at.group(),
            b"q " * 5000,
            at.group() * 400,
            b"0 0 0 0 0 0 Tm " + at.group(),
            b"<FEFFD800DC00D800> Tj",
            b"/F1 -11 Tf " + at.group(),
        )
    )
    return data[: at.start()] + odd + data[at.end() :]


PDF: tuple[Mutation, ...] = (pdf_number, pdf_name, pdf_object, pdf_reference, pdf_words)

STRUCTURED: dict[str, tuple[Mutation, ...]] = {
    "pdf": PDF,
    "zip": (member, member, member, header),
    "markup": MARKUP,
    "text": (recode, bytes_of_text, repeat),
}
