"""What a governance folder says, as it says it."""

from dataclasses import dataclass
from enum import StrEnum


class Section(StrEnum):
    """The list of `sigs.yaml` a group stands in."""

    SPECIAL_INTEREST = "sigs"
    WORKING = "workinggroups"
    USER = "usergroups"
    COMMITTEE = "committees"


class Position(StrEnum):
    """Why a person is named."""

    CHAIR = "chairs"
    TECHNICAL_LEAD = "tech_leads"
    EMERITUS = "emeritus_leads"
    LIAISON = "liaison"
    SUBPROJECT_LEAD = "leads"


@dataclass(frozen=True)
class Individual:
    """A person as written once; the same one may be written many times, in fuller or shorter form."""

    github: str
    name: str
    company: str = ""
    email: str = ""

    @property
    def key(self) -> str:
        """GitHub ids do not tell capital from small letters."""
        return self.github.casefold()


@dataclass(frozen=True)
class Appointment:
    """One person in one position of a group, or of one of its subprojects."""

    person: Individual
    position: Position
    subproject: str = ""


@dataclass(frozen=True)
class Meeting:
    """A meeting series in the words of the folder."""

    description: str
    day: str
    time: str
    tz: str
    frequency: str
    subproject: str = ""
    url: str = ""
    archive_url: str = ""
    recordings_url: str = ""
    calendar_url: str = ""


@dataclass(frozen=True)
class Team:
    """A named team on the code host."""

    name: str
    description: str = ""


@dataclass(frozen=True)
class Contact:
    """Where a group or subproject is met between meetings."""

    slack: str = ""
    mailing_list: str = ""
    private_mailing_list: str = ""
    teams: tuple[Team, ...] = ()


@dataclass(frozen=True)
class Subproject:
    """A lasting piece of work a group owns."""

    name: str
    description: str = ""
    owners: tuple[str, ...] = ()
    contact: Contact = Contact()


@dataclass(frozen=True)
class Group:
    """A group that becomes a community."""

    section: Section
    folder: str
    name: str
    mission: str
    charter: str
    label: str
    contact: Contact
    appointments: tuple[Appointment, ...]
    meetings: tuple[Meeting, ...]
    subprojects: tuple[Subproject, ...]
    stakeholders: tuple[str, ...] = ()

    def held_by(self, position: Position) -> list[Individual]:
        return [each.person for each in self.appointments if each.position is position]


@dataclass(frozen=True)
class Skipped:
    """Something that was in the folder and is not taken in, with the reason people read."""

    what: str
    reason: str


@dataclass(frozen=True)
class Governance:
    """All groups and people of one folder, and what of `sigs.yaml` has no place here."""

    groups: tuple[Group, ...]
    people: tuple[Individual, ...]
    skipped: tuple[Skipped, ...]

    @property
    def meetings(self) -> list[tuple[Group, Meeting]]:
        return [(group, meeting) for group in self.groups for meeting in group.meetings]
