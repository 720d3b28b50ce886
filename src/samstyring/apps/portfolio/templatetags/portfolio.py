"""Small readings of what the pages already have in hand: none asks the database."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..comparison import Moved
from ..models import Duty, Measure

register = template.Library()


@register.filter
def item(words: Mapping[str, Any], key: str) -> Any:
    """The value of a key, or the key where there is none."""
    return words.get(key, key)


@register.filter
def municipal_duties(measure: Measure, kind: str) -> list[Duty]:
    """The lines on one kind of duty that concern municipalities, from duties fetched with the measure."""
    return [duty for duty in measure.duties.all() if duty.kind == kind and duty.municipal]


@register.filter
def shift_words(moved: Moved) -> str:
    """What changed for one line between two editions, in words."""
    if moved.after.advised:
        said = [
            _shift(moved.end_days, _("introduce by"), moved.before.ends != moved.after.ends),
            _("the advice has changed") if moved.surer else "",
        ]
        return "; ".join(words for words in said if words)
    said = [
        _shift(moved.start_days, _("begins"), moved.before.starts != moved.after.starts),
        _shift(moved.end_days, _("ends"), moved.before.ends != moved.after.ends),
        _("how sure it is has changed") if moved.surer else "",
    ]
    return "; ".join(words for words in said if words)


def _shift(days: int | None, what: str, changed: bool) -> str:
    if not changed:
        return ""
    if days is None:
        return _("%(what)s: stated in only one of them") % {"what": what}
    if days > 0:
        return ngettext("%(what)s %(days)d day later", "%(what)s %(days)d days later", days) % {
            "what": what,
            "days": days,
        }
    return ngettext("%(what)s %(days)d day earlier", "%(what)s %(days)d days earlier", -days) % {
        "what": what,
        "days": -days,
    }
