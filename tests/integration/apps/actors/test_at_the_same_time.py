"""Several at once: nothing is counted twice or lost, and nobody meets an error page."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from tests import factories

from samstyring.apps.actors import throttle
from samstyring.apps.actors.actions import organisations, people
from samstyring.apps.actors.choices import Level, OrganisationKind
from samstyring.apps.actors.models import LoginThrottle, Membership, Role
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.events import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 6


def at_once(act: Callable[[], object]) -> list[BaseException | None]:
    """Do it in several threads, each with its own connection; what each raised."""

    def one(_: int) -> BaseException | None:
        try:
            act()
        except NotPossible as error:
            return error
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


def test_every_failed_login_is_counted() -> None:
    at_once(lambda: throttle.failed("ada@eksempel.example", "192.0.2.1"))
    assert LoginThrottle.objects.filter(failures=AT_ONCE).count() == 1
    assert throttle.locked_until("ada@eksempel.example", "192.0.2.1") is not None


def test_a_role_is_given_once() -> None:
    user, home = factories.person(), factories.organisation()
    raised = at_once(lambda: people.give_role(user=user, organisation=home, level=Level.READER, by=SYSTEM))
    assert Role.objects.count() == 1
    assert sum(error is None for error in raised) == 1


def test_a_member_is_added_once() -> None:
    group = factories.organisation("Eksempelnettverket", kind=OrganisationKind.NETWORK)
    member = factories.organisation()
    raised = at_once(lambda: organisations.add_member(group=group, member=member, by=SYSTEM))
    assert Membership.objects.count() == 1
    assert sum(error is None for error in raised) == 1
