"""What a decision changes, as plain values: taken before and after, and put back when it is undone."""

from typing import Any

from ..models import Decision, Endorsement, PersonalMark, Sender, Submission
from .searching import index_again
from .versions import count_anew

Kind = Decision.Kind
SENDER_FIELDS = ("position", "organisation_id", "name", "kind", "decided_by_id")
FIELDS: dict[str, tuple[str, ...]] = {
    Kind.SENDERS: ("senders_decided_by_id",),
    Kind.STANCE: ("stance", "stance_decided_by_id"),
    Kind.NO_REMARKS: ("no_remarks", "no_remarks_decided_by_id"),
    Kind.VERSION: ("replaces_id", "replaces_decided_by_id"),
    Kind.SET_ASIDE: ("set_aside", "set_aside_by_id"),
}


def take(submission: Submission, kind: str) -> dict[str, Any]:
    """The values of a submission that decisions of a kind change."""
    values = {name: getattr(submission, name) for name in FIELDS.get(kind, ())}
    if kind == Kind.SENDERS:
        values["senders"] = [
            dict(zip(SENDER_FIELDS, row, strict=True))
            for row in submission.senders.order_by("position").values_list(*SENDER_FIELDS)
        ]
    if kind == Kind.ENDORSEMENT:
        rows = submission.endorsements.values_list("pk", "is_rejected", "decided_by_id")
        values["endorsements"] = {str(pk): [is_rejected, by] for pk, is_rejected, by in rows}
    return values


def take_marks(marks: list[PersonalMark]) -> dict[str, Any]:
    """The state of marks on personal data."""
    return {"marks": {str(mark.pk): [mark.state, mark.decided_by_id] for mark in marks}}


def put_back(decision: Decision) -> None:
    """Let what was before a decision count again. Whoever calls holds the lock on the consultation."""
    if decision.arrival is not None:
        for name, value in decision.before.items():
            setattr(decision.arrival, name, value)
        decision.arrival.save(update_fields=list(decision.before))
        return
    if decision.submission is None:
        return
    row = Submission.objects.select_for_update(of=("self",)).get(pk=decision.submission.pk)
    touched = {decision.before.get("replaces_id"), row.replaces_id} - {None}
    for name in FIELDS.get(decision.kind, ()):
        setattr(row, name, decision.before[name])
    row.decisions_made += 1
    row.counts = not row.set_aside and not Submission.objects.filter(replaces=row).exists()
    row.save()
    if decision.kind == Kind.SENDERS:
        row.senders.all().delete()
        Sender.objects.bulk_create(Sender(submission=row, **one) for one in decision.before["senders"])
    if decision.kind == Kind.VERSION:
        for one in Submission.objects.filter(pk__in=touched):
            count_anew(one)
    if decision.kind == Kind.PERSONAL:
        put_back_marks(decision)
    if decision.kind == Kind.ENDORSEMENT:
        put_back_endorsements(decision)


def put_back_endorsements(decision: Decision) -> None:
    """Give endorsements the state that they had, and take away the one that the decision added."""
    before, after = decision.before["endorsements"], decision.after["endorsements"]
    Endorsement.objects.filter(pk__in=[int(pk) for pk in after if pk not in before]).delete()
    for pk, (is_rejected, decided_by) in before.items():
        Endorsement.objects.filter(pk=int(pk)).update(is_rejected=is_rejected, decided_by=decided_by)


def put_back_marks(decision: Decision) -> None:
    """Give marks on personal data the state that they had, and take away those that the decision made."""
    touched = PersonalMark.objects.filter(
        pk__in=[*decision.after.get("added", []), *map(int, decision.before["marks"])]
    )
    texts = set(touched.values_list("source_text", flat=True))
    PersonalMark.objects.filter(pk__in=decision.after.get("added", [])).delete()
    for pk, (state, decided_by) in decision.before["marks"].items():
        PersonalMark.objects.filter(pk=pk).update(state=state, decided_by=decided_by)
    index_again(texts)
