"""What tests of pages look at: the example consultation, read, and something of every room."""

from dataclasses import dataclass

from django.utils import timezone

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.choices import Level
from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.consultations.actions import consultations, example, points, publications
from samstyring.apps.consultations.actions.point_parts import Span
from samstyring.apps.consultations.models import Consultation, Point, Statement, Submission
from samstyring.apps.consultations.tasks import read_submission
from samstyring.apps.knowledge.actions import evidence, experiences, first_rows
from samstyring.apps.knowledge.models import Evidence, Experience
from samstyring.apps.portfolio.actions import cycle, dependencies, measures, roadmaps
from samstyring.apps.portfolio.actions import first_rows as measure_rows
from samstyring.apps.portfolio.models import Activity, Edition, Measure
from tests import factories
from tests.browser import cases

VISITOR = "visitor"
COORDINATOR = "coordinator"
ADMINISTRATOR = "administrator"
SECRETARY = "secretary"


@dataclass(frozen=True)
class World:
    """What the pages show: the example consultation, read, and a person who may do most things."""

    consultation: Consultation
    own: Consultation
    submission: Submission
    waiting: Submission
    statement: Statement
    point: Point
    coordinator: User
    administrator: User
    organisation: Organisation
    evidence: Evidence
    experience: Experience
    measure: Measure
    edition: Edition
    activity: Activity
    secretary: User

    def person(self, who: str) -> User | None:
        """The one who looks at a page."""
        return {
            COORDINATOR: self.coordinator,
            ADMINISTRATOR: self.administrator,
            SECRETARY: self.secretary,
        }.get(who)


def world() -> World:
    """Load the example; all its documents but the last are read."""
    organisation = factories.organisation()
    example.load(organisation)
    consultation = Consultation.objects.get(is_example=True)
    submissions = list(consultation.submissions.order_by("file_name"))
    for submission in submissions[:-1]:
        read_submission.call(submission.pk)
    statement = Statement.objects.filter(reading__submission=submissions[0]).earliest("start")
    coordinator = factories.person(role=Level.COORDINATOR, organisation=organisation)
    publications.publish(consultation=consultation, user=coordinator, by=actor_for(coordinator, organisation))
    administrator = factories.person(
        role=Level.ADMINISTRATOR, organisation=organisation, email="bo@eksempel.example"
    )
    own = consultations.create(
        title="Eksempelhøring", owner_organisation=organisation, by=actor_for(coordinator, organisation)
    )
    point = points.make(
        consultation=consultation,
        spans=[Span(statement.reading.source_text_id, statement.start, statement.end)],
        user=coordinator,
        by=actor_for(coordinator, organisation),
    )
    return World(
        consultation,
        own,
        submissions[0],
        submissions[-1],
        statement,
        point,
        coordinator,
        administrator,
        organisation,
        *known(organisation, coordinator),
        *portfolio(organisation, coordinator),
        cases.load(organisation),
    )


def known(organisation: Organisation, coordinator: User) -> tuple[Evidence, Experience]:
    """A publication on which another disagrees, and an experience."""
    first_rows.load()
    by = actor_for(coordinator, organisation)
    publication = evidence.add(
        fields={"topic": "dho", "title": "Eksempelstudie", "year": 2024, "kind": "trial"},
        outcomes=[
            {
                "name": "Besøk",
                "direction": "worse",
                "finding": "Flere besøk.",
                "benefit_class": "avoided_cost",
            }
        ],
        owner=organisation,
        by=by,
    )
    told = experiences.tell(
        organisation=organisation,
        fields={
            "topic": "dho",
            "title": "Slik gjorde vi det (eksempel)",
            "done": "Vi prøvde det i ett halvt år.",
        },
        by=by,
    )
    return publication, told


def portfolio(organisation: Organisation, coordinator: User) -> tuple[Measure, Edition, Activity]:
    """A measure, an edition with a line moved and one taken off, and things that recur."""
    measure_rows.load()
    by = actor_for(coordinator, organisation)
    measure = measures.add(
        fields={"code": "eksempel", "name": "Eksempelløsning", "kind": "shared", "topic": "dho"},
        owner=organisation,
        by=by,
    )
    measures.set_stage(measure=measure, stage="trial", date=timezone.localdate(), by=by)
    duty = {"kind": "pay", "for_whom": "Kommunen", "state": "required"}
    measures.set_duty(measure=measure, fields=duty, by=by)
    hours = {"profession": "Sykepleier", "hours_low": 10, "hours_high": 20}
    measures.set_effort(measure=measure, fields=hours, by=by)
    helseid = Measure.objects.get(code="helseid")
    dependencies.add(measure=measure, relation="requires", other=helseid, by=by)
    first = Edition.objects.get()
    second = roadmaps.begin(
        fields={"scope": "national", "year": 2027, "title": "Eksempelutgave", "dated": timezone.localdate()},
        owner=organisation,
        copy_of=first,
        by=by,
    )
    moved, gone = second.items.filter(ends=None)[:2]
    roadmaps.set_item(edition=second, item=moved, fields={"starts": timezone.localdate()}, by=by)
    roadmaps.set_item(edition=second, item=gone, fields={"dropped": True, "why": "Eksempel."}, by=by)
    new = {"measure": measure, "certainty": "idea"}
    roadmaps.set_item(edition=second, fields=new, by=by)
    day = {"date": timezone.localdate(), "title": "Eksempelmilepæl"}
    roadmaps.set_milestone(edition=second, fields=day, by=by)
    recurs = {"title": "Eksempelfrist", "starts": timezone.localdate(), "visibility": "public"}
    activities = [cycle.add(fields=recurs, owner=organisation, by=by) for _number in range(3)]
    return measure, second, activities[0]
