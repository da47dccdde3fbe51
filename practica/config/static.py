"""Static files are laid out for serving when they changed, and only then."""

import hashlib
import json
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect() -> None:
    stamp = Path(settings.STATIC_ROOT) / "laid-out.json"
    now = {"state": state(), "how": settings.STORAGES["staticfiles"]["BACKEND"]}
    if stamp.exists() and json.loads(stamp.read_text(encoding="utf-8")) == now:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(json.dumps(now), encoding="utf-8")


def state() -> str:
    """What would change if any file did."""
    mark = hashlib.sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            mark.update(f"{path} {storage.size(path)} {storage.get_modified_time(path)}\n".encode())
    return mark.hexdigest()
