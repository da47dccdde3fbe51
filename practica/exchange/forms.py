"""What people hand in to be brought in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    archive = forms.FileField(
        label=_("Zip file of the folder"),
        help_text=_("The folder that has sigs.yaml at its top, as your code host offers it for download."),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
        error_messages={"required": _("Choose the zip file first.")},
    )
