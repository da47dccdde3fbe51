"""How joint work is found."""

from practica.search.registry import declare
from practica.work.models import Commitment, State, Task

declare(
    model="work.commitment",
    kind="work",
    visible_to=Commitment.objects.visible_to,
    author=lambda one: one.person_id,
    at=lambda one: one.made_at,
    language=lambda one: one.language,
    icon="handshake",
    hue="gold",
    details=lambda one: [one.person.name],
    is_found=lambda one: one.let_go_at is None,
    rows=lambda: Commitment.objects.select_related("community", "person"),
)
declare(
    model="work.task",
    kind="work",
    text=lambda task: task.details,
    visible_to=Task.objects.visible_to,
    author=lambda task: task.created_by_id,
    at=lambda task: task.created_at,
    language=lambda task: task.language,
    icon="list-todo",
    hue="moss",
    details=lambda task: [task.get_state_display()],
    is_found=lambda task: task.state != State.DROPPED,
    rows=lambda: Task.objects.select_related("community"),
)
