"""What people fill in, with errors that say what to do."""

from typing import Any, cast

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors import register
from samstyring.apps.actors.choices import Level, OrganisationKind
from samstyring.apps.actors.models import MailSettings, Organisation, User
from samstyring.apps.actors.queries.organisations import counties

INPUT = {"class": "ds-input"}
# Kinds that come from the register's own sources only.
AREAS = (OrganisationKind.MUNICIPALITY, OrganisationKind.COUNTY)


class LoginForm(forms.Form):
    """E-mail address and password."""

    email = forms.EmailField(
        label=_("E-mail address"),
        widget=forms.EmailInput(attrs={**INPUT, "autocomplete": "username"}),
        error_messages={
            "required": _("Write your e-mail address."),
            "invalid": _("Write the whole e-mail address, as name@organisation.no."),
        },
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={**INPUT, "autocomplete": "current-password"}),
        error_messages={"required": _("Write your password.")},
    )


class PasswordForm(forms.Form):
    """A new password; the old one too, unless it was a one-time password that has just been given."""

    old = forms.CharField(
        label=_("Your password today"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={**INPUT, "autocomplete": "current-password"}),
        error_messages={"required": _("Write the password that you have today.")},
    )
    new = forms.CharField(
        label=_("New password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={**INPUT, "autocomplete": "new-password"}),
        error_messages={"required": _("Write a new password.")},
    )
    again = forms.CharField(
        label=_("New password once more"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={**INPUT, "autocomplete": "new-password"}),
        error_messages={"required": _("Write the new password once more.")},
    )

    def __init__(self, *args: Any, user: User, old_is_known: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if old_is_known:
            del self.fields["old"]
        self.fields["new"].help_text = " ".join(password_validators_help_texts())

    def clean_old(self) -> str:
        """The old password is right. The view counts failures."""
        old: str = self.cleaned_data["old"]
        if not self.user.check_password(old):
            raise ValidationError(_("This is not your password today. Write it again."), code="wrong")
        return old

    def clean_new(self) -> str:
        """The new password is not a weak one."""
        new: str = self.cleaned_data["new"]
        validate_password(new, self.user)
        if self.user.check_password(new):
            raise ValidationError(_("This is the password that you have. Choose another."), code="same")
        return new

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("new") and given.get("again") and given["new"] != given["again"]:
            self.add_error("again", _("The two are not the same. Write the new password again."))
        return given


class InviteForm(forms.Form):
    """A person and the role in the organisation whose page it stands on."""

    name = forms.CharField(
        label=_("Name"),
        max_length=150,
        widget=forms.TextInput(attrs={**INPUT, "autocomplete": "off"}),
        error_messages={"required": _("Write the person's name.")},
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Somebody who has an account keeps it, and gets the role."),
        widget=forms.EmailInput(attrs={**INPUT, "autocomplete": "off"}),
        error_messages={
            "required": _("Write the person's e-mail address."),
            "invalid": _("Write the whole e-mail address, as name@organisation.no."),
        },
    )
    level = forms.ChoiceField(
        label=_("Role"), choices=Level.choices, initial=Level.READER, widget=forms.Select(attrs=INPUT)
    )
    valid_to = forms.DateField(
        label=_("Last day"),
        required=False,
        help_text=_("Leave it empty when the role has no end."),
        widget=forms.DateInput(attrs={**INPUT, "type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the day as year-month-day, or leave it empty.")},
    )


class OrganisationForm(forms.ModelForm[Organisation]):
    """An organisation that the register's sources do not have."""

    organisation_number = forms.CharField(
        label=_("Organisation number"),
        required=False,
        max_length=20,
        help_text=_("Nine digits. Leave it empty when it is unknown."),
        widget=forms.TextInput(attrs={**INPUT, "inputmode": "numeric"}),
    )

    class Meta:
        model = Organisation
        fields = ["name", "kind", "organisation_number", "county"]
        widgets = {
            "name": forms.TextInput(attrs=INPUT),
            "kind": forms.Select(attrs=INPUT),
            "county": forms.Select(attrs=INPUT),
        }
        help_texts = {
            "county": _("Leave it empty when it works in the whole country."),
        }
        error_messages = {"name": {"required": _("Write the organisation's name.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = cast(forms.ChoiceField, self.fields["kind"])
        kind.choices = [(value, label) for value, label in OrganisationKind.choices if value not in AREAS]
        county = cast("forms.ModelChoiceField[Organisation]", self.fields["county"])
        county.queryset = Organisation.objects.filter(pk__in=[one.pk for one in counties()])

    def clean_organisation_number(self) -> str:
        """Without the spaces that people write, and not one that another organisation has today."""
        number = "".join(self.cleaned_data["organisation_number"].split())
        if number and Organisation.objects.filter(organisation_number=number, valid_to=None).exists():
            raise ValidationError(_("Another organisation has this organisation number."), code="taken")
        return number


class MemberForm(forms.Form):
    """Who becomes a member of a group, by name or number."""

    member = forms.CharField(
        label=_("Name or number"),
        max_length=200,
        widget=forms.TextInput(attrs=INPUT),
        error_messages={"required": _("Write the organisation's name or number.")},
    )

    def clean_member(self) -> Organisation:
        """The organisation that the text names without doubt."""
        text: str = self.cleaned_data["member"]
        match = register.match(text)
        if match.organisation is not None:
            return match.organisation
        if match.is_ambiguous:
            choices = ", ".join(
                f"{one.organisation.number} {one.organisation.name}".strip() for one in match.candidates
            )
            raise ValidationError(
                _("Several have this name: %(choices)s. Write the number."),
                code="ambiguous",
                params={"choices": choices},
            )
        raise ValidationError(
            _("Nobody in the register is called “%(text)s”. Check the spelling, or add it first."),
            code="unknown",
            params={"text": text},
        )


class MailForm(forms.ModelForm[MailSettings]):
    """How somebody wants to be told by e-mail."""

    class Meta:
        model = MailSettings
        fields = ["mail", "language"]
        widgets = {"mail": forms.Select(attrs=INPUT), "language": forms.Select(attrs=INPUT)}
