"""The acts of the ladder: raise, send back, merge and undo it, divide, take on, close, open again.

Each takes `seen`, the version of the need that the person looked at, and raises `NotPossible` with
a sentence where somebody was before, where the state does not allow it, or where the reason is empty.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

from ..choices import Act, NeedKind, State
from ..events import (
    NeedAdopted,
    NeedClosed,
    NeedMerged,
    NeedRaised,
    NeedReopened,
    NeedReturned,
    NeedSplit,
    NeedStep,
    NeedUnmerged,
)
from ..models import Backing, KnowledgeNeed, Need, NeedSource, Step
from ..policies import (
    LEVELS,
    TRANSITIONS,
    check_allowed,
    check_merge,
    check_parts_done,
    check_raise,
    reason_given,
)
from .common import add_step, locked, recount
from .telling import tell_of


@transaction.atomic
def raise_(*, need: Need, level: str, holder: Organisation, reason: str, by: Actor, seen: int) -> Need:
    """Put the need on the table of somebody higher up."""
    current, before = _begin(need, seen)
    check_raise(current, level, holder)
    reason = reason_given(reason)
    current.level, current.held_by = level, holder
    return _finish(current, before, Act.RAISE, NeedRaised, reason=reason, by=by, related=(holder,))


@transaction.atomic
def send_back(*, need: Need, to: Step, reason: str, by: Actor, seen: int) -> Need:
    """Give the need back to one that had it on a lower level: `to` is the step that put it there."""
    current, before = _begin(need, seen)
    check_allowed(current, Act.RETURN)
    reason = reason_given(reason)
    if not earlier_places(current).filter(pk=to.pk).exists():
        raise NotPossible(_("The need has not been there below. Choose where it came from."), field="to")
    current.level, current.held_by = to.to_level, to.to_holder
    return _finish(current, before, Act.RETURN, NeedReturned, reason=reason, by=by, related=(to.to_holder,))


def earlier_places(need: Need) -> QuerySet[Step]:
    """The steps that put the need where it was on a level below the one where it is, the newest first."""
    below = LEVELS[: [level.value for level in LEVELS].index(need.level)]
    whose = [need.pk, need.split_from_id] if need.split_from_id else [need.pk]
    return (
        Step.objects.filter(need__in=whose, to_level__in=below, act__in=[Act.WRITE, Act.RAISE, Act.RETURN])
        .select_related("to_holder")
        .order_by("-id")
    )


@transaction.atomic
def merge(*, need: Need, into: Need, reason: str, by: Actor, seen: int) -> Need:
    """Let `need` be counted with `into`. Its sources, backers and wordings stay its own."""
    # In one order, so that two merges towards each other take turns.
    for pk in sorted({need.pk, into.pk}):
        Need.objects.select_for_update(of=("self",)).get(pk=pk)
    current, before = _begin(need, seen)
    target = locked(into)
    check_merge(current, target)
    reason = reason_given(reason)
    current.merged_into = current.counted_with = target
    done = _finish(
        current, before, Act.MERGE, NeedMerged, reason=reason, by=by, other=target, related=(target,)
    )
    Need.objects.filter(counted_with=current).update(counted_with=target)
    _touch(target)
    recount([current.pk, target.pk])
    return done


@transaction.atomic
def unmerge(*, need: Need, reason: str, by: Actor, seen: int) -> Need:
    """Let the need stand on its own again, as it stood, with what had been merged into it."""
    current, before = _begin(need, seen)
    check_allowed(current, Act.UNMERGE)
    reason = reason_given(reason)
    top, parent = current.counted_with, current.merged_into
    last = current.steps.filter(act=Act.MERGE).latest("number")
    current.merged_into = current.counted_with = None
    done = _finish(
        current,
        before,
        Act.UNMERGE,
        NeedUnmerged,
        reason=reason,
        by=by,
        other=parent,
        related=(parent,) if parent else (),
        state=State(last.from_state),
    )
    if top is not None:
        Need.objects.filter(pk__in=below(current, top)).update(counted_with=current)
        _touch(top)
        recount([current.pk, top.pk])
    return done


def below(need: Need, top: Need) -> set[int]:
    """All that was merged into `need`, directly or by others, among what is counted with `top`. One query."""
    rows = list(Need.objects.filter(counted_with=top).values_list("pk", "merged_into_id"))
    found: set[int] = set()
    reached = {need.pk}
    while reached:
        reached = {pk for pk, parent in rows if parent in reached} - found
        found |= reached
    return found


@transaction.atomic
def split(*, need: Need, parts: Sequence[Mapping[str, Any]], reason: str, by: Actor, seen: int) -> list[Need]:
    """Divide the need into two or more, each with `title` and what else differs, and `sources`, their ids.

    Each part gets copies of the sources named (of all, where none is), and of the backings that stand, those
    of merged needs too; what the divided need has stays with it. The parts are on the same table.
    """
    current, before = _begin(need, seen)
    check_allowed(current, Act.SPLIT)
    reason = reason_given(reason)
    titles = [str(part["title"]).strip() for part in parts]
    if len([title for title in titles if title]) < 2:
        raise NotPossible(
            _("Name at least two parts: what is one thing is changed, not divided."), field="parts"
        )
    made = [
        _part(current, title, part, reason=reason, by=by)
        for title, part in zip(titles, parts, strict=True)
        if title
    ]
    _finish(current, before, Act.SPLIT, NeedSplit, reason=reason, by=by, related=tuple(made))
    return made


def _part(need: Need, title: str, part: Mapping[str, Any], *, reason: str, by: Actor) -> Need:
    made = Need.objects.create(
        title=title,
        description=part.get("description") or need.description,
        kind=part.get("kind") or need.kind,
        sector=need.sector,
        raised_by=need.raised_by,
        held_by=need.held_by,
        owner_organisation=need.owner_organisation,
        visibility=need.visibility,
        level=need.level,
        split_from=need,
        is_example=need.is_example,
    )
    chosen = set(part.get("sources") or ())
    together = Q(need=need) | Q(need__counted_with=need)
    copies: dict[int, NeedSource] = {}
    places: set[tuple[int | None, ...]] = set()
    for source in NeedSource.objects.filter(together).order_by("id"):
        place = (source.source_text_id, source.start, source.end)
        if (chosen and source.pk not in chosen) or (source.source_text_id and place in places):
            continue
        places.add(place)
        old = source.pk
        source.pk, source.need = None, made
        source.save(force_insert=True)
        copies[old] = source
    backers: set[int] = set()
    for backing in Backing.objects.filter(together, withdrawn=None).order_by("id"):
        if backing.organisation_id in backers:
            continue
        backers.add(backing.organisation_id)
        Backing.objects.create(
            need=made,
            organisation_id=backing.organisation_id,
            wording=backing.wording,
            source=copies.get(backing.source_id) if backing.source_id else None,
            day=backing.day,
        )
    if made.kind == NeedKind.KNOWLEDGE:
        KnowledgeNeed.objects.create(need=made)
    add_step(made, Act.WRITE, reason=reason, by=by, other=need)
    recount([made.pk])
    return made


@transaction.atomic
def adopt(*, need: Need, reason: str, by: Actor, seen: int) -> Need:
    """Whoever has it on the table takes it on, to be met."""
    current, before = _begin(need, seen)
    check_allowed(current, Act.ADOPT)
    return _finish(current, before, Act.ADOPT, NeedAdopted, reason=reason_given(reason), by=by)


@transaction.atomic
def close(*, need: Need, reason: str, by: Actor, seen: int) -> Need:
    """Close the need: met, or given up. It stays to be seen, with the reason."""
    current, before = _begin(need, seen)
    check_allowed(current, Act.CLOSE)
    return _finish(current, before, Act.CLOSE, NeedClosed, reason=reason_given(reason), by=by)


@transaction.atomic
def reopen(*, need: Need, reason: str, by: Actor, seen: int) -> Need:
    """Open a closed or divided need again; a divided one only where its parts are closed."""
    current, before = _begin(need, seen)
    check_allowed(current, Act.REOPEN)
    if current.state == State.SPLIT:
        check_parts_done(current.parts.exclude(state__in=[State.CLOSED, State.MERGED]).count())
    return _finish(current, before, Act.REOPEN, NeedReopened, reason=reason_given(reason), by=by)


def _begin(need: Need, seen: int) -> tuple[Need, Need]:
    """The need locked, and a copy as it stands before the act."""
    current = locked(need, seen)
    return current, Need(state=current.state, level=current.level, held_by=current.held_by)


def _finish(
    need: Need,
    before: Need,
    act: Act,
    event: type[NeedStep],
    *,
    reason: str,
    by: Actor,
    other: Need | None = None,
    related: Sequence[Need | Organisation] = (),
    state: State | None = None,
) -> Need:
    need.state = state or TRANSITIONS[State(before.state)][act] or before.state
    need.version += 1
    need.save(update_fields=["state", "level", "held_by", "merged_into", "counted_with", "version"])
    step = add_step(need, act, reason=reason, by=by, before=before, other=other)
    record(
        event(
            object_id=need.public_id,
            object_name=need.title,
            number=step.number,
            from_level=before.level,
            to_level=need.level,
            related=tuple(one.public_id for one in related),
        ),
        by=by,
    )
    tell_of(need, act, by=by)
    return need


def _touch(need: Need) -> None:
    """Let those who have the need open notice that something came to it or left it."""
    Need.objects.filter(pk=need.pk).update(version=F("version") + 1)
