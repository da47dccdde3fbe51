"""Bringing people in."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from practica.foundation.text_fields import TextField

AT_ONCE = 50


class AddressesField(TextField):
    """E-mail addresses, one a line or parted by commas; each once, in lower case."""

    widget = forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"})

    def clean(self, value: Any) -> list[str]:
        typed = super().clean(value)
        addresses = list(dict.fromkeys(word.lower() for word in re.split(r"[\s,;]+", typed) if word))
        if len(addresses) > AT_ONCE:
            raise ValidationError(_("At most %(most)s at a time, please.") % {"most": AT_ONCE})
        for address in addresses:
            try:
                validate_email(address)
            except ValidationError:
                raise ValidationError(_("“%(address)s” is not an e-mail address.") % {"address": address}) from None
        return addresses


class InviteForm(forms.Form):
    addresses = AddressesField(
        label=_("E-mail addresses"),
        help_text=_("One a line, or parted by commas. Each gets a letter with a link that works for fourteen days."),
    )
    kind = forms.ChoiceField(
        label=_("They are"),
        choices=[
            ("colleague", _("Colleagues: they see what the organisation sees")),
            ("guest", _("Guests: they see only the communities that invite them")),
        ],
        initial="colleague",
        widget=forms.RadioSelect,
    )


class ClaimForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("The letter lets its reader take over this profile and everything linked to it."),
    )
