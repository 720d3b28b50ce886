"""The filters that are on, each in words and with the address without it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .selection import Selection

NAMES = {
    "sok": gettext_lazy("Words"),
    "type": gettext_lazy("Type"),
    "tema": gettext_lazy("Theme"),
    "avsender": gettext_lazy("Sender"),
    "avsenderslag": gettext_lazy("Kind of sender"),
    "fylke": gettext_lazy("County"),
    "storrelse": gettext_lazy("Size of municipality"),
    "holdning": gettext_lazy("Stance of the reply"),
    "sporsmal": gettext_lazy("Question"),
    "sprak": gettext_lazy("Language"),
    "sikkerhet": gettext_lazy("How sure"),
    "vurdert": gettext_lazy("Review"),
    "sitert": gettext_lazy("Whose words"),
    "innspill": gettext_lazy("Reply"),
}


@dataclass(frozen=True)
class Chip:
    """One filter that is on: its name, its value in words, and the query without it."""

    name: str
    value: str
    query: str


def chips(selection: Selection, choices: Mapping[str, Sequence[tuple[str, str]]]) -> list[Chip]:
    """The filters that are on, in the order of the form."""
    result = []
    for field in fields(selection):
        value = getattr(selection, field.name)
        if value:
            words = dict(choices.get(field.name, ())).get(value, value)
            if field.name == "innspill":
                words = _("one reply")
            without = selection.having(**{field.name: ""}).query
            result.append(Chip(str(NAMES[field.name]), words, without))
    return result
