"""What every page of a consultation shows: how much could not be read, and how much needs a hand."""

from typing import Any

from django import template

from samstyring.engines.text_analysis.measured import MEASURED, Measured

from ..models import Consultation, Decision, Submission
from ..queries import hands

register = template.Library()


@register.simple_tag(takes_context=True)
def standing(context: dict[str, Any], consultation: Consultation) -> hands.Standing:
    """How far the consultation has come, asked for once a page. One query; three where something
    has changed."""
    # Held by the consultation, whose row is fetched anew for each page.
    own = vars(consultation)
    if "_standing" not in own:
        may_review = context["request"].user.has_perm("consultations.review", consultation)
        own["_standing"] = hands.standing(consultation, may_review=may_review)
    found: hands.Standing = own["_standing"]
    return found


@register.simple_tag
def last_decision(submission: Submission) -> Decision | None:
    """The newest decision on a document that stands, which can be undone. One query."""
    return submission.decisions.filter(undone_by=None).order_by("-pk").first()


@register.simple_tag
def measured() -> Measured:
    """How well the reader does, as it was measured."""
    return MEASURED
