"""How joint work is found."""

from practica.search.registry import declare
from practica.work.models import Commitment

declare(
    model="work.commitment",
    kind="work",
    visible_to=Commitment.objects.visible_to,
    author=lambda one: one.person_id,
    at=lambda one: one.made_at,
    language=lambda one: one.language,
    icon="handshake",
    hue="gold",
    details=lambda one: [one.person.name, one.community.name],
    is_found=lambda one: one.let_go_at is None,
    rows=lambda: Commitment.objects.select_related("community", "person"),
)
