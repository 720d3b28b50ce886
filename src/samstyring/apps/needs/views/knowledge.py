"""Needs for knowledge: what is asked, the judgement, the project, the answer, and opening it again."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.views.common import check_allowed, posted
from samstyring.apps.knowledge.models import Evidence
from samstyring.apps.ledger.events import Actor

from ..actions import knowledge as actions
from ..forms.acts import ReasonForm
from ..forms.knowledge import AnswerForm, AskForm, JudgeForm, ProjectForm
from ..models import KnowledgeNeed, Need
from ..queries import evidence as evidence_queries
from .common import Request, the_need, trail_to

TITLES: Mapping[str, str | Promise] = {
    "vurder": gettext_lazy("Judge what is known"),
    "prosjekt": gettext_lazy("Research question and project"),
    "svar": gettext_lazy("Publish what was found"),
    "apne-svar": gettext_lazy("Open the answer again"),
}


def of_knowledge(request: HttpRequest, public_id: UUID) -> tuple[Need, KnowledgeNeed]:
    """The need for knowledge, or 404 where it is another kind of need."""
    need = the_need(request, public_id)
    knowledge: KnowledgeNeed | None = getattr(need, "knowledge", None)
    if knowledge is None:
        raise Http404
    return need, knowledge


@login_required
def ask(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write what is asked."""
    need, knowledge = of_knowledge(request, public_id)
    if not request.user.has_perm("needs.judge", need):
        check_allowed(request, "needs.write", need)
    form = AskForm(posted(request), instance=KnowledgeNeed.objects.get(pk=knowledge.pk))
    if request.method == "POST" and form.is_valid():
        actions.ask(need=need, fields=form.cleaned_data, by=actor_for(request.user, need.owner_organisation))
        messages.success(request, _("What is asked is saved."))
        return redirect(need)
    title = _("What is asked")
    context = {
        "form": form,
        "need": need,
        "title": title,
        "intro": _("A question that others can recognise, and that research can answer."),
        "back": need.get_absolute_url(),
        "trail": trail_to(need, title),
    }
    return render(request, "needs/form.html", context, status=422 if form.errors else 200)


@login_required
def act(request: HttpRequest, public_id: UUID, word: str) -> HttpResponse:
    """Judge, set up a project, answer, or open an answer again."""
    need, knowledge = of_knowledge(request, public_id)
    check_allowed(request, "needs.judge", need)
    form = form_for(request, word, need, knowledge)
    if request.method == "POST" and form.is_valid():
        try:
            do(word, need, form, by=actor_for(request.user, need.held_by))
        except NotPossible as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
            form.data = form.data.copy()
            form.data["seen"] = str(the_need(request, public_id).version)
        else:
            messages.success(request, _("It is saved, and those who asked are told."))
            return redirect(need)
    context = {
        "form": form,
        "need": need,
        "act": word,
        "title": TITLES[word],
        "back": need.get_absolute_url(),
        "trail": trail_to(need, str(TITLES[word])),
    }
    return render(request, "needs/act.html", context, status=422 if form.errors else 200)


def form_for(request: HttpRequest, word: str, need: Need, knowledge: KnowledgeNeed) -> Any:
    """The form of an act, with what is known of the need filled in."""
    given: dict[str, Any] = {"data": posted(request)}
    seen = {"seen": need.version}
    if word in {"vurder", "svar"}:
        used = list(knowledge.evidence.all())
        likely = [
            match.thing
            for match in evidence_queries.for_need(need, knowledge, request.user)
            if isinstance(match.thing, Evidence)
        ]
        given["evidence"] = list(dict.fromkeys([*used, *likely]))
        seen |= {"evidence": [str(one.public_id) for one in used]}  # type: ignore[dict-item]  # initial values
    fields = {
        "vurder": ("judgement", "brief"),
        "prosjekt": ("research_question", "project", "partners", "project_status"),
        "svar": ("result",),
    }.get(word, ())
    given["initial"] = seen | {name: getattr(knowledge, name) for name in fields}
    forms: dict[str, type[ReasonForm]] = {
        "vurder": JudgeForm,
        "prosjekt": ProjectForm,
        "svar": AnswerForm,
        "apne-svar": ReasonForm,
    }
    return forms[word](**given)


def do(word: str, need: Need, form: Any, *, by: Actor) -> None:
    """Do the act. Raises NotPossible."""
    given = form.cleaned_data
    seen = given["seen"]
    acts: dict[str, Callable[[], object]] = {
        "vurder": lambda: actions.judge(
            need=need,
            organisation=need.held_by,
            judgement=given["judgement"],
            brief=given["brief"],
            evidence=form.chosen,
            reason=given["reason"],
            by=by,
            seen=seen,
        ),
        "prosjekt": lambda: actions.set_project(
            need=need,
            fields={
                name: given[name] for name in ("research_question", "project", "partners", "project_status")
            },
            reason=given["reason"],
            by=by,
            seen=seen,
        ),
        "svar": lambda: actions.answer(
            need=need, result=given["result"], evidence=form.chosen, by=by, seen=seen
        ),
        "apne-svar": lambda: actions.reopen_answer(need=need, reason=given["reason"], by=by, seen=seen),
    }
    acts[word]()


@require_safe
def may_answer(request: Request, public_id: UUID) -> HttpResponse:
    """The needs for knowledge that a publication may answer: a part of its page, or a page of its own."""
    evidence = get_object_or_404(
        Evidence.objects.visible_to(request.user).prefetch_related("outcomes"), public_id=public_id
    )
    context = {"evidence": evidence, "matches": evidence_queries.for_evidence(evidence, request.user)}
    if request.htmx:
        return render(request, "needs/_may_answer.html", context)
    title = _("Needs that it may answer")
    return render(
        request, "needs/may_answer.html", context | {"title": title, "trail": trail_to(None, title)}
    )


@require_safe
def known(request: Request, public_id: UUID) -> HttpResponse:
    """The publications that may answer a need: a part of its page, or a page of its own."""
    need, knowledge = of_knowledge(request, public_id)
    context = {
        "need": need,
        "matches": evidence_queries.for_need(need, knowledge, request.user),
    }
    if request.htmx:
        return render(request, "needs/_known.html", context)
    title = _("Published knowledge that may answer it")
    return render(request, "needs/known.html", context | {"title": title, "trail": trail_to(need, title)})
