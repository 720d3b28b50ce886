"""The replies of a consultation with their senders as plain values, kept between requests, and which of them
the filters let through."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ..folding import folded
from ..keeping import kept
from ..models import PRIVATE_PERSON, Consultation, PersonalMark, Sender
from .sizes import MUNICIPALITY, size_of, with_inhabitants

if TYPE_CHECKING:
    from .selection import Selection


@dataclass(frozen=True, slots=True)
class SenderRow:
    """A sender as it is filtered and counted. `searched` is its names folded; empty for a private person."""

    name: str
    kind: str
    organisation: int | None
    county: tuple[str, str] | None
    inhabitants: int | None
    searched: str

    @property
    def is_private(self) -> bool:
        """Whether it is a private person, whose name not everybody may see."""
        return self.kind == PRIVATE_PERSON


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """A reply with its senders in order."""

    pk: int
    public_id: UUID
    file_name: str
    status: str
    counts: bool
    stance: str
    no_remarks: bool
    replaces: int | None
    senders: tuple[SenderRow, ...]

    @property
    def is_private(self) -> bool:
        """Whether a private person is among the senders."""
        return any(sender.is_private for sender in self.senders)


def reply_rows(consultation: Consultation) -> dict[int, ReplyRow]:
    """All replies of a consultation by their ids, in order. One query; three where something has changed."""
    return kept(consultation.pk, "replies", lambda: read_rows(consultation))


def read_rows(consultation: Consultation) -> dict[int, ReplyRow]:
    """The same from the database."""
    senders: dict[int, list[SenderRow]] = {}
    rows: QuerySet[Any] = with_inhabitants(Sender.objects.filter(submission__consultation=consultation))
    for submission, name, kind, organisation, registered, number, county, inhabitants in rows.order_by(
        "submission", "position"
    ).values_list(
        "submission",
        "name",
        "kind",
        "organisation",
        "organisation__name",
        "organisation__county__number",
        "organisation__county__name",
        "inhabitants",
    ):
        searched = "" if kind == PRIVATE_PERSON else folded(f"{name} {registered or ''}")
        place = (number, county) if number else None
        senders.setdefault(submission, []).append(
            SenderRow(name, kind, organisation, place, inhabitants, searched)
        )
    found = consultation.submissions.order_by("pk").values_list(
        "pk", "public_id", "file_name", "status", "counts", "stance", "no_remarks", "replaces"
    )
    return {row[0]: ReplyRow(*row, senders=tuple(senders.get(row[0], ()))) for row in found}


def sender_filter(selection: "Selection") -> Callable[[SenderRow], bool]:
    """Which senders the filters on senders let through; see `Selection.senders`."""
    words = folded(selection.avsender).split()
    wanted: list[Callable[[SenderRow], bool]] = []
    if selection.avsenderslag:
        wanted.append(lambda sender: sender.kind == selection.avsenderslag)
    if selection.fylke:
        wanted.append(lambda sender: sender.county is not None and sender.county[0] == selection.fylke)
    if selection.storrelse:
        wanted.append(
            lambda sender: (
                sender.kind == MUNICIPALITY
                and sender.inhabitants is not None
                and size_of(sender.inhabitants) == selection.storrelse
            )
        )
    if selection.avsender:
        wanted.append(
            lambda sender: (
                bool(words) and not sender.is_private and all(word in sender.searched for word in words)
            )
        )
    return lambda sender: all(lets_through(sender) for lets_through in wanted)


def chosen_replies(selection: "Selection", rows: dict[int, ReplyRow]) -> set[int]:
    """The replies that count and that the filters on replies let through; see `Selection.submissions`."""
    by_sender = selection.avsenderslag or selection.fylke or selection.storrelse or selection.avsender
    through = sender_filter(selection)
    return {
        row.pk
        for row in rows.values()
        if row.counts
        and (not selection.holdning or row.stance == selection.holdning)
        and (not selection.innspill or str(row.public_id) == selection.reply)
        and (not by_sender or any(through(sender) for sender in row.senders))
    }


def texts_held(consultation: Consultation) -> frozenset[int]:
    """The texts in which somebody has held something back. One query; two where that has changed."""
    rows = PersonalMark.objects.filter(
        source_text__submission__consultation=consultation, state=PersonalMark.State.HELD
    )
    return kept(
        consultation.pk,
        "texts held",
        lambda: frozenset(rows.order_by().values_list("source_text", flat=True).distinct()),
    )


def sender_names(reply: ReplyRow, *, may_see: bool) -> list[str]:
    """The names of the senders; a private person is named only to those who may see it."""
    unnamed = _("Private person")
    return [unnamed if sender.is_private and not may_see else sender.name for sender in reply.senders]


def document_name(reply: ReplyRow, *, may_see: bool) -> str:
    """The file's name; a private person's may bear the person's name, and is not shown to everybody."""
    return _("Reply from a private person") if reply.is_private and not may_see else reply.file_name
