"""Two invented cases among invented bodies, named as examples, so that no page here is an empty shell."""

import datetime
from itertools import pairwise

from django.db import transaction
from django.utils import timezone

from samstyring.apps.actors.actions import organisations
from samstyring.apps.actors.actions.people import give_role
from samstyring.apps.actors.choices import Level, OrganisationKind, Visibility
from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.portfolio.actions import measures
from samstyring.apps.portfolio.models import Measure

from ..choices import Act, BodyLevel, Consulted, Power, Result, Task, View
from ..models import BodyProfile, Case
from . import bodies, cases, consequences, decisions, positions, route, subjects

TITLE = "Felles journal for legevakt (eksempelsak)"
SECOND = "Opplæring før innføring (eksempelsak)"
SECRETARY = "sekretaer@eksempel.example"
SOURCE = "Eksempel, ikke en virkelig kilde"
BODIES = (
    (
        "Eksempelutvalget (eksempel)",
        BodyLevel.MUNICIPAL,
        Power.RECOMMENDS,
        "Forbereder saker for Eksempelrådet",
    ),
    ("Eksempelrådet (eksempel)", BodyLevel.NATIONAL, Power.ADVISES, "Gir råd til Eksempelstyret"),
    ("Eksempelstyret (eksempel)", BodyLevel.NATIONAL, Power.DECIDES, "Avgjør eksempelsaker"),
)


@transaction.atomic
def load(owner: Organisation) -> list[Case]:
    """The two example cases, made unless they are there: one decided against advice, one on its way.

    The example's secretary, where there is one, becomes secretary of the example bodies too.
    """
    there = list(Case.objects.filter(title__in=(TITLE, SECOND), owner_organisation=owner).order_by("number"))
    if there:
        return there
    committee, council, board = made = _bodies()
    secretary = User.objects.filter(email=SECRETARY).first()
    if secretary is not None:
        for body in made:
            give_role(user=secretary, organisation=body, level=Level.SECRETARY, by=SYSTEM)
    measure = _measure(owner)
    return [
        _decided(owner, committee, council, board, measure),
        _on_its_way(owner, committee, council, measure),
    ]


def _bodies() -> list[Organisation]:
    found = []
    for name, level, power, role in BODIES:
        one = Organisation.objects.filter(name=name, kind=OrganisationKind.BODY).first()
        one = one or organisations.add(name=name, kind=OrganisationKind.BODY, by=SYSTEM)
        fields = {
            "level": level,
            "power": power,
            "role": role,
            "mandate": "Et oppdiktet mandat, som viser hvor det står.",
            "source": SOURCE,
        }
        if not BodyProfile.objects.filter(organisation=one).exists():
            bodies.describe(organisation=one, fields=fields, by=SYSTEM)
            seats = {"held_by": "Eksempelkommuner", "number": 5, "source": SOURCE}
            bodies.seat(body=one, fields=seats, by=SYSTEM)
        found.append(one)
    for one, other in pairwise(found):
        bodies.prepare(body=one, other=other, by=SYSTEM, source=SOURCE)
    return found


def _measure(owner: Organisation) -> Measure:
    code = "eksempel-legevakt"
    fields = {
        "code": code,
        "name": "Felles journal for legevakt (eksempel)",
        "kind": "shared",
        "source": SOURCE,
    }
    return Measure.objects.filter(code=code).first() or measures.add(fields=fields, owner=owner, by=SYSTEM)


def _case(owner: Organisation, title: str, question: str, background: str) -> Case:
    fields = {"title": title, "question": question, "background": background, "source": SOURCE}
    return cases.open_case(fields=fields, owner=owner, by=SYSTEM, visibility=Visibility.PUBLIC)


def _decided(
    owner: Organisation,
    committee: Organisation,
    council: Organisation,
    board: Organisation,
    measure: Measure,
) -> Case:
    today = timezone.localdate()
    case = _case(
        owner,
        TITLE,
        "Skal alle legevakter bruke samme journal, og hvem betaler for innføringen?",
        "Eksempelkommunene har meldt at pasienter må fortelle det samme flere ganger. Alt her er oppdiktet.",
    )
    wait = cases.set_alternative(
        case=case,
        fields={"name": "Vente ett år", "text": "Bare kommuner som vil, tar løsningen i bruk."},
        by=SYSTEM,
    )
    cases.set_alternative(
        case=case,
        fields={"name": "Alle samtidig", "text": "Alle legevakter tar løsningen i bruk på én dag."},
        by=SYSTEM,
    )
    text = "Legevaktene tar løsningen i bruk etter hvert som de er klare. Staten betaler det første året."
    proposal = cases.set_proposal(case=case, fields={"text": text, "alternative": wait}, by=SYSTEM)
    subjects.add(case=case, thing=measure, by=SYSTEM)
    _assessments(case)
    position = positions.propose(
        case=case, text="Kommunene støtter innføring når staten betaler det første året.", by=SYSTEM
    )
    positions.agree(
        position=position,
        fields={
            "agreed": position.proposed,
            "agreed_by": committee,
            "agreed_on": today - datetime.timedelta(days=7),
            "mandate": "Representantene kan gå med på en annen dato, ikke på at kommunene betaler alt.",
            "mandate_in": council,
        },
        by=SYSTEM,
    )
    for one, task in ((committee, Task.ADVISE), (council, Task.ADVISE), (board, Task.DECIDE)):
        route.add_step(case=case, body=one, task=task, by=SYSTEM)
    route.move_on(case=case, act=Act.SEND, by=SYSTEM)
    _advise(case, committee, View.SUPPORT, today, proposal=proposal)
    route.move_on(case=case, act=Act.PASS_ON, by=SYSTEM)
    changes = {"changes": "Ordningen med betaling gjelder i to år.", "dissent": "Ett medlem ville vente."}
    _advise(case, council, View.CHANGES, today, proposal=proposal, **changes)
    positions.tell(
        position=position,
        said="Representantene sa at kommunene ikke kan betale alt.",
        said_on=today,
        by=SYSTEM,
    )
    case = route.move_on(case=case, act=Act.SUBMIT, by=SYSTEM)
    decisions.decide(
        case=case,
        fields={
            "day": today,
            "result": Result.NOT_TAKEN,
            "text": "Legevaktene tar løsningen i bruk fra neste år. Kommunene betaler innføringen selv.",
            "reason": "Budsjettet for eksempelåret har ikke rom for å betale innføringen.",
            "consulted": Consulted.YES,
            "source": SOURCE,
        },
        by=SYSTEM,
    )
    case.refresh_from_db()
    return case


def _assessments(case: Case) -> None:
    said = (
        ("economy", "municipal", "worse", "Opplæring og utstyr i hver legevakt.", (200_000, 350_000)),
        ("economy", "state", "worse", "Opplæring i hver legevakt.", (50_000, 100_000)),
        ("people", "municipal", "worse", "En ressursperson i et halvt år.", None),
        ("practice", "municipal", "better", "Pasienten slipper å gjenta seg.", None),
        ("practice", "state", "better", "Likere arbeidsmåter.", None),
        ("risk", "state", "unknown", "Ikke vurdert ennå.", None),
    )
    for kind, party, effect, text, figures in said:
        fields: dict[str, object] = {"effect": effect, "text": text, "source": SOURCE}
        if figures:
            fields |= {"low": figures[0], "high": figures[1], "unit": "kroner_once"}
        if kind == "people":
            fields |= {"professions": "Sykepleier"}
        consequences.assess(case=case, kind=kind, party=party, fields=fields, by=SYSTEM)
    held = {"state": "agreed", "text": "Enighet om framdriften, ikke om betalingen.", "source": SOURCE}
    consequences.set_consultation(case=case, kind="arrangement", fields=held, by=SYSTEM)
    not_held = {"state": "not_consulted", "text": "Ingen spurte. Også det skal vises.", "source": SOURCE}
    consequences.set_consultation(case=case, kind="sami", fields=not_held, by=SYSTEM)


def _advise(case: Case, body: Organisation, view: str, day: datetime.date, **fields: object) -> None:
    given = {"view": view, "reasons": "En oppdiktet begrunnelse.", "day": day, **fields}
    route.advise(step=case.steps.get(body=body), fields=given, by=SYSTEM)


def _on_its_way(
    owner: Organisation, committee: Organisation, council: Organisation, measure: Measure
) -> Case:
    today = timezone.localdate()
    case = _case(
        owner,
        SECOND,
        "Hvor mange timer opplæring skal være avtalt før en løsning innføres?",
        "Alt her er oppdiktet.",
    )
    text = "Ingen løsning innføres før opplæringen er avtalt med hver kommune."
    cases.set_proposal(case=case, fields={"text": text}, by=SYSTEM)
    subjects.add(case=case, thing=measure, by=SYSTEM)
    position = positions.propose(case=case, text="Kommunene vil avtale opplæringen først.", by=SYSTEM)
    positions.ask(position=position, until=today + datetime.timedelta(days=21), by=SYSTEM)
    meeting = bodies.meet(
        body=committee,
        fields={
            "day": today + datetime.timedelta(days=30),
            "papers_due": today + datetime.timedelta(days=16),
            "note": "Eksempelmøte",
        },
        by=SYSTEM,
    )
    route.add_step(case=case, body=committee, task=Task.ADVISE, by=SYSTEM, meeting=meeting)
    route.add_step(case=case, body=council, task=Task.DECIDE, by=SYSTEM)
    return route.move_on(case=case, act=Act.SEND, by=SYSTEM)
