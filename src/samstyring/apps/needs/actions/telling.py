"""Tell those who raised or back a need what was done with it, in the act's own transaction."""

from django.db.models import Q

from samstyring.apps.actors.actions.notices import tell
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.notices import word
from samstyring.apps.ledger.events import Actor

from ..choices import Act
from ..models import Need
from ..notices import ANSWERED, ARRIVED, DONE, WORDS


def behind(need: Need) -> list[Organisation]:
    """Those who raised the need or what was merged into it, or stand behind any of it. One query."""
    together = Q(pk=need.pk) | Q(counted_with=need.pk)
    needs = Need.objects.filter(together).values("pk")
    return list(
        Organisation.objects.filter(
            Q(raised_needs__in=needs) | Q(backed_needs__need__in=needs, backed_needs__withdrawn=None)
        )
        .distinct()
        .order_by("pk")
    )


def tell_of(need: Need, act: Act, *, by: Actor) -> None:
    """Tell of an act: all behind the need but the one who did it, and whoever has it on the table now."""
    others = [one for one in behind(need) if one.public_id != by.organisation_id]
    arrived = act in {Act.RAISE, Act.RETURN}
    if arrived:
        others = [one for one in others if one.pk != need.held_by_id]
    about, address = need.public_id, need.get_absolute_url()
    if act == Act.ANSWER:
        tell(to=others, kind=ANSWERED, words={"title": need.title}, about=about, address=address)
    else:
        what = {"title": need.title, "what": word(WORDS[act]), "organisation": by.organisation_name or "–"}
        tell(to=others, kind=DONE, words=what, about=about, address=address)
    if arrived and need.held_by.public_id != by.organisation_id:
        tell(to=need.held_by, kind=ARRIVED, words={"title": need.title}, about=about, address=address)
