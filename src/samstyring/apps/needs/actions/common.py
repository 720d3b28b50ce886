"""What the acts on needs share: a lock, a step in the history, and the count that lists are ordered by."""

import datetime
from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Organisation
from samstyring.apps.ledger.events import Actor

from ..choices import Act
from ..models import Backing, Need, Step
from ..policies import check_seen


def today() -> datetime.date:
    """The day of an act."""
    return timezone.localdate()


def locked(need: Need, seen: int | None = None) -> Need:
    """The need as it stands now, held until the transaction ends.

    `seen` is the version that the person looked at; None where nobody looked. Raises NotPossible
    where somebody was before.
    """
    found: Need = (
        Need.objects.select_for_update(of=("self",))
        .select_related("held_by", "raised_by", "counted_with", "owner_organisation")
        .get(pk=need.pk)
    )
    if seen is not None and found.version != seen:
        last = found.steps.last()
        check_seen(found, seen, last.get_act_display() if last else "")
    return found


def add_step(
    need: Need,
    act: Act,
    *,
    reason: str,
    by: Actor,
    before: Need | None = None,
    other: Need | None = None,
) -> Step:
    """Write the next step of a need that stands as it shall after the act; `before` is as it stood."""
    last = need.steps.order_by("-number").values_list("number", flat=True).first()
    return Step.objects.create(
        need=need,
        number=(last or 0) + 1,
        act=act,
        reason=reason,
        from_state=before.state if before else "",
        to_state=need.state,
        from_level=before.level if before else "",
        to_level=need.level,
        from_holder=before.held_by if before else None,
        to_holder=need.held_by,
        other=other,
        organisation=Organisation.objects.filter(public_id=by.organisation_id).first()
        if by.organisation_id
        else None,
        day=today(),
    )


def recount(needs: Iterable[int]) -> None:
    """Count anew the municipalities that stand behind needs: each once, merged needs together."""
    for pk in set(needs):
        count = (
            Backing.objects.filter(
                Q(need=pk) | Q(need__counted_with=pk),
                withdrawn=None,
                organisation__kind=OrganisationKind.MUNICIPALITY,
            )
            .values("organisation")
            .distinct()
            .count()
        )
        Need.objects.filter(pk=pk).exclude(municipalities=count).update(municipalities=count)
