"""What people fill in of needs tied to measures, with errors that say what to do."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.needs.models import Need

from ..choices import TieKind
from ..models import Measure, NeedTie, WishAnswer
from .common import DAY_WRONG, Styled, day_input


class WishForm(Styled):
    """A new need, as a wish for what a solution can do. `organisations` are those the person writes for."""

    organisation = forms.ModelChoiceField(
        label=_("Raised by"),
        queryset=Organisation.objects.none(),
        error_messages={"required": _("Choose for which organisation the wish is raised.")},
    )

    class Meta:
        model = Need
        fields = ["title", "description", "visibility"]
        error_messages = {"title": {"required": _("Say in one sentence what is wished for.")}}
        help_texts = {
            "title": _("One sentence: what you have to be able to do, not how."),
            "description": _("Who it is for, and what it would save or make possible."),
        }

    field_order = ["organisation"]

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation = self.fields["organisation"]
        organisation.queryset = Organisation.objects.filter(pk__in=[one.pk for one in organisations])  # type: ignore[attr-defined]  # a ModelChoiceField
        if len(organisations) == 1:
            organisation.initial = organisations[0].pk
        # The owner of the solution must be able to see it.
        self.fields["visibility"].choices = [  # type: ignore[attr-defined]  # a choice field
            (one, one.label) for one in (Visibility.PUBLIC, Visibility.LOGGED_IN)
        ]
        self.fields["visibility"].initial = Visibility.PUBLIC


class TieForm(Styled):
    """A need of one's own and a measure; one of the two is given by the address."""

    class Meta:
        model = NeedTie
        fields = ["need", "measure", "kind", "reason"]
        error_messages = {
            "need": {"required": _("Choose a need.")},
            "measure": {"required": _("Choose a measure.")},
            "kind": {"required": _("Choose what the need is to the measure.")},
        }

    def __init__(
        self,
        *args: Any,
        needs: QuerySet[Need] | None = None,
        measures: QuerySet[Measure] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("need", needs), ("measure", measures)):
            if rows is None:
                del self.fields[name]
            else:
                self.fields[name].queryset = rows  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["kind"].choices = TieKind.choices  # type: ignore[attr-defined]  # a choice field
        self.fields["kind"].initial = TieKind.WISH


class AnswerForm(Styled):
    """What becomes of a wish."""

    class Meta:
        model = WishAnswer
        fields = ["state", "words", "day"]
        widgets = {"day": day_input()}
        error_messages = {
            "state": {"required": _("Choose what becomes of it.")},
            "words": {"required": _("Say it in words: those who wished for it will read it.")},
            "day": DAY_WRONG,
        }
