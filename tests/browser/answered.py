"""Answers, a reply, a draft and notices, for the pages about them: made when they are first asked for."""

from collections.abc import Callable

from django.urls import reverse

from samstyring.apps.actors.models import Notice, Organisation
from samstyring.apps.consultations.models import Sender
from samstyring.apps.decisions.actions import answers
from samstyring.apps.decisions.models import CaseSubject, Outcome
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.needs.actions import needs
from tests.browser import cases
from tests.browser.world import World


def example_answer(world: World) -> Outcome:
    """The answer to the world's point in the decided case, in the place of an earlier one, with a reply."""
    found = Outcome.objects.filter(is_current=True, subject__point=world.point).first()
    if found is not None:
        return found
    case = cases.decided()
    sender = example_sender(world)
    need = needs.write(
        organisation=sender,
        fields={"title": "Opplæring av vikarer (eksempel)", "kind": "competence", "visibility": "public"},
        by=SYSTEM,
    )
    things = [
        CaseSubject.objects.create(case=case, **one) for one in ({"point": world.point}, {"need": need})
    ]
    for kind, reason in (("put_off", "Vi venter på tallene."), ("partly", "Noe av det er tatt inn.")):
        answers.write(case=case, subjects=things[:1], kind=kind, reason=reason, by=SYSTEM)
        answers.publish(case=case, drafts=[Outcome.objects.get(published=None).public_id], by=SYSTEM)
    answers.write(case=case, subjects=things[1:], kind="not_taken_in", reason="Det er for dyrt.", by=SYSTEM)
    made = Outcome.objects.get(is_current=True, subject__point=world.point)
    answers.reply(outcome=made, organisation=sender, text="Vi er delvis enige.", by=SYSTEM)
    return made


def example_sender(world: World) -> Organisation:
    """Who sent the world's reply, as an organisation in the register: the coordinator's own."""
    Sender.objects.filter(submission=world.submission).update(organisation=world.organisation)
    return world.organisation


def of_answer(world: World) -> str:
    """The address of the answer."""
    return reverse("decisions:answer", args=[example_answer(world).public_id])


def of_answers(world: World) -> str:
    """The address of all answers in its case."""
    return reverse("decisions:answers", args=[example_answer(world).subject.case.public_id])


def of_inbox(world: World) -> str:
    """The address of an inbox with something in it."""
    example_answer(world)
    assert Notice.objects.filter(organisation=world.organisation).exists()
    return reverse("actors:inbox")


def of_sender(world: World) -> str:
    """What happened to what the sender said."""
    example_answer(world)
    return reverse("overview:happened_to", args=[world.organisation.public_id])


def of_consultation(world: World) -> str:
    """What happened to the input in the example consultation."""
    example_answer(world)
    return reverse("overview:happened_consultation", args=[world.consultation.public_id])


def thread(name: str) -> Callable[[World], str]:
    """The address of the thread from a thing of the answered case."""

    def address(world: World) -> str:
        answer = example_answer(world)
        case = answer.subject.case
        if name == "statement":
            args = [world.submission.public_id, world.statement.start, world.statement.end]
        else:
            thing = {
                "point": world.point,
                "need": CaseSubject.objects.filter(case=case, need__isnull=False).latest("pk").need,
                "measure": CaseSubject.objects.filter(measure__isnull=False).earliest("pk").measure,
                "case": case,
                "decision": case.decisions.latest("pk"),
            }[name]
            args = [thing.public_id]
        return reverse(f"overview:thread_{name}", args=args)

    return address
