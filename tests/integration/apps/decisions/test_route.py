"""A case goes to a body, is advised on and decided; nobody steps outside the table or over somebody else."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError
from django.utils import timezone

from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.decisions.actions import cases, decisions, route, subjects
from samstyring.apps.decisions.choices import Act, Phase, StepState, Task
from samstyring.apps.decisions.models import Advice, Case, Decision, PhaseChange
from samstyring.apps.decisions.policies import Overtaken
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.ledger.queries import history

from .cases import advised, body, decision_fields, small

pytestmark = pytest.mark.django_db


def test_the_whole_way_of_a_case():
    world = small()
    subjects.add(case=world.case, thing=world.measure, by=SYSTEM)
    case = advised(world)
    decision = decisions.decide(case=case, fields=decision_fields(), by=world.by)
    case.refresh_from_db()
    assert (case.phase, decision.decided_by, decision.departs) == (Phase.DECIDED, world.board, False)
    acts = list(PhaseChange.objects.filter(case=case).values_list("act", "after"))
    assert acts == [("send", "advice"), ("submit", "decision"), ("decide", "decided")]
    assert [step.state for step in case.steps.all()] == [StepState.DONE, StepState.DONE]
    said = " ".join(line.sentence for line in history(case.public_id))
    assert "Eksempelsak" in said
    assert history(world.measure.public_id)[0].sentence.startswith("Taken up in the case")


def test_a_case_without_a_proposed_decision_goes_to_no_body():
    world = small(proposal=False)
    for act in (Act.SEND, Act.SUBMIT):
        with pytest.raises(NotPossible, match="proposed decision"):
            route.move_on(case=world.case, act=act, by=SYSTEM)
    world.case.refresh_from_db()
    assert world.case.phase == Phase.DRAFT
    assert not world.case.steps.filter(state=StepState.HERE).exists()


def test_the_text_is_not_changed_while_a_body_has_the_case():
    world = small()
    route.move_on(case=world.case, act=Act.SEND, by=SYSTEM)
    with pytest.raises(NotPossible, match="no longer being prepared"):
        cases.set_proposal(case=world.case, fields={"text": "Noe annet."}, by=SYSTEM)
    with pytest.raises(NotPossible):
        cases.change(case=world.case, fields={"title": "Noe annet"}, by=SYSTEM)


def test_a_decision_that_departs_from_advice_needs_a_reason():
    world = small()
    case = advised(world, "support")
    with pytest.raises(NotPossible, match="departs from advice") as caught:
        decisions.decide(case=case, fields=decision_fields(result="not_taken"), by=SYSTEM)
    assert caught.value.field == "reason"
    case.refresh_from_db()
    assert case.phase == Phase.DECISION
    assert not Decision.objects.exists()
    fields = decision_fields(result="not_taken", reason="Kommunene har ikke folk til det.")
    assert decisions.decide(case=case, fields=fields, by=SYSTEM).departs


def test_a_person_can_say_that_it_departs_where_the_program_cannot_tell():
    world = small()
    case = advised(world, "changes", changes="Fra 2028.")
    with pytest.raises(NotPossible, match="departs"):
        decisions.decide(case=case, fields=decision_fields(result="changed", departs=True), by=SYSTEM)


def test_of_two_who_decide_at_once_the_later_is_told():
    world = small()
    case = advised(world)
    seen = case.version
    decisions.decide(case=case, fields=decision_fields(text="Det første."), by=SYSTEM, seen=seen)
    with pytest.raises(Overtaken, match="Somebody acted"):
        decisions.decide(case=case, fields=decision_fields(text="Det andre."), by=SYSTEM, seen=seen)
    assert Decision.objects.get().text == "Det første."


def test_the_database_holds_one_decision_a_turn():
    world = small()
    decision = decisions.decide(case=advised(world), fields=decision_fields(), by=SYSTEM)
    decision.pk = None
    decision.public_id = "00000000-0000-4000-8000-000000000001"
    with pytest.raises(IntegrityError), transaction.atomic():
        decision.save(force_insert=True)


def test_a_decision_taken_elsewhere_is_recorded_as_it_was():
    world = small()
    route.add_step(case=world.case, body=body("Fagrådet"), task=Task.ADVISE, by=SYSTEM)
    case = route.move_on(case=world.case, act=Act.SEND, by=SYSTEM)
    fields = decision_fields(
        decided_by_name="Eksempeldepartementet", result="not_taken", consulted="no", text="Nei."
    )
    decision = decisions.record_outside(case=case, fields=fields, by=SYSTEM)
    assert (decision.inside, decision.reason_state, decision.consulted) == (False, "not_given", "no")
    states = {step.body.name: step.state for step in case.steps.select_related("body")}
    assert states == {
        "Eksempelrådet (eksempel)": StepState.BROKEN_OFF,
        "Fagrådet (eksempel)": StepState.PASSED_OVER,
        "Eksempelstyret (eksempel)": StepState.PASSED_OVER,
    }


def test_a_correction_is_a_new_row_and_the_old_one_stands():
    world = small()
    decision = decisions.decide(case=advised(world), fields=decision_fields(), by=SYSTEM)
    with pytest.raises(NotPossible, match="Write why"):
        decisions.correct(decision=decision, fields=decision_fields(), why=" ", by=SYSTEM)
    again = decisions.correct(
        decision=decision, fields=decision_fields(text="Rettet."), why="En skrivefeil.", by=SYSTEM
    )
    assert (again.corrects, again.decided_by) == (decision, world.board)
    with pytest.raises(Overtaken):
        decisions.correct(decision=decision, fields=decision_fields(), why="En til.", by=SYSTEM)
    for row in (decision, Advice.objects.get(), PhaseChange.objects.first()):
        with pytest.raises(DatabaseError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(created=timezone.now())


def test_advice_is_given_once_and_corrected_beside():
    world = small()
    case = route.move_on(case=world.case, act=Act.SEND, by=SYSTEM)
    step = case.steps.get(body=world.council)
    fields = {"view": "against", "reasons": "For dyrt.", "day": timezone.localdate()}
    first = route.advise(step=step, fields=fields, by=SYSTEM)
    with pytest.raises(Overtaken, match="given already"):
        route.advise(step=step, fields=fields, by=SYSTEM)
    route.advise(step=step, fields=fields | {"view": "no_view"}, by=SYSTEM, corrects=first, why="Feil.")
    case = route.move_on(case=case, act=Act.SUBMIT, by=SYSTEM)
    # The newest counts: the body has no view, so nothing departs from it.
    assert not decisions.decide(case=case, fields=decision_fields(), by=SYSTEM).departs
    newest = Advice.objects.get(corrected_by=None)
    with pytest.raises(NotPossible, match="settled"):
        route.advise(step=step, fields=fields, by=SYSTEM, corrects=newest, why="For sent.")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"view": "changes", "changes": " "}, "changes"),
        ({"reasons": " "}, "reasons"),
        ({"day": datetime.date(2100, 1, 1)}, "day"),
    ],
)
def test_what_advice_must_say(change, field):
    world = small()
    case = route.move_on(case=world.case, act=Act.SEND, by=SYSTEM)
    fields = {"view": "support", "reasons": "Ja.", "day": timezone.localdate()} | change
    with pytest.raises(NotPossible) as caught:
        route.advise(step=case.steps.get(body=world.council), fields=fields, by=SYSTEM)
    assert caught.value.field == field
    assert not Advice.objects.exists()


def test_a_decision_here_is_not_older_than_the_advice():
    case = advised(small())
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    with pytest.raises(NotPossible, match="before the last advice"):
        decisions.decide(case=case, fields=decision_fields(day=yesterday), by=SYSTEM)


def test_going_on_without_advice_takes_a_reason_and_shows():
    world = small()
    case = route.move_on(case=world.case, act=Act.SEND, by=SYSTEM)
    with pytest.raises(NotPossible, match="not given its advice"):
        route.move_on(case=case, act=Act.SUBMIT, by=SYSTEM)
    route.move_on(case=case, act=Act.SUBMIT, by=SYSTEM, reason="Rådet møtes ikke i tide.")
    assert case.steps.get(body=world.council).state == StepState.PASSED_OVER


def test_sent_back_changed_and_sent_again():
    world = small()
    case = advised(world)
    proposal = case.proposals.get()
    case = route.send_back(case=case, by=SYSTEM, reason="Mangler tall.")
    assert (case.phase, case.turn) == (Phase.DRAFT, 2)
    cases.set_proposal(case=case, fields={"text": "Innføres fra 2028."}, by=SYSTEM)
    cases.remove_proposal(proposal=proposal, by=SYSTEM)
    ahead = case.steps.filter(turn=2).values_list("body__name", "task", "state")
    assert list(ahead) == [("Eksempelstyret (eksempel)", Task.DECIDE, StepState.AHEAD)]
    case = route.move_on(case=case, act=Act.SUBMIT, by=SYSTEM)
    # Advice in an earlier turn was on another text.
    decision = decisions.decide(case=case, fields=decision_fields(result="not_taken"), by=SYSTEM)
    assert (decision.turn, decision.departs) == (2, False)


def test_words_that_a_body_has_advised_on_stand():
    world = small()
    proposal = world.case.proposals.get()
    case = advised(world, proposal=proposal)
    case = route.send_back(case=case, by=SYSTEM, reason="Nytt forslag.")
    new = cases.set_proposal(case=case, fields={"text": "Et annet."}, by=SYSTEM, proposal=proposal)
    proposal.refresh_from_db()
    assert (proposal.text, proposal.left_out, new.pk != proposal.pk) == (
        "Løsningen innføres fra nyttår.",
        True,
        True,
    )


def test_withdrawn_and_taken_up_again_with_the_reasons_kept():
    world = small()
    case = route.withdraw(case=world.case, by=SYSTEM, reason="Ikke lenger aktuelt.")
    with pytest.raises(NotPossible, match="Withdrawn"):
        route.move_on(case=case, act=Act.SEND, by=SYSTEM)
    with pytest.raises(NotPossible) as caught:
        route.take_up(case=case, by=SYSTEM, reason="")
    assert caught.value.field == "reason"
    case = route.take_up(case=case, by=SYSTEM, reason="Aktuelt likevel.")
    assert (case.phase, case.turn) == (Phase.DRAFT, 2)
    assert case.steps.filter(turn=2, state=StepState.AHEAD).count() == 2
    assert [change.reason for change in case.phase_changes.all()] == [
        "Ikke lenger aktuelt.",
        "Aktuelt likevel.",
    ]


def test_what_stands_in_the_way_on_a_route():
    world = small()
    with pytest.raises(NotPossible, match="on the route already"):
        route.add_step(case=world.case, body=world.council, task=Task.ADVISE, by=SYSTEM)
    with pytest.raises(NotPossible, match="One decides already"):
        route.add_step(case=world.case, body=world.council, task=Task.DECIDE, by=SYSTEM)
    with pytest.raises(NotPossible, match="body that advises comes first"):
        route.move_on(case=world.case, act=Act.SUBMIT, by=SYSTEM)
    case = route.move_on(case=world.case, act=Act.SEND, by=SYSTEM)
    with pytest.raises(NotPossible, match="stays on the route"):
        route.remove_step(step=case.steps.get(body=world.council), by=SYSTEM)
    route.remove_step(step=case.steps.get(body=world.board), by=SYSTEM)
    with pytest.raises(NotPossible, match="nobody ahead"):
        route.move_on(case=case, act=Act.SUBMIT, by=SYSTEM, reason="Videre.")


def test_cases_are_numbered_by_year():
    world = small()
    another = cases.open_case(fields={"title": "To", "question": "Hva?"}, owner=world.owner, by=SYSTEM)
    assert another.number == world.case.number + 1
    assert another.label == f"{another.number}/{timezone.localdate().year}"
    assert Case.objects.count() == 2
