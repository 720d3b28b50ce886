"""Pages across many municipalities and measures ask the database equally often at one and at many."""

import datetime

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests import factories
from tests.integration.apps.consultations import replies
from tests.integration.apps.portfolio.test_measures import english

from samstyring.apps.actors.choices import OrganisationKind, Visibility
from samstyring.apps.actors.models import Organisation, Population
from samstyring.apps.adoption.actions import introductions
from samstyring.apps.adoption.models import Introduction
from samstyring.apps.consultations.actions import consultations
from samstyring.apps.consultations.models import Sender
from samstyring.apps.knowledge.actions import experiences
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.portfolio.actions import dependencies, measures, roadmaps
from samstyring.apps.portfolio.models import Measure

MOST = 40


class FixedQueries(TestCase):
    """A county with one municipality that introduces one of two measures; then with many of each."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.today = timezone.localdate()
        cls.county = factories.organisation("Fylket (eksempel)", kind=OrganisationKind.COUNTY, number="99")
        cls.edition = roadmaps.begin(
            fields={"scope": "national", "year": 2027, "title": "Veikart", "dated": cls.today},
            owner=None,
            by=SYSTEM,
        )
        cls.first = cls.measure(0)
        cls.waits = cls.measure(1)
        dependencies.add(measure=cls.waits, relation="requires", other=cls.first, by=SYSTEM)
        cls.hearing = consultations.create(
            title="Forskrift (eksempel)",
            owner_organisation=cls.county,
            by=SYSTEM,
            visibility=Visibility.PUBLIC,
            deadline=cls.today + datetime.timedelta(days=20),
        )
        cls.place = cls.municipality(0)
        cls.near = cls.municipality(1)
        cls.one = cls.introduced(cls.place, cls.first)
        cls.introduced(cls.near, cls.waits)

    @classmethod
    def measure(cls, number: int) -> Measure:
        made = measures.add(
            fields={"code": f"tiltak-{number}", "name": f"Tiltak {number}", "kind": "national"},
            owner=None,
            by=SYSTEM,
        )
        measures.set_duty(
            measure=made, fields={"kind": "use", "for_whom": "Kommunen", "state": "required"}, by=SYSTEM
        )
        period = {"starts": cls.today, "ends": cls.today + datetime.timedelta(days=90)}
        fields = {"measure": made, "certainty": "planned"} | period
        roadmaps.set_item(edition=cls.edition, fields=fields, by=SYSTEM)
        milestone = {"measure": made, "date": cls.today, "title": f"Milepæl {number}"}
        roadmaps.set_milestone(edition=cls.edition, fields=milestone, by=SYSTEM)
        return made

    @classmethod
    def municipality(cls, number: int) -> Organisation:
        made = factories.organisation(
            f"Sted {number}",
            kind=OrganisationKind.MUNICIPALITY,
            number=str(9900 + number),
            county=cls.county,
        )
        Population.objects.create(organisation=made, year=2026, persons=1000 + number, source="Oppdiktet")
        told = {"topic": "dho", "title": f"Slik gikk det {number}", "done": "Vi prøvde."}
        experiences.tell(organisation=made, fields=told, by=SYSTEM)
        reply = replies.reply(
            cls.hearing, made.name, [("proposal", "funding", f"Staten bør betale {number}.")]
        )
        Sender.objects.filter(submission=reply).update(organisation=made)
        return made

    @classmethod
    def introduced(cls, place: Organisation, measure: Measure, status: str = "in_use") -> Introduction:
        one = introductions.add(
            measure=measure,
            organisation=place,
            fields={"status": status},
            day=cls.today,
            by=SYSTEM,
            visibility=Visibility.PUBLIC,
        )
        # It falls back: who did is a list of its own, with a query where it is not empty.
        for month, active in ((1, 50), (2, 20)):
            period = {"year": cls.today.year - 1, "month": month}
            use = period | {"eligible": 100, "active": active, "source": ""}
            introductions.set_use(introduction=one, fields=use, by=SYSTEM)
        return one

    def asked(self) -> dict[str, int]:
        chart = reverse("overview:map")
        addresses = {
            "municipality": reverse("overview:municipality", args=[self.place.number]),
            "group": reverse("overview:several", args=[self.county.public_id]),
            "timeline": self.edition.get_absolute_url(),
            "by kind": f"{self.edition.get_absolute_url()}?gruppe=slag",
            "figure": f"{chart}?vis=innbyggere",
            "status": f"{chart}?vis=tiltak-{self.first.code}",
            "use": f"{chart}?vis=bruk-{self.first.code}",
            "hearing": f"{chart}?vis=horing-{self.hearing.public_id}",
            "introduction": self.one.get_absolute_url(),
            "of measure": reverse("adoption:of_measure", args=[self.first.public_id]),
            "of organisation": reverse("adoption:of_organisation", args=[self.place.public_id]),
            "index": reverse("adoption:index"),
        }
        found = {}
        for name, address in addresses.items():
            with CaptureQueriesContext(connection) as queries:
                answer = english().get(address)
            assert answer.status_code == 200, name
            assert not answer.context.get("not_found"), name
            found[name] = len(queries)
        return found

    def test_one_and_many_rows_take_the_same_number_of_queries(self) -> None:
        few = self.asked()
        more = [self.measure(number) for number in range(2, 6)]
        places = [self.municipality(number) for number in range(2, 5)]
        for place in places:
            for place_of, measure in enumerate((self.first, self.waits, *more)):
                self.introduced(place, measure, ("in_use", "planned", "introducing")[place_of % 3])
        for measure in more:
            self.introduced(self.place, measure, "planned")
            self.introduced(self.near, measure)
            dependencies.add(measure=measure, relation="requires", other=self.first, by=SYSTEM)
        for month in range(3, 9):
            use = {"year": self.today.year - 1, "month": month, "eligible": 100, "active": 20, "source": ""}
            introductions.set_use(introduction=self.one, fields=use, by=SYSTEM)
        assert self.asked() == few
        assert max(few.values()) <= MOST
        assert few["figure"] <= 8
        assert few["timeline"] <= 5
