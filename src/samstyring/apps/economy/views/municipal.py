"""One municipality's economy on a page of its own: what it pays, gains, and was promised."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samstyring.apps.actors.models import Organisation

from ..queries import national
from ..queries.of_municipality import of_municipality, payments_of


@require_safe
def of_organisation(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What it pays whether it uses it or not, by year; what it gains, sure and hoped; and what is unknown."""
    place = get_object_or_404(Organisation, public_id=public_id)
    context = {
        "place": place,
        "economy": of_municipality(place, request.user, today=timezone.localdate()),
        "whole": national.lines([None], request.user)[0],
        "payments": payments_of(place, request.user),
        "may_pay": request.user.has_perm("economy.write_payment", place),
        "trail": [(place.name, place.get_absolute_url()), (_("Economy"), "")],
        "costs": reverse("economy:national_costs"),
    }
    return render(request, "economy/of_organisation.html", context)
