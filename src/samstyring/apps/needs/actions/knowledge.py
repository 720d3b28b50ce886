"""Needs for knowledge: what is asked, judging it, a project for the gap, answering, opening it again."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.knowledge.models import Evidence
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.changes import write_changed
from samstyring.apps.ledger.events import Actor

from ..choices import Act, Judgement
from ..events import (
    AnswerReopened,
    KnowledgeAnswered,
    KnowledgeAsked,
    KnowledgeJudged,
    NeedStep,
    ProjectProposed,
)
from ..models import KnowledgeNeed, Need
from ..policies import check_can_be_judged, check_has_project, reason_given
from .common import add_step, locked, today
from .telling import tell_of


@transaction.atomic
def ask(*, need: Need, fields: Mapping[str, Any], by: Actor) -> KnowledgeNeed:
    """Write what is asked: population, intervention, comparison, outcome, context."""
    current = locked(need)
    knowledge, _made = KnowledgeNeed.objects.get_or_create(need=current)
    changed = write_changed(knowledge, fields)
    if changed:
        _later(current)
        record(KnowledgeAsked(object_id=current.public_id, object_name=current.title, fields=changed), by=by)
    return knowledge


@transaction.atomic
def judge(
    *,
    need: Need,
    organisation: Organisation,
    judgement: str,
    brief: str,
    evidence: Iterable[Evidence],
    reason: str,
    by: Actor,
    seen: int,
) -> KnowledgeNeed:
    """Judge whether what is known answers it, with a brief on what is known and what that rests on.

    Where it suffices the brief is the answer, and goes back to all who asked. The brief of an earlier
    judgement stays in the steps. Raises NotPossible.
    """
    current = locked(need, seen)
    check_can_be_judged(current)
    reason, brief = reason_given(reason), brief.strip()
    if judgement != Judgement.GAP and not brief:
        raise NotPossible(_("Write in short what is known: it goes back to all who asked."), field="brief")
    knowledge = KnowledgeNeed.objects.select_for_update(of=("self",)).get(need=current)
    knowledge.judgement, knowledge.brief = judgement, brief
    knowledge.judged, knowledge.judged_by = today(), organisation
    knowledge.answered = today() if judgement == Judgement.SUFFICES else None
    knowledge.save()
    knowledge.evidence.set(evidence)
    words = "\n\n".join(part for part in (reason, brief) if part)
    _step(current, Act.JUDGE, KnowledgeJudged, words, by, judgement=judgement)
    if judgement == Judgement.SUFFICES:
        _step(current, Act.ANSWER, KnowledgeAnswered, brief, by)
        tell_of(current, Act.ANSWER, by=by)
    else:
        tell_of(current, Act.JUDGE, by=by)
    return knowledge


@transaction.atomic
def set_project(*, need: Need, fields: Mapping[str, Any], reason: str, by: Actor, seen: int) -> KnowledgeNeed:
    """Make the gap a research question and a project idea with partners, or say how far it has come."""
    current = locked(need, seen)
    check_can_be_judged(current)
    knowledge = KnowledgeNeed.objects.select_for_update(of=("self",)).get(need=current)
    check_has_project(knowledge)
    reason = reason_given(reason)
    if not str(fields.get("research_question", "")).strip():
        raise NotPossible(_("Write the question that research shall answer."), field="research_question")
    write_changed(knowledge, fields)
    _step(current, Act.PROJECT, ProjectProposed, reason, by)
    tell_of(current, Act.PROJECT, by=by)
    return knowledge


@transaction.atomic
def answer(*, need: Need, result: str, evidence: Iterable[Evidence], by: Actor, seen: int) -> KnowledgeNeed:
    """Publish what was found: it goes back to all who asked. Raises NotPossible."""
    current = locked(need, seen)
    check_can_be_judged(current)
    result = result.strip()
    if not result:
        raise NotPossible(_("Write what was found."), field="result")
    knowledge = KnowledgeNeed.objects.select_for_update(of=("self",)).get(need=current)
    check_has_project(knowledge)
    knowledge.result, knowledge.answered = result, today()
    knowledge.save()
    knowledge.evidence.add(*evidence)
    _step(current, Act.ANSWER, KnowledgeAnswered, result, by)
    tell_of(current, Act.ANSWER, by=by)
    return knowledge


@transaction.atomic
def reopen_answer(*, need: Need, reason: str, by: Actor, seen: int) -> KnowledgeNeed:
    """Open a published answer again, for new evidence. What was answered stays to be read."""
    current = locked(need, seen)
    knowledge = KnowledgeNeed.objects.select_for_update(of=("self",)).get(need=current)
    if knowledge.answered is None:
        raise NotPossible(_("There is no published answer to open."))
    reason = reason_given(reason)
    knowledge.answered = None
    knowledge.save(update_fields=["answered"])
    _step(current, Act.REOPEN_ANSWER, AnswerReopened, reason, by)
    tell_of(current, Act.REOPEN_ANSWER, by=by)
    return knowledge


def _later(need: Need) -> None:
    need.version += 1
    need.save(update_fields=["version"])


def _step(need: Need, act: Act, event: type[NeedStep], reason: str, by: Actor, **own: Any) -> None:
    _later(need)
    step = add_step(need, act, reason=reason, by=by, before=need)
    record(
        event(
            object_id=need.public_id,
            object_name=need.title,
            number=step.number,
            from_level=need.level,
            to_level=need.level,
            **own,
        ),
        by=by,
    )
