"""The page of a kind of sheet: the template, sending one, how far it has come, and what it changes."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.actions import sheets as actions
from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.register import successors_today

from .desk import LARGE, Desk, L, U, last_taken, pending, read_as_successor, receive, take
from .kept import SheetStage
from .layout import MOST_BYTES, MOST_ROWS
from .planning import CHANGED, NEW, SHOWN
from .reading import NotReadable


@dataclass(frozen=True)
class SheetPage:
    """What a room's page of a sheet says of itself.

    `about` heads the column of what a row is about, `template` and `back` are addresses, and `address_of` is
    the name of the page's own url, which takes an organisation.
    """

    title: str
    lead: str
    about: str
    template: str
    back: str
    address_of: str
    trail: list[tuple[str, str]] = field(default_factory=list)


def answer(
    request: HttpRequest, desk: Desk[U, L], organisation: Organisation, page: SheetPage
) -> HttpResponse:
    """The whole page. Whoever calls has asked whether the person may."""
    assert isinstance(request.user, User)  # noqa: S101  # whoever calls asks for a login
    upload = pending(desk, organisation, request.user)
    error = ""
    if request.method == "POST":
        try:
            upload, done = _act(request, desk, organisation, upload)
        except (NotReadable, NotPossible) as refused:
            upload, error = pending(desk, organisation, request.user), str(refused)
        else:
            if done:
                return _taken(request, upload, page)
            if upload.is_under_way:
                return redirect(request.path)
    context: dict[str, Any] = {
        "organisation": organisation,
        "page": page,
        "trail": [*page.trail, (_("By spreadsheet"), "")],
        "error": error,
        "upload": upload,
        "preview": upload.preview if upload and upload.stage == SheetStage.LOOKED_AT else None,
        "last": last_taken(desk, organisation),
        "shown": SHOWN,
        "most": MOST_ROWS,
        "successors": successors_today([organisation.pk]).get(organisation.pk, []),
    }
    preview = context["preview"]
    failed = request.method == "POST" and (error or (preview and preview["wrong"]))
    # While it is under way the page asks for its state alone.
    name = "actors/_sheet_state.html" if getattr(request, "htmx", False) else "actors/sheet.html"
    return render(request, name, context, status=422 if failed else 200)


def _act(
    request: HttpRequest, desk: Desk[U, L], organisation: Organisation, upload: U | None
) -> tuple[U, bool]:
    """What the button says; the sheet, and whether it was taken in. Raises NotReadable and NotPossible."""
    assert isinstance(request.user, User)  # noqa: S101  # `answer` has asked
    file = request.FILES.get("file")
    if file is not None:
        content = _content(file)
        return receive(desk, organisation=organisation, content=content, user=request.user), False
    if upload is None:
        raise NotReadable(_("Choose a file first."))
    if "successor" in request.POST and upload.stage == SheetStage.OFFERED:
        return read_as_successor(desk, upload), False
    if "take" not in request.POST or upload.stage != SheetStage.LOOKED_AT or upload.preview.get("wrong"):
        return upload, False
    key = request.POST.get("key", "")
    if len(upload.content) > LARGE:
        actions.set_stage(upload=upload, stage=SheetStage.TAKING)
        desk.take_later(upload.pk, key)
        return upload, False
    return upload, take(desk, upload, key, actor_for(request.user, organisation))


def _content(file: "UploadedFile[Any]") -> bytes:
    if file.size is not None and file.size > MOST_BYTES:
        raise NotReadable(_("The file is larger than 10 MB. Take out what does not belong in it."))
    content: bytes = file.read()
    return content


def _taken(request: HttpRequest, upload: U, page: SheetPage) -> HttpResponse:
    count = upload.preview.get(NEW, 0) + upload.preview.get(CHANGED, 0)
    messages.success(
        request,
        ngettext("%(count)d row is taken in.", "%(count)d rows are taken in.", count) % {"count": count},
    )
    return redirect(page.back)
