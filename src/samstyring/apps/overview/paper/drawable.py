"""Which letters the fonts inside the PDF maker have: a letter that none has would stop the PDF."""

# Blocks in which each letter was drawn and found; a test draws them all again.
RANGES = (
    (0x0020, 0x007E),
    # Latin letters, without the soft hyphen.
    (0x00A0, 0x00AC),
    (0x00AE, 0x02FF),
    # Greek and Cyrillic.
    (0x038E, 0x03A1),
    (0x03A3, 0x0482),
    (0x048A, 0x04FF),
    (0x1E00, 0x1EFF),
    # Punctuation, raised and lowered figures, currencies, signs.
    (0x2010, 0x2027),
    (0x2030, 0x2040),
    (0x2044, 0x2052),
    (0x2074, 0x208E),
    (0x20A0, 0x20BF),
    (0x2100, 0x211E),
    (0x2122, 0x2122),
    (0x2126, 0x2151),
    (0x2153, 0x2184),
    # Arrows, mathematics, shapes.
    (0x2190, 0x22FF),
    (0x25A0, 0x2605),
    (0x2713, 0x2714),
)


def drawable(letter: str) -> bool:
    """Whether the letter can be drawn."""
    code = ord(letter)
    return any(first <= code <= last for first, last in RANGES)
