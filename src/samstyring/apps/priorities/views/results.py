"""The result: ranking with reasons, how robust it is, what there is room for, and how others see it."""

import csv
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..drawing import places, room
from ..models import Round
from ..queries import advice_of
from ..queries.results import Result, result_of
from .common import in_round, round_with_result


@require_safe
def result(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The result on a page."""
    one = round_with_result(request, public_id)
    return render(request, "priorities/result.html", _context(request, one))


@require_safe
def printed(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The same for paper, with the advice first."""
    one = round_with_result(request, public_id)
    context = _context(request, one)
    context["advice"] = advice_of(one, request.user)
    return render(request, "priorities/print.html", context)


def _context(request: HttpRequest, one: Round) -> dict[str, Any]:
    found = result_of(one, request.user)
    assert found is not None  # noqa: S101 -- round_with_result has asked
    context = in_round(request, one, "result", _("Result"))
    places_known = any(seen.place_by_scores for row in found.rows for seen in row.sizes)
    return context | {
        "result": found,
        "places": places(found.rows, one.top),
        "room": room(found.rows, one.limit) if one.limit is not None else None,
        "sizes_by_scores": places_known,
        "sizes_by_demand": any(behind for _size, _label, _members, behind in found.sizes),
    }


@require_safe
def sheet(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The result as a sheet (CSV): a row for each thing. Sums and spread only, no member's own scores."""
    one = round_with_result(request, public_id)
    found = result_of(one, request.user)
    assert found is not None  # noqa: S101 -- round_with_result has asked
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="prioritering-{one.public_id}.csv"'
    # So that Excel reads æøå.
    answer.write("\ufeff")
    writer = csv.writer(answer, delimiter=";")
    writer.writerow([_plain(text) for text in _heads(one, found)])
    for row in found.rows:
        cells: list[object] = [row.place, row.thing.title, round(row.value, 1), round(row.top, 1)]
        cells += [round(row.first, 1), round(row.expected, 2)]
        for cell in row.cells:
            cells += ["" if cell.mean is None else round(cell.mean, 2), cell.lowest or "", cell.highest or ""]
        writer.writerow([_plain(value) for value in [*cells, row.placing]])
    return answer


def _heads(one: Round, found: Result) -> list[str]:
    heads = [
        _("Place"),
        _("Name"),
        _("Value (per cent)"),
        _("In the top %(top)d (per cent)") % {"top": one.top},
    ]
    heads += [_("First (per cent)"), _("Expected place")]
    for criterion in found.criteria:
        heads += [
            _("%(name)s: mean") % {"name": criterion.name},
            _("%(name)s: lowest") % {"name": criterion.name},
            _("%(name)s: highest") % {"name": criterion.name},
        ]
    return [*heads, _("Room")]


def _plain(value: object) -> object:
    """Text that a spreadsheet does not take for a formula."""
    if isinstance(value, str) and value[:1] in "=+-@\t\r":
        return f"'{value}"
    return value
