"""What arrived in a consultation and what became of each file; how far the reading has come."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import Archive, Arrival, Consultation, Reading, Statement, Submission
from ..refusals import sentence_for
from .holding import shown_file_name, shown_senders

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
    """One line of the list: a file, what became of it, and what there is to say about that."""

    arrival: Arrival
    name: str
    fate: str
    reason: str
    senders: list[str]
    statements: int
    warnings: list[str]

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
    """One page of what arrived, of one fate or all. Five queries."""
    every = arrivals(consultation)
    counted = Counter(dict(every.order_by().values_list("fate").annotate(count=Count("pk"))))
    chosen = chosen if chosen in FATES else ""
    shown = every.filter(fate=chosen) if chosen else every
    statements = (
        Statement.objects.filter(reading__submission=OuterRef("submission"), reading__is_current=True)
        .order_by()
        .values("reading")
        .annotate(count=Count("pk"))
        .values("count")
    )
    warnings = Reading.objects.filter(submission=OuterRef("submission"), is_current=True).values("warnings")
    ordered = (
        shown.annotate(statements=Coalesce(Subquery(statements), 0), warnings=Subquery(warnings[:1]))
        .select_related("archive", "submission__replaces")
        .prefetch_related("submission__senders", "submission__replaced_by", "submission__replaces__senders")
        .order_by("-id" if newest_first else "id")
    )
    found = Paginator(ordered, PAGE_SIZE).get_page(page)
    return Fates(
        page=found,
        rows=[row_of(arrival, may_see=may_see) for arrival in found],
        counts=[(slug, str(label), counted[slug]) for slug, label in FATES.items() if counted[slug]],
        total=counted.total(),
        chosen=chosen,
    )


def row_of(arrival: Any, *, may_see: bool) -> Row:
    """One arrival as the list shows it, with what `fates` has annotated."""
    submission: Submission | None = arrival.submission
    became: str = arrival.fate
    code = arrival.refusal or (submission.refusal if submission else "")
    reason = sentence_for(code) if became == REFUSED else ""
    if became == ASIDE:
        reason = arrival.set_aside or (submission.set_aside if submission else "")
    hidden = submission is not None and shown_file_name(submission, may_see=may_see) != submission.file_name
    return Row(
        arrival=arrival,
        name=shown_file_name(submission, may_see=may_see) if submission and hidden else arrival.name,
        fate=became,
        reason=reason,
        senders=shown_senders(submission, may_see=may_see) if submission else [],
        statements=arrival.statements,
        warnings=list(arrival.warnings or []),
    )


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
    counted = Counter(
        dict(consultation.submissions.order_by().values_list("status").annotate(count=Count("pk")))
    )
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
