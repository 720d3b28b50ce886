"""What is known of a body: what it is for, who sits in it, whom it prepares for, when it meets."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Organisation
from samstyring.apps.portfolio.forms import DAY_WRONG, Styled, day_input

from ..models import BodyProfile, Meeting, Preparation, Seat
from .route import bodies_to_send_to


class ProfileForm(Styled):
    """What a body is for."""

    class Meta:
        model = BodyProfile
        fields = ["level", "power", "role", "mandate", "in_council_model", "source"]
        error_messages = {
            "level": {"required": _("Choose where it belongs.")},
            "power": {"required": _("Choose what it does with a case.")},
        }
        help_texts = {
            "in_council_model": _("Leave it empty for a board that sets conditions outside the model."),
            "source": _("Where this was read."),
        }


class SeatForm(Styled):
    """Seats in a body."""

    class Meta:
        model = Seat
        fields = ["organisation", "held_by", "number", "valid_from", "valid_to", "source"]
        widgets = {"valid_from": day_input(), "valid_to": day_input()}
        error_messages = {
            "number": {"required": _("Write how many."), "min_value": _("Write at least one.")},
            "valid_from": DAY_WRONG,
            "valid_to": DAY_WRONG,
        }
        help_texts = {
            "held_by": _("Such as “Små kommuner, valgt av KS”. No names of people."),
            "valid_to": _("Leave it empty as long as they hold."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.filter(valid_to=None).exclude(  # type: ignore[attr-defined]  # a ModelChoiceField
            kind=OrganisationKind.BODY
        )

    def clean(self) -> dict[str, Any]:
        """Somebody has them, some of them, in order."""
        given = super().clean() or self.cleaned_data
        if not given.get("organisation") and not given.get("held_by"):
            self.add_error("held_by", _("Write who has the seats, or choose it in the register."))
        if given.get("number") == 0:
            self.add_error("number", _("Write at least one."))
        begins, ends = given.get("valid_from"), given.get("valid_to")
        if begins and ends and ends < begins:
            self.add_error("valid_to", _("The last day is before the first."))
        return given


class SeatEndForm(forms.Form):
    """The last day of seats."""

    valid_to = forms.DateField(
        label=_("Last day"),
        widget=forms.DateInput(attrs={"type": "date", "class": "ds-input"}, format="%Y-%m-%d"),
        error_messages=dict(DAY_WRONG),
    )


class PreparationForm(Styled):
    """Whom a body prepares cases for."""

    class Meta:
        model = Preparation
        fields = ["other", "source"]
        error_messages = {"other": {"required": _("Choose a body.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = bodies_to_send_to() | Organisation.objects.filter(  # type: ignore[attr-defined]  # a ModelChoiceField
            Q(kind__in=[OrganisationKind.AGENCY, OrganisationKind.MINISTRY]), valid_to=None
        )


class MeetingForm(Styled):
    """A meeting of a body."""

    class Meta:
        model = Meeting
        fields = ["day", "papers_due", "note", "source", "visibility"]
        widgets = {"day": day_input(), "papers_due": day_input()}
        error_messages = {"day": DAY_WRONG, "papers_due": DAY_WRONG}
        help_texts = {"papers_due": _("The last day on which papers can be sent in.")}

    def clean(self) -> dict[str, Any]:
        """Papers before the meeting."""
        given = super().clean() or self.cleaned_data
        day, due = given.get("day"), given.get("papers_due")
        if day and due and due > day:
            self.add_error("papers_due", _("The papers would be due after the meeting."))
        return given
