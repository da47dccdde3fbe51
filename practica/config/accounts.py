"""Settings of the account library: how one signs up, signs in and proves it."""

import json
from typing import Any

from practica.config import environment as env

ACCOUNT_ADAPTER = "practica.people.accounts.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "practica.people.accounts.SocialAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
# Whoever signs in with a password says whether this device may remember them.
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
# How many proxies of one's own stand before the pages: the caller's address is what the outermost of them saw.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("PRACTICA_PROXIES", 0)
# Besides the library's own limits on signing in, signing up and resetting a password.
ACCOUNT_RATE_LIMITS = {"invite": "30/h/user"}
# Seconds a link to choose a new password works: letters are kept, so it must not work for long.
PASSWORD_RESET_TIMEOUT = 60 * 60
ACCOUNT_SIGNUP_FORM_CLASS = "practica.people.forms.SignUpForm"
ACCOUNT_FORMS = {
    "login": "practica.people.forms.account.LoginForm",
    "signup": "practica.people.forms.account.SignupForm",
    "add_email": "practica.people.forms.account.AddEmailForm",
    "change_email": "practica.people.forms.account.ChangeEmailForm",
    "confirm_email_verification_code": "practica.people.forms.account.ConfirmEmailForm",
    "change_password": "practica.people.forms.account.ChangePasswordForm",
    "set_password": "practica.people.forms.account.SetPasswordForm",
    "reset_password": "practica.people.forms.account.ResetPasswordForm",
    "reset_password_from_key": "practica.people.forms.account.ResetPasswordKeyForm",
    "reauthenticate": "practica.people.forms.account.ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": "practica.people.forms.account.SecondStepForm",
    "reauthenticate": "practica.people.forms.account.CodeAgainForm",
    "activate_totp": "practica.people.forms.account.AppForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Práctica"
# Half-minutes that a code is early or late: one typed as the next appears still opens, and clocks differ a little.
MFA_TOTP_TOLERANCE = 1
MFA_ADAPTER = "practica.people.accounts.MfaAdapter"
# A page that is only read writes nothing; the list of sessions shows when each began.
USERSESSIONS_TRACK_ACTIVITY = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
# The button leads straight to the provider: a form that ends on another site is what our content policy forbids.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
# JSON as the account library documents it, for example
# the variable PRACTICA_OIDC: [{"provider_id": "corp", "name": "Corp", "client_id": "…", "secret": "…", "settings": {"server_url": "…"}}]
if oidc := env.text("PRACTICA_OIDC"):
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {"APPS": json.loads(oidc)}
if saml := env.text("PRACTICA_SAML"):
    SOCIALACCOUNT_PROVIDERS["saml"] = {"APPS": json.loads(saml)}
