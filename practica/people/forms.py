"""What people type about themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.http import HttpRequest

    from practica.people.models import Person


class SignUpForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=120)

    def signup(self, request: HttpRequest, user: Person) -> None:
        """Called by the account library once the account exists."""
        del request
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
