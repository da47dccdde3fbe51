"""The way to what one saved, in the rail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from practica.ui.rail import Entry, register

register(Entry(label=_("Saved"), url_name="saved:saved", icon="bookmark", order=50))
