"""An invented round over invented measures, scored by the example's people and concluded with an advice."""

from django.db import transaction
from django.utils import translation

from samstyring.apps.actors.actions import organisations
from samstyring.apps.actors.actions.example import PEOPLE
from samstyring.apps.actors.actions.people import give_role
from samstyring.apps.actors.choices import Level, OrganisationKind, Visibility
from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.portfolio.actions import measures
from samstyring.apps.portfolio.models import Measure

from ..choices import Act, NoteKind, Over, Unit
from ..models import Item, Member, Round
from ..queries.results import result_of
from . import advising, members, moving, notes, rounds, scoring

TITLE = "Hva skal vi innføre først? (eksempelrunde)"
BODY = "Eksempelrådet (eksempel)"
SOURCE = "Eksempel, ikke en virkelig kilde"
# Code, name, hours of an introduction, and the steps that each of the members gives on the six criteria.
MEASURES = (
    ("eksempel-trygghet", "Trygghetspakke for hjemmeboende (eksempel)", (120, 180),
     ((4, 3, 4, 5, 3, 4), (5, 3, 4, 4, 2, 4), (4, 4, 5, 5, 3, 5), (4, 3, 4, 4, 3, 4))),
    ("eksempel-melding", "Meldinger mellom sykehjem og sykehus (eksempel)", (60, 90),
     ((4, 4, 4, 2, 4, 4), (4, 4, 5, 2, 4, 5), (3, 4, 3, 2, 4, 3), (4, 4, 4, 3, 5, 4))),
    ("eksempel-turnus", "Felles turnusverktøy (eksempel)", (200, 320),
     ((2, 2, 2, 2, 5, 3), (5, 4, 3, 3, 5, 5), (1, 2, 1, 1, 3, 2), (4, 3, 2, 3, 5, 4))),
    ("eksempel-video", "Videokonsultasjon i legevakt (eksempel)", (80, 140),
     ((3, 3, 3, 2, 2, 2), (3, 2, 3, 2, 2, 2), (3, 3, 3, 3, 2, 2), (2, 3, 3, 2, 3, 3))),
    ("eksempel-medisin", "Digital medisindosett (eksempel)", (40, 60),
     ((3, 4, 3, 4, 4, 3), (3, 4, 3, 3, 4, 3), (4, 4, 4, 4, 4, 4), (3, 3, 3, 4, 4, 3))),
)  # fmt: skip


@transaction.atomic
def load(owner: Organisation) -> Round | None:
    """The example round, made unless it is there; none where the example's people are not."""
    there = Round.objects.filter(title=TITLE, is_example=True).first()
    if there is not None:
        return there
    known = {user.email: user for user in User.objects.filter(email__in=[one[0] for one in PEOPLE])}
    people = [
        known[email] for email, _name, level in PEOPLE if email in known and level != Level.ADMINISTRATOR
    ]
    if len(people) != len(MEASURES[0][3]):
        return None
    # What the program writes itself is in the language that the example is in.
    with translation.override("nb"):
        return _concluded(owner, people)


def _concluded(owner: Organisation, people: list[User]) -> Round:
    body = _body(people[-1])
    fields = {
        "title": TITLE,
        "question": "Hvilke to tiltak skal eksempelkommunene innføre først, med 300 timer? Alt er oppdiktet.",
        "over": Over.MEASURES,
        "visibility": Visibility.PUBLIC,
        "top": 2,
        "unit": Unit.HOURS,
        "limit": 300,
        "limit_source": SOURCE,
        "is_example": True,
    }
    made = rounds.prepare(fields=fields, body=body, by=SYSTEM)
    things = [_measure(owner, code, name, hours) for code, name, hours, _scores in MEASURES]
    items = rounds.add_items(round_=made, things=things, by=SYSTEM)
    asked = [members.add(round_=made, user=user, organisation=owner, by=SYSTEM) for user in people]
    # The first also owns what one of the measures would replace.
    members.disqualify(
        member=asked[0], item=items[3], reason="Har laget løsningen som er i bruk i dag.", by=SYSTEM
    )
    made = moving.move(round_=made, act=Act.OPEN, by=SYSTEM)
    for number, member in enumerate(asked):
        _score(made, member, number, items)
    made = moving.move(round_=made, act=Act.CLOSE, by=SYSTEM)
    notes.write(
        round_=made,
        item=items[2],
        kind=NoteKind.TALK,
        author=people[1],
        organisation=owner,
        text="Vi leser «nytte» ulikt: for pasientene, eller for dem som lager turnus.",
        by=SYSTEM,
    )
    notes.write(
        round_=made,
        item=None,
        kind=NoteKind.MINORITY,
        author=people[1],
        organisation=owner,
        text="Ett medlem ville hatt turnusverktøyet først, fordi det frigjør timer til resten.",
        by=SYSTEM,
    )
    _conclude(made)
    return Round.objects.get(pk=made.pk)


def _body(secretary: User) -> Organisation:
    body = Organisation.objects.filter(name=BODY, kind=OrganisationKind.BODY).first()
    body = body or organisations.add(name=BODY, kind=OrganisationKind.BODY, by=SYSTEM)
    if not secretary.roles.filter(organisation=body).exists():
        give_role(user=secretary, organisation=body, level=Level.SECRETARY, by=SYSTEM)
    return body


def _measure(owner: Organisation, code: str, name: str, hours: tuple[int, int]) -> Measure:
    found = Measure.objects.filter(code=code).first()
    if found is not None:
        return found
    fields = {"code": code, "name": name, "kind": "shared", "source": SOURCE}
    made = measures.add(fields=fields, owner=owner, by=SYSTEM)
    low, high = hours
    work = {"profession": "Alle", "hours_low": low, "hours_high": high, "source": SOURCE}
    measures.set_effort(measure=made, fields=work, by=SYSTEM)
    return made


def _score(round_: Round, member: Member, number: int, items: list[Item]) -> None:
    out = set(member.disqualifications.values_list("item", flat=True))
    given = {
        (item.pk, criterion.pk): step
        for item, (_code, _name, _hours, scores) in zip(items, MEASURES, strict=True)
        for criterion, step in zip(round_.criteria.all(), scores[number], strict=True)
        if item.pk not in out
    }
    scoring.give(member=member, given=given, by=SYSTEM)
    scoring.finish(member=member, by=SYSTEM)


def _conclude(round_: Round) -> None:
    round_.refresh_from_db()
    result = result_of(round_, None)
    assert result is not None  # noqa: S101 -- its scoring was closed above
    advising.conclude(
        round_=round_,
        text="Rådet er å innføre de to øverste først. Alle som ga poeng, er oppdiktet.",
        lines={row.thing.item.pk: advising.Placed(row.place, row.reason) for row in result.rows},
        version=round_.version,
        by=SYSTEM,
    )
