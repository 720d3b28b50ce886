"""Logging in and out, one's own account, and one's password."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from samstyring.apps.actors import throttle
from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.actions import people
from samstyring.apps.actors.forms import LoginForm, PasswordForm
from samstyring.apps.actors.login import (
    PROVIDERS,
    NotIdentified,
    choosing,
    let_choose_password,
    log_in,
)
from samstyring.apps.actors.models import User
from samstyring.apps.actors.queries.people import roles_of


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Ask who it is; with a one-time password, go on to choose one's own."""
    onward = _onward(request)
    if request.user.is_authenticated:
        return redirect(onward)
    form = LoginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = PROVIDERS["password"].identify(request, form.cleaned_data)
        except NotIdentified as error:
            form.add_error(None, str(error))
        else:
            if user.one_time_until is not None:
                let_choose_password(request, user)
                return redirect("actors:password")
            log_in(request, user)
            return redirect(onward)
    status = 422 if form.errors else 200
    return render(request, "actors/login.html", {"form": form, "next": onward}, status=status)


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    messages.success(request, _("You are logged out."))
    return redirect(settings.LOGOUT_REDIRECT_URL)


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """One's own name, address and roles."""
    return render(request, "actors/account.html", {"roles": roles_of(_person(request))})


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Choose a password: after a one-time password, or in place of the one that one has."""
    new_here = None if request.user.is_authenticated else choosing(request)
    if new_here is None and not request.user.is_authenticated:
        return redirect("actors:login")
    user = new_here or _person(request)
    form = PasswordForm(request.POST or None, user=user, old_is_known=new_here is not None)
    address = throttle.address_of(request)
    locked = new_here is None and throttle.locked_until(user.email, address) is not None
    if request.method == "POST" and locked:
        form.add_error(None, _("There have been too many failed attempts. Try again in 15 minutes."))
    elif request.method == "POST" and form.is_valid():
        people.change_password(user=user, password=form.cleaned_data["new"], by=actor_for(user))
        if new_here is not None:
            log_in(request, user)
        else:
            update_session_auth_hash(request, user)
        messages.success(request, _("Your password is changed. You are logged out everywhere else."))
        return redirect("actors:account")
    elif form.has_error("old", "wrong"):
        throttle.failed(user.email, address)
    context = {"form": form, "first": new_here is not None, "person": user}
    return render(request, "actors/password.html", context, status=422 if form.errors else 200)


def _person(request: HttpRequest) -> User:
    """Who is logged in; only for views that make sure that somebody is."""
    if not isinstance(request.user, User):
        raise TypeError("Nobody is logged in.")
    return request.user


def _onward(request: HttpRequest) -> str:
    """Where to go after the login: the page that asked for it, when it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return resolve_url(settings.LOGIN_REDIRECT_URL)
