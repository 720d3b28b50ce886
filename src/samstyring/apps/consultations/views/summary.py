"""The summary of a consultation: a section's draft beside one's own text, and the whole as a Word file."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samstyring.apps.actors.acting import actor_for

from ..actions import summaries
from ..models import Consultation
from ..queries.summaries import own_texts
from ..summary import outline, word
from ..summary.blocks import Quotation, Section
from .common import Request, person, require, seen_consultation

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
def summary(request: Request, public_id: UUID) -> HttpResponse:
    """One section of the summary, chosen by `del` in the address."""
    found = seen_consultation(request, public_id)
    return render(request, "consultations/summary.html", context(request, found, request.GET.get("del", "")))


def context(request: Request, consultation: Consultation, key: str) -> dict[str, Any]:
    """What the page shows of a section; the first one where none is chosen. 404 for one that is not there."""
    may_read = request.user.has_perm("consultations.read_summary", consultation)
    own = own_texts(consultation) if may_read else {}
    entries = outline.contents(consultation)
    listed = {entry[0] for entry in entries}
    # What was written under a theme that nothing is said on any more is still there to be found.
    entries += [
        (name, outline.theme_heading(name.removeprefix(outline.THEME)), 0)
        for name, row in own.items()
        if name not in listed and row.text and name.startswith(outline.THEME)
    ]
    try:
        section: Section = outline.one(consultation, key or entries[0][0])
    except LookupError:
        raise Http404 from None
    row = own.get(section.key)
    keys = [entry[0] for entry in entries]
    at = keys.index(section.key) if section.key in keys else -1
    return {
        "consultation": consultation,
        "section": section,
        "entries": [(*entry, bool(own.get(entry[0]) and own[entry[0]].text)) for entry in entries],
        "next": entries[at + 1] if 0 <= at < len(entries) - 1 else None,
        "saved": row,
        "text": row.text if row else "",
        "seen": row.pk if row else 0,
        "may_read": may_read,
        "may_write": request.user.has_perm("consultations.write_summary", consultation),
        "languages": settings.LANGUAGES,
        "longest": summaries.LONGEST,
    }


@login_required
@require_POST
def save(request: Request, public_id: UUID) -> HttpResponse:
    """Save one's own text of a section. What was typed is kept on the page when it cannot be saved."""
    found = seen_consultation(request, public_id)
    require(request, "consultations.write_summary", found)
    section = request.POST.get("section", "")
    shown = context(request, found, section)
    text = request.POST.get("text", "")
    seen = request.POST.get("seen", "")
    try:
        summaries.save(
            consultation=found,
            section=shown["section"].key,
            text=text,
            seen=int(seen) if seen.isdigit() else None,
            user=person(request),
            by=actor_for(request.user, found.owner_organisation),
        )
    except summaries.WrittenMeanwhile as refused:
        shown |= {"text": text, "error": str(refused), "theirs": refused.current, "seen": refused.current.pk}
    except ValidationError as refused:
        shown |= {"text": text, "error": refused.messages[0]}
    else:
        messages.success(request, _("Saved."))
        page = reverse("consultations:summary", args=[found.public_id])
        return redirect(f"{page}?{urlencode({'del': shown['section'].key})}")
    return render(request, "consultations/summary.html", shown, status=422)


@require_GET
def word_file(request: Request, public_id: UUID) -> HttpResponse:
    """The whole summary as a Word file, in the language that the address asks for or the page's own."""
    found = seen_consultation(request, public_id)
    wanted = request.GET.get("sprak", "")
    language = wanted if wanted in dict(settings.LANGUAGES) else translation.get_language() or "nb"
    own = {}
    if request.user.has_perm("consultations.read_summary", found):
        own = {key: row.text for key, row in own_texts(found).items() if row.text}

    def address(quotation: Quotation) -> str:
        parts = [quotation.submission, quotation.start, quotation.end]
        return request.build_absolute_uri(reverse("consultations:statement", args=parts))

    with translation.override(language):
        sections, material = outline.whole(found, own)
        today = datetime.now(ZoneInfo(settings.TIME_ZONE)).date()
        data = word.rendered(sections, material, address=address, today=today)
        name = _("summary")
    response = HttpResponse(data, content_type=WORD)
    file_name = f"{name}-{slugify(found.title)[:60] or found.public_id}-{language}.docx"
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    response["X-Robots-Tag"] = "noindex"
    return response
