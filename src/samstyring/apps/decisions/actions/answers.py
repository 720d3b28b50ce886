"""Answers: draft them, publish many at once and tell those who raised it, reply to them.

A draft is rewritten as a new row, so that whoever publishes publishes exactly what was read.
"""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samstyring.apps.actors.actions.notices import tell
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

from ..answer_choices import OutcomeKind
from ..answers import check_answering, check_publishing, check_reason, check_reply
from ..choices import Act, Phase
from ..events import AnswerRepliedTo, AnswersPublished, AnswerWritten, DraftsDropped, ReplyHeld
from ..models import AnswerText, Case, CaseSubject, Outcome, Reply
from ..notices import ANSWERED, REPLIED
from ..policies import Overtaken
from ..queries.answers import raised_by, who_may_see
from .moving import locked, record_move, step_to


@transaction.atomic
def write(*, case: Case, subjects: Collection[CaseSubject], kind: str, reason: str, by: Actor) -> AnswerText:
    """Draft one answer for points and needs of the case; a draft that one of them has is replaced.

    Raises NotPossible, at the fields `subjects`, `kind` and `reason`.
    """
    found = locked(case)
    check_answering(found.phase)
    if not subjects:
        raise NotPossible(_("Choose what the answer is for."), field="subjects")
    if kind not in OutcomeKind.values:
        raise NotPossible(_("Choose what became of it."), field="kind")
    if any(one.case_id != found.pk or not (one.point_id or one.need_id) for one in subjects):
        raise NotPossible(_("Only points and needs that the case treats are answered."), field="subjects")
    answer = AnswerText.objects.create(case=found, reason=check_reason(reason))
    _remove(Outcome.objects.filter(subject__in=subjects, published=None))
    Outcome.objects.bulk_create(
        [Outcome(subject=one, turn=found.turn, kind=kind, answer=answer) for one in subjects]
    )
    record(
        AnswerWritten(
            object_id=found.public_id,
            object_name=found.title,
            related=tuple(one.thing.public_id for one in subjects),
            kind=OutcomeKind(kind).value,
            subjects=len(subjects),
        ),
        by=by,
    )
    return answer


@transaction.atomic
def drop(*, case: Case, drafts: Collection[UUID], by: Actor) -> int:
    """Throw drafts away; how many there were."""
    found = locked(case)
    count = _remove(Outcome.objects.filter(subject__case=found, published=None, public_id__in=drafts))
    if count:
        record(DraftsDropped(object_id=found.public_id, object_name=found.title, subjects=count), by=by)
    return count


def _remove(drafts: QuerySet[Outcome]) -> int:
    """Remove drafts, and the texts that nothing uses after that."""
    rows = list(drafts)
    texts = {one.answer_id for one in rows}
    Outcome.objects.filter(pk__in=[one.pk for one in rows]).delete()
    AnswerText.objects.filter(pk__in=texts, outcomes=None).delete()
    return len(rows)


@transaction.atomic
def publish(*, case: Case, drafts: Collection[UUID], by: Actor) -> int:
    """Publish drafts, each by its public identifier as it was read, and tell those who raised the things.

    Each organisation gets one notice, however many of its things are answered. When everything that the case
    treats is answered, the case is. Returns how many organisations were told. Raises NotPossible
    where the case is not decided, and policies.Overtaken where a draft is another by now: then nothing is
    published.
    """
    found = locked(case)
    check_publishing(found.phase)
    rows = list(
        Outcome.objects.filter(subject__case=found, published=None, public_id__in=drafts)
        .select_related("subject__point", "subject__need", "subject__case")
        .order_by("pk")
    )
    if not drafts:
        raise NotPossible(_("Choose the answers to publish."), field="drafts")
    if len(rows) != len(set(drafts)):
        raise Overtaken(_("Somebody changed the drafts while you read them. Read them again and publish."))
    replaced = _put_in_place(found, rows)
    told = _tell(found, rows)
    record(
        AnswersPublished(
            object_id=found.public_id,
            object_name=found.title,
            related=tuple(row.subject.thing.public_id for row in rows),
            subjects=len(rows),
            replaced=replaced,
            told=told,
        ),
        by=by,
    )
    if found.phase == Phase.DECIDED and _all_answered(found):
        record_move(found, step_to(found, Act.ANSWER), by=by)
    return told


def _put_in_place(case: Case, rows: Sequence[Outcome]) -> int:
    """Make the drafts what counts, each in the place of the one before; how many had one."""
    before = {
        one.subject_id: one
        for one in Outcome.objects.filter(subject__in=[row.subject_id for row in rows], is_current=True)
    }
    Outcome.objects.filter(pk__in=[one.pk for one in before.values()]).update(is_current=False)
    now = timezone.now()
    for row in rows:
        row.published, row.is_current, row.turn = now, True, case.turn
        row.replaces = before.get(row.subject_id)
    Outcome.objects.bulk_update(rows, ["published", "is_current", "turn", "replaces"])
    return len(before)


def _all_answered(case: Case) -> bool:
    """Whether every point and need has an answer from this turn of the case."""
    things = case.subjects.filter(Q(point__isnull=False) | Q(need__isnull=False))
    return not things.exclude(outcomes__in=Outcome.objects.filter(is_current=True, turn=case.turn)).exists()


def _tell(case: Case, rows: Sequence[Outcome]) -> int:
    """Tell those who raised what is answered, and may see the case; how many they are."""
    behind = raised_by([row.subject for row in rows])
    count: dict[int, int] = {}
    for row in rows:
        for one in behind[row.subject_id]:
            count[one] = count.get(one, 0) + 1
    open_to = who_may_see(case, list(count))
    address = reverse("decisions:answers", args=[case.public_id])
    for organisation in Organisation.objects.filter(pk__in=open_to):
        tell(
            to=organisation,
            kind=ANSWERED,
            about=case.public_id,
            address=f"{address}?avsender={organisation.public_id}",
            words={"title": case.title, "count": count[organisation.pk]},
        )
    return len(open_to)


@transaction.atomic
def reply(*, outcome: Outcome, organisation: Organisation, text: str, by: Actor) -> Reply:
    """Reply to an answer for an organisation that raised or backs what it answers: once.

    The owner of the case is told. Raises NotPossible, at the field `text` where it is about that.
    """
    case = locked(outcome.subject.case)
    found = Outcome.objects.select_related("subject").get(pk=outcome.pk)
    tidy = check_reply(
        text,
        is_current=found.is_current,
        concerned=organisation.pk in raised_by([found.subject])[found.subject_id],
        replied=found.replies.filter(organisation=organisation).exists(),
    )
    written = Reply.objects.create(outcome=found, organisation=organisation, text=tidy)
    record(
        AnswerRepliedTo(
            object_id=case.public_id,
            object_name=case.title,
            related=(organisation.public_id,),
            outcome=found.public_id,
        ),
        by=by,
    )
    if case.owner_organisation is not None:
        tell(
            to=case.owner_organisation,
            kind=REPLIED,
            about=case.public_id,
            address=reverse("decisions:answer", args=[found.public_id]),
            words={"title": case.title, "organisation": organisation.name},
        )
    return written


@transaction.atomic
def hold(*, reply: Reply, why: str, by: Actor) -> None:
    """Hold a reply back from others, with the reason; with an empty one show it again."""
    case = locked(reply.outcome.subject.case)
    Reply.objects.filter(pk=reply.pk).update(held_why=" ".join(why.split())[:300])
    record(
        ReplyHeld(
            object_id=case.public_id, object_name=case.title, reply=reply.public_id, held=bool(why.strip())
        ),
        by=by,
    )
