"""What all tests share."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation
from pytest_django import DjangoDbBlocker

from tests import databases, readings


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "real_reader: every reading is made anew; tests/readings.py")
    # The processes of a run inherit the place from the one that starts them, which also clears it away.
    if databases.RUN not in os.environ:
        os.environ[databases.RUN] = tempfile.mkdtemp(prefix="samstyring-run-")
        config.add_cleanup(_end_of_the_run)


def _end_of_the_run() -> None:
    databases.forget()
    shutil.rmtree(os.environ.pop(databases.RUN), ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """In place of pytest-django's: the tables are copied, not made."""
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            stack.enter_context(databases.database())
        yield
        with django_db_blocker.unblock():
            stack.close()


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


@pytest.fixture(scope="session", autouse=True)
def _documents_are_read_once_in_a_run() -> Iterator[None]:
    from samstyring.apps.consultations import tasks

    with pytest.MonkeyPatch.context() as patch:
        for reader in (tasks.read_in_worker, tasks.read_many_in_worker):
            patch.setattr(tasks, reader.__name__, readings.kept(reader))
        yield


@pytest.fixture(autouse=True)
def _real_reader_where_asked_for(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.node.get_closest_marker("real_reader"):
        from samstyring.apps.consultations import tasks

        for reader in (tasks.read_in_worker, tasks.read_many_in_worker):
            monkeypatch.setattr(tasks, reader.__name__, reader.__wrapped__)


@pytest.fixture
def in_english() -> Iterator[None]:
    """Sentences are compared as they are written in the code: `usefixtures("in_english")`."""
    with translation.override("en"):
        yield
