"""Newer versions of the same reply, as the program finds them when a document has been read."""

from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor
from samstyring.engines.text_analysis import Document, Sender, SourceText, Statement, StatementType
from samstyring.engines.text_analysis.versions import newer_versions

from ..events import VersionFound
from ..models import Submission


def find_versions(*, submission: Submission, by: Actor) -> None:
    """Tie a document that has just been read to older or newer versions of the same reply.

    Whoever calls holds the lock on the consultation. What a person has decided stands.
    """
    mine = sender_keys(submission)
    if not mine:
        return
    for other in alike(submission, mine):
        pair = sorted((submission, other), key=lambda each: each.pk)
        found = newer_versions([stored_document(each) for each in pair])
        if found:
            newer, older = (pair[place] for place in found[0])
            tie(newer=newer.pk, older=older.pk, by=by)


def alike(submission: Submission, keys: frozenset[str]) -> list[Submission]:
    """The other replies that were read from exactly the same senders."""
    others = (
        submission.consultation.submissions.filter(status=Submission.Status.READ, set_aside="")
        .exclude(pk=submission.pk)
        .prefetch_related("senders__organisation")
        .order_by("id")
    )
    return [other for other in others if sender_keys(other) == keys]


def sender_keys(submission: Submission) -> frozenset[str]:
    """What tells the senders apart: the organisation, else the name."""
    return frozenset(
        str(sender.organisation.public_id) if sender.organisation else sender.name.casefold()
        for sender in submission.senders.all()
    )


def stored_document(submission: Submission) -> Document:
    """A stored reading as the engine's own value, with what versions are told by."""
    reading = submission.readings.select_related("source_text").get(is_current=True)
    return Document(
        name=submission.file_name,
        sha256=submission.sha256,
        title=reading.title,
        language=None,
        source=SourceText(reading.source_text.text, (), reading.source_text.format),
        passages=(),
        statements=tuple(
            Statement(0, len(quote), quote, StatementType.BACKGROUND, "none", 0.0, "")
            for quote in reading.statements.values_list("quote", flat=True)
        ),
        senders=tuple(Sender(key, "", entry=key) for key in sorted(sender_keys(submission))),
    )


def tie(*, newer: int, older: int, by: Actor) -> None:
    """Let one document replace another, at the end of the chain of versions that the other is in.

    Does nothing where the newer one replaces something already or a person has decided about it.
    """
    new = Submission.objects.select_for_update(of=("self",)).get(pk=newer)
    if new.replaces_id is not None or new.replaces_decided_by_id is not None:
        return
    old = Submission.objects.select_for_update(of=("self",)).get(pk=older)
    below: Submission | None = old
    while below is not None:
        if below.pk == new.pk:
            return
        below = below.replaces
    while (above := Submission.objects.filter(replaces=old).first()) is not None:
        old = above
    new.replaces = old
    new.save(update_fields=["replaces"])
    count_anew(old)
    record(
        VersionFound(
            object_id=new.public_id, older=old.public_id, related=(new.consultation.public_id, old.public_id)
        ),
        by=by,
    )


def count_anew(submission: Submission) -> None:
    """Let `counts` follow from whether the submission is replaced or set aside."""
    replaced = Submission.objects.filter(replaces=submission).exists()
    submission.counts = not replaced and not submission.set_aside
    submission.save(update_fields=["counts"])
