"""Typed events: what can happen, as frozen classes that each say themselves in words.

A room describes its acts in its own `events.py` (found when the program starts), a subclass of `Event` each:

    @dataclass(frozen=True, kw_only=True)
    class SubmissionReceived(Event):
        verb = "consultations.submission.received"
        sha256: Code

        def sentence(self) -> str:
            return gettext("The reply was received.")

No personal data: fields are numbers, dates, identifiers, enumerations and `Code`, never anything that a user
typed. `object_name` is the public name of a thing (an organisation, a consultation), never a person's name or a
file name.
"""

import re
from dataclasses import dataclass, fields
from typing import Annotated, Any, ClassVar
from uuid import UUID

from django.utils.translation import gettext

from . import payload

# Text from a fixed vocabulary or made by the program (a hash, a version, a format): never typed by a user.
Code = Annotated[str, "code"]

COMMON_FIELDS = frozenset({"object_id", "object_name", "related"})
VERB = re.compile(r"[a-z][a-z_]*(\.[a-z][a-z_]*){1,4}")

_by_verb: dict[str, type["Event"]] = {}


@dataclass(frozen=True)
class Actor:
    """Who acts, in what role, on behalf of which organisation; an opaque identifier, never a person's name."""

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
        """What happened, in the reader's language. In an event read back from the ledger, `related` is empty."""
        raise NotImplementedError(f"{type(self).__name__} has no sentence.")

    def data(self) -> dict[str, payload.Plain]:
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


def sentence(*, verb: str, version: int, object_id: UUID, object_name: str, data: dict[str, Any]) -> str:
    """An entry in words; also one that another version of the program wrote and this one does not know."""
    event_class = _by_verb.get(verb)
    if event_class is not None and version <= event_class.version:
        try:
            values = event_class.upgrade(data, version) if version < event_class.version else data
            own = payload.restore(event_class, values)
            return event_class(object_id=object_id, object_name=object_name, **own).sentence()
        except (TypeError, ValueError, LookupError):
            pass  # the fields are not those that this version knows: shown like an unknown verb
    words = verb.rpartition(".")[2].replace("_", " ")
    if object_name:
        return gettext("“%(name)s”: %(words)s (%(verb)s, written by another version of the program).") % {
            "name": object_name,
            "words": words,
            "verb": verb,
        }
    return gettext("%(words)s (%(verb)s, written by another version of the program).") % {
        "words": words.capitalize(),
        "verb": verb,
    }
