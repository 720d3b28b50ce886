"""Every page of the program, for the tests that must hold for all of them.

`test_every_page.py` compares this list with the urls: a page that is new and not named here fails there.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from samstyring.apps.actors.choices import Level
from samstyring.apps.actors.models import User
from samstyring.apps.consultations.actions import example
from samstyring.apps.consultations.models import Consultation, Statement, Submission
from samstyring.apps.consultations.tasks import read_submission
from tests import factories

VISITOR = "visitor"
COORDINATOR = "coordinator"


@dataclass(frozen=True)
class World:
    """What the pages show: the example consultation, read, and a person who may do most things."""

    consultation: Consultation
    submission: Submission
    waiting: Submission
    statement: Statement
    coordinator: User


def world() -> World:
    """Load the example; all its documents but the last are read."""
    example.load()
    consultation = Consultation.objects.get(is_example=True)
    submissions = list(consultation.submissions.order_by("file_name"))
    for submission in submissions[:-1]:
        read_submission.call(submission.pk)
    statement = Statement.objects.filter(reading__submission=submissions[0]).earliest("start")
    organisation = factories.organisation()
    coordinator = factories.person(role=Level.COORDINATOR, organisation=organisation)
    return World(consultation, submissions[0], submissions[-1], statement, coordinator)


@dataclass(frozen=True)
class Shown:
    """A page: the name of its url, who sees it, and its address in the world above."""

    name: str
    who: str
    address: Callable[[World], str]


def _of_consultation(name: str) -> Callable[[World], str]:
    return lambda world: reverse(name, args=[world.consultation.public_id])


def _of_submission(name: str) -> Callable[[World], str]:
    return lambda world: reverse(name, args=[world.submission.public_id])


PAGES = [
    Shown("overview:home", VISITOR, lambda world: reverse("overview:home")),
    Shown("overview:home", COORDINATOR, lambda world: reverse("overview:home")),
    Shown("actors:login", VISITOR, lambda world: reverse("actors:login")),
    Shown("consultations:list", VISITOR, lambda world: reverse("consultations:list")),
    Shown("consultations:list", COORDINATOR, lambda world: reverse("consultations:list")),
    Shown("consultations:new", COORDINATOR, lambda world: reverse("consultations:new")),
    Shown("consultations:consultation", VISITOR, _of_consultation("consultations:consultation")),
    Shown("consultations:consultation", COORDINATOR, _of_consultation("consultations:consultation")),
    Shown("consultations:document", VISITOR, _of_submission("consultations:document")),
    Shown(
        "consultations:document",
        VISITOR,
        lambda world: reverse("consultations:document", args=[world.waiting.public_id]),
    ),
    Shown(
        "consultations:statement",
        COORDINATOR,
        lambda world: reverse(
            "consultations:statement",
            args=[world.submission.public_id, world.statement.start, world.statement.end],
        ),
    ),
    Shown("site:accessibility", VISITOR, lambda world: reverse("site:accessibility")),
    Shown("site:style", VISITOR, lambda world: reverse("site:style")),
]

# Addresses that show no page of their own, each with the reason.
NO_PAGES = {
    "actors:logout": "takes a form and leads to the home page",
    "consultations:original": "answers with the uploaded file",
    "consultations:read_again": "takes a form and leads back to the document",
    "consultations:review": "takes a form and leads back to the statement",
    "set_language": "takes a form and leads back to the page",
}


def names(patterns: list[URLPattern | URLResolver] | None = None, namespace: str = "") -> set[str]:
    """The names of all urls of the program."""
    found: set[str] = set()
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            found |= names(pattern.url_patterns, inner)
        elif pattern.name:
            found.add(f"{namespace}{pattern.name}")
    return found
