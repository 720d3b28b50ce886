"""What a consultation says as a whole, and the statements behind each figure."""

from uuid import UUID

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from ..marking import list_items
from ..queries import overview as queries
from ..queries.central import typical
from ..queries.chips import chips
from ..queries.holding import may_see_personal
from ..queries.listing import statement_page
from ..queries.replies import shown_campaigns
from ..queries.selection import Selection, choices
from ..searched import terms_of
from .common import Request, seen_consultation

MEASURE_LABELS = {
    "svar": _("Replies"),
    "kommuner": _("Municipalities, one each"),
    "innbyggere": _("Municipalities by inhabitants"),
}


@require_GET
def overview(request: Request, public_id: UUID) -> HttpResponse:
    """From whom, where they stand, on what."""
    consultation = seen_consultation(request, public_id)
    selection = Selection.from_address(request.GET)
    possible = choices(consultation)
    counting = queries.Counting.from_address(request.GET)
    may_see = may_see_personal(request.user, consultation)
    shown = queries.overview(consultation, selection, counting)
    return render(
        request,
        "consultations/overview.html",
        {
            "consultation": consultation,
            "selection": selection,
            "choices": possible,
            "chips": chips(selection, possible),
            "kept": counting.kept,
            "kept_query": counting.query(Selection()),
            "counting": counting,
            "measures": [
                (value, label, counting.query(selection, tell="" if value == "svar" else value))
                for value, label in MEASURE_LABELS.items()
            ],
            "apart": counting.query(selection, tilslutning=""),
            "together": counting.query(selection, tilslutning="sammen"),
            "overview": shown,
            "typical": typical(consultation, shown.found, may_see=may_see) if shown.found else {},
            "campaigns": shown_campaigns(shown.campaigns, may_see=may_see),
        },
    )


@require_GET
def statements(request: Request, public_id: UUID) -> HttpResponse:
    """The statements that the filters in the address let through."""
    consultation = seen_consultation(request, public_id)
    selection = Selection.from_address(request.GET)
    possible = choices(consultation)
    found = statement_page(
        consultation,
        selection,
        request.GET.get("side"),
        may_see=may_see_personal(request.user, consultation),
    )
    may_review = request.user.has_perm("consultations.review", consultation)
    return render(
        request,
        "consultations/statements.html",
        {
            "consultation": consultation,
            "selection": selection,
            "choices": possible,
            "chips": chips(selection, possible),
            "page": found.page,
            "items": list_items(found.rows, may_make_points=may_review, csrf_token=get_token(request)),
            "may_review": may_review,
            "words_missing": bool(selection.sok) and not terms_of(selection.sok),
        },
    )
