"""Digital object identifiers: told apart from other text, and written one way."""

import re

# The form that the International DOI Foundation describes: a prefix 10.NNNN and a suffix of printable
# characters.
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[!-~]+", re.ASCII)
_BEFORE = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


def normalised(text: str) -> str:
    """The identifier in small letters, without address or "doi:" before it. Raises ValueError for another
    text."""
    found = _BEFORE.sub("", text.strip())
    if not _DOI.fullmatch(found):
        raise ValueError(text)
    return found.lower()


def address(doi: str) -> str:
    """Where a DOI leads."""
    return f"https://doi.org/{doi}" if doi else ""
