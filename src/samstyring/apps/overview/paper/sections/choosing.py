"""Alternatives: now, later, not. And the chief executive's own assessment."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from samstyring.apps.portfolio.choices import DutyKind
from samstyring.apps.portfolio.models import Measure

from ..content import Block, Section, gap, heading, own_words, said
from ..gathering import Material
from ..sources import Sources
from .binding import holds, in_use
from .words import day, span


def alternatives(material: Material, sources: Sources) -> Section:
    """Those of the case where it has some, and then now, later and not as what is known bears on them."""
    blocks: list[Block] = []
    if material.case is not None:
        case = material.case.case
        for one in material.case.alternatives:
            note = sources.part_of_case(one, case, "alternatives")
            blocks.append(heading(one.name))
            blocks.append(said(one.text, note) if one.text else gap(_("Say what this alternative means")))
    if material.measures:
        for title, found in (
            (_("Now"), _now(material, sources)),
            (_("Later"), _later(material, sources)),
            (_("Not"), _not(material, sources)),
        ):
            blocks.append(heading(title))
            blocks += found
    elif not blocks:
        blocks.append(gap(_("Describe the alternatives: now, later, not")))
    return Section("alternatives", _("Alternatives: now, later, not"), tuple(blocks))


def _now(material: Material, sources: Sources) -> Iterator[Block]:
    if in_use(material):
        notes = [sources.introduction(row.introduction) for row in material.own.values()]
        yield said(_("It is in use here already: the question is whether to go on, and how."), *notes)
    efforts = [(one, effort) for one in material.measures for effort in one.efforts.all()]
    if efforts:
        low = sum(effort.hours_low for _one, effort in efforts)
        high = sum(effort.hours_high for _one, effort in efforts)
        notes = [sources.effort(effort, one) for one, effort in efforts]
        yield said(_("It asks for %(hours)s hours of our people.") % {"hours": span(low, high)}, *notes)
    asked = {one.pk for one in material.measures}
    lacking = {
        need.measure.name: need
        for one in material.before
        for need in one.needs
        if not need.in_place and need.measure.pk not in asked
    }
    if lacking:
        notes = [sources.measure(need.measure) for need in lacking.values()]
        yield said(_("It must wait for, or come with: %(names)s.") % {"names": ", ".join(lacking)}, *notes)
    yield gap(_("Say who would do it, what they put aside, and where in the budget it stands"))


def _later(material: Material, sources: Sources) -> Iterator[Block]:
    dated = False
    for measure in material.measures:
        for duty in measure.duties.all():
            if duty.municipal and duty.valid_from and duty.valid_from > material.today:
                dated = True
                words = {"what": str(duty.get_kind_display()).lower(), "day": day(duty.valid_from)}
                text = _("It cannot be later than %(day)s: from then on there is a %(what)s.") % words
                yield said(text, sources.duty(duty, measure))
    for planned in material.planned:
        if planned.item.ends and planned.item.ends >= material.today:
            dated = True
            words = {"title": planned.item.edition.title, "day": day(planned.item.ends)}
            yield said(_("“%(title)s” plans it until %(day)s.") % words, sources.line(planned.item))
    if material.practice:
        notes = [sources.introduction(one.introduction) for one in material.practice]
        yield said(_("To wait gives time to learn from those like us that use it."), *notes)
    if not dated:
        yield gap(_("Say until when it can wait, and what would have changed by then"))


def _not(material: Material, sources: Sources) -> Iterator[Block]:
    for measure in material.measures:
        yield _without(measure, sources)
        notes = [
            sources.duty(duty, measure)
            for duty in measure.duties.all()
            if duty.kind == DutyKind.PAY and duty.municipal
        ]
        if holds(measure, DutyKind.PAY):
            yield said(
                _("%(name)s must be paid for also if we do not use it.") % {"name": measure.name}, *notes
            )
    yield gap(_("Say what follows for those who need the service if we do not introduce it"))


def _without(measure: Measure, sources: Sources) -> Block:
    name = {"name": measure.name}
    notes = [
        sources.duty(duty, measure)
        for duty in measure.duties.all()
        if duty.kind == DutyKind.USE and duty.municipal
    ]
    must = holds(measure, DutyKind.USE)
    if must is None:
        return gap(_("Whether we may leave %(name)s out is not known: the duty to use is not stated") % name)
    if must:
        return said(_("It is no choice for %(name)s: there is a duty to use it.") % name, *notes)
    return said(_("There is no duty to use %(name)s that is entered.") % name, *notes)


def assessment(material: Material) -> Section:
    """The chief executive's own words."""
    blocks: tuple[Block, ...] = own_words(material.written.assessment if material.written else "")
    if not blocks:
        blocks = (gap(_("Write the assessment: what weighs most, and why")),)
    return Section("assessment", _("The chief executive’s assessment"), blocks)
