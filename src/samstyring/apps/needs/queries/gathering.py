"""What a need can be made from: the words of a point or of one statement, and who says them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samstyring.apps.consultations.models import Point, PointMember, Sender, Statement


@dataclass(frozen=True)
class Said:
    """Words in a reply by their place, and the organisations of the register that sent the reply."""

    source_text: int
    start: int
    end: int
    quote: str
    organisations: tuple[int, ...]
    point: int | None = None


def said_in_point(point: Point) -> list[Said]:
    """What says a point now, in the order in which it came to it; replies that do not count are left out.

    Two queries.
    """
    members = (
        point.members.filter(side=PointMember.Side.FOR, source_text__submission__counts=True)
        .exclude(state=PointMember.State.REMOVED)
        .order_by("id")
        .values_list("source_text_id", "start", "end", "quote", "source_text__submission_id")
    )
    rows = list(members)
    senders = senders_of(row[4] for row in rows)
    return [
        Said(text, start, end, quote, tuple(senders.get(submission, ())), point.pk)
        for text, start, end, quote, submission in rows
    ]


def said_in_statement(statement: Statement) -> Said:
    """One statement. One query; its reading is loaded."""
    submission = statement.reading.submission_id
    return Said(
        source_text=statement.reading.source_text_id,
        start=statement.start,
        end=statement.end,
        quote=statement.quote,
        organisations=tuple(senders_of([submission]).get(submission, ())),
    )


def senders_of(submissions: Iterable[int]) -> dict[int, Sequence[int]]:
    """The organisations that sent each reply, in order; others that sent it are not in it."""
    found: dict[int, list[int]] = {}
    rows = Sender.objects.filter(submission__in=set(submissions), organisation__isnull=False)
    for submission, organisation in rows.order_by("submission_id", "position").values_list(
        "submission_id", "organisation_id"
    ):
        found.setdefault(submission, []).append(organisation)
    return dict(found)
