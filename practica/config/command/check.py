"""Look over the installation: settings, database, extensions, mail. Each finding says what to do."""

import argparse

from practica.config.command.database import product


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--strict", action="store_true", help="fail on warnings too")


def run(options: argparse.Namespace) -> int:
    with product(options.data):
        from django.core.management import call_command
        from django.core.management.base import SystemCheckError

        try:
            call_command(
                "check", deploy=True, databases=["default"], fail_level="WARNING" if options.strict else "ERROR"
            )
        except SystemCheckError as findings:
            print(findings)
            return 1
    return 0
