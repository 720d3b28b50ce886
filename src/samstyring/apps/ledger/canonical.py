"""Canonical JSON: one value has one text, so that one text has one hash.

A strict part of RFC 8785 (JSON Canonicalization Scheme): objects with their keys in order, no white space,
UTF-8, and the shortest escapes. To leave no room for two readings, numbers are whole and within ±(2^53 - 1),
keys are plain ASCII words (so that the order of code points is that of UTF-16 units, which the RFC asks for),
and strings are kept as they are: not normalised, and without lone surrogates and NUL.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Plain: TypeAlias = "bool | int | str | Sequence[Plain] | Mapping[str, Plain] | None"

LARGEST = 2**53 - 1
KEY = re.compile(r"[A-Za-z0-9_.:-]{1,100}", re.ASCII)

# The standard library writes strings as RFC 8785 asks: short escapes, \u00xx in lower case for the other
# control characters, everything else as itself.
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode


class NotCanonical(ValueError):
    """The value has no canonical JSON here; the message says which part and why."""


def canonical(value: Plain) -> str:
    """The canonical JSON text of `value`.

    Raises NotCanonical for floats, numbers beyond ±(2^53 - 1), keys that are not plain ASCII words, strings
    with NUL or lone surrogates, and types that JSON does not have.
    """
    check(value)
    return _encode(value)


def check(value: object, *, where: str = "value") -> None:
    """Raise NotCanonical unless `value` consists of what canonical JSON can hold."""
    match value:
        case None | bool():
            pass
        case int():
            if abs(value) > LARGEST:
                raise NotCanonical(f"{where} is {value}, beyond ±(2^53 - 1): write it as text.")
        case str():
            check_text(value, where=where)
        case Mapping():
            for key, part in value.items():
                if not (isinstance(key, str) and KEY.fullmatch(key)):
                    raise NotCanonical(f"{where} has the key {key!r}: use ASCII letters, digits and _ . : -")
                check(part, where=f"{where}.{key}")
        case list() | tuple():
            for number, part in enumerate(value):
                check(part, where=f"{where}[{number}]")
        case float():
            raise NotCanonical(f"{where} is a float: use whole numbers, or text.")
        case _:
            raise NotCanonical(f"{where} is {type(value).__name__}, which JSON does not have.")


def check_text(value: str, *, where: str = "value") -> None:
    """Raise NotCanonical for text that a database or UTF-8 cannot hold: NUL and lone surrogates."""
    if "\0" in value:
        raise NotCanonical(f"{where} contains the character NUL.")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise NotCanonical(f"{where} contains half a character (a lone surrogate).") from None
