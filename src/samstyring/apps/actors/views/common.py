"""What the pages of all rooms share: one form on a page, and what is said when it cannot be done."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from samstyring.apps.actors.policies import NotPossible


def check_allowed(request: HttpRequest, permission: str, thing: Any = None) -> None:
    """Raise PermissionDenied where the person may not."""
    if not request.user.has_perm(permission, thing):
        raise PermissionDenied


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, also where it is empty; none where the page was only asked for."""
    return request.POST if request.method == "POST" else None


def put_on_form(form: BaseForm, error: NotPossible) -> None:
    """The sentence where it belongs on the form."""
    form.add_error(error.field if error.field in form.fields else None, str(error))


def form_page(
    request: HttpRequest,
    form: BaseForm,
    *,
    title: str,
    back: str,
    trail: list[tuple[str, str]],
    intro: str = "",
) -> HttpResponse:
    """One form on a page of its own, as it was filled in, with what is wrong beside each field."""
    context = {
        "form": form,
        "title": title,
        "intro": intro,
        "back": back,
        "trail": [*trail, (title, "")],
    }
    return render(request, "actors/form_page.html", context, status=422 if form.errors else 200)
