"""Submissions: receive a document, and put it in line to be read once more."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from samstyring.apps.actors.models import User
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor
from samstyring.engines import text_analysis

from .. import files
from ..events import SubmissionReceived
from ..models import Archive, Arrival, Consultation, Submission
from ..tasks import read_submission
from ..themes import reader_version
from .readings import set_status


@dataclass(frozen=True)
class Received:
    """A submission, and whether the same bytes were in the consultation already."""

    submission: Submission
    already_there: bool


def receive(
    *,
    consultation: Consultation,
    file_name: str,
    chunks: Iterable[bytes],
    by: Actor,
    user: User | None = None,
    archive: Archive | None = None,
) -> Received:
    """Keep the original, register the submission and put it in line to be read.

    The same bytes twice in one consultation are one submission. `file_name` is the path in the `archive` that
    it came out of, if it did.
    """
    # The file is written before the transaction begins: writing may take long, and no row must lack its file.
    original = files.store(chunks)
    with transaction.atomic():
        submission, created = Submission.objects.get_or_create(
            consultation=consultation,
            sha256=original.sha256,
            defaults={"file_name": plain_name(file_name), "size": original.size, "received_by": user},
        )
        if created:
            record(
                SubmissionReceived(
                    object_id=submission.public_id,
                    sha256=original.sha256,
                    size=original.size,
                    related=(consultation.public_id,),
                ),
                by=by,
            )
            read_submission.enqueue(submission.pk)
        came: dict[str, Any] = {"submission": submission, "is_again": not created}
        if archive is None:
            Arrival.objects.get_or_create(
                consultation=consultation, name=plain_name(file_name), archive=None, **came
            )
        else:
            # Unpacking that was cut off begins anew, and finds those that it has taken out.
            Arrival.objects.get_or_create(
                archive=archive, name=file_name[-255:], defaults={"consultation": consultation, **came}
            )
    return Received(submission=submission, already_there=not created)


def plain_name(name: str) -> str:
    """The last part of a file name, without control characters, with its ending, at most 255 characters."""
    name = name.replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(character for character in name if character.isprintable()).strip() or "document"
    if len(name) > 255:
        stem, dot, ending = name.rpartition(".")
        name = name[:255] if not dot or len(ending) > 10 else stem[: 254 - len(ending)] + dot + ending
    return name


@transaction.atomic
def read_again(*, submission: Submission) -> bool:
    """Put a submission in line for the present engine version. Returns whether there was something to read.

    A refused document is tried once more; reviews stay as they are.
    """
    locked = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    engine = text_analysis.ENGINE
    if locked.readings.filter(
        engine=engine["name"], engine_version=reader_version(locked.consultation)
    ).exists():
        return False
    set_status(locked, Submission.Status.WAITING)
    read_submission.enqueue(locked.pk)
    return True
