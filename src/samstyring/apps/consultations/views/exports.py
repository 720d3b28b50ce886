"""Files to take away, and the page that explains each of them."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from ..exporting import columns, formats, rows
from ..exporting.page import whole_page
from ..models import Consultation
from ..queries.holding import may_see_personal
from ..queries.selection import Selection
from ..queries.shown import ShownReply, shown_replies
from .common import Request, seen_consultation

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Stream = Iterator[bytes]


@require_GET
def exports(request: Request, public_id: UUID) -> HttpResponse:
    """What can be taken away, with the filters in the address kept for the statements."""
    consultation = seen_consultation(request, public_id)
    selection = Selection.from_address(request.GET)
    context = {
        "consultation": consultation,
        "selection": selection,
        "chosen": selection.statements(consultation).count(),
        "may_see": may_see_personal(request.user, consultation),
        "may_publish": request.user.has_perm("consultations.publish", consultation),
    }
    return render(request, "consultations/exports.html", context)


@require_GET
def sheet(request: Request, public_id: UUID, what: str, ending: str) -> HttpResponse | StreamingHttpResponse:
    """Statements, senders or points as XLSX, CSV or JSON."""
    consultation = seen_consultation(request, public_id)
    makers: dict[str, tuple[str, Any, list[columns.Column]]] = {
        "utsagn": (pgettext("file name", "statements"), statement_rows, columns.of_statements()),
        "avsendere": (pgettext("file name", "senders"), sender_rows, columns.of_senders()),
        "poeng": (pgettext("file name", "points"), point_rows, columns.of_points()),
    }
    if what not in makers or ending not in {"xlsx", "csv", "json"}:
        raise Http404
    name, maker, heads = makers[what]
    may_see = may_see_personal(request.user, consultation)
    replies = shown_replies(consultation, may_see=may_see)
    found = maker(request, consultation, replies)
    file_name = f"{name}-{slugify(consultation.title)[:60] or consultation.public_id}.{ending}"
    if ending == "xlsx":
        file = formats.as_xlsx(name, heads, found)
        answer = FileResponse(file, as_attachment=True, filename=file_name, content_type=XLSX)
        leave_alone(answer)
        return answer
    if ending == "csv":
        return attached(formats.as_csv(heads, found), file_name, "text/csv; charset=utf-8")
    head = {
        "consultation": {"id": str(consultation.public_id), "title": consultation.title},
        "filters": Selection.from_address(request.GET).query if what == "utsagn" else "",
    }
    key = {"utsagn": "statements", "avsendere": "senders", "poeng": "points"}[what]
    return attached(formats.as_json(head, key, found), file_name, "application/json")


@require_GET
def html_file(request: Request, public_id: UUID) -> StreamingHttpResponse:
    """The marked texts as one HTML file without any other file."""
    consultation = seen_consultation(request, public_id)
    replies = shown_replies(consultation, may_see=may_see_personal(request.user, consultation))
    name = f"{slugify(consultation.title)[:60] or consultation.public_id}.html"
    return attached(whole_page(consultation, replies), name, "text/html; charset=utf-8")


def statement_rows(
    request: Request, consultation: Consultation, replies: dict[int, ShownReply]
) -> Iterator[rows.Row]:
    """The statements that the filters in the address let through."""
    selected = Selection.from_address(request.GET).statements(consultation)
    return rows.statements(selected, replies, place(request))


def sender_rows(
    request: Request, consultation: Consultation, replies: dict[int, ShownReply]
) -> Iterator[rows.Row]:
    """The senders of all replies."""

    def address(submission: UUID) -> str:
        return request.build_absolute_uri(reverse("consultations:document", args=[submission]))

    return rows.senders(rows.submissions(consultation, replies, address))


def point_rows(
    request: Request, consultation: Consultation, replies: dict[int, ShownReply]
) -> Iterator[rows.Row]:
    """The statements of all points."""
    return rows.point_members(consultation, replies, place(request))


def place(request: Request) -> Callable[[Any, int, int], str]:
    """The address of a statement. Put together, since to look one up 100,000 times takes many seconds."""
    nobody = UUID(int=0)
    pattern = request.build_absolute_uri(reverse("consultations:statement", args=[nobody, 1, 2]))
    before, after = pattern.split(str(nobody))
    form = after.replace("1-2", "{}-{}")
    return lambda submission, start, end: f"{before}{submission}{form.format(start, end)}"


def attached(stream: Stream, file_name: str, content_type: str) -> StreamingHttpResponse:
    """A file that is sent while it is made, in the language of the page that asked for it."""
    response = StreamingHttpResponse(
        in_language(stream, translation.get_language() or "nb"), content_type=content_type
    )
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    leave_alone(response)
    return response


def leave_alone(response: StreamingHttpResponse) -> None:
    """Ask search engines to leave the file alone: it can be large, and it goes out of date."""
    response["X-Robots-Tag"] = "noindex"


def in_language(stream: Stream, language: str) -> Stream:
    """The same pieces, each made in `language`, whatever the thread has been set to meanwhile."""
    while True:
        with translation.override(language):
            piece = next(stream, None)
        if piece is None:
            return
        yield piece
