"""Needs tied to a measure, and what the owner of a running solution does about each wish."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samstyring.apps.actors.actions.notices import tell
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.notices import word
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor
from samstyring.apps.needs.actions import needs
from samstyring.apps.needs.actions.telling import behind
from samstyring.apps.needs.models import Need

from ..choices import TieKind, WishState
from ..events import NeedTied, NeedUntied, WishAnswered
from ..models import Measure, NeedTie, WishAnswer
from ..notices import ANSWERED, STATES, WISHED
from ..policies import check_stage_day

Fields = Mapping[str, Any]


@transaction.atomic
def tie(*, measure: Measure, need: Need, kind: str, by: Actor, reason: str = "") -> NeedTie:
    """Tie a need to a measure: as what it is to meet, or as a wish for what it can do. Raises NotPossible.

    Whoever owns the measure is told of a wish.
    """
    locked = Measure.objects.select_for_update(of=("self",)).get(pk=measure.pk)
    if not need.is_open:
        raise NotPossible(_("The need is not open any more. Choose one that is."), field="need")
    if locked.need_ties.filter(need=need).exists():
        raise NotPossible(_("This need is tied to the measure already."), field="need")
    made = NeedTie.objects.create(
        measure=locked, need=need, kind=kind, reason=reason, day=timezone.localdate()
    )
    owner = owner_of(locked)
    if kind == TieKind.WISH and owner is not None and owner.public_id != by.organisation_id:
        tell(
            to=owner,
            kind=WISHED,
            words={"title": need.title, "measure": locked.name},
            about=need.public_id,
            address=locked.get_absolute_url(),
        )
    record(
        NeedTied(object_id=locked.public_id, object_name=locked.name, related=(need.public_id,), kind=kind),
        by=by,
    )
    return made


@transaction.atomic
def wish(*, measure: Measure, organisation: Organisation, fields: Fields, by: Actor) -> NeedTie:
    """Write a need of an organisation as a wish for what a solution can do. Raises NotPossible."""
    need = needs.write(organisation=organisation, fields=fields, by=by)
    return tie(measure=measure, need=need, kind=TieKind.WISH, by=by)


@transaction.atomic
def untie(*, tie: NeedTie, by: Actor) -> None:
    """Take a tie out that should not have been there. One that was answered stays. Raises NotPossible."""
    measure = Measure.objects.select_for_update(of=("self",)).get(pk=tie.measure_id)
    if tie.answers.exists():
        raise NotPossible(_("The wish has been answered, so it stays with its answer."))
    gone, _rows = NeedTie.objects.filter(pk=tie.pk).delete()
    if gone:
        record(
            NeedUntied(object_id=measure.public_id, object_name=measure.name, related=(tie.need.public_id,)),
            by=by,
        )


@transaction.atomic
def answer(
    *,
    tie: NeedTie,
    state: str,
    words: str,
    day: datetime.date,
    by: Actor,
    organisation: Organisation | None = None,
) -> WishAnswer:
    """Say what becomes of a wish. Earlier answers stay; all behind the need are told. Raises NotPossible."""
    check_stage_day(day, timezone.localdate())
    locked = NeedTie.objects.select_for_update(of=("self",)).select_related("measure", "need").get(pk=tie.pk)
    if locked.kind != TieKind.WISH:
        raise NotPossible(_("Only a wish for what the solution can do is answered here."))
    made = WishAnswer.objects.create(tie=locked, state=state, words=words, day=day, organisation=organisation)
    tell(
        to=[one for one in behind(locked.need) if one.public_id != by.organisation_id],
        kind=ANSWERED,
        words={
            "title": locked.need.title,
            "measure": locked.measure.name,
            "state": word(STATES[WishState(state)]),
        },
        about=locked.need.public_id,
        address=locked.measure.get_absolute_url(),
    )
    record(
        WishAnswered(
            object_id=locked.measure.public_id,
            object_name=locked.measure.name,
            related=(locked.need.public_id,),
            state=state,
            day=day,
        ),
        by=by,
    )
    return made


def owner_of(measure: Measure) -> Organisation | None:
    """Who answers wishes for a measure: its owner in the world, or whoever keeps its description."""
    return measure.responsible or measure.owner_organisation
