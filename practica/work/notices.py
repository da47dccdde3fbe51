"""What is said of what happens to joint work, and to whom."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from practica.notices.registry import Urgency, declare
from practica.work.verbs import Verb

# Shown where the community works and in what is new; nobody's inbox counts who kept what.
SHOWN = {"urgency": Urgency.NEWS, "hue": "gold"}

declare(Verb.COMMITTED, words=_("{who} said what they will do"), icon="handshake", is_in_digest=True, **SHOWN)
declare(Verb.KEPT, words=_("{who} did what they said"), icon="circle-check", is_in_digest=True, **SHOWN)

# Remembered for measures, and shown beside the commitment, but nobody is told of each.
UNTOLD = {
    Verb.NOT_KEPT_YET: "a slip of the finger",
    Verb.RENEGOTIATED: "its line shows the new day, the old one and the reason",
    Verb.LET_GO: "its page says so",
}
