"""Needs for the tests of pages: on the way, merged, for knowledge; and the addresses of their pages."""

from collections.abc import Callable

from django.urls import reverse

from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.needs import likeness_store
from samstyring.apps.needs.actions import backing, knowledge, ladder, needs, own_list
from samstyring.apps.needs.models import Need
from samstyring.apps.needs.queries.gathering import said_in_point
from tests import factories
from tests.browser.world import World

RAISED = "Vikarer til nattevakter i hjemmetjenesten (eksempel)"
MERGED = "Vikarer om natten i hjemmetjenesten (eksempel)"
ASKED = "Virker digitalt tilsyn om natten? (eksempel)"


def example_needs(world: World) -> dict[str, Need]:
    """The needs by title, made the first time."""
    found = {need.title: need for need in Need.objects.filter(title__in=[RAISED, MERGED, ASKED])}
    if found:
        return found
    place = world.organisation
    municipality = factories.organisation("Behovsvik kommune (eksempel)", kind="municipality")
    common = {"description": "Eksempel: fire av ti vakter står tomme.", "visibility": "public"}
    raised = needs.write(
        organisation=place,
        fields=common | {"title": RAISED, "kind": "staffing"},
        said=said_in_point(world.point),
        by=SYSTEM,
    )
    backing.back(need=raised, organisation=municipality, by=SYSTEM, wording="Hos oss: ti vakter i uka.")
    merged = needs.write(
        organisation=municipality, fields=common | {"title": MERGED, "kind": "staffing"}, by=SYSTEM
    )
    network = factories.organisation("Behovsnettverket (eksempel)", kind="network")
    merged = ladder.raise_(
        need=merged, level="network", holder=network, reason="Flere har det slik.", by=SYSTEM, seen=1
    )
    merged = ladder.send_back(
        need=merged,
        to=ladder.earlier_places(merged)[0],
        reason="Vis tall først.",
        by=SYSTEM,
        seen=merged.version,
    )
    ladder.merge(need=merged, into=raised, reason="Det samme.", by=SYSTEM, seen=merged.version)
    asked = needs.write(organisation=place, fields=common | {"title": ASKED, "kind": "knowledge"}, by=SYSTEM)
    knowledge.ask(need=asked, fields={"population": "Eldre hjemme (eksempel)"}, by=SYSTEM)
    knowledge.judge(
        need=asked,
        organisation=place,
        judgement="partly",
        brief="Noe er kjent (eksempel).",
        evidence=[world.evidence],
        reason="Én studie.",
        by=SYSTEM,
        seen=Need.objects.get(pk=asked.pk).version,
    )
    for need in (raised, asked):
        own_list.put(organisation=place, need=need, by=SYSTEM)
    own_list.put(organisation=municipality, need=raised, by=SYSTEM)
    return {need.title: Need.objects.get(pk=need.pk) for need in (raised, merged, asked)}


def of(title: str, name: str, **words: str) -> Callable[[World], str]:
    """The address of a page of one of the needs."""
    return lambda world: reverse(
        f"needs:{name}", kwargs={"public_id": example_needs(world)[title].public_id, **words}
    )


def listed(query: str = "") -> Callable[[World], str]:
    """The address of the list, with needs on it."""

    def address(world: World) -> str:
        example_needs(world)
        return reverse("needs:needs") + query

    return address


def own(world: World) -> str:
    """The address of an own list."""
    example_needs(world)
    return reverse("needs:own_list", args=[world.organisation.public_id])


def sector(world: World) -> str:
    """The address of the sector's list."""
    example_needs(world)
    return reverse("needs:sector")


def pairs(world: World) -> str:
    """The address of needs that look alike, two and two."""
    example_needs(world)
    likeness_store.build()
    return reverse("needs:pairs")


def like(world: World) -> str:
    """The address of needs like what is written."""
    example_needs(world)
    return reverse("needs:like") + "?title=Vikarer+om+natten+i+hjemmetjenesten"


def write(world: World) -> str:
    """The address of the form, with needs like its title beside it."""
    example_needs(world)
    return reverse("needs:write") + "?tittel=Vikarer+om+natten+i+hjemmetjenesten"


def from_statement(world: World) -> str:
    """The address where a statement becomes a need."""
    one = world.statement
    return reverse("needs:from_statement", args=[world.submission.public_id, one.start, one.end])
