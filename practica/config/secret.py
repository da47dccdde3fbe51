"""A secret key for an installation that was given none: made once, kept in its data folder."""

import os
import secrets
from pathlib import Path


def secret_key(data: Path) -> str:
    """The key in the data folder; made at first use, readable by its owner alone."""
    path = data / "secret-key"
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        # O_EXCL: two processes that start at once agree on the first one's key.
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text(encoding="ascii")
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii")
