from django import forms
from django.utils.translation import gettext_lazy as _

from practica.foundation.text_fields import LineField


class AppTokenForm(forms.Form):
    name = LineField(
        label=_("Which program is it for?"),
        max_length=60,
        help_text=_("A name you know it by: you see when it last asked, and can revoke its token without the others."),
        widget=forms.TextInput(attrs={"placeholder": _("Calendar on my phone"), "autocomplete": "off"}),
    )
