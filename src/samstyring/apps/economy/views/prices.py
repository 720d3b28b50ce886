"""What a unit of a measure costs, and what a municipality paid: writing both."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.permissions import WRITERS, held_in
from samstyring.apps.actors.views.common import check_allowed, form_page, posted
from samstyring.apps.portfolio.models import Measure

from ..actions import national as actions
from ..forms_national import PaymentForm, PriceForm
from ..models import Payment, UnitPrice
from .national import WRITE

PAY = "economy.write_payment"


def _measure(request: HttpRequest, public_id: UUID) -> Measure:
    found: Measure = get_object_or_404(Measure.objects.visible_to(request.user), public_id=public_id)
    return found


@login_required
def set_price(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say what one unit of a measure costs in a year."""
    check_allowed(request, WRITE)
    measure = _measure(request, public_id)
    back = reverse("economy:national_costs_of", args=[public_id])
    form = PriceForm(posted(request), initial={"year": timezone.localdate().year})
    if request.method == "POST" and form.is_valid():
        actions.set_price(measure=measure, fields=form.cleaned_data, by=actor_for(request.user))
        messages.success(request, _("The price is saved."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("What a unit costs"),
        intro=_("A published price, in that year’s kroner. The same unit and year again is replaced."),
        back=back,
        trail=[(_("National costs"), reverse("economy:national_costs")), (measure.name, back)],
    )


@login_required
@require_POST
def remove_price(request: HttpRequest, public_id: UUID, price: int) -> HttpResponse:
    """Take out a price that should not have been there."""
    check_allowed(request, WRITE)
    measure = _measure(request, public_id)
    row = get_object_or_404(UnitPrice.objects.select_related("measure"), pk=price, measure=measure)
    actions.remove_price(price=row, by=actor_for(request.user))
    messages.success(request, _("The price is taken out."))
    return redirect("economy:national_costs_of", public_id)


@login_required
def set_payment(request: HttpRequest) -> HttpResponse:
    """Say what one's municipality paid for a measure in a year. An address can name the three."""
    check_allowed(request, PAY)
    measures = Measure.objects.visible_to(request.user)
    keepers = held_in(request.user, WRITERS)
    year = request.GET.get("ar", "")
    form = PaymentForm(
        posted(request),
        keepers=keepers,
        measures=measures,
        initial={
            "year": int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else None,
            "measure": measures.filter(code=request.GET.get("tiltak", "")[:40]).first(),
            "organisation": next(
                (one for one in keepers if str(one.public_id) == request.GET.get("hos", "")),
                keepers[0] if len(keepers) == 1 else None,
            ),
        },
    )
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        place = fields.pop("organisation")
        actions.set_payment(
            organisation=place,
            measure=fields.pop("measure"),
            year=fields.pop("year"),
            visibility=fields.pop("visibility"),
            fields=fields,
            by=actor_for(request.user, place),
        )
        messages.success(request, _("What was paid is saved."))
        return redirect("economy:of_organisation", place.public_id)
    return form_page(
        request,
        form,
        title=_("What we paid"),
        intro=_("For one measure in one year, from the invoice or the accounts."),
        back=reverse("economy:national_costs"),
        trail=[(_("National costs"), reverse("economy:national_costs"))],
    )


@login_required
@require_POST
def remove_payment(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take out a payment that should not have been there."""
    row = get_object_or_404(
        Payment.objects.visible_to(request.user).select_related(
            "organisation", "measure", "owner_organisation"
        ),
        public_id=public_id,
    )
    check_allowed(request, PAY, row)
    actions.remove_payment(payment=row, by=actor_for(request.user, row.owner_organisation))
    messages.success(request, _("What was said to be paid is taken out."))
    return redirect("economy:of_organisation", row.organisation.public_id)
