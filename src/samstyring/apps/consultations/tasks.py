"""Background jobs. Each may run twice or be cut off at any moment and leaves the same result."""

import time
from dataclasses import replace
from datetime import timedelta
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from samstyring.apps.actors.register import engine_register
from samstyring.engines.text_analysis import Document, Refusal, UnreadableFile
from samstyring.engines.text_analysis.isolated import (
    check_size,
    read_in_worker,
    read_many_in_worker,
    unpack_in_worker,
)

from . import files, preparing
from .actions import readings
from .models import Archive, Submission
from .themes import own_frame


@task()
def read_submission(submission_id: int) -> str:
    """Read a submission in a process of its own and store the result. Returns the submission's status."""
    submission = readings.begin_reading(submission_id=submission_id)
    if submission.status != Submission.Status.READING:
        return str(submission.status)
    try:
        document = read(submission)
    except UnreadableFile as refused:
        readings.refuse(submission=submission, refusal=str(refused.code))
        preparing.when_all_is_read(submission.consultation_id)
        return Submission.Status.REFUSED
    readings.store_reading(submission=submission, document=document)
    preparing.when_all_is_read(submission.consultation_id)
    return Submission.Status.READ


def read(submission: Submission) -> Document:
    """What a submission says, read in a process of its own. Raises UnreadableFile."""
    check_size(submission.size)
    data = files.read(submission.sha256)
    frame = own_frame(submission.consultation)
    if Path(submission.file_name).suffix.lower() != ".csv":
        return read_in_worker(
            data,
            name=submission.file_name,
            seconds=settings.READING_SECONDS,
            megabytes=settings.READING_MEGABYTES,
            register=engine_register(),
            frame=frame,
        )
    # A row of a table that was unpacked, as a table of its own.
    found = read_many_in_worker(
        data,
        name=submission.file_name,
        seconds=settings.READING_SECONDS,
        megabytes=settings.READING_MEGABYTES,
        register=engine_register(),
        frame=frame,
    )
    if len(found) != 1 or not isinstance(found[0], Document):
        raise UnreadableFile(Refusal.UNKNOWN_FORMAT)
    return replace(found[0], name=submission.file_name)


@task()
def unpack_archive(archive_id: int) -> str:
    """Take the documents out of an archive. Returns the archive's status. Twice gives the same documents."""
    from .actions import archives

    archive = Archive.objects.select_related("consultation", "received_by").get(pk=archive_id)
    if archive.status != Archive.Status.WAITING:
        return str(archive.status)
    with TemporaryDirectory(prefix="samstyring-") as folder:
        try:
            check_size(archive.size)
            members = unpack_in_worker(
                files.read(archive.sha256),
                name=archive.file_name,
                into=Path(folder),
                seconds=settings.READING_SECONDS,
                megabytes=settings.READING_MEGABYTES,
            )
        except UnreadableFile as refused:
            return str(archives.refuse(archive=archive, refusal=str(refused.code)).status)
        for member in members:
            archives.take_out(archive, member, Path(folder))
    return str(archives.finish(archive=archive).status)


def take_up_again(*, idle: timedelta) -> int:
    """Put submissions in line once more whose reading was cut off, and return how many.

    `idle` is how long nothing must have happened to them: zero at the program's start, when no worker runs.
    """
    cut_off = Submission.objects.filter(
        status__in=[Submission.Status.WAITING, Submission.Status.READING],
        status_changed__lte=timezone.now() - idle,
    ).values_list("pk", flat=True)
    found = list(cut_off)
    for pk in found:
        read_submission.enqueue(pk)
    packed = Archive.objects.filter(
        status=Archive.Status.WAITING, status_changed__lte=timezone.now() - idle
    ).values_list("pk", flat=True)
    archives = list(packed)
    for pk in archives:
        unpack_archive.enqueue(pk)
    return len(found) + len(archives)


def sweep_files(*, older_than: timedelta) -> list[str]:
    """Remove files left behind by uploads that never became a submission. Returns their names."""
    known = chain(
        Submission.objects.values_list("sha256", flat=True).iterator(),
        Archive.objects.values_list("sha256", flat=True).iterator(),
    )
    return files.sweep(known, before=time.time() - older_than.total_seconds())
