"""What points are made of: places in texts, names and themes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samstyring.apps.actors.models import User

from ..models import Consultation, Point, PointMember, SourceText, Statement
from ..queries.holding import held_in, redact_quote

LONGEST_PROPOSED_NAME = 120


@dataclass(frozen=True, order=True)
class Span:
    """A place in a text: the half-open range of characters `[start, end)`."""

    source_text: int
    start: int
    end: int


def placed(consultation: Consultation, spans: Sequence[Span]) -> list[tuple[Span, SourceText]]:
    """Each span once, in the order given, with its text. Raises ValidationError as `make` says."""
    spans = list(dict.fromkeys(spans))
    if not spans:
        raise ValidationError(_("Choose at least one statement."))
    texts = (
        SourceText.objects.filter(submission__consultation=consultation)
        .select_related("submission")
        .in_bulk([span.source_text for span in spans])
    )
    for span in spans:
        text = texts.get(span.source_text)
        if text is None or not 0 <= span.start < span.end <= len(text.text):
            raise ValidationError(_("The statement is not in this consultation."))
    return [(span, texts[span.source_text]) for span in spans]


def member_of(
    point: Point, span: Span, text: SourceText, *, state: PointMember.State, user: User | None
) -> PointMember:
    """A row for a span, not saved yet, with the text's own characters."""
    return PointMember(
        point=point,
        source_text=text,
        start=span.start,
        end=span.end,
        quote=text.text[span.start : span.end],
        state=state,
        added_by=user,
    )


def proposed_name(places: Sequence[tuple[Span, SourceText]]) -> str:
    """The first statement in short, with what is held back of it hidden: a name is seen by everybody."""
    span, text = places[0]
    held = held_in([text.pk]).get(text.pk, [])
    return shortened(redact_quote(text.text[span.start : span.end], span.start, held))


def shortened(quote: str) -> str:
    """A quotation on one line, cut at a word where it is long."""
    words = " ".join(quote.split())
    if len(words) <= LONGEST_PROPOSED_NAME:
        return words
    return words[:LONGEST_PROPOSED_NAME].rpartition(" ")[0].rstrip(" ,;:–-") + " …"


def theme_of(places: Sequence[tuple[Span, SourceText]]) -> str:
    """The theme that most of the statements have; empty where they have none."""
    wanted = {(span.source_text, span.start, span.end) for span, _text in places}
    rows = Statement.objects.filter(
        reading__is_current=True, reading__source_text__in={span.source_text for span, _text in places}
    ).values_list("reading__source_text", "start", "end", "current_theme")
    counted = Counter(theme for *span, theme in rows if tuple(span) in wanted and theme not in {"", "none"})
    return counted.most_common(1)[0][0] if counted else ""


def checked_name(name: str) -> str:
    """The name on one line. Raises ValidationError where it cannot be one."""
    name = " ".join(name.split())
    if not name:
        raise ValidationError(_("Write a name."))
    longest = Point._meta.get_field("name").max_length or 0
    if len(name) > longest:
        raise ValidationError(
            _("The name has %(length)d characters; %(longest)d is the most.")
            % {"length": len(name), "longest": longest}
        )
    return name
