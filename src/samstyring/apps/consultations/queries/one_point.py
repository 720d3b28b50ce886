"""A point as its page shows it: what is said for and against it by reply, and who joins those who say it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from ..models import Endorsement, Point, PointMember, Statement, StatementType, Submission
from . import holding
from .point_sums import PointSummary, Sums, Voice, distinct, summary, sums, voices_of

REPLIES_PER_PAGE = 25
REMOVED_SHOWN = 25
REMOVED = "removed"


@dataclass(frozen=True)
class ShownMember:
    """A statement in a point. `address` is whether the document's newest reading has it as it stands here."""

    member: PointMember
    quote: str
    type: str
    type_label: str
    language: str
    stands: bool

    @property
    def span(self) -> str:
        """The place in the texts, as forms send it."""
        return f"{self.member.source_text_id}-{self.member.start}-{self.member.end}"


@dataclass(frozen=True)
class Said:
    """What one reply says of a point."""

    submission: Submission
    senders: list[str]
    file_name: str
    members: list[ShownMember]


@dataclass(frozen=True)
class Joining:
    """A reply that joins the reply of somebody who says the point."""

    submission: Submission
    senders: list[str]
    joined: str


@dataclass(frozen=True)
class ShownPoint:
    """A point as its page shows it. `joined` are the senders who only join a reply that says it."""

    point: Point
    summary: PointSummary
    page: Page[Any]
    said: list[Said]
    against: list[Said]
    joining: list[Joining]
    joined: Sums
    merged: list[Point]
    removed: list[Said]

    @property
    def types(self) -> list[str]:
        """The types that its statements on this page have, in words."""
        return sorted({member.type_label for said in self.said for member in said.members})


def shown_point(point: Point, *, page: int | str | None, may_see: bool) -> ShownPoint:
    """A point with what is said for and against it, by reply. Eleven queries at most."""
    members = list(
        point.members.select_related("source_text__submission").defer("source_text__text").order_by("id")
    )
    inside = [
        member
        for member in members
        if member.state != PointMember.State.REMOVED and member.source_text.submission.counts
    ]
    voices = voices_of(point.consultation)
    counted = [(member.source_text.submission_id, member.side) for member in inside]
    one = summary(point, counted, voices)
    order = ordered_replies(inside, voices)
    paged = Paginator(order, REPLIES_PER_PAGE).get_page(page)
    on_page = set(paged.object_list)
    against = {m.source_text.submission_id for m in inside if m.side == PointMember.Side.AGAINST}
    chosen = [m for m in inside if m.source_text.submission_id in on_page | against]
    removed = [m for m in members if m.state == PointMember.State.REMOVED][-REMOVED_SHOWN:]
    by_reply = said_by([*chosen, *removed], may_see=may_see)
    joining, joining_voices = joining_of(point, one, voices, may_see=may_see)
    return ShownPoint(
        point=point,
        summary=one,
        page=paged,
        said=[by_reply[pk, "for"] for pk in paged.object_list if (pk, "for") in by_reply],
        against=[said for (_pk, part), said in by_reply.items() if part == "against"],
        joining=joining,
        joined=sums(joining_voices),
        merged=list(point.merged.order_by("id")),
        removed=[said for (_pk, part), said in by_reply.items() if part == REMOVED],
    )


def ordered_replies(members: Iterable[PointMember], voices: Mapping[int, Sequence[Voice]]) -> list[int]:
    """The replies that say a point, by the name of their first sender, those without a name last."""
    replies = {member.source_text.submission_id for member in members if member.side == PointMember.Side.FOR}

    def key(pk: int) -> tuple[bool, str, int]:
        name = next((voice.name for voice in voices.get(pk, [])), "")
        return (not name, name.casefold(), pk)

    return sorted(replies, key=key)


def said_by(members: Sequence[PointMember], *, may_see: bool) -> dict[tuple[int, str], Said]:
    """Members by reply and side (`REMOVED` for those taken out), each as it may be shown. Four queries."""
    texts = {member.source_text_id for member in members}
    held = {} if may_see else holding.held_in(texts)
    submissions = Submission.objects.prefetch_related("senders").in_bulk(
        {member.source_text.submission_id for member in members}
    )
    facts = {
        (text, start, end): (type_, language)
        for text, start, end, type_, language in Statement.objects.filter(
            is_effective=True,
            reading__source_text__in=texts,
            start__in={member.start for member in members},
        ).values_list("reading__source_text_id", "start", "end", "current_type", "language")
    }
    result: dict[tuple[int, str], Said] = {}
    for member in members:
        submission = submissions[member.source_text.submission_id]
        place = (member.source_text_id, member.start, member.end)
        type_, language = facts.get(place, ("", ""))
        said = result.setdefault(
            (submission.pk, REMOVED if member.state == PointMember.State.REMOVED else member.side),
            Said(
                submission=submission,
                senders=holding.shown_senders(submission, may_see=may_see),
                file_name=holding.shown_file_name(submission, may_see=may_see),
                members=[],
            ),
        )
        said.members.append(
            ShownMember(
                member=member,
                quote=holding.redact_quote(member.quote, member.start, held.get(member.source_text_id, [])),
                type=type_,
                type_label=str(StatementType(type_).label) if type_ else "",
                language=language,
                stands=place in facts,
            )
        )
    return result


def joining_of(
    point: Point, one: PointSummary, voices: Mapping[int, Sequence[Voice]], *, may_see: bool
) -> tuple[list[Joining], list[Voice]]:
    """Who joins a reply of somebody who says the point and does not say it themselves. Two queries."""
    saying = {voice.key for voice in one.voices}
    organisations = {voice.organisation for voice in one.voices if voice.organisation}
    rows = (
        Endorsement.objects.filter(
            submission__consultation=point.consultation,
            submission__counts=True,
            organisation__in=organisations,
            is_rejected=False,
        )
        .select_related("submission", "organisation")
        .prefetch_related("submission__senders")
        .order_by("submission_id", "start")
    )
    found: dict[tuple[int, int | None], Joining] = {}
    others: list[Voice] = []
    for row in rows:
        new = [voice for voice in voices.get(row.submission_id, []) if voice.key not in saying]
        if not new or (row.submission_id, row.organisation_id) in found:
            continue
        others += new
        found[row.submission_id, row.organisation_id] = Joining(
            submission=row.submission,
            senders=holding.shown_senders(row.submission, may_see=may_see),
            joined=row.organisation.name if row.organisation else row.name,
        )
    return list(found.values()), distinct(others)
