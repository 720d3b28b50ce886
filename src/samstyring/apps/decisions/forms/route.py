"""Where a case goes, what is advised, and what is decided."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Organisation
from samstyring.apps.portfolio.forms import DAY_WRONG, Styled, day_input

from ..choices import Result, View
from ..models import Advice, Case, Decision, Meeting, ProposedDecision, RouteStep


def bodies_to_send_to() -> QuerySet[Organisation]:
    """Bodies of the register, and other organisations that a profile says what they do with cases."""
    return Organisation.objects.filter(
        Q(kind=OrganisationKind.BODY) | Q(body_profile__isnull=False), valid_to=None
    ).order_by("name")


class StepForm(Styled):
    """A body on the route ahead."""

    class Meta:
        model = RouteStep
        fields = ["body", "task", "meeting"]
        error_messages = {
            "body": {"required": _("Choose a body.")},
            "task": {"required": _("Choose whether it advises or decides.")},
        }
        help_texts = {
            "task": _("Those that advise get the case in the order you add them; one decides at the end."),
            "meeting": _("Leave it empty where the meeting is not known."),
        }

    def __init__(self, *args: Any, meetings: QuerySet[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies_to_send_to()  # type: ignore[attr-defined]  # a ModelChoiceField
        _name_meetings(self.fields["meeting"], meetings)


class StepMeetingForm(forms.Form):
    """In which meeting the body takes the case up."""

    meeting = forms.ModelChoiceField(
        label=_("Meeting"),
        queryset=Meeting.objects.none(),
        required=False,
        empty_label=_("not known"),
        widget=forms.Select(attrs={"class": "ds-input"}),
    )

    def __init__(self, *args: Any, meetings: QuerySet[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_meetings(self.fields["meeting"], meetings)


def _name_meetings(field: Any, meetings: QuerySet[Meeting]) -> None:
    field.queryset = meetings.select_related("body").order_by("day", "body__name")
    field.label_from_instance = lambda one: f"{one.day.isoformat()} {one.body.name}"


class ReasonForm(forms.Form):
    """An act that takes the case further, with a reason where one is asked for."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"class": "ds-input", "rows": 4}),
    )

    def __init__(self, *args: Any, asked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asked:
            self.fields["reason"].required = True
            self.fields["reason"].error_messages["required"] = _("Write why.")
        else:
            self.fields["reason"].help_text = _("Not needed here.")


class AdviceForm(Styled):
    """What a body advises; with `correcting` also why it is written anew."""

    class Meta:
        model = Advice
        fields = ["view", "proposal", "changes", "reasons", "dissent", "day", "why_corrected"]
        widgets = {"day": day_input()}
        error_messages = {
            "view": {"required": _("Choose what the body advises; “no view” is an answer too.")},
            "reasons": {"required": _("Write the reasons.")},
            "day": DAY_WRONG,
        }
        help_texts = {
            "changes": _("Where the body supports with changes: the words it would have."),
            "dissent": _("Leave it empty where all agreed."),
            "proposal": _("Where several are proposed: which one the advice is on."),
        }

    def __init__(
        self, *args: Any, proposals: QuerySet[ProposedDecision], correcting: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _name_proposals(self.fields["proposal"], proposals)
        if correcting:
            self.fields["why_corrected"].required = True
            self.fields["why_corrected"].error_messages["required"] = _("Write why it is corrected.")
        else:
            del self.fields["why_corrected"]

    def clean(self) -> dict[str, Any]:
        """Changes are said in words."""
        given = super().clean() or self.cleaned_data
        if given.get("view") == View.CHANGES and not given.get("changes"):
            self.add_error("changes", _("Write which changes the body asks for."))
        return given


def _name_proposals(field: Any, proposals: QuerySet[ProposedDecision]) -> None:
    field.queryset = proposals
    field.empty_label = _("none in particular")
    found = list(proposals)
    if len(found) == 1:
        field.initial = found[0].pk
    field.label_from_instance = lambda one: f"{one.position}. {one.text[:80]}"


class DecisionForm(Styled):
    """A decision. `inside` is one that the body takes here; others are written down as they were taken."""

    class Meta:
        model = Decision
        fields = [
            "decided_by",
            "decided_by_name",
            "day",
            "result",
            "proposal",
            "text",
            "reason",
            "departs",
            "consulted",
            "source",
            "why_corrected",
        ]
        widgets = {"day": day_input()}
        error_messages = {
            "day": DAY_WRONG,
            "result": {"required": _("Choose what became of the proposal.")},
            "consulted": {"required": _("Choose; “not known” is an answer too.")},
        }
        help_texts = {
            "decided_by_name": _("Where the register does not have it, such as a programme board."),
            "text": _("Leave it empty where it is the proposed decision, word for word."),
            "departs": _("The program marks this itself where it can tell; tick it where it cannot."),
            "source": _("Such as minutes, a letter, an archive number."),
        }

    def __init__(
        self,
        *args: Any,
        proposals: QuerySet[ProposedDecision],
        inside: bool,
        correcting: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _name_proposals(self.fields["proposal"], proposals)
        self.inside = inside
        self.fields["text"].required = False
        if inside:
            del self.fields["decided_by"], self.fields["decided_by_name"]
            self.fields["reason"].help_text = _("Must be written where the decision departs from advice.")
        else:
            self.fields["decided_by"].queryset = Organisation.objects.filter(valid_to=None).exclude(  # type: ignore[attr-defined]  # a ModelChoiceField
                kind__in=[OrganisationKind.MUNICIPALITY, OrganisationKind.COUNTY]
            )
            self.fields["reason"].help_text = _(
                "As it was given. Leave it empty where none was: the page then says “no reason given”."
            )
        if correcting:
            self.fields["why_corrected"].required = True
            self.fields["why_corrected"].error_messages["required"] = _("Write why it is corrected.")
        else:
            del self.fields["why_corrected"]

    def clean(self) -> dict[str, Any]:
        """Somebody decided; what follows a proposal says which, and may take its words from there."""
        given = super().clean() or self.cleaned_data
        proposal = given.get("proposal")
        if not given.get("text"):
            if given.get("result") == Result.AS_PROPOSED and proposal:
                given["text"] = proposal.text
            else:
                self.add_error("text", _("Write the decision in its own words."))
        if not self.inside and not given.get("decided_by") and not given.get("decided_by_name"):
            self.add_error("decided_by_name", _("Write who decided, or choose it in the register."))
        if given.get("result") == Result.AS_PROPOSED and not proposal:
            several = self.fields["proposal"].queryset.count() > 1  # type: ignore[attr-defined]  # a ModelChoiceField
            if several:
                self.add_error("proposal", _("Several are proposed: choose the one that was decided."))
        return given


class TakeUpForm(forms.Form):
    """Which case a point, a need, a measure or a round is taken up in."""

    case = forms.ModelChoiceField(
        label=_("Case"),
        queryset=Case.objects.none(),
        widget=forms.Select(attrs={"class": "ds-input"}),
        error_messages={"required": _("Choose a case, or open a new one.")},
    )

    def __init__(self, *args: Any, cases: QuerySet[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["case"]
        field.queryset = cases
        field.label_from_instance = lambda one: f"{one.label} {one.title}"
