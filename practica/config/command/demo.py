"""Look at Práctica with a living organisation in it: eight communities, eighty people, a year of their work.

Everything in it is invented. You can step into any of its people with one click. It keeps to its data folder, and at
every start what happened is moved, so that today is today.
"""

import argparse
import os

from practica.config.command import serve
from practica.config.command.database import current_product


def add_arguments(parser: argparse.ArgumentParser) -> None:
    serve.add_arguments(parser)
    parser.add_argument("--fill-only", action="store_true", help="make the organisation, and serve nothing")


def run(options: argparse.Namespace) -> int:
    os.environ["PRACTICA_DEMO"] = "yes"
    return fill(options) if options.fill_only else serve.run(options, ["demo", "--fill-only"])


def fill(options: argparse.Namespace) -> int:
    with current_product(options.data):
        from practica.demo.command import run as invent

        return int(invent(options))
