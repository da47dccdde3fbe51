"""How a charter comes into force: drafted, heard for 72 hours, then binding until the next one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from practica.communities import policies
from practica.communities.actions.questions import refuse_questions, write_questions
from practica.communities.actions.rows import locked
from practica.communities.models import SECTIONS, Charter, CharterComment, CharterState, Community
from practica.communities.verbs import Verb
from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require
from practica.foundation.richtext import render

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from practica.people.models import Person

# What a charter says and the community's own page repeats.
MIRRORED = {"domain": "domain", "community": "community", "practice": "practice", "house_rules": "house_rules"}


@dataclass(frozen=True)
class CharterWords:
    """What a version says: its sections by heading, the knowledge questions, why it changes, when to look again."""

    sections: Mapping[str, str]
    questions: Sequence[str] = field(default_factory=list)
    what_changed: str = ""
    review_on: date | None = None


@transaction.atomic
def draft_charter(community: Community, *, by: Person) -> Charter:
    """Begin the next version with the words of the present one; Refused while another is being made."""
    community = locked(community)
    require(policies.can_facilitate, by, community)
    if community.charters.being_made().exists():
        raise Refused(_("A new version is being made already."))

    present = community.charters.in_force().first()
    charter = Charter(community=community, version=_next_version(community), created_by=by)
    _write(charter, present.sections if present else own_words(community))
    charter.questions = [question.text for question in community.questions.all()]
    charter.save()
    record(Verb.CHARTER_DRAFTED, by=by, target=charter, community=community)
    return charter


@transaction.atomic
def save_charter(charter: Charter, words: CharterWords, *, by: Person) -> Charter:
    """Change the words of a draft; once it is open for comments its words stand still."""
    charter = _locked_charter(charter)
    require(policies.can_facilitate, by, charter.community)
    if not charter.is_draft:
        raise Refused(_("This version is open for comments: its words stand still. Take it back to change them."))
    _write(charter, words.sections)
    charter.questions = [question for question in words.questions if question.strip()]
    charter.what_changed, charter.review_on = words.what_changed, words.review_on
    charter.save()
    record(Verb.CHARTER_SAVED, by=by, target=charter, community=charter.community)
    return charter


@transaction.atomic
def open_charter(charter: Charter, *, by: Person) -> Charter:
    """Show the draft to the members, who have 72 hours; Refused without a purpose or a knowledge question."""
    charter = _locked_charter(charter)
    require(policies.can_facilitate, by, charter.community)
    if not charter.is_draft:
        raise Refused(_("This version is open for comments already."))
    refuse_questions(charter.questions)
    if not charter.sections.get("purpose"):
        raise Refused(_("Say in one sentence what will be better because the community exists."))

    charter.state, charter.comment_opened_at = CharterState.COMMENT, moment_now()
    charter.save(update_fields=["state", "comment_opened_at"])
    record(Verb.CHARTER_OPENED, by=by, target=charter, community=charter.community)
    return charter


@transaction.atomic
def comment_on_charter(charter: Charter, *, by: Person, text: str) -> CharterComment:
    """Say what one thinks of it while it is open."""
    charter = _locked_charter(charter)
    require(policies.can_comment, by, charter)
    if not charter.is_open_for_comment:
        raise Refused(_("Comments on this version are closed."))
    comment = CharterComment.objects.create(charter=charter, author=by, text=text)
    record(Verb.CHARTER_COMMENTED, by=by, target=charter, community=charter.community)
    return comment


@transaction.atomic
def put_charter_in_force(charter: Charter, *, by: Person) -> Charter:
    """Make it binding once its members had 72 hours; the version before it is superseded."""
    charter = _locked_charter(charter)
    require(policies.can_facilitate, by, charter.community)
    if not charter.is_open_for_comment:
        raise Refused(_("Only a version that was open for comments can come into force."))
    if not charter.has_been_heard:
        raise Refused(_("Members have 72 hours to comment. It can come into force after that."))
    return _enforce(charter, by=by)


@transaction.atomic
def discard_charter(charter: Charter, *, by: Person) -> Charter:
    """Take a version back: one that is open becomes a draft again, a draft goes away."""
    charter = _locked_charter(charter)
    require(policies.can_facilitate, by, charter.community)
    if charter.is_open_for_comment:
        charter.state, charter.comment_opened_at = CharterState.DRAFT, None
        charter.save(update_fields=["state", "comment_opened_at"])
    elif charter.is_draft:
        Charter.objects.filter(pk=charter.pk).delete()
    else:
        raise Refused(_("This version is in force or was: it stays."))
    record(Verb.CHARTER_DISCARDED, by=by, target=charter, community=charter.community)
    return charter


@transaction.atomic
def record_charter(community: Community, sections: Mapping[str, str], *, by: Person | None, body: str = "") -> Charter:
    """Keep what was agreed on elsewhere, or by founding together, as the version in force; no comment time again.

    For imports and for founding: there is no policy to ask, the caller's own action has asked.
    """
    community = locked(community)
    charter = Charter(community=community, version=_next_version(community), created_by=by)
    _write(charter, sections)
    if body:
        charter.body, charter.body_html = body, render(body).html
    charter.questions = [question.text for question in community.questions.all()]
    return _enforce(charter, by=by)


def own_words(community: Community) -> dict[str, str]:
    """A first charter from what the community says of itself."""
    return {
        "purpose": community.tagline,
        "domain": community.domain,
        "community": community.community,
        "practice": community.practice,
        "rhythm": community.rhythm,
        "house_rules": community.house_rules,
    }


def _enforce(charter: Charter, *, by: Person | None) -> Charter:
    community, now = charter.community, moment_now()
    community.charters.in_force().update(state=CharterState.SUPERSEDED, superseded_at=now)
    charter.state, charter.in_force_at, charter.in_force_by = CharterState.IN_FORCE, now, by
    charter.save()
    if charter.questions:
        write_questions(community, charter.questions)
    for section, name in MIRRORED.items():
        if text := charter.sections.get(section):
            setattr(community, name, text)
    community.save(update_fields=[*MIRRORED.values()])
    record(Verb.CHARTER_IN_FORCE, by=by, target=charter, community=community)
    return charter


def _write(charter: Charter, sections: Mapping[str, str]) -> None:
    kept = {name: sections[name].strip() for name in SECTIONS if sections.get(name, "").strip()}
    charter.sections = kept
    charter.sections_html = {name: render(text).html for name, text in kept.items()}


def _locked_charter(charter: Charter) -> Charter:
    community = locked(charter.community)
    row = Charter.objects.select_for_update(of=("self",)).get(pk=charter.pk)
    row.community = community
    return row


def _next_version(community: Community) -> int:
    last = community.charters.order_by("-version").values_list("version", flat=True).first()
    return (last or 0) + 1
