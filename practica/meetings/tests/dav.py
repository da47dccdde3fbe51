"""A calendar program as small as can be, for what the real ones never do or do not let one see."""

from base64 import b64encode
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from django.test import Client
from icalendar import Calendar

from practica.organisation.models import Organisation
from practica.people.actions import make_app_token

D, C = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"


@dataclass
class Answer:
    status: int
    headers: dict
    body: bytes

    @property
    def why(self):
        return ET.fromstring(self.body).findtext(f"{D}responsedescription")

    @property
    def hrefs(self):
        rows = ET.fromstring(self.body).iter(f"{D}response")
        return [(row.findtext(f"{D}href"), "404" in (row.findtext(f"{D}status") or "")) for row in rows]

    def text(self, tag):
        return ET.fromstring(self.body).findtext(f".//{tag}")


class Program:
    def __init__(self, person, *, secret=None):
        Organisation.objects.get_or_create(pk=1, defaults={"name": "Litoral"})
        self.person = person
        self.token, made = make_app_token("Phone", by=person)
        self.secret = secret or made
        self.browser = Client(raise_request_exception=True)
        self.home = f"/dav/{person.pk}/"

    def ask(self, method, path, body="", **headers):
        name = b64encode(f"{self.person.email}:{self.secret}".encode()).decode()
        sent = {"Authorization": f"Basic {name}", **{key.replace("_", "-"): value for key, value in headers.items()}}
        answer = self.browser.generic(
            method, path, body, headers=sent, content_type="text/calendar" if method == "PUT" else "application/xml"
        )
        return Answer(answer.status_code, answer.headers, answer.content)

    def of(self, community):
        return f"{self.home}in-{community.slug}/"

    @property
    def mine(self):
        return f"{self.home}mine/"

    def names(self, calendar):
        """The address of each entry, with its version."""
        asked = '<propfind xmlns="DAV:"><prop><getetag/></prop></propfind>'
        found = ET.fromstring(self.ask("PROPFIND", calendar, asked, Depth="1").body)
        rows = {row.findtext(f"{D}href"): row.findtext(f".//{D}getetag") for row in found.iter(f"{D}response")}
        return {href: etag for href, etag in rows.items() if href != calendar}

    def read(self, path):
        answer = self.ask("GET", path)
        assert answer.status == 200, answer
        return Calendar.from_ical(answer.body)

    def only(self, calendar):
        """The address of the one entry there is, and what it says."""
        (path,) = self.names(calendar)
        return path, self.read(path)

    def write(self, path, calendar, **headers):
        body = calendar.to_ical().decode() if hasattr(calendar, "to_ical") else calendar
        return self.ask("PUT", path, body, **headers)

    def synced(self, calendar, token=""):
        asked = f'<sync-collection xmlns="DAV:"><sync-token>{token}</sync-token><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>'
        return self.ask("REPORT", calendar, asked)


def event(*lines, uid="from-a-phone", start="DTSTART;TZID=Europe/Madrid:20261201T100000"):
    rows = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Phone//EN", "BEGIN:VEVENT", f"UID:{uid}", start)
    lines = lines or ("SUMMARY:Lift pumps", "DURATION:PT1H")
    end = ("DTSTAMP:20261101T000000Z", "END:VEVENT", "END:VCALENDAR", "")
    return "\r\n".join([*rows, *lines, *end])


def with_day_moved(calendar, day, by):
    """As programs write it: the series stays, and one day of it stands beside it with its own hour."""
    alone = calendar.events[0].copy()
    length = alone.end - alone.start
    for name in ("RRULE", "EXDATE", "DTSTART", "DTEND"):
        alone.pop(name, None)
    alone.add("recurrence-id", day)
    alone.add("dtstart", day + by)
    alone.add("dtend", day + by + length)
    calendar.add_component(alone)
    return calendar
