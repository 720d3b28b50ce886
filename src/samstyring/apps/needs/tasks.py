"""The background job of this room: what needs mean, as vectors, for finding like ones. May run twice."""

import time
from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from samstyring.apps.consultations.actions.preparing import AT_ONCE, add_vectors
from samstyring.apps.consultations.likeness_store import stored
from samstyring.engines.text_analysis import vectors as engine

from . import likeness_store
from .models import Need

# After so long the job makes room for others and goes on later.
SECONDS_A_TURN = 20.0
# How often it is looked whether the example consultation has been read, and how many times.
SECONDS_BETWEEN, MOST_TRIES = 10, 180


@task()
def prepare() -> str:
    """Make the vectors that are missing, and the files anew. Returns how far it came."""
    texts = {
        engine.key(text): text
        for text in (
            likeness_store.text_of(*pair) for pair in Need.objects.values_list("title", "description")
        )
    }
    for key, _values in stored(list(texts)):
        del texts[key]
    if not texts and likeness_store.is_current():
        return "nothing to do"
    until = time.monotonic() + SECONDS_A_TURN
    keys = list(texts)
    try:
        for start in range(0, len(keys), AT_ONCE):
            if time.monotonic() > until:
                if not likeness_store.is_current():
                    likeness_store.build()
                prepare.enqueue()
                return "goes on"
            add_vectors({key: texts[key] for key in keys[start : start + AT_ONCE]})
    except FileNotFoundError:
        # The model is not installed: needs are compared by their words.
        likeness_store.build()
        return "no model"
    likeness_store.build()
    return "done"


@task()
def make_examples(tries: int = 0) -> str:
    """Make the example needs; waits for the example consultation to be read, for half an hour at most."""
    from .actions import example

    if not example.is_ready():
        if tries >= MOST_TRIES:
            return "given up"
        later = timezone.now() + timedelta(seconds=SECONDS_BETWEEN)
        make_examples.using(run_after=later).enqueue(tries + 1)
        return "later"
    return f"{example.load()} made"


@task()
def look_at_own_list(upload: int) -> str:
    """Work out what a large sheet of an own list would change. Returns the stage it came to."""
    from samstyring.apps.actors.sheets.desk import look_in_background

    from .sheets.desk import DESK

    return look_in_background(DESK, upload)


@task()
def take_own_list(upload: int, key: str) -> str:
    """Take a large sheet of an own list in, where it still changes what was looked at. What became of it."""
    from samstyring.apps.actors.sheets.desk import take_in_background

    from .sheets.desk import DESK

    return take_in_background(DESK, upload, key)
