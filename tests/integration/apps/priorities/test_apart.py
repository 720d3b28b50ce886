"""Members score apart: nothing shows another's scores before the scoring is closed."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.integration.apps.priorities.making import World, client, closed, opened, score, world

from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.ledger.models import Entry
from samstyring.apps.ledger.queries import history
from samstyring.apps.priorities.actions import moving
from samstyring.apps.priorities.choices import Act
from samstyring.apps.priorities.models import Round, Score
from samstyring.apps.priorities.queries.figures import figures_of, given_in
from samstyring.apps.priorities.queries.results import result_of

pytestmark = pytest.mark.django_db

PAGES = ("round", "members", "score", "score_table", "talk", "result", "print", "sheet", "things", "criteria")


def everything(made: World) -> dict[str, str]:
    """All pages of the round as each person sees them, without what differs from one load to the next."""
    found = {}
    for who in (None, made.secretary, made.users[0]):
        browser = client(who)
        for name in (*PAGES, ""):
            path = reverse(f"priorities:{name}", args=[made.round.public_id]) if name else "/prioriteringer/"
            answer = browser.get(path)
            # The tokens against forged forms are new each time.
            text = re.sub(r"[A-Za-z0-9]{64}", "", answer.content.decode())
            found[f"{who and who.email} {name}"] = f"{answer.status_code} {text}"
    return found


def test_no_page_changes_by_what_another_member_scores() -> None:
    """Neither numbers, counts nor history: the pages are the same to the letter for all but the member."""
    made = opened(world())
    client(made.users[0]).get("/")
    before = everything(made)
    score(made, 1, 5, 1, 3)
    score(made, 2, 4, 0, 2)
    assert everything(made) == before


def test_the_result_is_not_there_before_closing_and_is_there_for_those_who_took_part_after() -> None:
    made = opened(world())
    score(made, 1, 5, 1, 3)
    assert figures_of(made.round) is None
    assert result_of(made.round, made.secretary) is None
    assert given_in(made.round).values == {}
    for name in ("talk", "result", "print", "sheet"):
        address = reverse(f"priorities:{name}", args=[made.round.public_id])
        assert client(made.secretary).get(address).status_code == 404
        assert client(made.users[1]).get(address).status_code == 404
    closed(made)
    for name in ("talk", "result", "print", "sheet"):
        address = reverse(f"priorities:{name}", args=[made.round.public_id])
        assert client(made.users[0]).get(address).status_code == 200
        assert client().get(address).status_code == 404


def test_a_second_scoring_hides_its_own_scores_and_shows_the_first() -> None:
    made = opened(world())
    score(made, 0, 5, 1, 3)
    closed(made)
    first = result_of(made.round, None)
    made.round = moving.move(round_=made.round, act=Act.AGAIN, by=SYSTEM)
    score(made, 0, 1, 5, 5)
    under_way = result_of(Round.objects.get(pk=made.round.pk), None)
    assert first is not None
    assert under_way is not None
    assert [row.value for row in first.rows] == [row.value for row in under_way.rows]
    closed(made)
    after = result_of(made.round, None)
    assert after is not None
    assert [row.thing.title for row in after.rows] != [row.thing.title for row in first.rows]
    assert Score.objects.filter(turn=1, value=5).exists()


def test_the_ledger_holds_no_score_and_the_rounds_history_does_not_tell_who_scored() -> None:
    made = opened(world())
    score(made, 0, 5, 1, 3)
    assert not any("scored" in str(line) for line in history(made.round.public_id))
    told = [one.content for one in Entry.objects.all() if "member.scored" in one.content]
    assert len(told) == 1
    assert "value" not in told[0]


def test_a_member_sees_own_scores_and_never_asks_for_anothers() -> None:
    made = opened(world())
    score(made, 0, 5, 1, 3)
    score(made, 1, 2, 2, 2)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = client(made.users[0]).get(reverse("priorities:score_table", args=[made.round.public_id]))
    assert page.content.decode().count(" selected") == 3 * 5
    scores = [one["sql"] for one in asked if 'FROM "priorities_score"' in one["sql"]]
    assert scores
    assert all(f'"member_id" = {made.members[0].pk}' in sql for sql in scores)
