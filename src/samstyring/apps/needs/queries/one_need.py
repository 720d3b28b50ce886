"""A need as its page shows it: where it comes from, who stands behind it, its way, what went into it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q

from samstyring.apps.actors.visibility import Person, condition
from samstyring.apps.consultations.models import Consultation
from samstyring.apps.consultations.queries.holding import held_in, redact_quote, shown_senders

from ..choices import Act
from ..models import Backing, Need, NeedSource, Step
from .counts import Behind, behind

SOURCES_PER_PAGE = 20
BACKINGS_PER_PAGE = 40


@dataclass(frozen=True)
class ShownSource:
    """A source as somebody may see it: `quote` is empty where the consultation is not theirs to see."""

    source: NeedSource
    quote: str
    senders: list[str]
    is_open: bool


@dataclass(frozen=True)
class ShownBacking:
    """An organisation behind a need, with its own words: written here, or said in a reply that is open."""

    backing: Backing
    quote: str
    address: tuple[Any, ...] | None


@dataclass(frozen=True)
class ShownNeed:
    """A need with what its page shows. `hidden` organisations said it where the person may not look."""

    need: Need
    behind: Behind
    sources: Page[Any]
    shown_sources: list[ShownSource]
    backings: Page[Any]
    shown_backings: list[ShownBacking]
    hidden: int
    steps: list[Step]
    merged: list[Need]
    merged_hidden: int
    parts: list[Need]


def visible(user: Person) -> Any:
    """The needs that the person may see, with what a page on one shows beside it."""
    return Need.objects.visible_to(user).select_related(
        "raised_by__county",
        "held_by",
        "owner_organisation",
        "merged_into",
        "counted_with",
        "split_from",
        "knowledge__judged_by",
    )


def shown_need(
    need: Need, user: Person, *, sources: int | str | None = 1, backers: int | str | None = 1
) -> ShownNeed:
    """All that the page of a need shows, in sixteen queries at most."""
    tree = list(Need.objects.filter(counted_with=need).order_by("id"))
    seen = set(Need.objects.visible_to(user).filter(counted_with=need).values_list("pk", flat=True))
    merged = [one for one in tree if one.pk in seen]
    mine = [need.pk, *(one.pk for one in merged)]
    consultations = Consultation.objects.visible_to(user)
    source_page = Paginator(
        NeedSource.objects.filter(need__in=mine)
        .select_related("need", "point", "source_text__submission__consultation")
        .defer("source_text__text")
        .prefetch_related("source_text__submission__senders")
        .order_by("need_id", "id"),
        SOURCES_PER_PAGE,
    ).get_page(sources)
    shown_there = Q(source=None) | Q(source__source_text=None)
    shown_there |= Q(source__source_text__submission__consultation__in=consultations)
    all_backings = Backing.objects.filter(need__in=[need.pk, *(one.pk for one in tree)], withdrawn=None)
    shown = all_backings.filter(shown_there, need__in=mine)
    backing_page = Paginator(
        shown.select_related("organisation__county", "need", "source__source_text__submission")
        .defer("source__source_text__text")
        .order_by("organisation__name", "id"),
        BACKINGS_PER_PAGE,
    ).get_page(backers)
    open_ids = set(
        consultations.filter(
            pk__in={
                one.source_text.submission.consultation_id
                for one in source_page.object_list
                if one.source_text is not None
            }
        ).values_list("pk", flat=True)
    )
    rows = list(backing_page.object_list)
    quotes = quotes_of([*source_page.object_list, *(row.source for row in rows if row.source is not None)])
    return ShownNeed(
        need=need,
        behind=behind([need.pk])[need.pk],
        sources=source_page,
        shown_sources=[_source(one, quotes, open_ids) for one in source_page.object_list],
        backings=backing_page,
        shown_backings=[_backing(row, quotes) for row in rows],
        hidden=all_backings.count() - backing_page.paginator.count,
        steps=steps_of(need, user),
        merged=merged,
        merged_hidden=len(tree) - len(merged),
        parts=list(Need.objects.visible_to(user).filter(split_from=need).order_by("id")),
    )


def quotes_of(sources: Iterable[NeedSource]) -> dict[int, str]:
    """The words of sources as everybody who may see the reply may read them. Two queries."""
    sources = list(sources)
    held = held_in({one.source_text_id for one in sources if one.source_text_id is not None})
    return {
        one.pk: redact_quote(one.quote, one.start or 0, held.get(one.source_text_id or 0, []))
        for one in sources
    }


def steps_of(need: Need, user: Person) -> list[Step]:
    """The way of a need, and what was merged into it on the way, in order of time. One query."""
    return list(
        Step.objects.filter(
            Q(need=need) | Q(condition(user, prefix="need__"), other=need, act__in=[Act.MERGE, Act.UNMERGE])
        )
        .select_related("need", "other", "from_holder", "to_holder", "organisation")
        .order_by("id")
    )


def _source(source: NeedSource, quotes: dict[int, str], open_ids: set[int]) -> ShownSource:
    text = source.source_text
    if text is None:
        return ShownSource(source, "", [], is_open=True)
    if text.submission.consultation_id not in open_ids:
        return ShownSource(source, "", [], is_open=False)
    return ShownSource(source, quotes[source.pk], shown_senders(text.submission, may_see=False), is_open=True)


def _backing(backing: Backing, quotes: dict[int, str]) -> ShownBacking:
    source = backing.source
    if source is None or source.source_text is None:
        return ShownBacking(backing, "", None)
    address = (source.source_text.submission.public_id, source.start, source.end)
    return ShownBacking(backing, quotes[source.pk], address)
