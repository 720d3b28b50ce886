"""Typed events: what can happen, as frozen classes that each say themselves in words.

A room describes its acts in its own `events.py` (found when the program starts), a subclass of `Event` each:

    @dataclass(frozen=True, kw_only=True)
    class SubmissionReceived(Event):
        verb = "consultations.submission.received"
        sha256: Code

        def sentence(self) -> str:
            return gettext("The reply was received.")

No personal data: fields are numbers, dates, identifiers, enumerations and `Code`, never what a user typed.
`object_name` is the public name of a thing (an organisation, a consultation), never a person or a file.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Annotated, Any, ClassVar
from uuid import UUID

from django.utils.translation import gettext

from . import payload
from .canonical import Plain

# Text from a fixed vocabulary or made by the program (a hash, a version, a format): never typed by a user.
Code = Annotated[str, "code"]

COMMON_FIELDS = frozenset({"object_id", "object_name", "related"})
VERB = re.compile(r"[a-z][a-z_]*(\.[a-z][a-z_]*){1,4}")

_by_verb: dict[str, type["Event"]] = {}


@dataclass(frozen=True)
class Actor:
    """Who acts, in what role, on behalf of which organisation; an opaque identifier, never a name."""

    id: UUID | None
    role: str
    organisation_id: UUID | None = None
    organisation_name: str = ""


SYSTEM = Actor(None, "system")


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened to the object `object_id`; the history of those in `related` shows it too."""

    verb: ClassVar[str]
    # Raised when the fields change their meaning; `upgrade` then reads what older versions wrote.
    version: ClassVar[int] = 1

    object_id: UUID
    object_name: str = ""
    related: tuple[UUID, ...] = ()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "verb" in cls.__dict__:
            register(cls)

    def sentence(self) -> str:
        """What happened, in the reader's language; `related` is empty in an event read back."""
        raise NotImplementedError(f"{type(self).__name__} has no sentence.")

    def data(self) -> dict[str, Plain]:
        """The event's own fields as plain JSON values.

        Raises payload.NotAllowed where a value cannot be kept or looks like personal data.
        """
        own = {
            field.name: getattr(self, field.name) for field in fields(self) if field.name not in COMMON_FIELDS
        }
        return payload.plain(own)

    @classmethod
    def upgrade(cls, data: dict[str, Any], version: int) -> dict[str, Any]:  # noqa: ARG003 - for subclasses
        """The data that `version` of this class wrote, as this version reads it."""
        return data


def register(event_class: type[Event]) -> None:
    """Make the class the one that reads its verb. Raises ValueError for a malformed or taken verb."""
    verb = event_class.verb
    if not VERB.fullmatch(verb) or len(verb) > 100:
        raise ValueError(f"The verb “{verb}” must be words with dots, as room.object.happened.")
    taken = _by_verb.get(verb)
    if taken is not None and (taken.__module__, taken.__qualname__) != (
        event_class.__module__,
        event_class.__qualname__,
    ):
        raise ValueError(f"The verb “{verb}” belongs to {taken.__module__}.{taken.__qualname__}.")
    _by_verb[verb] = event_class


def registered() -> dict[str, type[Event]]:
    """All event classes by verb."""
    return dict(_by_verb)


def sentence(entry: Mapping[str, Any]) -> str:
    """An entry's content in words, readable even where another version of the program wrote it."""
    verb, name = entry["verb"], entry["object_name"]
    event = _read(entry)
    if event is not None:
        return event.sentence()
    words = verb.rpartition(".")[2].replace("_", " ")
    if not name:
        return gettext("Written by another version of the program: %(words)s (%(verb)s).") % {
            "words": words,
            "verb": verb,
        }
    return gettext("Written by another version of the program: “%(name)s” %(words)s (%(verb)s).") % {
        "name": name,
        "words": words,
        "verb": verb,
    }


def _read(entry: Mapping[str, Any]) -> Event | None:
    """The event that was recorded, without `related`; none where this version does not know it."""
    event_class = _by_verb.get(entry["verb"])
    if event_class is None or entry["version"] > event_class.version:
        return None
    try:
        data = entry["data"]
        if entry["version"] < event_class.version:
            data = event_class.upgrade(data, entry["version"])
        own = payload.restore(event_class, data)
        return event_class(object_id=UUID(entry["object_id"]), object_name=entry["object_name"], **own)
    except (TypeError, ValueError, LookupError):
        return None
