"""Private persons who answer are named to nobody but those who may see personal data."""

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.apps.actors.models import User
from samstyring.apps.consultations.models import Consultation

from . import replies

pytestmark = pytest.mark.django_db


def test_a_private_persons_name_is_hidden_wherever_it_stands(
    consultation: Consultation, analyst: User, client: Client
) -> None:
    """The heading names the sender, and the reader has not marked it as personal data."""
    Consultation.objects.filter(pk=consultation.pk).update(visibility="public")
    private = replies.three(consultation)[-1]
    address = reverse("consultations:document", args=[private.public_id])
    assert "Eksempelsen" not in Client().get(address).content.decode()
    client.force_login(analyst)
    assert "Innspill fra Kari Eksempelsen" in client.get(address).content.decode()
