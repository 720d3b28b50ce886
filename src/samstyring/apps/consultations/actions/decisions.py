"""What people decide about a document as a whole: each act is kept with what was before, and can be undone.

An act may be on many documents at once: its decisions share the identifier `act`, and are undone together.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor, Event

from ..events import (
    DecisionUndone,
    NoRemarksDecided,
    SendersDecided,
    StanceDecided,
    SubmissionSetAside,
    VersionDecided,
)
from ..models import PRIVATE_PERSON, Consultation, Decision, Sender, Stance, Submission
from . import snapshots
from .versions import count_anew

Kind = Decision.Kind
LONGEST_REASON = 200


class ChangedMeanwhile(Exception):
    """Somebody else decided about the document after the page was loaded."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody else decided about this document while you had it open. Look at it once more.")
        )


@dataclass(frozen=True)
class Act:
    """Who decides, as a person and as the ledger names them, and which act it is part of."""

    user: User
    by: Actor
    id: UUID


@dataclass(frozen=True)
class From:
    """One sender: an organisation of the register, or a name with a kind."""

    name: str
    kind: str
    organisation: Organisation | None = None

    @classmethod
    def registered(cls, organisation: Organisation) -> "From":
        """An organisation of the register as sender."""
        return cls(organisation.name, organisation.kind, organisation)


def locked(submission: Submission, seen: int | None) -> Submission:
    """The submission, locked until the transaction ends, its consultation before it.

    `seen` is how many decisions the person saw made on it; None does not check. Raises ChangedMeanwhile.
    """
    Consultation.objects.select_for_update(of=("self",)).get(pk=submission.consultation_id)
    row = (
        Submission.objects.select_for_update(of=("self",))
        .select_related("consultation")
        .get(pk=submission.pk)
    )
    if seen is not None and row.decisions_made != seen:
        raise ChangedMeanwhile
    return row


def decide(
    row: Submission, kind: Kind, act: Act, change: Callable[[], object], event: Callable[[], Event]
) -> Decision:
    """Make a change to a locked submission, and keep what was before and after."""
    before = snapshots.take(row, kind)
    change()
    row.decisions_made += 1
    row.save(update_fields=["decisions_made"])
    decision = Decision.objects.create(
        act=act.id,
        submission=row,
        number=row.decisions_made,
        kind=kind,
        before=before,
        after=snapshots.take(row, kind),
        by=act.user,
    )
    record(event(), by=act.by)
    return decision


@transaction.atomic
def decide_senders(
    *, submission: Submission, senders: Sequence[From], seen: int | None, act: Act
) -> Decision:
    """Decide who a document is from; nobody says that it is not known. Raises ChangedMeanwhile.

    Raises ValidationError for a sender without a name.
    """
    if any(not sender.name.strip() for sender in senders):
        raise ValidationError(_("Write the name of the sender."))
    row = locked(submission, seen)

    def change() -> None:
        row.senders.all().delete()
        Sender.objects.bulk_create(
            Sender(
                submission=row,
                position=position,
                organisation=sender.organisation,
                name=" ".join(sender.name.split())[:300],
                kind=sender.kind,
                decided_by=act.user,
            )
            for position, sender in enumerate(once_each(senders))
        )
        row.senders_decided_by = act.user
        row.save(update_fields=["senders_decided_by"])

    known = [one.organisation.public_id for one in once_each(senders) if one.organisation]
    private = sum(one.kind == PRIVATE_PERSON for one in once_each(senders))
    return decide(
        row,
        Kind.SENDERS,
        act,
        change,
        lambda: SendersDecided(
            object_id=row.public_id,
            organisations=tuple(known),
            private_persons=private,
            others=len(once_each(senders)) - len(known) - private,
            related=(row.consultation.public_id,),
        ),
    )


def once_each(senders: Sequence[From]) -> list[From]:
    """Each sender once."""
    return list({one.organisation.pk if one.organisation else one.name: one for one in senders}.values())


@transaction.atomic
def decide_stance(*, submission: Submission, stance: str, seen: int | None, act: Act) -> Decision:
    """Decide where the senders stand; an empty stance says that it cannot be told.

    Raises ChangedMeanwhile, and ValueError for what is no stance.
    """
    decided = Stance(stance) if stance else None
    row = locked(submission, seen)

    def change() -> None:
        row.stance, row.stance_decided_by = decided or "", act.user
        row.save(update_fields=["stance", "stance_decided_by"])

    return decide(
        row, Kind.STANCE, act, change, lambda: StanceDecided(object_id=row.public_id, stance=decided)
    )


@transaction.atomic
def decide_no_remarks(*, submission: Submission, no_remarks: bool, seen: int | None, act: Act) -> Decision:
    """Decide whether a document says only that there is nothing to remark. Raises ChangedMeanwhile."""
    row = locked(submission, seen)

    def change() -> None:
        row.no_remarks, row.no_remarks_decided_by = no_remarks, act.user
        row.save(update_fields=["no_remarks", "no_remarks_decided_by"])

    return decide(
        row,
        Kind.NO_REMARKS,
        act,
        change,
        lambda: NoRemarksDecided(object_id=row.public_id, no_remarks=no_remarks),
    )


@transaction.atomic
def decide_version(
    *, submission: Submission, older: Submission | None, seen: int | None, act: Act
) -> Decision:
    """Decide which document this one is a newer version of; none says that it stands by itself.

    Raises ChangedMeanwhile, and ValidationError where the other cannot be an older version of it.
    """
    row = locked(submission, seen)
    if older is not None:
        check_can_replace(row, older)
    former = row.replaces

    def change() -> None:
        row.replaces, row.replaces_decided_by = older, act.user
        row.save(update_fields=["replaces", "replaces_decided_by"])
        for one in (former, older):
            if one is not None:
                count_anew(one)

    return decide(
        row,
        Kind.VERSION,
        act,
        change,
        lambda: VersionDecided(
            object_id=row.public_id,
            older=older.public_id if older else None,
            related=(older.public_id,) if older else (),
        ),
    )


def check_can_replace(newer: Submission, older: Submission) -> None:
    """Raise ValidationError where a document cannot replace another."""
    if older.consultation_id != newer.consultation_id:
        raise ValidationError(_("Both must be in the same consultation."))
    other = Submission.objects.filter(replaces=older).exclude(pk=newer.pk).first()
    if other is not None:
        raise ValidationError(_("Another document replaces that one already. Choose the newest one."))
    below: Submission | None = older
    while below is not None:
        if below.pk == newer.pk:
            raise ValidationError(_("That document is itself a newer version of this one."))
        below = below.replaces


@transaction.atomic
def set_aside(*, submission: Submission, reason: str, seen: int | None, act: Act) -> Decision:
    """Leave a document out, with a reason; an empty reason takes it in again. Raises ChangedMeanwhile."""
    reason = " ".join(reason.split())[:LONGEST_REASON]
    row = locked(submission, seen)

    def change() -> None:
        row.set_aside, row.set_aside_by = reason, act.user
        # Both at once: the database holds that what is set aside does not count.
        row.counts = not reason and not Submission.objects.filter(replaces=row).exists()
        row.save(update_fields=["set_aside", "set_aside_by", "counts"])

    return decide(
        row,
        Kind.SET_ASIDE,
        act,
        change,
        lambda: SubmissionSetAside(
            object_id=row.public_id, is_set_aside=bool(reason), related=(row.consultation.public_id,)
        ),
    )


@transaction.atomic
def undo(*, consultation: Consultation, act: UUID, user: User, by: Actor) -> list[Decision]:
    """Undo all decisions of an act: what was before counts again. Those undone already are left.

    Raises ChangedMeanwhile, and undoes nothing, where one of the documents has been decided on since.
    """
    Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
    rows = Decision.objects.select_for_update(of=("self",)).filter(act=act, undone_by=None)
    mine = rows.filter(submission__consultation=consultation) | rows.filter(
        arrival__consultation=consultation
    )
    undone = []
    for decision in mine.select_related("submission", "arrival").order_by("-number", "-id"):
        later = Decision.objects.filter(
            submission=decision.submission,
            arrival=decision.arrival,
            kind=decision.kind,
            undone_by=None,
            pk__gt=decision.pk,
        )
        if later.exists():
            raise ChangedMeanwhile
        snapshots.put_back(decision)
        decision.undone_by = user
        decision.save(update_fields=["undone_by"])
        about = decision.submission.public_id if decision.submission else consultation.public_id
        record(
            DecisionUndone(object_id=about, kind=Kind(decision.kind), related=(consultation.public_id,)),
            by=by,
        )
        undone.append(decision)
    return undone
