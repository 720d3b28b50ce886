"""What all integration tests share."""

import pytest


@pytest.fixture(autouse=True)
def _starts_in_english(in_english: None) -> None:
    """A request leaves its language behind in the process: no test may depend on which one ran before it."""
