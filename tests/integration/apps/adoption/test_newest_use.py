"""The newest use of each introduction is kept with its figures, whoever writes them; the benchmark's too."""

from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests import factories
from tests.integration.apps.adoption.test_introductions import measure
from tests.integration.apps.portfolio.test_measures import english, plain

from samstyring.apps.actors.choices import OrganisationKind, Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.adoption.actions import introductions as actions
from samstyring.apps.adoption.actions.newest_use import keep
from samstyring.apps.adoption.models import Introduction, UseFigure
from samstyring.apps.adoption.models.use import NewestUse
from samstyring.apps.adoption.queries import introductions as queries
from samstyring.apps.adoption.use import Figure
from samstyring.apps.ledger.events import SYSTEM

BENCHMARKS = Path(__file__).parents[4] / "benchmarks"


class Newest(TestCase):
    """One municipality that uses one measure."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.place = factories.organisation(kind=OrganisationKind.MUNICIPALITY, number="9901")
        cls.measure = measure()
        cls.year = timezone.localdate().year - 1
        cls.one = cls.used_in(cls.place)

    @classmethod
    def used_in(cls, place: Organisation) -> Introduction:
        return actions.add(
            measure=cls.measure,
            organisation=place,
            fields={"status": "in_use"},
            day=timezone.localdate(),
            by=SYSTEM,
            visibility=Visibility.PUBLIC,
        )

    def use(
        self, month: int | None, active: int, *, one: Introduction | None = None, year: int = 0
    ) -> UseFigure:
        fields: dict[str, Any] = {"year": year or self.year, "month": month, "eligible": 100, "source": ""}
        return actions.set_use(introduction=one or self.one, fields=fields | {"active": active}, by=SYSTEM)

    def kept(self) -> NewestUse:
        return NewestUse.objects.get(introduction=self.one)

    def test_a_later_figure_is_the_newest_and_an_earlier_one_is_not(self) -> None:
        self.use(3, 40)
        assert self.kept().figure == Figure(self.year, 3, 40, 100)
        self.use(5, 50)
        self.use(2, 90)
        assert self.kept().figure == Figure(self.year, 5, 50, 100)
        self.use(None, 70)
        assert self.kept().figure == Figure(self.year, 5, 50, 100)

    def test_a_fall_is_kept_with_what_it_fell_from_and_goes_when_it_is_mended(self) -> None:
        self.use(3, 80)
        self.use(5, 20)
        fall = self.kept().fall
        assert fall is not None
        assert (fall.best.month, fall.left) == (3, 0.25)
        assert self.kept().left == 0.25
        self.use(5, 79)
        assert self.kept().fall is None
        assert self.kept().left is None

    def test_what_is_taken_out_is_the_newest_no_longer(self) -> None:
        first, second = self.use(3, 40), self.use(5, 50)
        actions.remove_use(figure=second, by=SYSTEM)
        assert self.kept().figure.month == 3
        actions.remove_use(figure=first, by=SYSTEM)
        assert not NewestUse.objects.exists()

    def test_the_greatest_falls_come_first_and_the_rest_are_counted(self) -> None:
        for number in range(queries.MOST_FALLEN + 2):
            place = factories.organisation(f"Sted {number:02}", kind=OrganisationKind.MUNICIPALITY)
            one = self.used_in(place)
            self.use(3, 90, one=one)
            self.use(5, 60 - number, one=one)
        shown = queries.who_fell_back(self.measure, factories.person())
        assert len(shown) == queries.MOST_FALLEN
        assert shown[0].introduction.organisation.name == f"Sted {queries.MOST_FALLEN + 1:02}"
        page = english().get(reverse("adoption:of_measure", args=[self.measure.public_id]))
        assert "The 25 greatest falls of 27 are shown." in plain(page)

    def test_a_fall_of_long_ago_is_not_told_as_news(self) -> None:
        self.use(3, 90, year=self.year - 6)
        self.use(5, 10, year=self.year - 6)
        assert self.kept().fall is not None
        assert queries.who_fell_back(self.measure, factories.person()) == []

    def test_the_database_holds_that_a_fall_is_whole(self) -> None:
        self.use(3, 40)
        with pytest.raises(IntegrityError), transaction.atomic():
            NewestUse.objects.update(left=0.5)

    def test_a_list_reads_one_row_of_use_for_each_introduction(self) -> None:
        for month in range(1, 13):
            self.use(month, 50 + month)
        with CaptureQueriesContext(connection) as asked:
            (row,) = queries.rows([self.one])
        assert row.newest == Figure(self.year, 12, 62, 100)
        (query,) = asked.captured_queries
        assert "adoption_usefigure" not in query["sql"]


@pytest.mark.django_db
def test_the_benchmark_fills_whole_years_and_keeps_the_newest_as_the_program_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import _portfolio_rows as rows

    for number in ("9901", "9902"):
        factories.organisation(f"Sted {number}", kind=OrganisationKind.MUNICIPALITY, number=number)
    measures = rows.portfolio(20)
    assert rows.introductions(measures, share=1.0) == 40
    assert rows.use(24) == 24 * 40 == UseFigure.objects.count()
    written = list(NewestUse.objects.order_by("pk").values())
    assert any(one["left"] for one in written)
    keep(set(Introduction.objects.values_list("pk", flat=True)))
    assert list(NewestUse.objects.order_by("pk").values()) == written
