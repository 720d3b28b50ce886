"""Reviewing a whole consultation: which statement comes next, and how far the work has come."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django.db.models import Q, QuerySet

from samstyring.apps.actors.models import User

from ..models import Consultation, Statement
from .selection import Selection

Place = tuple[str, int, int]


@dataclass(frozen=True)
class Mode:
    """What is being reviewed: the statements that the filters let through, in all documents or one's own."""

    selection: Selection
    own: bool = False

    @classmethod
    def from_query(cls, query: str) -> "Mode":
        """The mode as an address's query has it; what it does not know is left out."""
        given = dict(parse_qsl(query))
        return cls(Selection.from_address(given).having(vurdert=""), given.get("mine") == "ja")

    @property
    def query(self) -> str:
        """The same as an address has it."""
        return "&".join(part for part in (self.selection.query, "mine=ja" if self.own else "") if part)

    @property
    def in_address(self) -> str:
        """The parameter that a document's address carries the mode in."""
        return urlencode({"gjennomgang": self.query or "alle"})

    def statements(self, consultation: Consultation, user: User) -> QuerySet[Statement]:
        """What is to be reviewed, reviewed or not."""
        found = self.selection.statements(consultation)
        return found.filter(submission__assignment__reviewer=user) if self.own else found


@dataclass(frozen=True)
class Progress:
    """How many statements there are to review, and how many a person has looked at."""

    reviewed: int
    total: int

    @property
    def percent(self) -> int:
        """The share reviewed, rounded down, so that 100 means all."""
        return 100 * self.reviewed // self.total if self.total else 0


def progress(consultation: Consultation, mode: Mode, user: User) -> Progress:
    """How far the work has come. Two queries."""
    found = mode.statements(consultation, user)
    return Progress(reviewed=found.filter(is_reviewed=True).count(), total=found.count())


def next_unreviewed(
    consultation: Consultation, mode: Mode, user: User, after: Place | None
) -> Statement | None:
    """The unreviewed statement that the program is least sure of, after the one at `after`.

    From the beginning again where there is none after it, None where all are reviewed. At most five queries.
    Pieces that a person has cut have no confidence and come last.
    """
    waiting = (
        mode.statements(consultation, user)
        .filter(is_reviewed=False)
        .select_related("submission", "reading__source_text")
        .defer("reading__source_text__text")
    )
    sure = waiting.filter(confidence__isnull=False).order_by("confidence", "pk")
    pieces = waiting.filter(confidence__isnull=True).order_by("pk")
    here = at_place(consultation, after) if after else None
    if here is not None:
        if here.confidence is None:
            following = [pieces.filter(pk__gt=here.pk)]
        else:
            beyond = Q(confidence__gt=here.confidence) | Q(confidence=here.confidence, pk__gt=here.pk)
            following = [sure.filter(beyond), pieces]
        for found in following:
            if (row := found.first()) is not None:
                return row
    others = [each.exclude(pk=here.pk) if here else each for each in (sure, pieces)]
    return others[0].first() or others[1].first()


def at_place(consultation: Consultation, place: Place) -> Statement | None:
    """The statement of a document's newest reading at a place, standing or not. One query."""
    document, start, end = place
    return Statement.objects.filter(
        consultation=consultation,
        submission__public_id=document,
        reading__is_current=True,
        start=start,
        end=end,
    ).first()
