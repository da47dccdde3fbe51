"""Pages written from what the list of groups says: where a group is found, and what it owns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from practica.exchange.governance.groups import Position

if TYPE_CHECKING:
    from practica.exchange.governance.groups import Contact, Group, Meeting, Subproject
    from practica.exchange.governance.wanted import Directory


def directory_text(directory: Directory) -> str:
    """Markdown, with headings in the language of whoever brings it in."""
    group = directory.group
    return _subprojects(group) if directory.is_of_subprojects else _where(group)


def _where(group: Group) -> str:
    liaisons = [f"{each.name} (GitHub: {each.github})" for each in group.held_by(Position.LIAISON)]
    teams = [f"**{team.name}**: {team.description}" if team.description else team.name for team in group.contact.teams]
    blocks = [
        _block(_("Contact"), [*_channels(group.contact), *_charter(group)]),
        _block(_("Liaison"), liaisons),
        _block(_("Works for"), [f"SIG {name}" for name in group.stakeholders]),
        _block(_("Teams"), teams),
        _block(_("Meetings"), [_meeting(meeting) for meeting in group.meetings]),
    ]
    return "\n".join(block for block in blocks if block)


def _subprojects(group: Group) -> str:
    leads = [each for each in group.appointments if each.position is Position.SUBPROJECT_LEAD]
    names: dict[str, list[str]] = {each.subproject: [] for each in leads}
    for each in leads:
        names[each.subproject].append(f"{each.person.name} (GitHub: {each.person.github})")
    return "\n".join(_subproject(subproject, names.get(subproject.name, [])) for subproject in group.subprojects)


def _subproject(subproject: Subproject, leads: list[str]) -> str:
    lines = [f"## {subproject.name}", ""]
    if subproject.description:
        lines += [subproject.description, ""]
    owners, led_by = _("Owners"), _("Leads")
    lines += [f"- {led_by}: {', '.join(leads)}"] if leads else []
    lines += [f"- {channel}" for channel in _channels(subproject.contact)]
    lines += [f"- {owners}: <{owner}>" for owner in subproject.owners]
    return "\n".join([*lines, ""])


def _channels(contact: Contact) -> list[str]:
    public, private = _("Mailing list"), _("Private mailing list")
    found = [f"Slack: #{contact.slack}"] if contact.slack else []
    found += [f"[{public}]({contact.mailing_list})"] if contact.mailing_list else []
    return found + ([f"[{private}]({contact.private_mailing_list})"] if contact.private_mailing_list else [])


def _charter(group: Group) -> list[str]:
    words = _("Charter")
    return [f"[{words}]({group.charter})"] if "://" in group.charter else []


def _meeting(meeting: Meeting) -> str:
    links = {
        _("join"): meeting.url,
        _("notes"): meeting.archive_url,
        _("recordings"): meeting.recordings_url,
        _("calendar"): meeting.calendar_url,
    }
    words = ", ".join(f"[{name}](<{address}>)" for name, address in links.items() if address)
    where = f" ({meeting.subproject})" if meeting.subproject else ""
    when = ", ".join(part for part in (meeting.frequency, meeting.day, f"{meeting.time} {meeting.tz}".strip()) if part)
    return f"**{meeting.description}**{where}: {when}" + (f" · {words}" if words else "")


def _block(title: str, lines: list[str]) -> str:
    return "\n".join([f"## {title}", "", *(f"- {line}" for line in lines), ""]) if lines else ""
