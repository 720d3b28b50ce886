"""Duty to use and to pay, what must be in place first, where we stand, and people and hours."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from samstyring.apps.adoption.choices import Status
from samstyring.apps.adoption.templatetags.adoption import used
from samstyring.apps.decisions.choices import ConsequenceKind
from samstyring.apps.overview.municipality.standing import Before
from samstyring.apps.portfolio.choices import DutyKind, DutyState, Relation
from samstyring.apps.portfolio.models import Duty, Effort, Measure

from ..content import Block, Row, Section, Table, gap, item, said
from ..gathering import Material
from ..sources import Sources
from . import gains
from .assessed import assessed
from .words import day, decided, keepers, number, span, standing


def holds(measure: Measure, kind: str) -> bool | None:
    """Whether municipalities have the duty; none where that is not known."""
    states = {
        duty.state
        for duty in measure.duties.all()
        if duty.kind == kind and duty.municipal and duty.state != DutyState.UNKNOWN
    }
    return DutyState.REQUIRED in states if states else None


def duties(material: Material, sources: Sources) -> Section:
    """What must be used and what must be paid for: two things."""
    blocks: list[Block] = []
    for measure in material.measures:
        rows = [duty for duty in measure.duties.all() if duty.municipal]
        notes = [sources.duty(duty, measure) for duty in rows]
        name = {"name": measure.name}
        if holds(measure, DutyKind.PAY) and holds(measure, DutyKind.USE) is not True:
            blocks.append(
                said(_("%(name)s need not be used, and must be paid for all the same.") % name, *notes)
            )
        if rows:
            heads = (_("Duty"), _("For whom"), _("Is there a duty?"), _("From"), _("Legal basis"))
            lines = tuple(_duty(duty, note) for duty, note in zip(rows, notes, strict=True))
            blocks.append(Table(_("Duties with %(name)s") % name, heads, lines))
        blocks += _duties_unknown(measure)
    if not blocks:
        blocks.append(gap(_("Whether there is a duty is not known: no measure is named")))
    return Section("duty", _("Duty to use and to pay"), tuple(blocks))


def _duty(duty: Duty, note: int) -> Row:
    cells = (
        str(duty.get_kind_display()),
        duty.for_whom,
        str(duty.get_state_display()),
        day(duty.valid_from) or _("not stated"),
        duty.legal_basis or _("not stated"),
    )
    return Row(cells, (note,))


def _duties_unknown(measure: Measure) -> Iterator[Block]:
    words = {"name": measure.name, "who": keepers(measure)}
    if holds(measure, DutyKind.USE) is None:
        yield gap(
            _("Whether municipalities must use %(name)s is not known; it can be filled in by %(who)s") % words
        )
    if holds(measure, DutyKind.PAY) is None:
        yield gap(
            _("Whether municipalities must pay for %(name)s is not known; it can be filled in by %(who)s")
            % words
        )


def readiness(material: Material, sources: Sources) -> Section:
    """What must be in place first, how far we have come, what is planned, and who runs our IT."""
    blocks: list[Block] = [*_stand(material, sources)]
    for one in material.before:
        blocks.append(_first(one, material, sources))
    if not material.before:
        blocks.append(said(_("Nothing that is entered must be in place first.")))
    blocks += _others(material, sources)
    blocks += assessed(material, sources, ConsequenceKind.DEPENDENCIES)
    blocks += _planned(material, sources)
    if material.operation is not None and material.operation.words:
        row = material.operation
        address = material.organisation.get_absolute_url()
        note = sources.of(row, _("Who runs the IT"), address, material.organisation.name)
        said_of = f" ({row.note})" if row.note else ""
        blocks.append(said(_("Our IT is run by %(name)s.") % {"name": f"{row.words}{said_of}"}, note))
    else:
        words = _("Who runs the IT is not stated: coordinators and secretaries in %(name)s can say it")
        blocks.append(gap(words % {"name": material.organisation.name}))
    return Section("readiness", _("What it depends on, and how ready we are"), tuple(blocks))


def _stand(material: Material, sources: Sources) -> Iterator[Block]:
    for measure in material.measures:
        row = material.own.get(measure.pk)
        if row is None:
            words = {"name": measure.name, "place": material.organisation.name}
            yield gap(
                _(
                    "Where we stand on %(name)s is not entered: contributors, coordinators and secretaries "
                    "in %(place)s can do so"
                )
                % words
            )
            continue
        one = row.introduction
        note = sources.introduction(one)
        facts = [standing(one), decided(one), one.lead_office]
        words = {"name": measure.name, "words": "; ".join(part for part in facts if part)}
        yield said(_("Where we stand on %(name)s: %(words)s.") % words, note)
        if one.starts or one.ends:
            period = {"start": day(one.starts) or "–", "end": day(one.ends) or "–"}
            yield said(_("The introduction runs from %(start)s to %(end)s.") % period, note)
        if row.newest:
            yield said(_("Newest figure of use here: %(use)s.") % {"use": used(row.newest)}, note)


def _first(before: Before, material: Material, sources: Sources) -> Table:
    direct = {
        one.other_id: one
        for one in material.relations
        if one.measure_id == before.measure.pk and one.relation == Relation.REQUIRES
    }
    rows = []
    for need in before.needs:
        row = direct.get(need.measure.pk)
        own = need.own.introduction if need.own else None
        notes = [sources.dependency(row) if row else sources.measure(need.measure)]
        notes += [sources.introduction(own)] if own else []
        ready = _("Yes") if need.in_place else _("No, or not entered")
        reason = (row.reason if row else "") or "–"
        rows.append(Row((need.measure.name, ready, standing(own), reason), tuple(notes)))
    name = _("Must be in place before %(name)s") % {"name": before.measure.name}
    return Table(name, (_("Measure"), _("In use here?"), _("Where we stand"), _("Reason")), tuple(rows))


def _others(material: Material, sources: Sources) -> Iterator[Block]:
    for one in material.relations:
        if one.relation == Relation.REQUIRES:
            continue
        reason = f": {one.reason}" if one.reason else ""
        relation = str(one.get_relation_display()).lower()
        words = f"{one.measure.name} {relation} {one.other.name}{reason}"
        yield item(f"{words.rstrip('.')}.", sources.dependency(one))


def _planned(material: Material, sources: Sources) -> Iterator[Block]:
    for planned in material.planned:
        line = planned.item
        period = f"{day(line.starts) or '–'} – {day(line.ends) or '–'}"
        words = {
            "title": line.edition.title,
            "period": period,
            "sure": str(line.get_certainty_display()).lower(),
        }
        text = _("On “%(title)s”: %(period)s (%(sure)s).") % words
        part = f" {line.part.rstrip('.')}." if line.part else ""
        yield said(f"{text}{part} {line.expected}".strip(), sources.line(line))


def people(material: Material, sources: Sources) -> Section:
    """Hours by profession as a typical introduction takes, and what they come to."""
    blocks: list[Block] = []
    for measure in material.measures:
        efforts = list(measure.efforts.all())
        if not efforts:
            words = {"name": measure.name, "who": keepers(measure)}
            blocks.append(
                gap(
                    _(
                        "The hours and professions that %(name)s takes are not known; "
                        "they can be filled in by %(who)s"
                    )
                    % words
                )
            )
            continue
        blocks.append(_hours(measure, efforts, sources))
    if any(one.efforts.all() for one in material.measures):
        blocks.append(
            said(_("The hours are those of a typical introduction in one municipality, not counted here."))
        )
    blocks += assessed(material, sources, ConsequenceKind.PEOPLE)
    blocks += _freed(material, sources)
    blocks += _booked(material, sources)
    blocks.append(
        gap(_("Who does this here, and what they do less of meanwhile: the offices concerned can say it"))
    )
    return Section("people", _("People and hours"), tuple(blocks))


def _hours(measure: Measure, efforts: list[Effort], sources: Sources) -> Table:
    rows = [
        Row(
            (one.profession, span(one.hours_low, one.hours_high), one.note or "–"),
            (sources.effort(one, measure),),
        )
        for one in efforts
    ]
    low, high = sum(one.hours_low for one in efforts), sum(one.hours_high for one in efforts)
    notes = tuple(note for row in rows for note in row.notes)
    rows.append(Row((_("Sum"), span(low, high), "–"), notes))
    return Table(
        _("Hours that an introduction of %(name)s takes") % {"name": measure.name},
        (_("Profession or role"), _("Hours"), _("What it covers")),
        tuple(rows),
        frozenset({1}),
    )


def _freed(material: Material, sources: Sources) -> Iterator[Block]:
    """Hours that the economy's items take or free, for each unit of what they grow with."""
    rows = gains.hours(material, sources)
    if rows:
        name = _("Hours in the items of the economy, for each unit")
        heads = (_("Item"), _("Profession or role"), _("Hours for each unit"), _("Takes or frees"))
        yield Table(name, heads, rows, frozenset({2}))


def _booked(material: Material, sources: Sources) -> Iterator[Block]:
    """What our people have booked already, quarter by quarter, and what there is of hours."""
    if not material.booked:
        return
    note = sources.load(material.organisation)
    rows = tuple(
        Row(
            (
                f"{one.quarter.number}/{one.quarter.year}",
                span(one.least, one.most),
                number(one.capacity) if one.capacity is not None else _("not stated"),
            ),
            (note,),
        )
        for one in material.booked
    )
    heads = (_("Quarter"), _("Hours booked"), _("Hours there are"))
    yield Table(_("What our people have booked already"), heads, rows, frozenset({1, 2}))


def in_use(material: Material) -> bool:
    """Whether all the measures are in use here already."""
    rows = [material.own.get(one.pk) for one in material.measures]
    return bool(rows) and all(row and row.introduction.status == Status.IN_USE for row in rows)
