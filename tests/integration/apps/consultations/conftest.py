"""A consultation of an invented organisation, and documents to put in it."""

from pathlib import Path

import pytest
from pytest_django import Settings
from tests import factories

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.choices import Level
from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.consultations.actions import consultations, submissions
from samstyring.apps.consultations.models import Consultation, Submission

REPLY = """Eksempelvik kommune (eksempel)

Utfordringer
Det er mangel på sykepleiere i distriktene. Journalsystemene snakker ikke sammen.

Forslag
Staten bør betale for innføringen.
"""


@pytest.fixture(autouse=True)
def _own_files(settings: Settings, tmp_path: Path) -> None:
    """Each test keeps its files in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def owner(db: None) -> Organisation:
    return factories.organisation("Eksempeldirektoratet")


@pytest.fixture
def analyst(owner: Organisation) -> User:
    return factories.person(role=Level.CONTRIBUTOR, organisation=owner)


@pytest.fixture
def consultation(owner: Organisation, analyst: User) -> Consultation:
    return consultations.create(
        title="Eksempelhøring", owner_organisation=owner, by=actor_for(analyst, owner)
    )


@pytest.fixture
def submission(consultation: Consultation, analyst: User) -> Submission:
    """A reply that is received and not read yet."""
    return submissions.receive(
        consultation=consultation,
        file_name="svar.txt",
        chunks=[REPLY.encode()],
        by=actor_for(analyst, consultation.owner_organisation),
        user=analyst,
    ).submission


@pytest.fixture
def read(submission: Submission) -> Submission:
    """The same reply after the worker has read it."""
    from samstyring.apps.consultations.tasks import read_submission

    read_submission.call(submission.pk)
    submission.refresh_from_db()
    return submission
