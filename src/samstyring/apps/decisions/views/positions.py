"""The sector's position: propose it, ask, comment, agree, and tell what was said."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.permissions import WRITERS, held_in
from samstyring.apps.actors.views.common import posted
from samstyring.apps.consultations.queries.sizes import SIZE_LABELS
from samstyring.apps.ledger.events import Actor

from ..actions import positions as actions
from ..forms.positions import AgreeForm, AskForm, CommentForm, DropForm, PositionForm, SaidForm
from ..models import Case, Position
from ..queries import positions as queries
from ..queries.may import may_do
from .common import Trail, acting, handle, trail_to, visible_case


@require_safe
def position(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The position, and what each organisation said of it."""
    one, found = _position(request, public_id)
    context = {
        "case": one,
        "position": found,
        "decision": one.decisions.filter(corrected_by=None).select_related("decided_by").last(),
        "anchored": queries.anchored(
            found.agreed_on, queries.national_meetings(one, request.user), timezone.localdate()
        ),
        "counts": queries.counts(found),
        "sizes": list(SIZE_LABELS.values()),
        "page": Paginator(queries.comments_on(found), queries.PAGE_SIZE).get_page(request.GET.get("side")),
        "may": may_do(request.user, one, None),
        "trail": [*trail_to(one), (_("The sector's position"), "")],
    }
    return render(request, "decisions/position.html", context)


@login_required
def propose(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Propose a position, or another text of it."""
    one = visible_case(request, public_id)
    earlier = Position.objects.filter(case=one).first()
    return handle(
        request,
        PositionForm(posted(request), initial={"proposed": earlier.proposed if earlier else ""}),
        lambda fields: actions.propose(case=one, text=fields["proposed"], by=_by(request, one)),
        permission="decisions.propose_position",
        thing=one,
        done=_("The proposed position is saved."),
        title=_("Propose a position"),
        intro=_("What the municipal sector means, so that municipalities can say yes or no to it."),
        back=one.get_absolute_url(),
        to=_page(one),
        trail=trail_to(one),
    )


@login_required
def ask(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put the proposed position out for comment."""
    one, found = _position(request, public_id)
    return handle(
        request,
        AskForm(posted(request)),
        lambda fields: actions.ask(position=found, until=fields["comments_until"], by=_by(request, one)),
        permission="decisions.propose_position",
        thing=one,
        done=_("The position is out for comment."),
        title=_("Ask municipalities to comment"),
        button=_("Put out for comment"),
        back=_page(one),
        to=_page(one),
        trail=_trail(one),
    )


@login_required
def comment(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Comment for an organisation."""
    one, found = _position(request, public_id)
    return handle(
        request,
        CommentForm(posted(request), organisations=held_in(request.user, WRITERS)),
        lambda fields: actions.comment(
            position=found,
            by=actor_for(acting(request), fields["organisation"]),
            user=acting(request),
            **fields,
        ),
        permission="decisions.comment_position",
        thing=None,
        done=_("The comment is saved. You can write a new one as long as comments are open."),
        title=_("Comment on the proposed position"),
        intro=found.proposed,
        back=_page(one),
        to=_page(one),
        trail=_trail(one),
    )


@login_required
def agree(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say that the position is agreed, with its mandate."""
    one, found = _position(request, public_id)
    return handle(
        request,
        AgreeForm(posted(request), initial={"agreed": found.agreed or found.proposed}),
        lambda fields: actions.agree(position=found, fields=fields, by=_by(request, one)),
        permission="decisions.agree_position",
        thing=one,
        done=_("The position is agreed."),
        title=_("The position is agreed"),
        intro=_("Representatives have no delegated powers: they speak for what is agreed here."),
        back=_page(one),
        to=_page(one),
        trail=_trail(one),
    )


@login_required
def drop(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say that no position was agreed."""
    one, found = _position(request, public_id)
    return handle(
        request,
        DropForm(posted(request)),
        lambda fields: actions.drop(position=found, why=fields["dropped_why"], by=_by(request, one)),
        permission="decisions.agree_position",
        thing=one,
        done=_("It is written that no position was agreed."),
        title=_("No position was agreed"),
        back=_page(one),
        to=_page(one),
        trail=_trail(one),
    )


@login_required
def tell(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write what was said for the sector in the body."""
    one, found = _position(request, public_id)
    return handle(
        request,
        SaidForm(posted(request), initial={"said": found.said, "said_on": found.said_on}),
        lambda fields: actions.tell(position=found, by=_by(request, one), **fields),
        permission="decisions.agree_position",
        thing=one,
        done=_("It is written what was said."),
        title=_("What was said for the sector?"),
        intro=found.agreed,
        back=_page(one),
        to=_page(one),
        trail=_trail(one),
    )


def _position(request: HttpRequest, public_id: UUID) -> tuple[Case, Position]:
    case = visible_case(request, public_id)
    found = get_object_or_404(Position.objects.select_related("case", "agreed_by", "mandate_in"), case=case)
    return case, found


def _page(case: Case) -> str:
    return reverse("decisions:position", args=[case.public_id])


def _trail(case: Case) -> Trail:
    return [*trail_to(case), (_("The sector's position"), _page(case))]


def _by(request: HttpRequest, case: Case) -> Actor:
    return actor_for(acting(request), case.owner_organisation)
