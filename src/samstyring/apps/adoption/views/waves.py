"""Reading waves: the list of them, and one with its steps, hours, over-booked quarters and who can help."""

from collections.abc import Sequence
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samstyring.apps.actors.permissions import WRITERS, held_in
from samstyring.apps.ledger.queries import history

from .. import drawing
from ..booking import Quarter, quarter_of
from ..models import Wave
from ..queries import wave_hours
from ..queries import waves as queries
from ..queries.helping import who_helps
from ..templatetags.adoption import quarter as quarter_words


@require_safe
def waves(request: HttpRequest) -> HttpResponse:
    """All waves, those of a measure or a network where the address says so."""
    found = queries.seen(request.user)
    text = request.GET.get("sok", "").strip()[:80]
    found = queries.with_words(found, text)
    page = Paginator(found.order_by("name", "pk"), queries.PAGE_SIZE).get_page(request.GET.get("side"))
    context = {
        "page": page,
        "rows": queries.rows(list(page.object_list)),
        "text": text,
        "may_add": request.user.has_perm("adoption.write_wave"),
        "trail": [(_("Introduction"), reverse("adoption:index")), (_("Waves"), "")],
    }
    return render(request, "adoption/waves.html", context)


@require_safe
def wave(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One wave: steps, who has come how far, hours by quarter, who is over-booked, and who can help whom."""
    one = get_object_or_404(queries.seen(request.user), public_id=public_id)
    today = timezone.localdate()
    steps = list(one.steps.all())
    years = list(
        one.participants.filter(left=False, hours__isnull=False)
        .order_by()
        .values_list(F("hours__year"), flat=True)
        .distinct()
    )
    year = wave_hours.shown_year(years, steps, request.GET.get("ar", ""), today)
    quarters = wave_hours.quarters_from(year)
    page = Paginator(queries.participants(one), queries.PARTICIPANTS_PAGE).get_page(request.GET.get("side"))
    parts = queries.parts(list(page.object_list), one, steps, quarters, request.user)
    totals = wave_hours.totals(one, quarters)
    context = {
        "wave": one,
        "steps": steps,
        "page": page,
        "parts": parts,
        "crowded": [part for part in parts if part.book.over or part.book.may_be_over],
        "quarters": quarters,
        "now": quarter_of(today),
        "totals": totals,
        "drawing": _drawn(quarters, totals.by_quarter, parts),
        "years": _years(totals.years, year),
        "help": who_helps(one, steps, request.user, today),
        "left": list(queries.participants(one, left=True)[: queries.PARTICIPANTS_PAGE]),
        "history": history(one.public_id) if request.user.is_authenticated else None,
        **_may(request, one),
        "trail": [
            (_("Introduction"), reverse("adoption:index")),
            (_("Waves"), reverse("adoption:waves")),
            (one.name, ""),
        ],
    }
    return render(request, "adoption/wave.html", context)


def _may(request: HttpRequest, one: Wave) -> dict[str, object]:
    """Who may plan the wave may write of every participant; others may of their own municipality."""
    may_plan = request.user.has_perm("adoption.write_wave", one)
    own: set[int] = set()
    if not may_plan and request.user.has_perm("adoption.write_wave_part"):
        own = {place.pk for place in held_in(request.user, WRITERS)}
    return {"may_plan": may_plan, "own": own}


def _drawn(
    quarters: Sequence[Quarter], totals: Sequence[wave_hours.Hours], parts: Sequence[queries.Part]
) -> drawing.Bars | None:
    over = [any(part.cells[place].over for part in parts) for place in range(len(quarters))]
    return drawing.beside(
        [
            drawing.Given(
                quarter_words(quarter),
                [("planned", total.planned or 0), ("spent", total.spent or 0)],
                marked,
            )
            for quarter, total, marked in zip(quarters, totals, over, strict=True)
        ]
    )


def _years(known: Sequence[int], shown: int) -> list[tuple[int, int, bool]]:
    """The pages of years that there is something on: first and last year, and whether it is the one shown."""
    step = wave_hours.YEARS_SHOWN
    firsts = {shown} | {shown + (year - shown) // step * step for year in known}
    return [(first, first + step - 1, first == shown) for first in sorted(firsts)]
