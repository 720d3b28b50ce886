"""A round is concluded: the body's advice is written from the result."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.views.common import posted, put_on_form

from ..actions import advising
from ..choices import Act
from ..forms import ConcludeForm
from ..policies import check_act
from ..queries.results import result_of
from .common import in_round, lead_actor, led_round


@login_required
def conclude(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The advice, with a place and a reason for each thing, drafted from the scores."""
    one = led_round(request, public_id)
    found = result_of(one, request.user)
    try:
        check_act(one.state, Act.CONCLUDE)
    except NotPossible as error:
        if request.method != "POST" or found is None:
            messages.error(request, str(error))
            return redirect(one)
    assert found is not None  # noqa: S101 -- a round that can be concluded has shown scores
    form = ConcludeForm(posted(request), rows=found.rows, initial={"version": one.version})
    if request.method == "POST" and form.is_valid():
        lines = {
            row.thing.item.pk: advising.Placed(
                form.cleaned_data[f"place-{row.thing.item.pk}"],
                form.cleaned_data[f"reason-{row.thing.item.pk}"],
            )
            for row in found.rows
        }
        try:
            advising.conclude(
                round_=one,
                text=form.cleaned_data["text"],
                lines=lines,
                version=form.cleaned_data["version"],
                by=lead_actor(request, one),
            )
        except NotPossible as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("The round is concluded. The advice can now be put into a case."))
            return redirect(one)
    context = in_round(request, one, "result", _("Conclude with an advice"))
    context |= {"form": form, "result": found}
    return render(request, "priorities/conclude.html", context, status=422 if form.errors else 200)
