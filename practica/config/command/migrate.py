"""Bring the database, the translations and the static files to this version.

`practica serve` does this by itself when it starts. With processes of your own, run it once before you start them.
Twice does nothing.
"""

import argparse

from practica.config.command.database import product


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="say nothing unless it fails")


def run(options: argparse.Namespace) -> int:
    from practica.config.messages.catalogue import compile_all

    compile_all()
    with product(options.data):
        from django.core.management import call_command

        from practica.config.static import collect

        voice = 0 if options.quiet else 1
        call_command("migrate", interactive=False, verbosity=voice)
        call_command("createcachetable", verbosity=0)
        collect()
    return 0
