"""A decided case with points and a need that organisations raised, ready to be answered."""

from dataclasses import dataclass

from tests import factories
from tests.integration.apps.consultations import replies

from samstyring.apps.actors.choices import Level
from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.consultations.actions import consultations, points
from samstyring.apps.consultations.actions.point_parts import Span
from samstyring.apps.consultations.models import Consultation, Point, Sender, Statement
from samstyring.apps.decisions.actions import answers, decisions, subjects
from samstyring.apps.decisions.models import Case, CaseSubject, Outcome
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.needs.actions import backing, needs
from samstyring.apps.needs.models import Need

from .cases import Small, decision_fields, small


@dataclass
class Answered:
    """A decided case with two points and a need, who said them, and a person in one of those."""

    small: Small
    case: Case
    consultation: Consultation
    points: list[Point]
    need: Need
    one: Organisation
    other: Organisation
    backer: Organisation
    reader: User

    def subjects(self, *things: Point | Need) -> list[CaseSubject]:
        found = list(self.case.subjects.order_by("pk"))
        return [one for one in found if not things or one.thing in things]

    def answered(self, *things: Point | Need, kind: str = "not_taken_in") -> list[Outcome]:
        """Published answers to the things."""
        answers.write(
            case=self.case, subjects=self.subjects(*things), kind=kind, reason="Det er for dyrt.", by=SYSTEM
        )
        drafts = list(Outcome.objects.filter(published=None))
        answers.publish(case=self.case, drafts=[one.public_id for one in drafts], by=SYSTEM)
        self.case.refresh_from_db()
        return list(Outcome.objects.filter(pk__in=[one.pk for one in drafts]))


def answered_world() -> Answered:
    """Three replies of which two say the same, two points, a need, and a case that treats all three."""
    made = small()
    consultation = consultations.create(title="Eksempelhøring", owner_organisation=made.owner, by=made.by)
    Consultation.objects.filter(pk=consultation.pk).update(visibility="public")
    replies.three(consultation)
    one, other, backer = (
        factories.organisation(name, kind="municipality")
        for name in ("Eksempelby kommune (eksempel)", "Eksempeldal kommune (eksempel)", "Bakvik (eksempel)")
    )
    Sender.objects.filter(name__startswith="Eksempelvik").update(organisation=one)
    Sender.objects.filter(name__startswith="Eksempeldal").update(organisation=other)
    staffing = Statement.objects.filter(current_type="challenge", current_theme="staffing")
    funding = Statement.objects.filter(current_type="proposal", current_theme="funding")
    grouped = [
        points.make(
            consultation=consultation,
            spans=[Span(row.reading.source_text_id, row.start, row.end) for row in rows],
            user=made.secretary,
            by=SYSTEM,
            name=name,
        )
        for rows, name in ((staffing, "Det mangler folk"), (funding, "Staten bør betale"))
    ]
    need = needs.write(
        organisation=made.owner,
        fields={"title": "Flere folk", "kind": "staffing", "visibility": "public"},
        by=SYSTEM,
    )
    backing.back(need=need, organisation=backer, by=SYSTEM)
    for thing in (*grouped, need):
        subjects.add(case=made.case, thing=thing, by=SYSTEM)
    decisions.record_outside(
        case=made.case,
        fields=decision_fields(decided_by_name="Eksempeldepartementet"),
        by=SYSTEM,
    )
    made.case.refresh_from_db()
    reader = factories.person(role=Level.CONTRIBUTOR, organisation=one, email="bo@eksempel.example")
    return Answered(made, made.case, consultation, grouped, need, one, other, backer, reader)
