"""HTML that is put together in Python: what is not ours is escaped, and addresses are the site's own."""

from uuid import uuid4

from django.urls import reverse

from samstyring.apps.consultations import marking
from samstyring.apps.consultations.queries.listing import Listed
from samstyring.apps.consultations.queries.tables import Cell, Row, Table
from samstyring.apps.consultations.searched import Run

EVIL = "<script>alert('&')</script>\"'"


def listed(**changed: object) -> Listed:
    """A statement of a list whose every word is somebody else's."""
    given: dict[str, object] = {
        "pk": 1,
        "reply": uuid4(),
        "start": 10,
        "end": 20,
        "quote": EVIL,
        "runs": [Run(EVIL), Run(EVIL, is_hit=True)],
        "language": "nb",
        "type": "challenge",
        "theme": EVIL,
        "cited": True,
        "reviewed": True,
        "differs": True,
        "senders": [EVIL, EVIL],
        "document": EVIL,
    }
    return Listed(**(given | changed))  # type: ignore[arg-type]  # the types are those of the fields


def test_nothing_that_somebody_wrote_is_html() -> None:
    items = marking.list_items([listed()], may_make_points=True, csrf_token=EVIL)
    table = Table([EVIL], [Row(EVIL, EVIL, [Cell(1, EVIL)], Cell(1, EVIL))])
    act = marking.member_act(
        uuid4(), {"span": EVIL, "state": EVIL}, EVIL, of=EVIL, key="", primary=False, csrf_token=EVIL
    )
    for made in (items, marking.cross_rows(table, "/x/"), act):
        assert "<script" not in made
        assert "alert(&#x27;&amp;&#x27;)" in made


def test_addresses_are_those_of_the_site() -> None:
    row = listed()
    items = marking.list_items([row], may_make_points=True, csrf_token="x")
    for name in ("statement", "point_new", "alike"):
        assert f'"{reverse(f"consultations:{name}", args=[row.reply, row.start, row.end])}"' in items
    point = uuid4()
    act = marking.member_act(point, {}, "Ta ut", of="", key="x", primary=True, csrf_token="x")
    assert f'action="{reverse("consultations:point_decide", args=[point])}"' in act


def test_a_long_statement_is_told_in_short() -> None:
    items = marking.list_items([listed(quote="a" * 200)], may_make_points=False, csrf_token="x")
    assert f"– {'a' * 59}…<" in items
    assert "<form" not in items
