"""What there is behind the paper, counted in eight parts: what the first page says, and who fills what in.

A council can decide without everything being known, but not without knowing what it costs. So a paper has too
little behind it where nothing of the municipality's own economy could be reckoned, or where fewer than
`ENOUGH` of the parts are there.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samstyring.apps.portfolio.choices import DutyKind

from ..content import Said, Section, gap, item, said
from ..gathering import Material
from .binding import holds
from .words import keepers

ENOUGH = 5


@dataclass(frozen=True)
class Part:
    """One thing that a decision rests on: what it is, whether it is there, and who can fill it in."""

    key: str
    name: str
    there: bool
    who: str


def parts(material: Material) -> list[Part]:
    """The eight parts, in the order of the paper."""
    measures = material.measures
    place = material.organisation.name
    owners = "; ".join(dict.fromkeys(keepers(one) for one in measures)) or _("those who prepare the case")
    here = _("contributors, coordinators and secretaries in %(name)s") % {"name": place}
    written = material.written
    economy = material.economy
    return [
        Part(
            "recommendation",
            _("the chief executive’s recommendation"),
            bool(written and written.recommendation.strip()),
            here,
        ),
        Part("what", _("what it is for"), bool(measures) and all(one.purpose for one in measures), owners),
        Part(
            "duty",
            _("the duty to use and to pay"),
            bool(measures)
            and all(
                holds(one, kind) is not None for one in measures for kind in (DutyKind.USE, DutyKind.PAY)
            ),
            owners,
        ),
        Part(
            "readiness",
            _("where we stand ourselves"),
            bool(measures) and all(one.pk in material.own for one in measures),
            here,
        ),
        Part(
            "people",
            _("the hours and professions it takes"),
            bool(measures) and all(one.efforts.all() for one in measures),
            owners,
        ),
        Part(
            "economy",
            _("what it costs and gives us"),
            economy.reckoned and not (economy.budget and economy.budget.example),
            _("%(owners)s; the finance office in %(place)s") % {"owners": owners, "place": place},
        ),
        Part(
            "evidence",
            _("evidence with findings"),
            any(one.outcomes.all() for one in material.evidence),
            _("anyone who knows of some"),
        ),
        Part(
            "experience",
            _("experience from other municipalities"),
            bool(material.told or material.practice),
            _("municipalities that use it"),
        ),
    ]


def is_thin(found: list[Part]) -> bool:
    """Whether there is too little behind the paper."""
    there = {part.key for part in found if part.there}
    return "economy" not in there or len(there) < ENOUGH


def first_page(found: list[Part]) -> tuple[Said, ...]:
    """How much there is behind the paper, and what is missing."""
    there = sum(part.there for part in found)
    lines = [
        said(
            _("Of %(all)d parts that a decision should rest on, there is something behind %(there)d.")
            % {"all": len(found), "there": there}
        )
    ]
    missing = [part.name for part in found if not part.there]
    if missing:
        lines.append(said(_("Missing: %(names)s.") % {"names": "; ".join(missing)}))
    return tuple(lines)


def unknown(material: Material, found: list[Part], gaps: int) -> Section:
    """What is missing, each with who can fill it in."""
    blocks = [
        item(
            _("%(name)s: can be filled in by %(who)s.")
            % {"name": part.name[:1].upper() + part.name[1:], "who": part.who}
        )
        for part in found
        if not part.there
    ]
    for one in material.economy.unknown:
        words = {"name": f"{one.measure.name}: {one.name}", "who": one.who_knows or one.party_words}
        blocks.append(item(_("%(name)s: the amount is not known; %(who)s can fill it in.") % words))
    if gaps:
        blocks.append(gap(_("Each place in brackets is for the municipality to fill in or take out")))
    if not blocks:
        blocks.append(said(_("Nothing that the paper should rest on is missing.")))
    return Section("unknown", _("What is not known, and who can fill it in"), tuple(blocks))
