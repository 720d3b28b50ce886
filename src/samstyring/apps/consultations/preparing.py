"""The background job for what needs all of a consultation's statements; see `actions.preparing`."""

import time
from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from samstyring.engines.text_analysis import vectors as engine

from . import likeness_store
from .actions import central, comparisons, preparing
from .models import Comparison, Consultation, Preparation, Submission
from .queries import pool

# After so long the job makes room for others and goes on later: 100,000 texts take most of an hour.
SECONDS_A_TURN = 20.0


def when_all_is_read(consultation_id: int) -> bool:
    """Put the job in line unless more documents of the consultation are to be read first. Returns whether."""
    under_way = Submission.objects.filter(
        consultation=consultation_id, status__in=[Submission.Status.WAITING, Submission.Status.READING]
    )
    if under_way.exists():
        return False
    prepare.enqueue(consultation_id)
    return True


def unprepared(*, idle: timedelta = timedelta(0)) -> list[int]:
    """The consultations that are read and whose statements are others than those that were prepared.

    Those on which something has happened within `idle` are left out: a job is working on them.
    """
    prepared = {
        row.consultation_id: row
        for row in Preparation.objects.only("consultation_id", "fingerprint", "changed")
    }
    since = timezone.now() - idle
    return [
        consultation.pk
        for consultation in Consultation.objects.filter(submissions__status="read").distinct()
        if not consultation.submissions.filter(status__in=["waiting", "reading"]).exists()
        and not (
            (row := prepared.get(consultation.pk)) is not None
            and (row.fingerprint == pool.fingerprint(consultation) or row.changed > since)
        )
    ]


def take_up_preparing(*, idle: timedelta) -> int:
    """Put consultations in line whose preparing was cut off, and return how many; `idle` as `unprepared`.

    A job that is in line already may run twice: the second run finds nothing to do.
    """
    found = unprepared(idle=idle)
    for pk in found:
        prepare.enqueue(pk)
    return len(found)


@task()
def compare(comparison_id: int) -> str:
    """Reckon the comparison of two consultations. Returns what became of it."""
    comparison = Comparison.objects.select_related("earlier", "later").filter(pk=comparison_id).first()
    if comparison is None or comparison.state == Comparison.State.DONE:
        return "nothing to do"
    return str(comparisons.reckon(comparison=comparison).state)


@task()
def prepare(consultation_id: int) -> str:
    """Group near-identical text, give texts vectors, and keep their rows. Returns how far it came."""
    consultation = Consultation.objects.filter(pk=consultation_id).first()
    if consultation is None:
        return "gone"
    name = pool.fingerprint(consultation)
    statements = pool.pool(consultation)
    preparing.group(consultation=consultation, statements=statements, fingerprint=name)
    if not consultation.central_statements.exists():
        # By words, so that there is something to read while the vectors are made.
        central.choose(consultation=consultation)
    missing, texts = preparing.missing_texts(statements)
    until = time.monotonic() + SECONDS_A_TURN
    keys = list(missing)
    try:
        for start in range(0, len(keys), preparing.AT_ONCE):
            if time.monotonic() > until:
                prepare.enqueue(consultation_id)
                return "goes on"
            preparing.add_vectors({key: missing[key] for key in keys[start : start + preparing.AT_ONCE]})
            done = texts - max(len(keys) - start - preparing.AT_ONCE, 0)
            preparing.tell(
                consultation=consultation, texts=texts, done=done, model=engine.MODEL, fingerprint=""
            )
    except FileNotFoundError:
        # The model is not installed: pages compare by words and say so.
        central.choose(consultation=consultation)
        preparing.tell(consultation=consultation, texts=texts, done=0, model="", fingerprint=name)
        return "no model"
    likeness_store.build(consultation)
    central.choose(consultation=consultation)
    preparing.tell(consultation=consultation, texts=texts, done=texts, model=engine.MODEL, fingerprint=name)
    return "done"
