"""Introductions and use by spreadsheet: the template, what a filled-in one would change, and taking it in."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.sheets.page import SheetPage, answer
from samstyring.apps.actors.views.common import check_allowed

from ..sheets.desk import DESK, measures_for
from ..sheets.planning import stored_for
from ..sheets.template import workbook


@login_required
@require_safe
def download(request: HttpRequest, public_id: UUID) -> FileResponse:
    """The template for an organisation, with what is there already."""
    place = get_object_or_404(Organisation, public_id=public_id)
    check_allowed(request, "adoption.change_introduction", place)
    measures = measures_for(request.user)
    file = workbook(measures, stored_for(place, measures))
    name = f"{_('Introduction and use')} {place.name}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name)


@login_required
def sheet(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Send a filled-in sheet, see what it would change, and take it in."""
    place = get_object_or_404(Organisation, public_id=public_id)
    check_allowed(request, "adoption.change_introduction", place)
    back = reverse("adoption:of_organisation", args=[public_id])
    page = SheetPage(
        title=_("Introductions and use in %(name)s by spreadsheet") % {"name": place.name},
        lead=_(
            "Take the template, fill it in, and send it. Nothing is taken in before you have seen what it "
            "changes, and then all of it or nothing."
        ),
        about=_("Measure"),
        template=reverse("adoption:sheet_template", args=[public_id]),
        back=back,
        address_of="adoption:sheet",
        trail=[(place.name, back)],
    )
    return answer(request, DESK, place, page)
