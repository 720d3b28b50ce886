"""The economy for this municipality: operating, investment, the four years, and national costs.

Sums are signed: what is gained is above zero, what is paid below. What is unknown is named with who can
fill it in, and never taken as nothing.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from samstyring.apps.decisions.choices import ConsequenceKind
from samstyring.apps.economy.choices import Becomes, BudgetPart, Direction, Driver, Party
from samstyring.apps.economy.models import Item, NationalCost
from samstyring.apps.economy.paying import Cell
from samstyring.apps.economy.results import MeasureResult
from samstyring.apps.portfolio.models import Measure

from ..content import Block, Row, Section, Table, gap, heading, item, said
from ..gathering import Material
from ..sources import Sources
from .amounts import amount, kroner, spread
from .assessed import assessed
from .words import keepers, number

PLAN_YEARS = 4
MOST_SWAYS = 3


def economy(material: Material, sources: Sources) -> Section:
    """What it costs and gives the municipality itself: operating, investment, the four years, how sure."""
    known = material.economy
    blocks: list[Block] = []
    if known.budget is not None and known.reckoned:
        blocks += _comes_to(material, known.budget, sources)
    else:
        if known.refused:
            blocks.append(said(_("It could not be reckoned: %(why)s") % {"why": known.refused}))
        blocks += _nothing_reckoned(material)
    blocks += assessed(material, sources, ConsequenceKind.ECONOMY)
    blocks += _items(material, sources)
    blocks += _national(material, sources)
    return Section("economy", _("Economy"), tuple(blocks))


def _nothing_reckoned(material: Material) -> Iterator[Block]:
    words = {"place": material.organisation.name}
    yield gap(
        _("Operating costs each year: not known. The finance office in %(place)s can fill it in") % words
    )
    yield gap(_("Investment: not known. The finance office in %(place)s can fill it in") % words)
    yield gap(
        _("Effect on the four-year economic plan: not known until operating and investment are filled in")
    )
    for measure in material.measures:
        yield gap(
            _("What %(name)s gives, to whom, and how sure that is: can be filled in by %(who)s")
            % {"name": measure.name, "who": keepers(measure)}
        )


def _comes_to(material: Material, result: MeasureResult, sources: Sources) -> Iterator[Block]:
    note = sources.reckoning(material.economy.counted, result)
    if result.example:
        yield gap(_("The amounts are invented examples and must be replaced before a decision"))
    words = {"years": number(result.years), "start": result.start, "sum": spread(result.total)}
    yield said(
        _(
            "Over %(years)s years from %(start)d it comes to %(sum)s for the municipality’s own budget, "
            "in the kroner of each year. Above zero is a gain."
        )
        % words,
        note,
    )
    yield said(
        _("The first figure is the middle one (P50); the brackets (P10 to P90) hold eight of ten outcomes."),
        note,
    )
    share = {"share": f"{number(result.loss * 100)}\u00a0%"}
    yield said(_("The probability that the municipality is left with a loss is %(share)s.") % share, note)
    yield said(_pay_back(result), note)
    yield _plan(material, result, note)
    yield from _what_sways(result, note)
    yield from (item(sentence, note) for sentence in result.assumptions)
    for name in result.capped:
        yield item(
            _("“%(name)s” is saved by several; together they are cut to what there is to save.")
            % {"name": name},
            note,
        )


def _pay_back(result: MeasureResult) -> str:
    middle = result.pay_back[1] if len(result.pay_back) > 1 else None
    if middle is None:
        return _("It is not paid back within the years that are reckoned.")
    return _("It is paid back after %(years)s years (P50).") % {"years": number(middle)}


def _plan(material: Material, result: MeasureResult, note: int) -> Table:
    """The four years of the economic plan, from next year on."""
    place = {year: at for at, year in enumerate(result.calendar)}
    rows = []
    for year in range(material.today.year + 1, material.today.year + 1 + PLAN_YEARS):
        at = place.get(year)
        outside = _("outside the years that are reckoned")
        cells = [str(year)]
        for flow in (result.operating, result.investment, result.yearly):
            cells.append(spread(flow[at]) if at is not None and at < len(flow) else outside)
        rows.append(Row(tuple(cells), (note,)))
    heads = (_("Year"), _("Operating"), _("Investment"), _("Sum"))
    return Table(_("Effect on the four-year economic plan"), heads, tuple(rows), frozenset({1, 2, 3}))


def _what_sways(result: MeasureResult, note: int) -> Iterator[Block]:
    if result.sway:
        names = ", ".join(one.item for one in result.sway[:MOST_SWAYS])
        yield said(_("What the result depends on most: %(names)s.") % {"names": names}, note)
    for unknown in result.unknown_items:
        words = {"name": unknown.name, "why": unknown.why.rstrip("."), "who": unknown.who_knows}
        text = _("Not counted: %(name)s. %(why)s; it can be filled in by %(who)s")
        bare = _("Not counted: %(name)s. %(why)s")
        yield gap((text if unknown.who_knows else bare) % words)
    for driver in result.unknown_drivers:
        label = dict(Driver.choices).get(driver.driver, driver.driver)
        yield gap(
            _("Not counted: %(name)s, since what it grows with here is not known (%(driver)s)")
            % {"name": driver.item, "driver": str(label).lower()}
        )


def _items(material: Material, sources: Sources) -> Iterator[Block]:
    """Each cost and benefit of the municipality as entered: what the sums rest on."""
    mine = [one for one in material.economy.items if one.party == Party.MUNICIPALITY]
    for direction, name in (
        (Direction.COST, _("What the municipality pays, as entered")),
        (Direction.BENEFIT, _("What the municipality gains, as entered")),
    ):
        rows = [_item(one, sources) for one in mine if one.direction == direction]
        if rows:
            heads = (_("Item"), _("When"), _("In the budget"), _("Amount"), _("What it rests on"))
            yield Table(name, heads, tuple(rows))


def _item(one: Item, sources: Sources) -> Row:
    when = str(one.get_recurrence_display())
    if one.budget == BudgetPart.INVESTMENT:
        budget = str(BudgetPart.INVESTMENT.label)
    elif one.direction == Direction.BENEFIT and one.becomes != Becomes.MONEY:
        budget = _("not in the budget: %(what)s") % {"what": str(one.get_becomes_display()).lower()}
    else:
        budget = str(BudgetPart.OPERATING.label)
    cells = (one.name, when, budget, amount(one), str(one.get_grounds_display()))
    return Row(cells, (sources.item(one),))


def _national(material: Material, sources: Sources) -> Iterator[Block]:
    """The national cost, what the municipality was charged, and prices that are published."""
    known = material.economy
    rows = [Row(_cost(one), (sources.national(one),)) for one in known.national]
    paid = [
        Row((one.measure.name, str(one.year), kroner(one.amount), one.note or "–"), (sources.payment(one),))
        for one in known.payments
    ]
    prices = [
        Row((one.measure.name, str(one.year), one.unit, kroner(one.amount)), (sources.price(one),))
        for one in known.prices
    ]
    fees = [
        Row(_fee(line.measure, cell), (sources.fee(line.measure, cell),))
        for line in known.fees
        for cell in line.cells
        if _is_known(cell)
    ]
    if rows or paid or prices or fees:
        yield heading(_("National costs"))
    if fees:
        heads = (_("Measure"), _("Year"), _("Kroner"), _("What it rests on"))
        yield Table(_("What we pay for it, used or not"), heads, tuple(fees), frozenset({2}))
    if rows:
        heads = (_("Measure"), _("Year"), _("Total for everybody"), _("The municipalities’ part"))
        yield Table(_("What the national solution costs"), heads, tuple(rows), frozenset({2, 3}))
    if prices:
        heads = (_("Measure"), _("Year"), _("For what"), _("Price"))
        yield Table(_("Published prices"), heads, tuple(prices), frozenset({3}))
    if paid:
        heads = (_("Measure"), _("Year"), _("Paid"), _("What else is known"))
        yield Table(_("What we have paid"), heads, tuple(paid), frozenset({2}))
    for measure in material.measures:
        if not any(
            _is_known(cell) for line in known.fees if line.measure.pk == measure.pk for cell in line.cells
        ):
            words = {"name": measure.name, "place": material.organisation.name}
            yield gap(
                _(
                    "What %(place)s pays a year for %(name)s as national fee is not known: the finance "
                    "office can fill it in"
                )
                % words
            )


def _is_known(cell: Cell) -> bool:
    """Whether it is known what is paid: a sum, or that another price covers it."""
    return cell.kroner is not None or cell.how == "included"


def _fee(measure: Measure, cell: Cell) -> tuple[str, ...]:
    """One year of what is paid: the sum, or that it is included, and what that rests on."""
    words = kroner(cell.kroner) if cell.kroner is not None else _("included")
    return (measure.name, str(cell.year), words, cell.why or "–")


def _cost(one: NationalCost) -> tuple[str, ...]:
    name = one.measure.name if one.measure else _("All national solutions")
    total = kroner(one.total) if one.total is not None else _("not known")
    ours = _("not known")
    for part in one.parts.all():
        if part.sector == "municipalities":
            if part.amount is not None:
                ours = kroner(part.amount)
            elif part.share is not None and one.total is not None:
                ours = kroner(one.total * part.share.numerator / part.share.denominator)
            elif part.share is not None:
                ours = f"{number(float(part.share) * 100, 1)}\u00a0%"
    return (name, str(one.year), total, ours)
