"""How the account library speaks to our people: who may sign up, and what a new account is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.urls import reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language

from practica.foundation.calendar_time import is_zone
from practica.foundation.text_fields import clean_line
from practica.mail.letters import Stranger, absolute, people
from practica.organisation.models import Joining
from practica.organisation.queries import the_organisation
from practica.people.actions import confirm_account, sign_up
from practica.people.models import Person

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialLogin
    from django.forms import Form
    from django.http import HttpRequest

BACKEND = "django.contrib.auth.backends.ModelBackend"


class AccountAdapter(DefaultAccountAdapter):
    """Signing up with an e-mail address and a password."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- the library passes it
        organisation = the_organisation()
        return organisation is not None and organisation.joining != Joining.INVITATION

    def save_user(self, request: HttpRequest, user: Person, form: Form, commit: bool = True) -> Person:  # noqa: FBT001, FBT002 -- the library's signature
        super().save_user(request, user, form, commit=False)
        user.name = clean_line(form.cleaned_data.get("name") or user.name or name_from(user.email or ""))
        settle_in(user, request)
        return sign_up(user) if commit else user

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        done = bool(super().confirm_email(request, email_address))
        if done:
            confirm_account(email_address.user)
        return done

    def format_email_subject(self, subject: str) -> str:
        return f"{site_name()}: {subject}"

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Never from the Host header, which the asker writes, where the site's address is known."""
        given: str = super().get_reset_password_from_key_url(key)
        return (
            absolute(reverse("account_reset_password_from_key", args=key.split("-", 1)))
            if settings.PUBLIC_URL
            else given
        )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through the letters, as every mail: kept first, sent by the worker, tried again when the server is away."""
        mail = self.render_mail(template_prefix, email, {"email": email, "site_name": site_name(), **context})
        reader = Stranger(email, language=(get_language() or "en")[:2], time_zone=get_current_timezone_name())
        people.account(reader, subject=mail.subject, body=mail.body)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Signing in with the organisation's own identity provider, which an administrator has set."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002
        # Whom the organisation's provider knows is one of us; but where invitations alone let people in, that is not enough.
        organisation = the_organisation()
        return organisation is not None and organisation.joining != Joining.INVITATION

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Person:
        user: Person = super().populate_user(request, sociallogin, data)
        named = data.get("name") or f"{data.get('first_name') or ''} {data.get('last_name') or ''}"
        user.name = clean_line(named)[:120] or name_from(user.email or "")
        user.email = user.email or None
        return user

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Form | None = None) -> Person:
        user: Person = sociallogin.user
        if form and form.cleaned_data.get("name"):
            user.name = clean_line(form.cleaned_data["name"])
        if form and form.cleaned_data.get("email"):
            user.email = form.cleaned_data["email"]
        user.set_unusable_password()
        settle_in(user, request)
        sign_up(user)
        sociallogin.save(request)
        if EmailAddress.objects.filter(user=user, email__iexact=user.email or "", verified=True).exists():
            return confirm_account(user)
        return user


class MfaAdapter(DefaultMFAAdapter):
    """One-time codes and passkeys carry the organisation's name on the device."""

    def get_totp_issuer(self) -> str:
        return site_name()


def let_in(request: HttpRequest, person: Person) -> None:
    """Sign in somebody who came by another door than the library's, and keep the device in their list."""
    login(request, person, backend=BACKEND)
    UserSession.objects.create_from_request(request)


def site_name() -> str:
    organisation = the_organisation()
    return organisation.name if organisation else "Práctica"


def settle_in(person: Person, request: HttpRequest) -> None:
    """A new person reads in the language of the page they signed up on, and in their browser's time zone."""
    person.language = (get_language() or "en")[:2]
    person.time_zone = browser_zone(request)


def browser_zone(request: HttpRequest) -> str:
    """The zone the browser told us, else the organisation's."""
    told = request.COOKIES.get("zone", "")
    if is_zone(told):
        return told
    organisation = the_organisation()
    return organisation.time_zone if organisation else "UTC"


def name_from(email: str) -> str:
    """Something to call a person by when nothing else is known: `ana.perez@…` becomes Ana Perez."""
    words = email.partition("@")[0].replace(".", " ").replace("_", " ").split()
    return " ".join(word.capitalize() for word in words)[:120] or "?"
