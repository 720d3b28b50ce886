"""Processes that act without pause until they are killed.

For each line `SEED PATH` on its input, this program starts one (a fork, so that Django is loaded only once).
That process writes its number to PATH, and after each act that has been committed a line, `KIND PUBLIC_ID`.
What it does, and in what order, depends on the seed alone.
"""

import os
import random
import signal
import sys
from collections.abc import Callable
from itertools import count
from uuid import UUID

import django

django.setup()

from samstyring.apps.actors.actions import organisations  # noqa: E402 - after the setup
from samstyring.apps.actors.choices import OrganisationKind, Visibility  # noqa: E402
from samstyring.apps.consultations.actions import consultations, readings, submissions  # noqa: E402
from samstyring.apps.consultations.models import Consultation, Submission  # noqa: E402
from samstyring.apps.ledger.events import SYSTEM  # noqa: E402
from samstyring.engines import text_analysis  # noqa: E402

TEXT = "Vi støtter forslaget. Det er krevende å finne folk til dette. Kommunen ber om en ny vurdering.\n"

seed = ""
dice = random.Random()  # noqa: S311 - no secret
number = count(1)


def organisation() -> UUID:
    """An organisation is added to the register."""
    name = f"Eksempelorganisasjon {seed}-{next(number)}"
    return organisations.add(name=name, kind=OrganisationKind.OTHER, by=SYSTEM).public_id


def consultation() -> UUID:
    """A consultation is created."""
    title = f"Eksempelhøring {seed}-{next(number)}"
    return consultations.create(title=title, visibility=Visibility.PUBLIC, by=SYSTEM).public_id


def upload() -> UUID:
    """A reply is uploaded, in pieces; one in five is large."""
    line = f"Svar {seed}-{next(number)}. {TEXT}".encode()
    chunks = [line] + [TEXT.encode()] * (40_000 if dice.random() < 0.2 else 3)
    received = submissions.receive(
        consultation=dice.choice(list(Consultation.objects.order_by("pk"))),
        file_name="svar.txt",
        chunks=chunks,
        by=SYSTEM,
    )
    return received.submission.public_id


def reading() -> UUID | None:
    """A reply that waits is read; by this process itself, so that the kill can hit any part of it."""
    waiting = (
        Submission.objects.filter(size__lt=10_000, status=Submission.Status.WAITING).order_by("pk").first()
    )
    if waiting is None:
        return None
    submission = readings.begin_reading(submission_id=waiting.pk)
    document = text_analysis.read(TEXT.encode(), name="svar.txt")
    readings.store_reading(submission=submission, document=document)
    return submission.public_id


ACTS: tuple[Callable[[], UUID | None], ...] = (organisation, consultation, upload, upload, reading)


def act_until_killed(told: int) -> None:
    """Act and tell, without end; `told` is the file descriptor to tell it to."""
    os.write(told, f"{os.getpid()}\n".encode())
    consultation()
    while True:
        act = dice.choice(ACTS)
        done = act()
        if done is not None:
            os.write(told, f"{act.__name__} {done}\n".encode())


signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # whoever was killed need not be waited for
for line in sys.stdin:
    seed, path = line.split()
    if os.fork() == 0:
        dice.seed(seed)
        act_until_killed(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
