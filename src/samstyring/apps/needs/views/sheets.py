"""An own list by spreadsheet: the template, what a filled-in one would change, and taking it in."""

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

from ..sheets.desk import DESK
from ..sheets.planning import stored_for
from ..sheets.template import workbook


@login_required
@require_safe
def download(request: HttpRequest, public_id: UUID) -> FileResponse:
    """The list as a workbook, with the organisation's other open needs below it."""
    place = _place(request, public_id)
    file = workbook(stored_for(place, request.user))
    return FileResponse(file, as_attachment=True, filename=f"{_('Own list')} {place.name}.xlsx")


@login_required
def sheet(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Send a filled-in sheet, see what it would change, and take it in."""
    place = _place(request, public_id)
    back = reverse("needs:own_list", args=[public_id])
    page = SheetPage(
        title=_("The list of %(name)s by spreadsheet") % {"name": place.name},
        lead=_(
            "Take the template, fill it in, and send it. Nothing is taken in before you have seen what it "
            "changes, and then all of it or nothing."
        ),
        about=_("Need"),
        template=reverse("needs:own_list_template", args=[public_id]),
        back=back,
        address_of="needs:own_list_sheet",
        trail=[
            (_("Needs"), reverse("needs:needs")),
            (_("The list of %(name)s") % {"name": place.name}, back),
        ],
    )
    return answer(request, DESK, place, page)


def _place(request: HttpRequest, public_id: UUID) -> Organisation:
    """The organisation, where the person may write its needs and order its list."""
    place = get_object_or_404(Organisation, public_id=public_id)
    check_allowed(request, "needs.order", place)
    check_allowed(request, "needs.write", place)
    return place
