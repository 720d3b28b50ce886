"""The inbox, what has been read of it, and e-mail about it."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from samstyring.apps.actors import unsubscribing
from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.actions import notices as actions
from samstyring.apps.actors.choices import MailChoice
from samstyring.apps.actors.forms import MailForm
from samstyring.apps.actors.models import User
from samstyring.apps.actors.queries import notices as queries

# Where the session keeps the last marking, so that it can be undone.
LAST = "actors.notices_marked"


@never_cache
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """What one is told, the newest first."""
    user = _person(request)
    only_unread = request.GET.get("vis") == "uleste"
    page = Paginator(queries.inbox(user, only_unread=only_unread), queries.PER_PAGE).get_page(
        request.GET.get("side")
    )
    context = {
        "page": page,
        "notices": queries.shown(list(page.object_list), user),
        "only_unread": only_unread,
        "undo": request.session.get(LAST),
        "mail": unsubscribing.mail_of(user),
        "mail_works": settings.MAIL_WORKS,
    }
    return render(request, "actors/inbox.html", context)


@login_required
@require_POST
def mark_read(request: HttpRequest) -> HttpResponse:
    """Mark one notice as read, or all."""
    user = _person(request)
    wanted = request.POST.get("varsel", "")
    notice = get_object_or_404(queries.of(user), public_id=_uuid(wanted)) if wanted else None
    act, count = actions.mark_read(user=user, notice=notice)
    if count:
        request.session[LAST] = str(act)
        text = ngettext("%(count)d notice marked as read.", "%(count)d notices marked as read.", count)
        messages.success(request, text % {"count": count})
    return redirect(_back(request))


@login_required
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Undo the last marking."""
    act = _uuid(request.session.pop(LAST, ""))
    count = actions.mark_unread(user=_person(request), act=act) if act else 0
    if count:
        text = ngettext("%(count)d notice is unread again.", "%(count)d notices are unread again.", count)
        messages.success(request, text % {"count": count})
    else:
        messages.info(request, _("There is nothing to undo."))
    return redirect(_back(request))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mail(request: HttpRequest) -> HttpResponse:
    """Choose how to be told by e-mail."""
    user = _person(request)
    form = MailForm(request.POST or None, instance=unsubscribing.mail_of(user))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.choose_mail(user=user, mail=given["mail"], language=given["language"], by=actor_for(user))
        messages.success(request, _("Your choice about e-mail is kept."))
        return redirect("actors:account")
    context = {"form": form, "mail_works": settings.MAIL_WORKS}
    return render(request, "actors/mail.html", context, status=422 if form.errors else 200)


# The signature in the address says who it is; mail programs press the button without having seen the page.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the e-mail to the account that a signed address belongs to, without logging in."""
    user = unsubscribing.owner_of(token)
    if user is None:
        return render(request, "actors/unsubscribe.html", {"unknown": True}, status=404)
    if request.method == "POST":
        language = unsubscribing.mail_of(user).language
        actions.choose_mail(user=user, mail=MailChoice.NONE, language=language, by=actor_for(user))
        return render(request, "actors/unsubscribe.html", {"done": True})
    return render(request, "actors/unsubscribe.html")


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise TypeError("Nobody is logged in.")
    return request.user


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _back(request: HttpRequest) -> str:
    """The page of the inbox that the form stood on."""
    wanted = request.POST.get("tilbake", "")
    here = reverse("actors:inbox")
    return wanted if wanted.startswith(here) and url_has_allowed_host_and_scheme(wanted, None) else here
