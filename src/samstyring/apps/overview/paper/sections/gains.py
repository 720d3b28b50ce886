"""Who else gains and pays, effects without a price, and the hours in the items of the economy."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from samstyring.apps.decisions.choices import ConsequenceKind
from samstyring.apps.economy.choices import Direction, Party

from ..content import Block, Row, Section, Table, gap, item, said
from ..gathering import Material
from ..sources import Sources
from .amounts import about, amount, plain, spread
from .assessed import assessed
from .words import day, keepers, number


def others(material: Material, sources: Sources) -> Section:
    """Who else gains and pays because of this municipality."""
    known = material.economy
    blocks: list[Block] = []
    if known.budget is not None and known.budget.parties:
        note = sources.reckoning(material.economy.counted, known.budget)
        rows = []
        for line in known.budget.parties:
            label = dict(Party.choices).get(line.party, line.party)
            name = f"{label}: {line.organisation}" if line.organisation else str(label)
            rows.append(Row((name, about(line.pays), about(line.gains), spread(line.net)), (note,)))
        heads = (_("Who"), _("Pays"), _("Gains"), _("What is left"))
        name = _("Who pays and who gains, over all the years")
        blocks.append(Table(name, heads, tuple(rows), frozenset({1, 2, 3})))
        blocks.append(
            said(_("It counts only what follows from this municipality, in the kroner of each year."), note)
        )
    if known.society is not None and known.society.society is not None:
        note = sources.reckoning(material.economy.counted, known.society)
        words = {"sum": spread(known.society.society)}
        blocks.append(
            said(_("For society as a whole, discounted and in real kroner: %(sum)s.") % words, note)
        )
        blocks += [item(sentence, note) for sentence in known.society.assumptions]
    blocks += assessed(material, sources, ConsequenceKind.GAINS)
    blocks += _promised(material, sources)
    elsewhere = [one for one in known.items if one.party != Party.MUNICIPALITY]
    rows = [
        Row((one.party_words, one.name, str(one.get_direction_display()), amount(one)), (sources.item(one),))
        for one in elsewhere
    ]
    if rows:
        heads = (_("Who"), _("Item"), _("Cost or benefit"), _("Amount"))
        blocks.append(Table(_("What others pay and gain, as entered"), heads, tuple(rows)))
    if not blocks:
        for measure in material.measures:
            blocks.append(
                gap(
                    _("Who else pays and gains by %(name)s is not known; it can be filled in by %(who)s")
                    % {"name": measure.name, "who": keepers(measure)}
                )
            )
    return Section("others", _("Who else gains and pays"), tuple(blocks))


def _promised(material: Material, sources: Sources) -> Iterator[Block]:
    """The gains that are promised here: who answers for each, and what it has come to."""
    rows = []
    for row in material.economy.promised:
        one, stands = row.benefit, row.standing
        due = stands.next_due or stands.due
        planned = f"{plain(due.value)} {one.unit}, {day(due.day)}" if due else _("no day given")
        now = (
            f"{plain(stands.now.value)} {one.unit}, {day(stands.now.day)}"
            if stands.now
            else _("not measured")
        )
        cells = (one.name, one.owner_office, one.indicator, planned, one.withdrawn or now)
        rows.append(Row(cells, (sources.promised(one),)))
    if rows:
        heads = (_("Gain"), _("Office that answers for it"), _("What is measured"), _("Planned"), _("Now"))
        yield Table(_("Gains promised here"), heads, tuple(rows))


def unpriced(material: Material, sources: Sources) -> Section:
    """Effects without a price, beside the money and never added to it."""
    rows = []
    for one in material.economy.unpriced:
        step = f"{one.step:+d}".replace("-", "−") if one.step else "0"
        cells = (one.name, str(one.get_party_display()), step, one.reason)
        rows.append(Row(cells, (sources.unpriced(one),)))
    blocks: list[Block] = []
    if rows:
        heads = (_("Effect"), _("For whom"), _("How large"), _("Why"))
        name = _("Effects without a price, from −4 (very large loss) to +4 (very large gain)")
        blocks.append(Table(name, heads, tuple(rows), frozenset({2})))
        blocks.append(said(_("They stand beside the money and are not added to it.")))
    else:
        blocks.append(gap(_("Quality, safety, working conditions, privacy: say what it means here, and why")))
    return Section("unpriced", _("Effects without a price"), tuple(blocks))


def hours(material: Material, sources: Sources) -> tuple[Row, ...]:
    """Hours that the items take or free, for each unit of what they grow with."""
    return tuple(
        Row(
            (
                one.name,
                row.profession,
                number(row.hours, 1),
                _("takes") if one.direction == Direction.COST else _("frees"),
            ),
            (sources.item(one),),
        )
        for one in material.economy.items
        for row in one.hours.all()
    )
