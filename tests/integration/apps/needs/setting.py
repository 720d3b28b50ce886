"""Who the tests of needs are about: municipalities of each size, a network, a region and the nation."""

from dataclasses import dataclass, field

from tests import factories

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.choices import Level, OrganisationKind
from samstyring.apps.actors.models import Membership, Organisation, Population, User
from samstyring.apps.ledger.events import SYSTEM, Actor
from samstyring.apps.needs.actions import needs
from samstyring.apps.needs.models import Need


@dataclass
class Setting:
    """Organisations, and one person with a role in each that is asked for."""

    county: Organisation
    small: Organisation
    middle: Organisation
    large: Organisation
    network: Organisation
    region: Organisation
    nation: Organisation
    people: dict[int, User] = field(default_factory=dict)

    def person(self, organisation: Organisation, role: Level = Level.COORDINATOR) -> User:
        """The person who acts for an organisation."""
        if organisation.pk not in self.people:
            self.people[organisation.pk] = factories.person(
                role=role, organisation=organisation, email=f"p{organisation.pk}@eksempel.example"
            )
        return self.people[organisation.pk]

    def actor(self, organisation: Organisation) -> Actor:
        """The same as the ledger sees it."""
        return actor_for(self.person(organisation), organisation)

    def need(self, title: str = "Vi trenger vikarer", **fields: object) -> Need:
        """A need of the small municipality, open to everyone."""
        organisation = fields.pop("organisation", self.small)
        assert isinstance(organisation, Organisation)
        given = {"title": title, "kind": "staffing", "visibility": "public"} | fields
        return needs.write(organisation=organisation, fields=given, by=SYSTEM)


def setting() -> Setting:
    """Make it."""
    county = factories.organisation("Eksempelfylke (eksempel)", kind=OrganisationKind.COUNTY, number="99")
    people = {"Lillevik": 900, "Mellomdal": 9_000, "Storby": 90_000}
    municipalities = []
    for number, (name, inhabitants) in enumerate(people.items(), start=1):
        one = factories.organisation(
            f"{name} kommune (eksempel)",
            kind=OrganisationKind.MUNICIPALITY,
            county=county,
            number=f"990{number}",
        )
        Population.objects.create(organisation=one, year=2025, persons=inhabitants, source="eksempel")
        municipalities.append(one)
    network = factories.organisation("Eksempelnettverket (eksempel)", kind=OrganisationKind.NETWORK)
    for one in municipalities:
        Membership.objects.create(group=network, member=one)
    region = factories.organisation(
        "Statsforvalteren i Eksempelfylke (eksempel)", kind=OrganisationKind.COUNTY_GOVERNOR
    )
    region.serves.add(county)
    nation = factories.organisation("Eksempelforbundet (eksempel)", kind=OrganisationKind.KS)
    return Setting(county, *municipalities, network, region, nation)
