"""What the organisation puts on other pages: its name."""

from practica.organisation.queries import organisation_name
from practica.ui import rail

rail.name_site(organisation_name)
