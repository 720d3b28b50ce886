"""A consultation's own themes: change them, and have its documents read with them."""

from collections.abc import Sequence
from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor
from samstyring.engines.text_analysis.frames import MOST_THEMES, Theme, ThemeFrame, default_frame

from ..events import ThemesChanged
from ..models import Consultation, Submission
from ..themes import LONGEST_NAME, own_frame
from .submissions import read_again

Row = tuple[str, str, Sequence[str]]
"""A theme as a person writes it: name, description, examples."""


@transaction.atomic
def change(*, consultation: Consultation, rows: Sequence[Row], by: Actor) -> bool:
    """Give a consultation these themes and put its documents in line to be read anew. The themes of the
    default frame, unchanged, take its own themes away. Returns whether anything changed.

    What people have decided stays, also where a theme is no longer there. Raises ValidationError with a
    sentence for themes that cannot be used.
    """
    frame = checked(rows)
    locked = Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
    if own_frame(locked) == frame:
        return False
    themes = [asdict(theme) for theme in frame.themes] if frame else []
    edition = locked.theme_frame.get("edition", 0) + 1
    locked.theme_frame = {"edition": edition, "themes": themes}
    locked.save(update_fields=["theme_frame"])
    record(
        ThemesChanged(
            object_id=locked.public_id, object_name=locked.title, themes=len(themes), edition=edition
        ),
        by=by,
    )
    for submission in locked.submissions.filter(status=Submission.Status.READ):
        read_again(submission=submission)
    return True


def checked(rows: Sequence[Row]) -> ThemeFrame | None:
    """The rows as a frame; None for the default one."""
    common = default_frame()
    slugs = {theme.name: theme.slug for theme in common.themes}
    themes = tuple(
        # A theme of the consultation's own has its name for a slug (themes.py).
        Theme(slugs.get(name, name), name, " ".join(description.split()), tuple(examples))
        for name, description, examples in ((" ".join(row[0].split()), row[1], row[2]) for row in rows)
    )
    names = [theme.name.casefold() for theme in themes]
    if not 0 < len(themes) <= MOST_THEMES:
        raise ValidationError(_("Write 1 to %(most)d themes.") % {"most": MOST_THEMES})
    if any(not name or len(name) > LONGEST_NAME or name == "none" for name in names):
        raise ValidationError(
            _("Each theme needs a name of at most %(most)d characters.") % {"most": LONGEST_NAME}
        )
    if twice := next((theme.name for theme in themes if names.count(theme.name.casefold()) > 1), ""):
        raise ValidationError(_("Two themes are called “%(name)s”.") % {"name": twice})
    frame = ThemeFrame(themes)
    return None if frame == common else frame
