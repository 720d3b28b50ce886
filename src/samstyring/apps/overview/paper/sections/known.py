"""Risk, evidence for and against, and what municipalities like us have experienced."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.apps.adoption.templatetags.adoption import period, used
from samstyring.apps.adoption.use import Figure
from samstyring.apps.decisions.choices import ConsequenceKind
from samstyring.apps.knowledge.choices import Certainty, Direction, EvidenceKind
from samstyring.apps.knowledge.models import Evidence, Outcome

from ..content import Block, Row, Section, Table, gap, heading, item, said
from ..gathering import SHOWN_NEAR, Material, Practice
from ..sources import Sources
from .assessed import assessed
from .words import keepers, number

# Evidence from so few is shown with a warning.
FEW = 30
MOST_OUTCOMES = 20


def risk(material: Material, sources: Sources) -> Section:
    """What the parties to a case say of risk, what is not in place, and what nobody has assessed."""
    blocks: list[Block] = []
    kinds = (ConsequenceKind.RISK, ConsequenceKind.LAW, ConsequenceKind.PRACTICE)
    blocks += assessed(material, sources, *kinds)
    for one in material.before:
        lacking = [need for need in one.needs if not need.in_place]
        if lacking:
            names = ", ".join(need.measure.name for need in lacking)
            notes = [sources.measure(need.measure) for need in lacking]
            words = {"name": one.measure.name, "names": names}
            blocks.append(
                item(_("%(name)s needs what is not in use here, or not entered: %(names)s.") % words, *notes)
            )
    unsure = [
        outcome
        for evidence in material.evidence
        for outcome in evidence.outcomes.all()
        if outcome.certainty in (Certainty.LOW, Certainty.VERY_LOW)
    ]
    if unsure:
        notes = [sources.evidence(one) for one in material.evidence if set(one.outcomes.all()) & set(unsure)]
        blocks.append(
            item(
                ngettext(
                    "%(count)d of the findings below is of low certainty.",
                    "%(count)d of the findings below are of low certainty.",
                    len(unsure),
                )
                % {"count": len(unsure)},
                *notes,
            )
        )
    blocks.append(
        gap(
            _(
                "Our own assessment of risk: patient safety, privacy, security, operation, and what we do "
                "if it fails"
            )
        )
    )
    return Section("risk", _("Risk"), tuple(blocks))


def evidence(material: Material, sources: Sources) -> Section:
    """What research says for and against, each finding with how sure it is."""
    blocks: list[Block] = []
    found = [(one, outcome) for one in material.evidence for outcome in one.outcomes.all()]
    for title, directions in (
        (_("For"), (Direction.BETTER,)),
        (_("Against, or without effect"), (Direction.WORSE, Direction.NO_DIFFERENCE)),
        (_("Both ways"), (Direction.MIXED,)),
    ):
        pairs = [(one, outcome) for one, outcome in found if outcome.direction in directions]
        if pairs:
            heads = (_("Outcome"), _("What was found"), _("How sure"), _("For whom and where"))
            rows = tuple(_finding(one, outcome, sources) for one, outcome in pairs[:MOST_OUTCOMES])
            blocks.append(Table(title, heads, rows))
    if found and not any(outcome.direction == Direction.WORSE for _one, outcome in found):
        blocks.append(said(_("No evidence against is entered. That is not the same as that there is none.")))
    blocks += _warnings(material, sources)
    silent = [one for one in material.evidence if not one.outcomes.all()]
    for one in silent:
        blocks.append(
            item(_("Entered without findings: %(title)s.") % {"title": one.title}, sources.evidence(one))
        )
    if material.evidence_left_out:
        blocks.append(
            said(
                _("%(count)d more publications are entered on the same subject.")
                % {"count": material.evidence_left_out},
                *[sources.measure(one) for one in material.measures if one.topic],
            )
        )
    if not material.evidence:
        blocks += _no_evidence(material)
    return Section("evidence", _("Evidence for and against"), tuple(blocks))


def _finding(one: Evidence, outcome: Outcome, sources: Sources) -> Row:
    sure = str(outcome.get_certainty_display()) if outcome.certainty else _("not stated")
    name = f"{outcome.name} ({one.year})" if one.year else outcome.name
    return Row((name, outcome.finding or "–", sure, outcome.for_whom or "–"), (sources.evidence(one),))


def _warnings(material: Material, sources: Sources) -> Iterator[Block]:
    """Where evidence is a supplier's own, or rests on a handful."""
    for one in material.evidence:
        if one.kind == EvidenceKind.SUPPLIER:
            text = _("The supplier’s own calculation, made by the one who sells: %(title)s.")
            yield item(text % {"title": one.title}, sources.evidence(one))
        if one.participants is not None and one.participants < FEW:
            words = {"count": number(one.participants), "title": one.title}
            yield item(_("Rests on %(count)s participants: %(title)s.") % words, sources.evidence(one))


def _no_evidence(material: Material) -> Iterator[Block]:
    for measure in material.measures:
        if measure.topic:
            yield gap(
                _("No evidence is entered on %(name)s: anyone who knows of some can enter it")
                % {"name": measure.name}
            )
        else:
            yield gap(
                _(
                    "%(name)s is filed under no subject, so evidence cannot be found; "
                    "it can be filled in by %(who)s"
                )
                % {"name": measure.name, "who": keepers(measure)}
            )
    if not material.measures:
        yield gap(_("No evidence can be found: no measure is named"))


def experience(material: Material, sources: Sources) -> Section:
    """Who of those most like us have it in use, and what municipalities have told."""
    blocks: list[Block] = []
    if material.practice:
        rows = tuple(_practice(one, sources) for one in material.practice[:SHOWN_NEAR])
        heads = (_("Municipality"), _("Measure"), _("How alike"), _("Newest figure of use"))
        blocks.append(Table(_("In use in municipalities like us"), heads, rows, frozenset({2})))
        words = {"count": len({one.alike.pk for one in material.practice}), "near": material.near}
        notes = [note for row in rows for note in row.notes]
        blocks.append(
            said(
                _("Of the %(near)d municipalities most like us, %(count)d have entered that it is in use.")
                % words,
                *notes,
            )
        )
    elif material.measures:
        blocks.append(
            gap(
                _(
                    "None of those most like us has entered that it is in use: ask them, and write what "
                    "they say"
                )
            )
        )
    for told in material.told:
        one = told.experience
        note = sources.experience(one)
        blocks.append(heading(f"{one.organisation.name}: {one.title}"))
        if told.alike:
            share = {"share": f"{told.alike.per_cent}\u00a0%"}
            blocks.append(said(_("Alike with us: %(share)s.") % share, note))
        for label, text in (
            ("", one.done),
            (_("What it gave"), one.effect),
            (_("What was hard"), one.hard),
            (_("What helped"), one.helped),
            (_("Advice"), one.advice),
        ):
            if text.strip():
                blocks.append(item(f"{label}: {text}" if label else text, note))
    if not material.told:
        blocks.append(gap(_("No municipality has told of its experience: those that use it can do so")))
    return Section("experience", _("Experience from municipalities like us"), tuple(blocks))


def _practice(one: Practice, sources: Sources) -> Row:
    introduction = one.introduction
    notes = [sources.introduction(introduction)]
    words = _("not measured")
    if one.newest is not None:
        row = one.newest
        figure = Figure(row.year, row.month or 0, row.active, row.eligible)
        words = f"{used(figure)}, {period(figure)}"
        notes.append(sources.use(row, introduction))
    alike = f"{one.alike.per_cent}\u00a0%"
    return Row((one.alike.name, introduction.measure.name, alike, words), tuple(notes))
