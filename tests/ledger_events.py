"""Events of no room, for tests of the ledger itself."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from samstyring.apps.ledger.events import Code, Event


class Colour(StrEnum):
    """Something with a fixed vocabulary."""

    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, kw_only=True)
class Painted(Event):
    """An event with a field of each type that events may have."""

    verb = "example.thing.painted"
    version = 2

    colour: Colour
    layers: int = 1
    dry: bool = False
    day: date | None = None
    parts: list[UUID] = field(default_factory=list)
    colours: dict[str, Colour] = field(default_factory=dict)
    paint: Code = ""

    def sentence(self) -> str:
        """In words."""
        return gettext("“%(name)s” was painted %(colour)s.") % {
            "name": self.object_name,
            "colour": self.colour.value,
        }

    @classmethod
    def upgrade(cls, data: dict[str, Any], version: int) -> dict[str, Any]:
        """Version 1 had the colour under another name."""
        return {"colour": data["hue"]}
