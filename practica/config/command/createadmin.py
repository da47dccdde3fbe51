"""Make an account for someone who may do everything.

For the first person the wizard in the browser does the same. The password is asked for, or read from the variable
PRACTICA_PASSWORD; where nobody is there to ask, a long one is made and printed once.
"""

import argparse
import getpass
import os
import secrets
import sys

from practica.config.command.database import current_product
from practica.config.command.refusal import Refusal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--email", required=True, help="what they sign in with")
    parser.add_argument("--name", required=True, help="their name, as others see it")


def run(options: argparse.Namespace) -> int:
    word, is_new = password()
    with current_product(options.data):
        refuse_bad(options.name, options.email, word)
        from practica.foundation.access import Refused
        from practica.people.actions.accounts import create_administrator

        try:
            create_administrator(options.name, options.email, word)
        except Refused as refused:
            raise Refusal(refused) from refused
    print(f"{options.name} may sign in as {options.email}." + (f" The password is {word}" if is_new else ""))
    return 0


def refuse_bad(name: str, email: str, word: str) -> None:
    """What the forms in the browser would not take either."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    if not name.strip():
        message = "--name is empty. Others need to see whom they meet."
        raise Refusal(message)
    try:
        validate_email(email)
        validate_password(word)
    except ValidationError as error:
        raise Refusal(" ".join(error.messages)) from error


def password() -> tuple[str, bool]:
    """The word, and whether nobody knows it yet."""
    if given := os.environ.get("PRACTICA_PASSWORD"):
        return given, False
    return (getpass.getpass("Password: "), False) if sys.stdin.isatty() else (secrets.token_urlsafe(15), True)
