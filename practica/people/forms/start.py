"""The last step of the first run; the other three belong to the organisation."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from practica.people.forms.entrance import JoinForm


class ManagerForm(JoinForm):
    """Who runs the programme: the person who sits here."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        help_text=_("You sign in with it."),
    )
    field_order = ["name", "email", "password"]
