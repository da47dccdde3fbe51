"""The informal way to found a community: three people who say yes, and no approval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.dateparse import parse_date
from django.utils.text import slugify
from django.utils.translation import gettext as _

from practica.communities import policies
from practica.communities.actions.charters import own_words, record_charter
from practica.communities.actions.invitations import invite_person
from practica.communities.actions.questions import write_questions
from practica.communities.actions.rows import let_in
from practica.communities.models import (
    Community,
    FoundingDraft,
    Membership,
    MembershipState,
    Role,
    Visibility,
)
from practica.communities.queries.directory import look_alikes
from practica.communities.verbs import Verb
from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require
from practica.organisation.queries import the_organisation
from practica.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Mapping

SCREENS = 5
# Words that are addresses of their own beside a community's.
RESERVED = frozenset({"start", "founding", "programme", "what-is", "self-check", "invitations", "similar", "people"})
TEXTS = ("name", "tagline", "domain", "scope_out", "community", "practice", "house_rules", "rhythm", "difference")


@transaction.atomic
def start_founding(*, by: Person) -> FoundingDraft:
    """Begin to think a community out; guests of the organisation do not found (403)."""
    require(policies.can_start, by, None)
    return FoundingDraft.objects.create(author=by, answers={"languages": [by.language]})


@transaction.atomic
def save_founding(draft: FoundingDraft, answers: Mapping[str, Any], *, by: Person, step: int) -> FoundingDraft:
    """Keep what was typed on one screen and go on to the next; nothing is lost when the browser is closed."""
    draft = _locked_draft(draft, by)
    draft.answers = {**draft.answers, **answers}
    draft.step = max(draft.step, min(step, SCREENS))
    draft.save()
    return draft


@transaction.atomic
def discard_founding(draft: FoundingDraft, *, by: Person) -> None:
    """Throw the thought away."""
    _locked_draft(draft, by).delete()


@transaction.atomic
def found_community(draft: FoundingDraft, *, by: Person) -> Community:
    """Found it with its founder as facilitator and ask the others; it lives when three people have said yes.

    Refused without a name, without something to learn, or beside one that sounds alike when nothing different is said.
    """
    draft = _locked_draft(draft, by)
    community = community_of(draft)
    _refuse_unfinished(community, by=by)

    community.save()
    write_questions(community, draft.answers.get("questions", []))
    record(Verb.FOUNDED, by=by, target=community, community=community)
    founder = Membership(community=community, person=by, state=MembershipState.DECLINED)
    let_in(founder, role=Role.FACILITATOR)
    record_charter(community, own_words(community), by=by)
    for person in Person.objects.active().filter(pk__in=draft.answers.get("people", []), is_guest=False):
        invite_person(community, person, by=by, message=str(draft.answers.get("message", "")))
    draft.delete()
    return community


def community_of(draft: FoundingDraft) -> Community:
    """The community as the draft describes it, not saved."""
    answers = draft.answers
    texts = {name: str(answers.get(name, "")) for name in TEXTS}
    return Community(
        **texts,
        slug=free_slug(texts["name"]),
        languages=answers.get("languages", []),
        topics=answers.get("topics", []),
        visibility=answers.get("visibility") or Visibility.OPEN,
        hue_name=answers.get("hue_name") or first_hue(),
        first_gathering_on=parse_date(str(answers.get("first_gathering_on") or "")),
        unit_id=answers.get("unit"),
        created_by=draft.author,
        created_at=moment_now(),
    )


def first_hue() -> str:
    """The colour chosen in the first run, for the community that is the first."""
    organisation = the_organisation()
    return organisation.first_hue if organisation and not Community.objects.exists() else ""


def free_slug(name: str) -> str:
    """An address for the name that no other community and no page has."""
    wanted = slugify(name)[:70] or "community"
    taken = set(Community.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)) | RESERVED
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def _refuse_unfinished(community: Community, *, by: Person) -> None:
    if not community.name:
        raise Refused(_("Give it a name first."))
    if Community.objects.filter(name__iexact=community.name).exists():
        raise Refused(_("There is a community of this name already."))
    if not community.difference and look_alikes(community.name, community.tagline, by):
        raise Refused(_("A similar community exists. Join it, or say what is different about this one."))


def _locked_draft(draft: FoundingDraft, by: Person) -> FoundingDraft:
    row = FoundingDraft.objects.select_for_update().get(pk=draft.pk)
    require(policies.can_found, by, row)
    return row
