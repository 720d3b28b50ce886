"""The notes of a paper: each names a row, says where it is from, and leads to the page that shows it."""

from collections.abc import Sequence

from django.db.models import Model
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.apps.actors.models import Organisation
from samstyring.apps.adoption.models import Introduction, UseFigure
from samstyring.apps.adoption.templatetags.adoption import period
from samstyring.apps.adoption.use import Figure
from samstyring.apps.decisions.models import Alternative, Case, Consequence, ProposedDecision
from samstyring.apps.economy.models import Item, NationalCost, Payment, PlannedBenefit, UnitPrice, Unpriced
from samstyring.apps.economy.paying import Cell
from samstyring.apps.economy.results import MeasureResult
from samstyring.apps.knowledge.models import Evidence, Experience
from samstyring.apps.portfolio.models import Dependency, Duty, Effort, Measure, RoadmapItem, StageChange

from .content import Notes
from .gathering import Absolute

DAY = "j. F Y"


ACCOUNTS = {
    "budget": gettext_lazy("the municipality’s budget"),
    "society": gettext_lazy("society’s account"),
}


def economy_address(measure: Measure) -> str:
    """The page of a measure's economy."""
    return reverse("economy:of_measure", args=[measure.public_id])


def national_address(measure: Measure) -> str:
    """The page of what a measure costs nationally."""
    return reverse("economy:national_costs_of", args=[measure.public_id])


def row_name(row: Model) -> str:
    """The table and the identifier of a row, as `portfolio.duty:12`; the public one where it has one."""
    return f"{row._meta.label_lower}:{getattr(row, 'public_id', None) or row.pk}"


class Sources:
    """Cites rows. Each function gives the number of the row's note."""

    def __init__(self, absolute: Absolute) -> None:
        self.notes = Notes()
        self._absolute = absolute

    def of(self, row: Model, what: str, address: str, source: str = "") -> int:
        """A note on `row`: what it is, and where its source is stated, that."""
        words = what if source else _("%(what)s. Source not stated") % {"what": what}
        text = f"{words}. {source}" if source else words
        return self.notes.cite(f"{text.rstrip('.')}.", self._absolute(address), row_name(row))

    def measure(self, one: Measure) -> int:
        """What is written of a measure."""
        return self.of(one, one.name, one.get_absolute_url(), one.source)

    def stage(self, one: StageChange, measure: Measure) -> int:
        """The stage of a measure."""
        what = _("Stage of %(name)s") % {"name": measure.name}
        return self.of(one, what, f"{measure.get_absolute_url()}#stage", one.source)

    def duty(self, one: Duty, measure: Measure) -> int:
        """A duty, with its legal basis."""
        words = {"what": one.get_kind_display(), "name": measure.name, "whom": one.for_whom}
        what = _("%(what)s: %(name)s, %(whom)s") % words
        said = "; ".join(filter(None, (one.legal_basis, one.source)))
        return self.of(one, what, f"{measure.get_absolute_url()}#duty", said)

    def effort(self, one: Effort, measure: Measure) -> int:
        """Hours of a profession."""
        what = _("Hours for %(name)s: %(who)s") % {"name": measure.name, "who": one.profession}
        return self.of(one, what, f"{measure.get_absolute_url()}#effort", one.source)

    def dependency(self, one: Dependency) -> int:
        """How one measure stands to another."""
        what = f"{one.measure.name}: {one.get_relation_display()} {one.other.name}"
        return self.of(one, what, one.measure.get_absolute_url(), one.source)

    def line(self, one: RoadmapItem) -> int:
        """A line of a roadmap."""
        what = f"{one.edition.title}: {one.measure.name}"
        return self.of(one, what, one.edition.get_absolute_url(), one.source or one.edition.source)

    def introduction(self, one: Introduction) -> int:
        """What a municipality has entered."""
        what = f"{one.organisation.name}: {one.measure.name}"
        return self.of(one, what, one.get_absolute_url(), one.source)

    def use(self, one: UseFigure, introduction: Introduction) -> int:
        """A figure of use."""
        when = period(Figure(one.year, one.month or 0, one.active, one.eligible))
        words = {"place": introduction.organisation.name, "name": introduction.measure.name, "when": when}
        what = _("Use of %(name)s in %(place)s, %(when)s") % words
        return self.of(one, what, introduction.get_absolute_url(), one.source)

    def evidence(self, one: Evidence) -> int:
        """A publication, as one would list it."""
        title = f"{one.title} ({one.year})" if one.year else one.title
        what = f"{one.authors}: {title}" if one.authors else title
        return self.of(one, what, one.get_absolute_url(), one.address or one.source)

    def experience(self, one: Experience) -> int:
        """What a municipality has told."""
        told = formats.date_format(one.created, DAY)
        source = _("told %(day)s") % {"day": told}
        return self.of(one, f"{one.organisation.name}: {one.title}", one.get_absolute_url(), source)

    def item(self, one: Item) -> int:
        """A cost or a benefit."""
        what = f"{one.measure.name}: {one.name}"
        address = reverse("economy:item", args=[one.measure.public_id, one.public_id])
        return self.of(one, what, address, one.source)

    def unpriced(self, one: Unpriced) -> int:
        """An effect without a price."""
        what = f"{one.measure.name}: {one.name}"
        return self.of(one, what, economy_address(one.measure), one.source)

    def reckoning(self, measures: Sequence[Measure], result: MeasureResult) -> int:
        """What the engine made of the items: which account, how many draws."""
        words = {
            "names": ", ".join(one.name for one in measures),
            "account": ACCOUNTS[result.account],
            "draws": result.draws,
        }
        what = _("%(names)s: reckoned from the items in this paper (%(account)s, %(draws)d draws)") % words
        method = _("The method is described in docs/methods/economy.md")
        return self.of(measures[0], what, economy_address(measures[0]), method)

    def load(self, place: Organisation) -> int:
        """All that rests on a municipality, on its own page."""
        what = _("What rests on %(name)s, from introductions and joint introductions") % {"name": place.name}
        return self.of(place, what, reverse("adoption:load", args=[place.public_id]), place.name)

    def fee(self, measure: Measure, cell: Cell) -> int:
        """What is paid for a measure in a year: where the figure is from."""
        words = {"name": measure.name, "year": cell.year, "why": cell.why}
        what = _("What %(name)s costs us in %(year)d: %(why)s") % words
        return self.of(measure, what, cell.address or national_address(measure), cell.source)

    def promised(self, one: PlannedBenefit) -> int:
        """A gain that was promised here."""
        what = f"{one.measure.name}: {one.name}"
        return self.of(one, what, one.get_absolute_url(), one.source)

    def national(self, one: NationalCost) -> int:
        """A national cost of a year."""
        name = one.measure.name if one.measure else _("All national solutions")
        what = _("National cost of %(name)s in %(year)d") % {"name": name, "year": one.year}
        return self.of(one, what, one.get_absolute_url(), one.source)

    def price(self, one: UnitPrice) -> int:
        """A published price."""
        what = f"{one.measure.name}: {one.unit}, {one.year}"
        return self.of(one, what, national_address(one.measure), one.source)

    def payment(self, one: Payment) -> int:
        """What the municipality paid."""
        what = _("Paid for %(name)s in %(year)d") % {"name": one.measure.name, "year": one.year}
        return self.of(one, what, national_address(one.measure), one.source)

    def case(self, one: Case) -> int:
        """A case."""
        what = _("Case %(label)s: %(title)s") % {"label": one.label, "title": one.title}
        return self.of(one, what, one.get_absolute_url(), one.source)

    def part_of_case(self, one: Alternative | ProposedDecision | Consequence, case: Case, place: str) -> int:
        """A part of a case, shown at `place` on its page."""
        what = _("Case %(label)s: %(title)s") % {"label": case.label, "title": case.title}
        source = one.source if isinstance(one, Consequence) else case.source
        return self.of(one, what, f"{case.get_absolute_url()}#{place}", source)
