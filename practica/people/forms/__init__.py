"""What people type about themselves."""

from practica.people.forms.app_token import AppTokenForm
from practica.people.forms.entrance import JoinForm, SignUpForm
from practica.people.forms.invite import ClaimForm, InviteForm
from practica.people.forms.profile import PhotoForm, PreferencesForm, ProfileForm, WorkingHoursForm

__all__ = [
    "AppTokenForm",
    "ClaimForm",
    "InviteForm",
    "JoinForm",
    "PhotoForm",
    "PreferencesForm",
    "ProfileForm",
    "SignUpForm",
    "WorkingHoursForm",
]
