"""A consultation's own themes: written by a person, read by the program, shown everywhere."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from samstyring.apps.actors.models import User
from samstyring.apps.consultations import tasks
from samstyring.apps.consultations.actions import reviews, theme_frames
from samstyring.apps.consultations.models import Submission
from samstyring.apps.consultations.themes import own_frame, theme_choices
from samstyring.apps.ledger import queries as ledger
from samstyring.apps.ledger.events import SYSTEM
from samstyring.engines.text_analysis.frames import default_frame

pytestmark = pytest.mark.django_db
DEFAULT = [(theme.name, theme.description, theme.examples) for theme in default_frame().themes]
OWN: list[theme_frames.Row] = [
    ("Hvem som betaler", "Utgifter, tilskudd og betaling", ["Staten må dekke utgiftene."]),
    ("Folk og vakter", "Ansatte, sykepleiere og bemanning", []),
]


def read_with(submission: Submission, rows: list[theme_frames.Row]) -> Submission:
    """The submission after its consultation got other themes and the worker has read it."""
    assert theme_frames.change(consultation=submission.consultation, rows=rows, by=SYSTEM)
    submission.refresh_from_db()
    assert submission.status == Submission.Status.WAITING
    tasks.read_submission.call(submission.pk)
    return Submission.objects.get(pk=submission.pk)


def themes_of(submission: Submission) -> set[str]:
    return set(submission.readings.get(is_current=True).statements.values_list("current_theme", flat=True))


def test_documents_are_read_anew_with_the_themes_of_the_consultation(
    read: Submission, client: Client
) -> None:
    again = read_with(read, OWN)
    assert themes_of(again) <= {"Hvem som betaler", "Folk og vakter", "none"}
    assert "Hvem som betaler" in themes_of(again)
    assert again.readings.count() == 2
    assert ledger.history(again.consultation.public_id)[0].sentence
    assert list(theme_choices(again.consultation)) == ["Hvem som betaler", "Folk og vakter", "none"]
    # Back to the common ones: read once more, and then there is nothing left to change.
    back = read_with(again, DEFAULT)
    assert own_frame(back.consultation) is None
    assert "Hvem som betaler" not in themes_of(back)
    assert not theme_frames.change(consultation=back.consultation, rows=DEFAULT, by=SYSTEM)


def test_what_a_person_decided_stays(read: Submission, analyst: User) -> None:
    statement = read.readings.get().statements.get(quote__contains="betale")
    reviews.set_theme(statement=statement, theme="procurement", seen=None, user=analyst, by=SYSTEM)
    again = read_with(read, OWN)
    found = again.readings.get(is_current=True).statements.get(start=statement.start)
    assert found.current_theme == "procurement"


@pytest.mark.parametrize(
    "rows", [[], [("", "noe", [])], [("none", "", [])], [("x" * 41, "", [])], [("A", "", []), ("a", "", [])]]
)
def test_themes_that_cannot_be_used(rows: list[theme_frames.Row], read: Submission) -> None:
    with pytest.raises(ValidationError):
        theme_frames.change(consultation=read.consultation, rows=rows, by=SYSTEM)


def form(*rows: theme_frames.Row) -> dict[str, str]:
    """What the page sends."""
    data = {"tema-TOTAL_FORMS": str(len(rows)), "tema-INITIAL_FORMS": "0"}
    for number, (name, description, examples) in enumerate(rows):
        data |= {
            f"tema-{number}-name": name,
            f"tema-{number}-description": description,
            f"tema-{number}-examples": "\n".join(examples),
        }
    return data


def test_the_page_fills_in_the_common_themes_and_takes_others(
    client: Client, read: Submission, analyst: User
) -> None:
    client.force_login(analyst)
    address = reverse("consultations:themes", args=[read.consultation.public_id])
    assert DEFAULT[0][0] in client.get(address).content.decode()
    assert client.post(address, form(*OWN, ("", "tom", []))).status_code == 302
    read.consultation.refresh_from_db()
    frame = own_frame(read.consultation)
    assert frame is not None
    assert [theme.name for theme in frame.themes] == [name for name, _, _ in OWN]
    statements = reverse("consultations:statements", args=[read.consultation.public_id])
    assert "Folk og vakter" in client.get(statements).content.decode()
    wrong = client.post(address, form(("Likt", "nytt", []), ("likt", "", [])))
    assert wrong.status_code == 422
    assert "nytt" in wrong.content.decode()
    assert client.post(address, {**form(*OWN), "standard": "ja"}).status_code == 302
    read.consultation.refresh_from_db()
    assert own_frame(read.consultation) is None


def test_others_may_not_change_the_themes(client: Client, read: Submission) -> None:
    address = reverse("consultations:themes", args=[read.consultation.public_id])
    assert client.get(address).status_code == 302
    assert client.post(address, form(*OWN)).status_code == 302
    read.consultation.refresh_from_db()
    assert own_frame(read.consultation) is None
