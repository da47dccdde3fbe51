"""Home's line in the rail."""

from django.utils.translation import gettext_lazy as _

from practica.ui import rail

rail.register(rail.Entry(label=_("Home"), url_name="home:start", icon="house", order=10, in_bottom_bar=True))
