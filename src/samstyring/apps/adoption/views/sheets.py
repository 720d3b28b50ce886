"""Introductions and use by spreadsheet: the template, what a filled-in one would change, and taking it in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.register import successors_today
from samstyring.apps.actors.views.common import check_allowed
from samstyring.apps.portfolio.models import Measure

from ..actions import sheets as actions
from ..models import SheetUpload
from ..sheets import template
from ..sheets.layout import MOST_BYTES
from ..sheets.planning import CHANGED, NEW, UNCHANGED, Plan, plan, stored_for
from ..sheets.reading import Filled, NotReadable, read

SHOWN = 100


@login_required
@require_safe
def download(request: HttpRequest, public_id: UUID) -> FileResponse:
    """The template for an organisation, with what is there already."""
    place = get_object_or_404(Organisation, public_id=public_id)
    check_allowed(request, "adoption.change_introduction", place)
    measures = list(_measures(request))
    stored = stored_for(place, measures)
    keys = {measure.pk for measure in measures}
    shown = [one for (measure, _year, _month), one in sorted(stored.figures.items()) if measure in keys]
    for figure in shown:
        figure.introduction = next(
            one for one in stored.introductions.values() if one.pk == figure.introduction_id
        )
    file = template.workbook(place, measures, stored.introductions, shown)
    name = f"{_('Introduction and use')} {place.name}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name)


@login_required
def sheet(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Send a filled-in sheet, see what it would change, and take it in."""
    place = get_object_or_404(Organisation, public_id=public_id)
    check_allowed(request, "adoption.change_introduction", place)
    context: dict[str, object] = {
        "organisation": place,
        "trail": [
            (place.name, reverse("adoption:of_organisation", args=[public_id])),
            (_("By spreadsheet"), ""),
        ],
    }
    status = 200
    if request.method == "POST":
        try:
            upload, made = _looked_at(request, place)
            if "take" in request.POST and not made.wrong and request.POST.get("key") == made.key:
                return _taken(request, place, upload, made)
        except (NotReadable, NotPossible) as error:
            context["error"], status = str(error), 422
        else:
            context |= _preview(upload, made, asked="take" in request.POST)
            status = 422 if made.wrong else 200
    return render(request, "adoption/sheet.html", context, status=status)


def _measures(request: HttpRequest) -> list[Measure]:
    return list(Measure.objects.visible_to(request.user).order_by("name", "pk"))


def _looked_at(request: HttpRequest, place: Organisation) -> tuple[SheetUpload, Plan]:
    """The sheet that is sent now, or that was sent before, and what it would change. Raises NotReadable."""
    file = request.FILES.get("file")
    if file is not None:
        upload, filled = _sent(request, place, file)
    else:
        found = SheetUpload.objects.filter(organisation=place, sent_by=request.user, taken=None).first()  # type: ignore[misc]  # logged in
        if found is None:
            raise NotReadable(_("Choose a file first."))
        upload, filled = found, read(bytes(found.content))
    if filled.made_for != place.public_id:
        raise NotReadable(_made_for_another(filled.made_for, place))
    return upload, plan(filled, stored_for(place, _measures(request)), timezone.localdate())


def _sent(request: HttpRequest, place: Organisation, file: "UploadedFile[Any]") -> tuple[SheetUpload, Filled]:
    if file.size is not None and file.size > MOST_BYTES:
        raise NotReadable(_("The file is larger than 10 MB. Take out what does not belong in it."))
    assert isinstance(request.user, User)  # noqa: S101  # login_required holds it
    content = file.read()
    filled = read(content)  # what cannot be read is not kept
    return actions.keep(organisation=place, content=content, user=request.user), filled


def _made_for_another(key: UUID, place: Organisation) -> str:
    other = Organisation.objects.filter(public_id=key).first()
    if other is None:
        return _(
            "The sheet was made for an organisation that is not in the register. Begin with the template."
        )
    later = successors_today([other.pk]).get(other.pk, [])
    if place in later:
        return _(
            "The sheet was made for %(former)s, which is part of %(name)s today. Copy the rows into the"
            " template of %(name)s."
        ) % {"former": other.name, "name": place.name}
    return _("The sheet was made for %(other)s, not for %(name)s.") % {
        "other": other.name,
        "name": place.name,
    }


def _preview(upload: SheetUpload, made: Plan, *, asked: bool) -> dict[str, object]:
    return {
        "upload": upload,
        "plan": made,
        "key": made.key,
        "new": made.of(NEW),
        "changed": made.of(CHANGED),
        "unchanged": len(made.of(UNCHANGED)),
        "shown": SHOWN,
        # Somebody else has written in between, so that what was looked at is not what would be taken in.
        "anew": asked and not made.wrong,
    }


def _taken(request: HttpRequest, place: Organisation, upload: SheetUpload, made: Plan) -> HttpResponse:
    actions.take(upload=upload, plan=made, by=actor_for(request.user, place))
    count = len(made.of(NEW)) + len(made.of(CHANGED))
    messages.success(
        request,
        ngettext("%(count)d row is taken in.", "%(count)d rows are taken in.", count) % {"count": count},
    )
    return redirect("adoption:of_organisation", place.public_id)
