"""Reads: an object's history in words, and the chain's head."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext, gettext_noop

from .events import sentence
from .models import GENESIS, Entry, Related
from .names import names_of

# What stands in the place of a role where there is none; roles themselves have their words in `actors`.
WITHOUT_ROLE = {
    "system": gettext_noop("The program"),
    "visitor": gettext_noop("A visitor"),
    "operator": gettext_noop("Operator"),
    "account": gettext_noop("A person without a role"),
}


@dataclass(frozen=True)
class HistoryLine:
    """One event in words. `actor_name` is empty unless names were asked for and the person is known."""

    sequence: int
    time: datetime
    sentence: str
    role: str
    organisation_name: str
    actor_id: UUID | None
    actor_name: str = ""

    @property
    def role_label(self) -> str:
        """The role in the reader's language, where the catalogue has the word."""
        words = WITHOUT_ROLE.get(self.role, self.role.replace("_", " ").capitalize())
        return gettext(words) if words else ""


def history(
    object_id: UUID, *, limit: int = 50, before: int | None = None, names: bool = False
) -> list[HistoryLine]:
    """What happened to the object or with it as a related one: newest first, at most `limit` lines.

    `before` (a sequence number) goes on where an earlier list ended; `names` adds the names of people.
    Two queries, and those of the name resolver when names are asked for.
    """
    own = Entry.objects.filter(object_id=str(object_id))
    others = Related.objects.filter(object_id=str(object_id)).select_related("entry")
    if before is not None:
        own, others = own.filter(sequence__lt=before), others.filter(entry_id__lt=before)
    # Each query walks its index from the end; one query with OR would not.
    found = {entry.sequence: entry for entry in own.order_by("-sequence")[:limit]}
    found |= {one.entry_id: one.entry for one in others.order_by("-entry_id")[:limit]}
    entries = sorted(found.values(), key=lambda entry: entry.sequence, reverse=True)[:limit]
    people = {UUID(entry.fields["actor_id"]) for entry in entries if entry.fields["actor_id"]}
    known = names_of(people) if names else {}
    return [_line(entry.fields, known) for entry in entries]


def _line(fields: dict[str, Any], names: Mapping[UUID, str]) -> HistoryLine:
    actor_id = UUID(fields["actor_id"]) if fields["actor_id"] else None
    return HistoryLine(
        sequence=fields["sequence"],
        time=datetime.fromisoformat(fields["time"]),
        sentence=sentence(fields),
        role=fields["role"],
        organisation_name=fields["organisation_name"],
        actor_id=actor_id,
        actor_name=names.get(actor_id, "") if actor_id else "",
    )


def head() -> tuple[int, str]:
    """Number and hash of the last entry; (0, GENESIS) for an empty ledger."""
    last = Entry.objects.order_by("-sequence").values_list("sequence", "hash").first()
    return last or (0, GENESIS)
