"""The matter, the recommendation, and what the measure is."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from samstyring.apps.decisions.models import Case
from samstyring.apps.portfolio.models import Measure

from ..content import Block, Fact, Section, gap, item, own_words, said
from ..gathering import Material
from ..sources import Sources
from .binding import in_use
from .words import day


def facts(material: Material) -> tuple[Fact, ...]:
    """The lines at the top."""
    written = material.written
    place = material.organisation
    found = [
        Fact(_("Municipality"), f"{place.name} ({place.number})" if place.number else place.name),
        Fact(_("Archive number"), written.archive_number if written else "", _("Archive number: fill in")),
        Fact(
            _("Treated by, and when"),
            written.treated_by if written else "",
            _("Treated by: fill in body and day"),
        ),
        Fact(_("Draft made"), day(material.today)),
    ]
    if material.case is not None:
        found.insert(1, Fact(_("Case"), f"{material.case.case.label} {material.case.case.title}"))
    return tuple(found)


def matter(material: Material, sources: Sources) -> Section:
    """What is to be decided, in a person's words before a case's."""
    blocks: list[Block] = list(own_words(material.written.matter if material.written else ""))
    if material.case is not None:
        case = material.case.case
        note = sources.case(case)
        blocks.append(said(case.question, note))
        blocks += [said(line, note) for line in case.background.splitlines() if line.strip()]
        if case.deadline:
            blocks.append(said(_("It must be decided by %(day)s.") % {"day": day(case.deadline)}, note))
    if not blocks:
        names = ", ".join(one.name for one in material.measures)
        words = {"place": material.organisation.name, "name": names}
        notes = [sources.measure(one) for one in material.measures]
        asked = _("The question is whether %(place)s is to introduce %(name)s.")
        if in_use(material):
            asked = _("%(name)s is in use in %(place)s: the question is whether to go on, and how.")
        blocks.append(said(asked % words, *notes))
        blocks.append(gap(_("Say in two or three sentences why this comes up now")))
    return Section("matter", _("The matter"), tuple(blocks))


def recommendation(material: Material, sources: Sources) -> Section:
    """What the chief executive recommends. A case's proposals are shown, and not taken for it."""
    blocks: list[Block] = list(own_words(material.written.recommendation if material.written else ""))
    if not blocks:
        blocks.append(gap(_("Write the recommendation: what is to be decided, by whom, and from when")))
    if material.case is not None and material.case.proposals:
        case = material.case.case
        blocks.append(said(_("Proposed in case %(label)s:") % {"label": case.label}, sources.case(case)))
        for one in material.case.proposals:
            blocks.append(item(one.text, sources.part_of_case(one, case, "proposals")))
    return Section("recommendation", _("The chief executive’s recommendation"), tuple(blocks))


def what_it_is(material: Material, sources: Sources) -> Section:
    """Each measure: purpose, owner, services and stage."""
    blocks: list[Block] = []
    for measure in material.measures:
        blocks += _measure(measure, sources)
    if not material.measures:
        blocks.append(_no_measure(material.case.case if material.case else None))
    return Section("what", _("What it is"), tuple(blocks))


def _no_measure(case: Case | None) -> Block:
    if case is None:
        return gap(_("No measure is named"))
    words = _("The case treats no measure that is entered: those who prepare case %(label)s can add it")
    return gap(words % {"label": case.label})


def _measure(measure: Measure, sources: Sources) -> Iterator[Block]:
    note = sources.measure(measure)
    kind = str(measure.get_kind_display()).lower()
    purpose = measure.purpose.rstrip(".")
    yield said(f"{measure.name} ({kind}). {purpose}." if purpose else f"{measure.name} ({kind}).", note)
    if measure.owner_words:
        yield said(_("It is owned by %(name)s.") % {"name": measure.owner_words}, note)
    if measure.services:
        yield said(_("It is for these services: %(services)s.") % {"services": measure.services}, note)
    stages = list(measure.stages.all())
    if stages:
        words = {"stage": str(stages[0].get_stage_display()).lower(), "day": day(stages[0].date)}
        since = _("Stage: %(stage)s, since %(day)s.")
        on = _("Stage: %(stage)s, as of %(day)s; since when is not stated.")
        yield said((since if stages[0].began else on) % words, sources.stage(stages[0], measure))
