"""Where pages are answered."""

import argparse
import os
import socket
from contextlib import closing

from practica.config.command.refusal import Refusal

LAST_PORT = 65_535


def add_address(parser: argparse.ArgumentParser, port: int = 8000) -> None:
    parser.add_argument(
        "--host",
        default=os.environ.get("PRACTICA_HOST") or "127.0.0.1",
        help="the address to listen on (PRACTICA_HOST; default: 127.0.0.1, this machine only; 0.0.0.0 for everyone)",
    )
    parser.add_argument(
        "--port",
        type=port_number,
        # As words: what the variable says is looked at like what is typed.
        default=os.environ.get("PRACTICA_PORT") or str(port),
        help=f"the port (PRACTICA_PORT; default: {port}; 0 takes a free one)",
    )


def port_number(said: str) -> int:
    if not (said.isascii() and said.isdigit() and int(said) <= LAST_PORT):
        message = f"a port is a number from 0 to {LAST_PORT}, not {said!r}"
        raise argparse.ArgumentTypeError(message)
    return int(said)


def free_port(host: str, port: int) -> int:
    """The port, seen to be free: a server that dies of it later says it less clearly."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            message = f"{host} port {port} cannot be used ({error.strerror}). Choose another with --port or --host."
            raise AddressTaken(message) from error
        return int(trial.getsockname()[1])


class AddressTaken(Refusal):
    """Somebody else answers there, or we may not."""


def shown(host: str, port: int) -> str:
    """What a person types into a browser."""
    name = {"0.0.0.0": "localhost", "::": "localhost"}.get(host, host)  # noqa: S104 -- it is compared, not bound
    return f"http://{f'[{name}]' if ':' in name else name}:{port}/"
