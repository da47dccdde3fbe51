"""The forms at the door."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from practica.foundation.text_fields import LineField
from practica.organisation.queries import may_join, the_organisation

if TYPE_CHECKING:
    from django.http import HttpRequest

    from practica.people.models import Person


class NewPasswordField(forms.CharField):
    """A password somebody chooses; typed once, and shown when they want to see it."""

    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Password"))
        options.setdefault("help_text", _("Ten characters or more. A few words in a row are easy to keep in mind."))
        super().__init__(strip=False, max_length=200, **options)

    def validate(self, value: str) -> None:
        super().validate(value)
        if value:
            validate_password(value)


class SignUpForm(forms.Form):
    """What we ask besides address and password; the account library builds its own form upon it."""

    name = LineField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("As colleagues know you."),
    )
    field_order = ["name", "email", "password1"]
    not_ours = _("Accounts are for addresses of our organisation. Ask a colleague to invite this one.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        email = cleaned.get("email")
        # Whom the organisation's identity provider sends is one of us, whatever the address.
        if email and not hasattr(self, "sociallogin"):
            organisation = the_organisation()
            if organisation is None or not may_join(organisation, email):
                self.add_error("email", self.not_ours)
        return cleaned

    def signup(self, request: HttpRequest, user: Person) -> None:
        """Asked for by the account library; the adapter has already kept everything."""


class JoinForm(forms.Form):
    """With an invitation: the letter has proved the address, so only name and password are missing."""

    name = LineField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = NewPasswordField()
