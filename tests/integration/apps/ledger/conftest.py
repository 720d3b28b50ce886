"""What the ledger's tests share."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from tests.ledger_events import Colour, Painted

from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import SYSTEM, Actor
from samstyring.apps.ledger.models import Entry

FENCE = UUID("6a2f41f0-6a3a-4fd4-b9a5-8b7f27f6a111")


@pytest.fixture
def paint() -> Callable[..., list[Entry]]:
    """Record a number of events, each in its own transaction."""

    def do(times: int = 1, *, by: Actor = SYSTEM, **fields: Any) -> list[Entry]:
        entries = []
        for layer in range(times):
            with transaction.atomic():
                event = Painted(
                    **{
                        "object_id": FENCE,
                        "object_name": "Gjerdet",
                        "colour": Colour.RED,
                        "layers": layer,
                        "related": (uuid4(),) if layer % 2 else (),
                    }
                    | fields
                )
                entries.append(record(event, by=by))
        return entries

    return do
