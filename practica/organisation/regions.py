"""What the organisation puts on other pages: its name."""

from practica.organisation.queries import the_organisation
from practica.ui import rail


def name() -> str:
    organisation = the_organisation()
    return organisation.name if organisation else "Práctica"


rail.name_site(name)
