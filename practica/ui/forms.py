"""How every form of the product is drawn: label, control, hint and error of a field belong together."""

from functools import cached_property
from pathlib import Path
from typing import Any

from django.forms.renderers import DjangoTemplates

TEMPLATES = Path(__file__).resolve().parent / "templates"


class FormRenderer(DjangoTemplates):
    """Django's own form templates, with ours for the form and the field."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"

    @cached_property
    def engine(self) -> Any:
        import django.forms  # noqa: PLC0415 -- only its folder is wanted

        return self.backend(
            {
                "APP_DIRS": True,
                "DIRS": [TEMPLATES, Path(django.forms.__file__).parent / "templates"],
                "NAME": "practica-forms",
                "OPTIONS": {"builtins": ["django.templatetags.i18n", "practica.ui.templatetags.ui"]},
            }
        )
