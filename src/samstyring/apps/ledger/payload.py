"""What an event may carry: plain values without personal data, written and read by the types of its fields.

The rule is in the types: numbers, booleans, dates, identifiers, enumerations and codes. A test walks all
classes of events and accepts nothing else. As a second line, `plain` refuses text that is long, has several
lines or looks like an e-mail address, a telephone number or a national identity number.
"""

import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from stdnum.no import fodselsnummer

from .canonical import NotCanonical, Plain, check

RESERVED = frozenset({"object_id", "previous_hash"})  # keys that verification finds an entry's own fields by
LONGEST_TEXT = 200  # characters; a code is shorter, a sentence that somebody typed often longer

EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.\w{2,}")
# Long runs of digits inside a hash or an identifier are neither telephone nor identity numbers.
TELEPHONE = re.compile(r"(?<![\w-])(?:\+|00)\d[\d ]{6,15}\d(?![\w-])", re.ASCII)
IDENTITY = re.compile(r"(?<![\w-])\d{6} ?\d{5}(?![\w-])", re.ASCII)


class NotAllowed(ValueError):
    """The event carries something that does not belong in the ledger; a mistake in the room that wrote it."""


def plain(values: Mapping[str, object]) -> dict[str, Plain]:
    """The values as JSON has them: identifiers, dates and enumerations as text.

    Raises NotAllowed with the place of what cannot be kept.
    """
    try:
        result = {name: _plain(value) for name, value in values.items()}
        check(result, where="data")
    except NotCanonical as error:
        raise NotAllowed(str(error)) from error
    _refuse(result, where="data")
    return result


def _plain(value: object) -> Any:
    match value:
        case Enum():
            return _plain(value.value)
        case UUID():
            return str(value)
        case datetime():
            if value.tzinfo is None:
                raise NotAllowed("A moment without a time zone.")
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case Mapping():
            return {str(_plain(key)): _plain(part) for key, part in value.items()}
        case list() | tuple():
            return [_plain(part) for part in value]
        case _:
            return value


def looks_personal(text: str) -> bool:
    """Whether the text has an e-mail address, a telephone number or a valid identity number."""
    return bool(
        EMAIL.search(text)
        or TELEPHONE.search(text)
        or any(fodselsnummer.is_valid(number) for number in IDENTITY.findall(text))
    )


def without_contact_details(name: str) -> str:
    """The name without e-mail addresses, telephone and identity numbers: a title must not stop an act."""
    name = EMAIL.sub("[…]", name)
    name = TELEPHONE.sub("[…]", name)
    return IDENTITY.sub(lambda found: "[…]" if fodselsnummer.is_valid(found[0]) else found[0], name)


def _refuse(value: object, *, where: str) -> None:
    match value:
        case str():
            if len(value) > LONGEST_TEXT or "\n" in value:
                raise NotAllowed(f"{where} is free text: keep it in a row of its own and name that row here.")
            if looks_personal(value):
                raise NotAllowed(f"{where} looks like personal data, which the ledger does not hold.")
        case Mapping():
            if value.keys() & RESERVED:
                raise NotAllowed(f"{where} has a key of the entry's own: {', '.join(sorted(RESERVED))}.")
            for key, part in value.items():
                _refuse(part, where=f"{where}.{key}")
        case list():
            for number, part in enumerate(value):
                _refuse(part, where=f"{where}[{number}]")


def restore(event_class: type[Any], data: Mapping[str, Any]) -> dict[str, Any]:
    """The stored values with the types that the class gives its fields.

    Raises ValueError, TypeError or LookupError where they do not fit.
    """
    types = get_type_hints(event_class)
    known = {field.name for field in fields(event_class)}
    if unknown := data.keys() - known:
        raise LookupError(f"{event_class.__name__} has no {', '.join(sorted(unknown))}.")
    return {name: _restore(types[name], value) for name, value in data.items()}


def _restore(kind: Any, value: Any) -> Any:
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        if value is None and NoneType in parts:
            return None
        kind = next(part for part in parts if part is not NoneType)
        return _restore(kind, value)
    if origin in (list, tuple):
        return origin(_restore(parts[0], one) for one in value)
    if origin is dict:
        return {_restore(parts[0], key): _restore(parts[1], one) for key, one in value.items()}
    if kind in (date, datetime):
        return kind.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, UUID | Enum):
        return kind(value)
    return value
