"""What arrived in a consultation and what became of each file; how far the reading has come."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..keeping import kept
from ..models import Archive, Arrival, Consultation, Reading, Submission
from ..refusals import sentence_for
from .columns import statements_in
from .reply_rows import document_name, reply_rows, sender_names

PAGE_SIZE = 25
# What can become of a file, by its name in the address. A file has one of them.
READ, WARNED, NEWER, OLDER, AGAIN, WAITING, REFUSED, ASIDE = (
    "lest",
    "advarsel",
    "nyere",
    "eldre",
    "igjen",
    "venter",
    "ulest",
    "satt-til-side",
)
FATES: dict[str, str | Promise] = {
    WAITING: _("Waiting or being read"),
    REFUSED: _("Could not be read"),
    WARNED: _("Read with a warning"),
    NEWER: _("Newer version of another"),
    OLDER: _("Replaced by a newer version"),
    AGAIN: _("Was there already"),
    ASIDE: _("Set aside"),
    READ: _("Read"),
}
RECENT_SECONDS = 600  # readings that ended within this time tell how fast it goes
MOST_RECENT = 20


def fate() -> Case:
    """What became of an arrival, as its database value."""
    warned = Reading.objects.filter(submission=OuterRef("submission"), is_current=True).exclude(warnings=[])
    under_way = [Submission.Status.WAITING, Submission.Status.READING]
    return Case(
        When(is_again=True, then=Value(AGAIN)),
        When(
            ~Q(set_aside="") | (Q(submission__isnull=False) & ~Q(submission__set_aside="")), then=Value(ASIDE)
        ),
        When(~Q(refusal="") | Q(submission__status=Submission.Status.REFUSED), then=Value(REFUSED)),
        When(submission__status__in=under_way, then=Value(WAITING)),
        When(submission__counts=False, then=Value(OLDER)),
        When(submission__replaces__isnull=False, then=Value(NEWER)),
        When(Exists(warned), then=Value(WARNED)),
        default=Value(READ),
        output_field=CharField(),
    )


def arrivals(consultation: Consultation) -> QuerySet[Any]:
    """What arrived in a consultation, with what became of each."""
    return consultation.arrivals.annotate(fate=fate())


@dataclass(frozen=True)
class Row:
    """One line of the list: a file, what became of it, and what there is to say about that.

    `older` and `newer` are the other versions of the same reply, by their public ids.
    """

    arrival: Arrival
    name: str
    fate: str
    reason: str
    senders: list[str]
    statements: int
    warnings: list[str]
    older: UUID | None = None
    newer: UUID | None = None

    @property
    def label(self) -> str:
        """What became of it, in words."""
        return str(FATES[self.fate])


@dataclass(frozen=True)
class Fates:
    """A page of the list, and how many files each fate has."""

    page: Page[Any]
    rows: list[Row]
    counts: list[tuple[str, str, int]]
    total: int
    chosen: str


def fates(
    consultation: Consultation,
    chosen: str,
    page: int | str | None,
    *,
    may_see: bool,
    newest_first: bool = False,
) -> Fates:
    """One page of what arrived, of one fate or all. Two queries and one of warnings, and more where something
    has changed."""
    every = kept(
        consultation.pk,
        "fates",
        lambda: list(arrivals(consultation).order_by("id").values_list("pk", "fate")),
    )
    counted = Counter(fate for _pk, fate in every)
    chosen = chosen if chosen in FATES else ""
    ids = [pk for pk, fate in every if not chosen or fate == chosen]
    found = Paginator(ids[::-1] if newest_first else ids, PAGE_SIZE).get_page(page)
    return Fates(
        page=found,
        rows=rows_of(consultation, list(found.object_list), dict(every), may_see=may_see),
        counts=[(slug, str(label), counted[slug]) for slug, label in FATES.items() if counted[slug]],
        total=len(every),
        chosen=chosen,
    )


def rows_of(
    consultation: Consultation, ids: list[int], became: Mapping[int, str], *, may_see: bool
) -> list[Row]:
    """Some of what arrived, by their ids, in that order, as one person may see them."""
    found = Arrival.objects.select_related("archive", "submission").in_bulk(ids)
    replies = reply_rows(consultation)
    newer = {row.replaces: row for row in replies.values() if row.replaces}
    statements = statements_in(consultation)
    warned = [found[pk].submission_id for pk in ids if became[pk] == WARNED]
    warnings = (
        dict(
            Reading.objects.filter(submission__in=warned, is_current=True).values_list(
                "submission", "warnings"
            )
        )
        if warned
        else {}
    )
    rows = []
    for arrival in (found[pk] for pk in ids if pk in found):
        # What arrived this moment may not be among the replies yet.
        reply = replies.get(arrival.submission_id or 0)
        older = replies.get(reply.replaces) if reply and reply.replaces else None
        after = newer.get(reply.pk) if reply else None
        hidden = reply is not None and reply.is_private and not may_see
        rows.append(
            Row(
                arrival=arrival,
                name=document_name(reply, may_see=may_see) if reply and hidden else arrival.name,
                fate=became[arrival.pk],
                reason=reason_of(arrival, became[arrival.pk]),
                senders=sender_names(reply, may_see=may_see) if reply else [],
                statements=statements.get(arrival.submission_id or 0, 0),
                warnings=list(warnings.get(arrival.submission_id or 0, ())),
                older=older.public_id if older else None,
                newer=after.public_id if after else None,
            )
        )
    return rows


def reason_of(arrival: Arrival, became: str) -> str:
    """Why a file could not be read, or was set aside; empty for any other."""
    submission = arrival.submission
    if became == REFUSED:
        return sentence_for(arrival.refusal or (submission.refusal if submission else ""))
    if became == ASIDE:
        return arrival.set_aside or (submission.set_aside if submission else "")
    return ""


@dataclass(frozen=True)
class Progress:
    """How far the reading has come. `minutes_left` is None where nothing tells how fast it goes."""

    total: int
    done: int
    unpacking: int
    minutes_left: int | None

    @property
    def under_way(self) -> int:
        """How many documents are waiting or being read."""
        return self.total - self.done

    @property
    def is_going_on(self) -> bool:
        """Whether more is to come."""
        return bool(self.under_way or self.unpacking)


def progress(consultation: Consultation, now: datetime | None = None) -> Progress:
    """How far the reading of a consultation has come. Three queries at most."""
    counted = Counter(row.status for row in reply_rows(consultation).values())
    done = counted[Submission.Status.READ] + counted[Submission.Status.REFUSED]
    unpacking = consultation.archives.filter(status=Archive.Status.WAITING).count()
    left = counted.total() - done
    return Progress(
        total=counted.total(),
        done=done,
        unpacking=unpacking,
        minutes_left=minutes_left(consultation, left, now or timezone.now()) if left else None,
    )


def minutes_left(consultation: Consultation, left: int, now: datetime) -> int | None:
    """Minutes that reading so many documents takes, at the speed of those read last; at least one."""
    ended = list(
        consultation.submissions.filter(status__in=[Submission.Status.READ, Submission.Status.REFUSED])
        .order_by(F("status_changed").desc())
        .values_list("status_changed", flat=True)[:MOST_RECENT]
    )
    recent = [moment for moment in ended if (now - moment).total_seconds() < RECENT_SECONDS]
    if len(recent) < 2:
        return None
    seconds_each = (recent[0] - recent[-1]).total_seconds() / (len(recent) - 1)
    return max(1, round(left * seconds_each / 60))
