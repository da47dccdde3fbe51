"""What the pages at the door ask."""

from django import template

from practica.foundation import devices
from practica.organisation.models import Joining
from practica.organisation.queries import the_organisation

register = template.Library()

register.filter("device", devices.in_words)


@register.simple_tag
def signup_is_open() -> bool:
    """Whether somebody may make an account without an invitation."""
    organisation = the_organisation()
    return organisation is not None and organisation.joining != Joining.INVITATION
