"""The embedded PostgreSQL: its programs, the account it runs as, its socket, and the server itself."""

from practica.config.postgres.failure import ServerFailure
from practica.config.postgres.server import AlreadyRunning, Server, available
from practica.config.postgres.sockets import socket_folder

__all__ = ["AlreadyRunning", "Server", "ServerFailure", "available", "socket_folder"]
