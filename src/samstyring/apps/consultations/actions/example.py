"""Load the example consultation that the program ships."""

from datetime import date
from pathlib import Path

from django.db import transaction

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.ledger.events import SYSTEM

from ..models import Consultation
from . import consultations, submissions

FOLDER = Path(__file__).resolve().parent.parent / "example"
TITLE = "Eksempel: felles meldingsløsning for helse og omsorg"


def load(owner: Organisation) -> int:
    """Load the example consultation and return how many documents it has; 0 where it is there already."""
    documents = sorted(path for path in FOLDER.iterdir() if path.suffix in {".txt", ".docx", ".pdf"})
    with transaction.atomic():
        if Consultation.objects.filter(is_example=True).exists():
            return 0
        consultation = consultations.create(
            title=TITLE,
            by=SYSTEM,
            owner_organisation=owner,
            deadline=date(2026, 3, 1),
            visibility=Visibility.PUBLIC,
            is_example=True,
        )
        for path in documents:
            submissions.receive(
                consultation=consultation, file_name=path.name, chunks=[path.read_bytes()], by=SYSTEM
            )
    return len(documents)
