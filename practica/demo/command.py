"""`practica demo`: fills the data folder with the invented organisation, so that its last day is today."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from practica.demo.play import play
from practica.organisation.models import Organisation

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


def run(_options: argparse.Namespace) -> int:
    """Fill the folder; one that was filled on an earlier day is emptied first, and a real one is left alone."""
    today = timezone.now().date().isoformat()
    if Organisation.objects.exists():
        if not state_file().exists():
            say("This data folder holds a real organisation. Name another one with --data.")
            return 1
        if json.loads(state_file().read_text(encoding="utf-8"))["filled_on"] == today:
            return 0
        empty()
    began = time.monotonic()
    # All or nothing: a fill that is interrupted leaves an empty installation, and the next one begins again.
    with transaction.atomic():
        play(lambda what: say(f"  {what}"))
    state_file().write_text(json.dumps({"filled_on": today}), encoding="utf-8")
    say(f"The demonstration is ready ({time.monotonic() - began:.0f} s).")
    return 0


def state_file() -> Path:
    path: Path = settings.DATA_DIR / "demo.json"
    return path


def empty() -> None:
    call_command("flush", interactive=False, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")


def say(line: str) -> None:
    """Progress is for people; the standard output stays free for what programs read."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
