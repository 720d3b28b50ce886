"""Two example needs made from the example consultation's statements, plainly named as examples."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.consultations.models import Consultation, Statement, Submission
from samstyring.apps.ledger.events import SYSTEM

from ..models import Need
from ..queries.gathering import said_in_statement
from . import knowledge, ladder, needs

TRAINING = "Eksempel: opplæring som er ferdig før nye løsninger tas i bruk"
RESEARCH = "Eksempel: hvordan virker meldingsløsninger i små kommuner?"


@dataclass(frozen=True)
class Shipped:
    """An example need: its fields, and how the statements that it is made from begin."""

    title: str
    kind: str
    description: str
    beginnings: Sequence[str]


SHIPPED = (
    Shipped(
        TRAINING,
        "competence",
        "Oppdiktet eksempel. Ansatte må få opplæring i arbeidstida, på begge målformer, før innføringen.",
        ("Felles opplæring som er ferdig", "Det er behov for eit opplæringstilbod"),
    ),
    Shipped(
        RESEARCH,
        "knowledge",
        "Oppdiktet eksempel. Ingen har undersøkt hva løsningen betyr der få ansatte har mange oppgaver.",
        ("Det mangler forskning på hvordan slike", "Vi savner kunnskap om hva innbyggerne"),
    ),
)


def is_ready() -> bool:
    """Whether the example consultation is there and all its documents have been read."""
    consultation = Consultation.objects.filter(is_example=True).first()
    under_way = [Submission.Status.WAITING, Submission.Status.READING]
    return consultation is not None and not consultation.submissions.filter(status__in=under_way).exists()


@transaction.atomic
def load() -> int:
    """Make the example needs that are not there, and return how many were made.

    Nothing is made before the example consultation is read.
    """
    consultation = Consultation.objects.filter(is_example=True).select_related("owner_organisation").first()
    if consultation is None or consultation.owner_organisation is None or not is_ready():
        return 0
    present = set(Need.objects.filter(is_example=True).values_list("title", flat=True))
    made = 0
    for one in SHIPPED:
        if one.title in present:
            continue
        statements = _statements(consultation, one.beginnings)
        if not statements:
            continue
        need = needs.write(
            organisation=consultation.owner_organisation,
            fields={
                "title": one.title,
                "description": one.description,
                "kind": one.kind,
                "visibility": Visibility.PUBLIC,
                "is_example": True,
            },
            said=[said_in_statement(statement) for statement in statements],
            by=SYSTEM,
        )
        made += 1
        if one.kind == "knowledge":
            knowledge.ask(need=need, fields=ASKED, by=SYSTEM)
        else:
            ladder.adopt(need=need, reason=ADOPTED, by=SYSTEM, seen=need.version)
    return made


ASKED = {
    "population": "Ansatte og brukere i kommuner med under 5 000 innbyggere (eksempel)",
    "intervention": "Felles meldingsløsning for helse og omsorg (eksempel)",
    "comparison": "Dagens systemer som ikke snakker sammen (eksempel)",
    "outcome": "Tid til dobbeltarbeid, ventetid på svar, feil mottaker (eksempel)",
    "context": "Små kommuner uten egne ansatte til innføring (eksempel)",
}
ADOPTED = "Eksempel: to høringssvar ber om det samme, på bokmål og nynorsk."


def _statements(consultation: Consultation, beginnings: Sequence[str]) -> list[Statement]:
    found = (
        Statement.objects.effective()
        .filter(consultation=consultation)
        .select_related("reading")
        .order_by("submission_id", "start")
    )
    return [one for one in found if any(beginning in one.quote for beginning in beginnings)]
