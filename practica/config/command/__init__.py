"""The command `practica`: the product from a terminal. Each part says what it is for with --help."""

import argparse
import importlib
import os
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from practica.config.command.refusal import Refusal
from practica.config.postgres import AlreadyRunning, ServerFailure

DONE, REFUSED, MISUSED, NO_DATABASE, ALREADY_RUNNING = range(5)
EXIT_CODES = """\
exit codes:
  0  done
  1  refused or failed; the text says why and what to do
  2  the command was not understood
  3  the database cannot be reached
  4  another Práctica runs with this data folder
"""
PARTS = {
    "serve": "serve",
    "demo": "demo",
    "web": "web",
    "live": "live",
    "worker": "worker",
    "migrate": "migrate",
    "import": "importing",
    "reindex": "reindex",
    "createadmin": "createadmin",
    "status": "status",
    "check": "check",
}


def main(words: list[str] | None = None) -> int:
    words = sys.argv[1:] if words is None else words
    # What people keep here is for them alone, also on a machine with other users.
    os.umask(0o077)
    place(words)
    return answer(words)


def understood(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="practica",
        description="A self-hosted home for an organisation's communities of practice.",
        epilog=f"Start with: practica demo, then practica serve.\n\n{EXIT_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parts = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    for name, module in PARTS.items():
        add(parts, name, module, chosen=words[:1] == [name])
    options = parser.parse_args(words)
    options.data = Path(os.environ["PRACTICA_DATA"])
    return options


def add(parts: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, module: str, *, chosen: bool) -> None:
    part = importlib.import_module(f"practica.config.command.{module}")
    parser = parts.add_parser(
        name,
        help=(part.__doc__ or name).splitlines()[0],
        description=part.__doc__,
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--data",
        metavar="FOLDER",
        help="where everything is kept (PRACTICA_DATA; default: var/ in the checkout)",
    )
    # Arguments of the others may need the whole product to be loaded.
    if chosen:
        part.add_arguments(parser)
    parser.set_defaults(run=part.run)


def place(words: list[str]) -> None:
    """What the settings read, from what was typed, before anything reads them; children inherit it."""
    early = argparse.ArgumentParser(add_help=False)
    early.add_argument("--data", type=Path, default=default_folder())
    data = early.parse_known_args(words)[0].data
    os.environ["PRACTICA_DATA"] = str(data.expanduser().resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = "practica.config.settings"


def default_folder() -> Path:
    return Path(os.environ.get("PRACTICA_DATA") or Path(__file__).resolve().parents[3] / "var")


def make(data: Path) -> None:
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"{data} cannot be the data folder ({error.strerror}). Name another with --data."
        raise Refusal(message) from error


def answer(words: list[str]) -> int:
    try:
        options = understood(words)
        make(options.data)
        return int(options.run(options) or DONE)
    except AlreadyRunning as failure:
        return complain(failure, ALREADY_RUNNING)
    except ServerFailure as failure:
        return complain(failure, NO_DATABASE)
    except OperationalError as failure:
        return complain(f"The database does not answer: {failure}", NO_DATABASE)
    except (Refusal, ImproperlyConfigured) as refusal:
        return complain(refusal, REFUSED)
    except KeyboardInterrupt:
        return REFUSED


def complain(failure: object, code: int) -> int:
    print(f"practica: {failure}", file=sys.stderr)
    return code
