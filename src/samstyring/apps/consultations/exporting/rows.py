"""The rows of the exports and the API as plain values, each kind in a fixed number of queries."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet

from ..models import Consultation, Point, PointMember, Statement
from ..queries.holding import redact_quote
from ..queries.shown import ShownReply

# The address of a place in a document: submission, start, end.
Address = Callable[[Any, int, int], str]
Row = dict[str, Any]
CHUNK = 2_000
REVIEWED = Q(is_reviewed=True)

STATEMENT_FIELDS = (
    "pk",
    "submission",
    "start",
    "end",
    "quote",
    "current_type",
    "current_theme",
    "type",
    "theme",
    "question",
    "language",
    "confidence",
    "is_reviewed",
    "current_cited",
)


def statements(
    selected: QuerySet[Statement], replies: Mapping[int, ShownReply], address: Address
) -> Iterator[Row]:
    """Statements in the order of the documents. One query, read piece by piece."""
    ordered = selected.order_by("submission", "start").values_list(*STATEMENT_FIELDS)
    return statement_rows(ordered.iterator(chunk_size=CHUNK), replies, address)


def statement_rows(
    values: Iterable[tuple[Any, ...]], replies: Mapping[int, ShownReply], address: Address
) -> Iterator[Row]:
    """One row for each tuple of `STATEMENT_FIELDS`."""
    for _pk, pk, start, end, quote, kind, theme, proposed, proposed_theme, *rest in values:
        question, language, confidence, reviewed, cited = rest
        reply = replies[pk]
        yield {
            "id": f"{reply.public_id}:{start}-{end}",
            "submission": str(reply.public_id),
            "document": reply.document,
            "senders": reply.names,
            "sender_kinds": reply.kinds,
            "counties": reply.counties,
            "stance": reply.stance,
            "type": kind,
            "theme": theme,
            "quote": redact_quote(quote, start, reply.hidden),
            "question": question,
            "start": start,
            "end": end,
            "language": language,
            "certainty": None if confidence is None else round(confidence, 3),
            "reviewed": reviewed,
            "cited": cited,
            "proposed_type": proposed,
            "proposed_theme": proposed_theme,
            "address": address(reply.public_id, start, end),
        }


def submissions(
    consultation: Consultation, replies: Mapping[int, ShownReply], address: Callable[[Any], str]
) -> Iterator[Row]:
    """The replies with their senders and how much they say. One query."""
    counted = {
        pk: (count, reviewed)
        for pk, count, reviewed in Statement.objects.effective()
        .filter(consultation=consultation, submission__in=list(replies))
        .order_by()
        .values_list("submission")
        .annotate(count=Count("pk"), reviewed=Count("pk", filter=REVIEWED))
    }
    for pk, reply in replies.items():
        count, reviewed = counted.get(pk, (0, 0))
        yield {
            "id": str(reply.public_id),
            "document": reply.document,
            "status": reply.status,
            "counts": reply.counts,
            "received": reply.received.isoformat(),
            "language": reply.language,
            "stance": reply.stance,
            "no_remarks": reply.no_remarks,
            "statements": count,
            "reviewed": reviewed,
            "senders": [
                {
                    "name": sender.name,
                    "kind": sender.kind,
                    "organisation": str(sender.organisation) if sender.organisation else None,
                    "municipality_number": sender.number or None,
                    "organisation_number": sender.organisation_number or None,
                    "county": sender.county or None,
                    "inhabitants": sender.inhabitants,
                }
                for sender in reply.senders
            ],
            "address": address(reply.public_id),
        }


def senders(rows: Iterable[Row]) -> Iterator[Row]:
    """One row for each sender of each reply; a reply without a known sender has one without a name."""
    nobody = {
        "name": "",
        "kind": "",
        "organisation": None,
        "municipality_number": None,
        "organisation_number": None,
        "county": None,
        "inhabitants": None,
    }
    for row in rows:
        own = {key: value for key, value in row.items() if key not in {"senders", "id"}}
        for sender in row["senders"] or [nobody]:
            yield {**sender, "submission": row["id"], **own}


MEMBER_FIELDS = (
    "point__public_id",
    "point__name",
    "point__theme",
    "point__state",
    "side",
    "state",
    "source_text__submission",
    "start",
    "end",
    "quote",
)


def standing_points(consultation: Consultation) -> QuerySet[Point]:
    """The points of a consultation that are neither merged into another nor dissolved."""
    found = Point.objects.filter(consultation=consultation, merged_into=None)
    return found.exclude(state=Point.State.DISSOLVED)


def member_values(members: QuerySet[PointMember]) -> QuerySet[PointMember, tuple[Any, ...]]:
    """Statements of points in order, as tuples of `MEMBER_FIELDS`, without what a person took out."""
    standing = members.exclude(state=PointMember.State.REMOVED)
    return standing.order_by("point", "pk").values_list(*MEMBER_FIELDS)


def point_members(
    consultation: Consultation, replies: Mapping[int, ShownReply], address: Address
) -> Iterator[Row]:
    """One row for each statement in each point. One query, read piece by piece."""
    members = PointMember.objects.filter(point__in=standing_points(consultation))
    return member_rows(member_values(members).iterator(chunk_size=CHUNK), replies, address)


def member_rows(
    values: Iterable[tuple[Any, ...]], replies: Mapping[int, ShownReply], address: Address
) -> Iterator[Row]:
    """One row for each tuple of `MEMBER_FIELDS`."""
    for point, name, theme, point_state, side, state, pk, start, end, quote in values:
        reply = replies[pk]
        yield {
            "point": str(point),
            "name": name,
            "theme": theme,
            "point_confirmed": point_state == Point.State.CONFIRMED,
            "side": side,
            "confirmed": state == PointMember.State.CONFIRMED,
            "submission": str(reply.public_id),
            "document": reply.document,
            "senders": reply.names,
            "sender_kinds": reply.kinds,
            "stance": reply.stance,
            "quote": redact_quote(quote, start, reply.hidden),
            "start": start,
            "end": end,
            "address": address(reply.public_id, start, end),
        }
