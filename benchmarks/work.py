"""Server time of the pages on which a community plans and works: 5,000 suggestions, 3,000 meetings, 10,000 tasks.

As in pages.py the whole of Django, without the network; the budget is the same. `--size` is the number of messages beside them.
"""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from django.test import Client
from django.urls import reverse

from practica.config.development.bench import Figure
from practica.config.development.joint_filling import JointFilling


def measure(size: int) -> list[Figure]:
    filling = JointFilling(size)
    filling.fill()
    pages = beside("pages")
    client = Client()
    client.force_login(filling.people[0], backend="django.contrib.auth.backends.ModelBackend")
    return [Figure(name, pages.timed(client, url), "ms", pages.BUDGET) for name, url in addresses(filling).items()]


def addresses(filling: JointFilling) -> dict[str, str]:
    slug = filling.communities[0].slug
    return {
        "calendar, a month": reverse("meetings:calendar"),
        "calendar, the organisation's": f"{reverse('meetings:calendar')}?whose=organisation",
        "agenda builder": reverse("meetings:agenda", args=[filling.draft.pk]),
        "meeting in progress": reverse("meetings:room", args=[filling.room.pk]),
        "backlog and learning agenda": reverse("topics:community", args=[slug]),
        "a lane of the learning agenda": reverse("topics:lane", args=[slug, "learn"]),
        "board": reverse("work:community", args=[slug]),
        "tasks as a list": reverse("work:tasks", args=[slug]),
        "initiatives": reverse("work:initiatives", args=[slug]),
    }


def beside(name):  # noqa: ANN001, ANN201 -- benchmarks are files, not a package
    spec = spec_from_file_location(f"benchmarks.{name}", Path(__file__).with_name(f"{name}.py"))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
