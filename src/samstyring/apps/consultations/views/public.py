"""What everyone sees of a published consultation, logged in or not: the same for all."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ..models import Publication, PublishedDocument, Stance, StatementType
from ..queries import public
from ..queries.lists import PAGE_SIZE
from ..themes import THEMES, theme_label
from .common import Request

DOCUMENTS_PER_PAGE = 50


@require_GET
def published(request: Request) -> HttpResponse:
    """All consultations that are public."""
    page = Paginator(public.open_publications(), PAGE_SIZE).get_page(request.GET.get("side"))
    return render(request, "consultations/public/list.html", {"page": page})


@require_GET
def edition(request: Request, public_id: UUID) -> HttpResponse:
    """The public edition of a consultation: the figures, and its documents."""
    found = public_edition(public_id)
    if found is None:
        return render(request, "consultations/public/withdrawn.html", status=410)
    documents = public.public_documents(found)
    light: list[Any] = list(documents.prefetch_related(None).values("senders", "stance"))
    stances = [row["stance"] for row in light if row["stance"]]
    page = Paginator(documents, DOCUMENTS_PER_PAGE).get_page(request.GET.get("side"))
    labels = dict(Stance.choices)
    context = {
        "publication": found,
        "consultation_id": public_id,
        "page": page,
        "rows": [(row, public.shown_names(row), labels.get(row.stance, "")) for row in page],
        "documents": len(light),
        "kinds": public.kinds_of(light),
        "stances": [(label, stances.count(value)) for value, label in Stance.choices if value in stances],
        "types": StatementType.choices,
        "table": table_of(found),
    }
    return render(request, "consultations/public/edition.html", context)


@require_GET
def document(request: Request, public_id: UUID, document_id: UUID) -> HttpResponse:
    """One published document with its statements marked."""
    publication, found = public_document(public_id, document_id)
    context = {
        "publication": publication,
        "consultation_id": public_id,
        "document": found,
        "names": public.shown_names(found),
        "shown": public.public_text(found, publication.consultation),
        "stance": dict(Stance.choices).get(found.stance, ""),
    }
    return render(request, "consultations/public/document.html", context)


@require_GET
def text(
    request: Request,  # noqa: ARG001 -- Django passes it
    public_id: UUID,
    document_id: UUID,
) -> HttpResponse:
    """The text of a published document, in the place of the original."""
    publication, found = public_document(public_id, document_id)
    shown = public.public_text(found, publication.consultation)
    heading = "; ".join(public.shown_names(found)) or _("sender not recognised")
    notice = _("The text of the document. Its layout is lost, and what is held back is hidden.")
    answer = HttpResponse(f"{heading}\n{notice}\n\n{shown.text}", content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.public_id}.txt"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def public_edition(public_id: UUID) -> Publication | None:
    """What is public of a consultation now; None where it was once. 404 where it never was."""
    editions = Publication.objects.filter(consultation__public_id=public_id).select_related("consultation")
    found = editions.filter(withdrawn=None).first()
    if found is None and not editions.exists():
        raise Http404
    return found


def public_document(public_id: UUID, document_id: UUID) -> tuple[Publication, PublishedDocument]:
    """A document of what is public now, or 404."""
    publication = public_edition(public_id)
    found = public.found_document(publication, document_id) if publication else None
    if publication is None or found is None:
        raise Http404
    return publication, found


def table_of(publication: Publication) -> list[tuple[str, list[int]]]:
    """The frozen figures as rows: a theme and its counts by type."""
    counted = {(theme, kind): count for theme, kind, count in publication.figures}
    found = {theme for theme, _kind in counted}
    order = [*THEMES, *sorted(found - set(THEMES))]
    return [
        (theme_label(theme), [counted.get((theme, kind), 0) for kind in StatementType.values])
        for theme in order
        if theme in found
    ]
