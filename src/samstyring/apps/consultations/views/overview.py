"""What a consultation says as a whole, and the statements behind each figure."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ..queries import overview as queries
from ..queries.holding import may_see_personal, shown_statements
from ..queries.lists import STATEMENTS_PER_PAGE, statements_shown
from ..queries.selection import Selection, choices
from .common import Request, seen_consultation


@require_GET
def overview(request: Request, public_id: UUID) -> HttpResponse:
    """From whom, where they stand, on what."""
    consultation = seen_consultation(request, public_id)
    selection = Selection.from_address(request.GET)
    return render(
        request,
        "consultations/overview.html",
        {
            "consultation": consultation,
            "selection": selection,
            "choices": choices(consultation),
            "overview": queries.overview(consultation, selection),
        },
    )


@require_GET
def statements(request: Request, public_id: UUID) -> HttpResponse:
    """The statements that the filters in the address let through."""
    consultation = seen_consultation(request, public_id)
    selection = Selection.from_address(request.GET)
    rows = statements_shown(selection.statements(consultation))
    page = Paginator(rows, STATEMENTS_PER_PAGE).get_page(request.GET.get("side"))
    return render(
        request,
        "consultations/statements.html",
        {
            "consultation": consultation,
            "selection": selection,
            "choices": choices(consultation),
            "page": page,
            "rows": shown_statements(page, may_see=may_see_personal(request.user, consultation)),
        },
    )
