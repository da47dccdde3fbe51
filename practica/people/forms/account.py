"""The account library's forms as our pages show them: a label stands above its box, and not once more inside."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp


class Unprompted:
    """Takes out what the library writes into empty boxes."""

    fields: dict[str, Any]

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class LoginForm(Unprompted, account.LoginForm):
    """Sign in."""


class SignupForm(Unprompted, account.SignupForm):
    """Make an account."""


class AddEmailForm(Unprompted, account.AddEmailForm):
    """One more address."""


class ChangeEmailForm(Unprompted, account.ChangeEmailForm):
    """Another address while the first waits for its code."""


class ConfirmEmailForm(Unprompted, account.ConfirmEmailVerificationCodeForm):
    """The code that came to an address."""


class ChangePasswordForm(Unprompted, account.ChangePasswordForm):
    """Another password, by the one that one has."""


class SetPasswordForm(Unprompted, account.SetPasswordForm):
    """A first password, for who came in by another door."""


class ResetPasswordForm(Unprompted, account.ResetPasswordForm):
    """Where the letter goes that leads to another password."""


class ResetPasswordKeyForm(Unprompted, account.ResetPasswordKeyForm):
    """Another password, by the link in that letter."""


class ReauthenticateForm(Unprompted, account.ReauthenticateForm):
    """The password once more, before what is secret."""


class SecondStepForm(Unprompted, mfa.AuthenticateForm):
    """The code after the password."""


class CodeAgainForm(Unprompted, mfa.ReauthenticateForm):
    """A code once more, before what is secret."""


class AppForm(Unprompted, totp.ActivateTOTPForm):
    """The first code of an authenticator app."""
