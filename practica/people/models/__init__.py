"""A person: an account if they have one, and what colleagues may know of them."""

from practica.people.models.app_token import AppToken
from practica.people.models.expertise import Expertise, Level
from practica.people.models.invitation import Invitation
from practica.people.models.person import Availability, Person, face_of
from practica.people.models.working_hours import WorkingHours, is_working_time

__all__ = [
    "AppToken",
    "Availability",
    "Expertise",
    "Invitation",
    "Level",
    "Person",
    "WorkingHours",
    "face_of",
    "is_working_time",
]
