"""What all tests share."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import TransactionTestCase


@pytest.fixture(scope="session", autouse=True)
def _ledger_can_be_emptied_between_tests() -> Iterator[None]:
    """A test that commits is cleaned up by emptying all tables, which the triggers rightly refuse."""
    from samstyring.apps.ledger import guards

    empty_the_database = TransactionTestCase._fixture_teardown

    def without_guards(self: TransactionTestCase) -> None:
        with guards.lifted(connection):
            empty_the_database(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", without_guards)
        yield
