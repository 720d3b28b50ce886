"""Background jobs. Each may run twice or be cut off at any moment and leaves the same result."""

import time
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from samstyring.apps.actors.register import engine_register
from samstyring.engines.text_analysis import UnreadableFile
from samstyring.engines.text_analysis.isolated import check_size, read_in_worker

from . import files, preparing
from .actions import readings
from .models import Submission


@task()
def read_submission(submission_id: int) -> str:
    """Read a submission in a process of its own and store the result. Returns the submission's status."""
    submission = readings.begin_reading(submission_id=submission_id)
    if submission.status != Submission.Status.READING:
        return str(submission.status)
    try:
        check_size(submission.size)
        document = read_in_worker(
            files.read(submission.sha256),
            name=submission.file_name,
            seconds=settings.READING_SECONDS,
            megabytes=settings.READING_MEGABYTES,
            register=engine_register(),
        )
    except UnreadableFile as refused:
        readings.refuse(submission=submission, refusal=str(refused.code))
        preparing.when_all_is_read(submission.consultation_id)
        return Submission.Status.REFUSED
    readings.store_reading(submission=submission, document=document)
    preparing.when_all_is_read(submission.consultation_id)
    return Submission.Status.READ


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
    return len(found)


def sweep_files(*, older_than: timedelta) -> list[str]:
    """Remove files left behind by uploads that never became a submission. Returns their names."""
    known = Submission.objects.values_list("sha256", flat=True)
    return files.sweep(known.iterator(), before=time.time() - older_than.total_seconds())
