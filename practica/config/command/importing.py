"""Bring in an organisation that lives elsewhere.

For example: practica import governance FOLDER --dry-run
"""

import argparse

import django

from practica.config.command.database import current_product


def add_arguments(parser: argparse.ArgumentParser) -> None:
    django.setup()
    from practica.exchange.command import add_arguments as kinds

    kinds(parser)


def run(options: argparse.Namespace) -> int:
    with current_product(options.data):
        from practica.exchange.command import run as bring_in

        return int(bring_in(options))
