"""The kinds of notice that rooms send, each with its sentence and with who may see what it is about.

A room declares its kinds when the program starts (in its `permissions.py` or `notices.py`, both are found):

    declare(
        "decisions.answered",
        label=_("Answer to input"),
        sentence=_("“%(title)s”: %(count)s of your points were answered."),
        seen=lambda user, ids: Case.objects.visible_to(user).filter(public_id__in=ids),
    )

and tells of it with `actions.notices.tell`. `seen` is asked once a page for all things of that kind.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext

from samstyring.apps.actors.visibility import Person

# The things among `ids` (public identifiers) that the person may see.
Seen = Callable[[Person, Collection[UUID]], QuerySet[Any]]


@dataclass(frozen=True)
class Kind:
    """One kind of notice. `label` says what it is without saying anything of the thing."""

    name: str
    label: str | Promise
    sentence: str | Promise
    seen: Seen

    def said(self, words: Mapping[str, Any]) -> str:
        """The sentence in the language that is active. What it asks for and is not there becomes “…”."""
        return str(self.sentence) % _Words({name: in_words(value) for name, value in words.items()})


class _Words(dict[str, str]):
    """Words by name; a notice that an older version wrote may lack some."""

    def __missing__(self, key: str) -> str:
        return "…"


KINDS: dict[str, Kind] = {}


def declare(name: str, *, label: str | Promise, sentence: str | Promise, seen: Seen) -> Kind:
    """Make a kind of notice known. Raises ValueError when another room has declared the same name."""
    if name in KINDS:
        raise ValueError(f"The kind of notice “{name}” is declared twice.")
    KINDS[name] = Kind(name, label, sentence, seen)
    return KINDS[name]


def word(msgid: str) -> dict[str, str]:
    """A word that is to be translated when the notice is read; `msgid` is the English one."""
    return {"word": msgid}


def in_words(value: Any) -> str:
    """One parameter as it is shown."""
    if isinstance(value, Mapping):
        msgid = value.get("word", "")
        return gettext(msgid) if msgid else "…"
    return str(value)
