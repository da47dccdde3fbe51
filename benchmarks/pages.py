"""Server time of the pages people open most: the whole of Django, without the network; median of 25 after 5 to warm up.

Two of them search, and more than sixty searches a minute are refused. Budget (docs/adr, architecture): median ≤ 25 ms on
one core at 100,000 messages. The figure at 100,000 may be 1.2 times that at 10,000 at most: run both sizes and compare.
"""

import time
from statistics import median

from django.test import Client
from django.urls import reverse

from practica.communities.models import Community
from practica.config.development.bench import Figure
from practica.config.development.filling import Filling
from practica.config.development.vocabulary import FAMILIAR, VOCABULARY
from practica.conversations.models import Conversation
from practica.library.models import Asset
from practica.meetings.models import Occurrence
from practica.people.models import Person

WARM_UP, TIMES, BUDGET = 5, 25, 25.0
RARE = 3000  # a word that one message in a thousand has


def measure(size: int) -> list[Figure]:
    Filling(size).fill()
    person = Person.objects.order_by("pk").first()
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return [Figure(f"{name}, {size:,} messages", timed(client, url), "ms", BUDGET) for name, url in addresses().items()]


def addresses() -> dict[str, str]:
    community = Community.objects.order_by("pk").first()
    slug = community.slug
    # The first one is the longest.
    longest, *_, usual = Conversation.objects.filter(community=community).order_by("pk").values_list("pk", flat=True)
    asset = Asset.objects.filter(community=community).order_by("-changed_at").first()
    meeting = Occurrence.objects.filter(community=community).order_by("-starts_at").first()
    return {
        "home": "/",
        "community": reverse("communities:home", args=[slug]),
        "list of conversations": reverse("conversations:community", args=[slug]),
        "conversation": reverse("conversations:detail", args=[usual]),
        "long conversation (50 of 400 replies)": reverse("conversations:detail", args=[longest]),
        "calendar": reverse("meetings:calendar"),
        "meetings of a community": reverse("meetings:community", args=[slug]),
        "meeting": reverse("meetings:detail", args=[meeting.pk]),
        "library": reverse("library:organisation"),
        "asset": reverse("library:asset", args=[asset.pk]),
        "people": reverse("people:directory"),
        "communities": reverse("communities:directory"),
        "search, a rare word": f"{reverse('search:page')}?q={VOCABULARY[RARE]}",
        "search, two common words": f"{reverse('search:page')}?q={'+'.join(FAMILIAR[3:5])}",
    }


def timed(client: Client, url: str) -> float:
    """Milliseconds, the median."""
    times = []
    for number in range(WARM_UP + TIMES):
        began = time.perf_counter()
        answer = client.get(url)
        if answer.status_code != 200:  # noqa: PLR2004 -- a page that is not there is no figure
            message = f"{url} answered {answer.status_code}"
            raise RuntimeError(message)
        if number >= WARM_UP:
            times.append((time.perf_counter() - began) * 1000)
    return median(times)
