"""Who may do what with joint work; seeing is a queryset, so it is not asked here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.communities.queries import is_core, is_full_member, is_member
from practica.work.models import Partner, Share

if TYPE_CHECKING:
    from practica.communities.models import Community
    from practica.people.models import Person
    from practica.work.models import Ask, Commitment, Initiative, Task


def can_commit(person: Person, community: Community) -> bool:
    """Everybody who belongs, guests too; and for oneself alone."""
    return person.is_active and is_member(person, community)


def can_answer_for(person: Person, commitment: Commitment) -> bool:
    """Whoever made it, and nobody else: what one said is one's own to keep, to move and to let go."""
    return person.is_active and commitment.person_id == person.pk


def can_add_task(person: Person, community: Community) -> bool:
    return person.is_active and is_full_member(person, community)


def can_take(person: Person, task: Task) -> bool:
    """Every full member, for themselves; guests take part when they are asked."""
    return can_add_task(person, task.community)


def can_ask(person: Person, task: Task) -> bool:
    return can_add_task(person, task.community)


def can_work_on(person: Person, task: Task) -> bool:
    """Who holds a part of it, guests too: begin, finish, give back, set another day."""
    return is_member(person, task.community) and Share.objects.current().filter(task=task, person=person).exists()


def can_change_task(person: Person, task: Task) -> bool:
    """Who wrote it, who works on it, and the core group."""
    if not can_add_task(person, task.community):
        return False
    return task.created_by_id == person.pk or is_core(person, task.community) or can_work_on(person, task)


def can_reopen(person: Person, task: Task) -> bool:
    return can_work_on(person, task) or is_core(person, task.community)


def can_answer(person: Person, ask: Ask) -> bool:
    """Whoever was asked, where they still belong."""
    return person.is_active and ask.person_id == person.pk and is_member(person, ask.task.community)


def can_propose(person: Person, community: Community) -> bool:
    return can_add_task(person, community)


def can_join(person: Person, initiative: Initiative) -> bool:
    """Everybody who belongs, guests too; and for oneself alone."""
    return person.is_active and is_member(person, initiative.community)


def can_see_client(person: Person, initiative: Initiative) -> bool:
    """For whom it is done is for those who take part, and for nobody else."""
    return Partner.objects.current().filter(initiative=initiative, person=person).exists()


def can_lead(person: Person, initiative: Initiative) -> bool:
    """Whoever takes part may say that they lead it; guests do not."""
    return is_full_member(person, initiative.community) and can_see_client(person, initiative)


def can_steer(person: Person, initiative: Initiative) -> bool:
    """Say it better, set out, deliver, look back, close, give up: who leads it, and the core group."""
    if not can_add_task(person, initiative.community):
        return False
    leads = Partner.objects.current().filter(initiative=initiative, person=person, is_lead=True)
    return is_core(person, initiative.community) or leads.exists()
