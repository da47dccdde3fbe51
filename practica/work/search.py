"""How joint work is found."""

from practica.search.registry import declare
from practica.work.models import Commitment, Initiative, State, Task

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
declare(
    model="work.initiative",
    kind="work",
    # For whom it is done is for those who take part, so nobody finds it by that.
    text=lambda one: f"{one.goal}\n\n{one.learned}".strip(),
    visible_to=Initiative.objects.visible_to,
    author=lambda one: one.created_by_id,
    at=lambda one: one.created_at,
    language=lambda one: one.language,
    icon="rocket",
    hue="moss",
    details=lambda one: [one.get_stage_display(), one.community.name],
    rows=lambda: Initiative.objects.select_related("community"),
)
