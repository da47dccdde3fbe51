"""Answer the live stream, alone; for more machines than one.

Each process holds thousands of open pages and one connection that listens to the database. Let your proxy send /live/
here, unbuffered.
"""

import argparse
import os

from practica.config.command.address import add_address
from practica.config.command.database import database
from practica.config.command.web import granian


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_address(parser, port=8001)
    parser.add_argument("--workers", type=int, default=1, help="processes (default: 1)")


def run(options: argparse.Namespace) -> int:
    os.environ.setdefault("PRACTICA_POOL", "8")
    with database(options.data):
        granian("practica.config.asgi:application", "asgi", options)
    return 0
