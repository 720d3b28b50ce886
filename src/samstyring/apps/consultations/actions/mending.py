"""What is done on the page of what needs a hand: one choice, on one document or on many, as one act."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.ledger.actions import record

from ..events import SubmissionSetAside
from ..models import PRIVATE_PERSON, Arrival, Consultation, Decision, PersonalMark, Submission
from ..queries import hands
from . import decisions, personal, submissions
from .decisions import Act, ChangedMeanwhile, From

State = PersonalMark.State


@dataclass
class Mended:
    """What came of an act: how many documents it was on, and what could not be done."""

    act: UUID
    done: int = 0
    failed: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Choice:
    """One choice for documents of a kind. `value` is an organisation's id or a reason, `marks` the ticked."""

    kind: str
    name: str
    value: str = ""
    marks: frozenset[int] = frozenset()


@transaction.atomic
def mend(*, documents: Sequence[Submission], seen: Mapping[int, int], choice: Choice, act: Act) -> Mended:
    """Make a choice for documents, one after the other, as one act that can be undone at once.

    One that somebody else has decided on in the meantime is left, and named in the result. Raises ValueError
    for a choice that the kind does not have, Organisation.DoesNotExist for one that is not there.
    """
    do = doing(choice)
    result = Mended(act.id)
    for submission in documents:
        try:
            do(submission, seen.get(submission.pk), act)
        except ChangedMeanwhile as refused:
            result.failed.append(f"{submission.file_name}: {refused}")
        except ValidationError as refused:
            result.failed.append(f"{submission.file_name}: {refused.messages[0]}")
        else:
            result.done += 1
    return result


Doing = Callable[[Submission, int | None, Act], object]


def doing(choice: Choice) -> Doing:
    """What a choice does with one document. Raises ValueError for one that is not known."""
    match choice.kind, choice.name:
        case ((hands.SENDER | hands.JOINT | hands.PRIVATE), "organisation"):
            senders = [From.registered(Organisation.objects.get(public_id=choice.value))]
            return lambda one, seen, act: decisions.decide_senders(
                submission=one, senders=senders, seen=seen, act=act
            )
        case ((hands.SENDER | hands.JOINT | hands.PRIVATE), "as-read"):
            return lambda one, seen, act: decisions.decide_senders(
                submission=one, senders=as_read(one), seen=seen, act=act
            )
        case ((hands.SENDER | hands.PRIVATE), "private"):
            return lambda one, seen, act: decisions.decide_senders(
                submission=one, senders=as_private(one), seen=seen, act=act
            )
        case hands.SENDER, "unknown":
            return lambda one, seen, act: decisions.decide_senders(
                submission=one, senders=[], seen=seen, act=act
            )
        case hands.SILENT, ("yes" | "no"):
            return lambda one, seen, act: decisions.decide_no_remarks(
                submission=one, no_remarks=choice.name == "yes", seen=seen, act=act
            )
        case hands.VERSION, ("yes" | "no"):
            return lambda one, seen, act: decisions.decide_version(
                submission=one, older=one.replaces if choice.name == "yes" else None, seen=seen, act=act
            )
        case hands.PERSONAL, ("hold" | "clear"):
            state = State.HELD if choice.name == "hold" else State.CLEARED
            return lambda one, seen, act: personal.decide_marks(
                submission=one, marks=None, state=state, seen=seen, act=act
            )
        case hands.PERSONAL, "ticked":
            return lambda one, seen, act: hold_ticked(one, choice.marks, seen, act)
        case hands.UNREADABLE, "again":
            return lambda one, _seen, _act: submissions.read_again(submission=one)
        case hands.UNREADABLE, "aside":
            return lambda one, seen, act: decisions.set_aside(
                submission=one, reason=choice.value or _("Set aside"), seen=seen, act=act
            )
    raise ValueError(f"There is no choice “{choice.name}” for “{choice.kind}”.")


def as_read(submission: Submission) -> list[From]:
    """The senders that count now, to be confirmed."""
    return [
        From(sender.name, sender.kind, sender.organisation)
        for sender in submission.senders.select_related("organisation")
    ]


def as_private(submission: Submission) -> list[From]:
    """The senders that count now, as private persons."""
    names = [sender.name for sender in submission.senders.all()] or [_("Private person")]
    return [From(name, PRIVATE_PERSON) for name in names]


def hold_ticked(submission: Submission, ticked: frozenset[int], seen: int | None, act: Act) -> None:
    """Hold the ticked places of a document back, and show the others that nobody has decided on."""
    undecided = set(
        PersonalMark.objects.filter(
            source_text__submission=submission, source_text__readings__is_current=True, decided_by=None
        ).values_list("pk", flat=True)
    )
    held, cleared = undecided & ticked, undecided - ticked
    personal.decide_marks(submission=submission, marks=held, state=State.HELD, seen=seen, act=act)
    if cleared:
        personal.decide_marks(submission=submission, marks=cleared, state=State.CLEARED, seen=None, act=act)


@transaction.atomic
def set_arrivals_aside(
    *, consultation: Consultation, arrivals: Sequence[Arrival], reason: str, act: Act
) -> int:
    """Leave out what arrived and could not be unpacked, with a reason. How many there were."""
    reason = " ".join(reason.split())[: decisions.LONGEST_REASON] or _("Set aside")
    rows = Arrival.objects.select_for_update(of=("self",)).filter(
        pk__in=[arrival.pk for arrival in arrivals], consultation=consultation, set_aside=""
    )
    found = list(rows.exclude(refusal=""))
    for arrival in found:
        arrival.set_aside, arrival.set_aside_by = reason, act.user
        arrival.save(update_fields=["set_aside", "set_aside_by"])
        Decision.objects.create(
            act=act.id,
            arrival=arrival,
            number=arrival.decisions.count() + 1,
            kind=Decision.Kind.SET_ASIDE,
            before={"set_aside": "", "set_aside_by_id": None},
            after={"set_aside": reason, "set_aside_by_id": act.user.pk},
            by=act.user,
        )
        record(SubmissionSetAside(object_id=consultation.public_id, is_set_aside=True), by=act.by)
    return len(found)
