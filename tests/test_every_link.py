"""Every kind of link that a page offers opens on a page with a title, and every button does something.

Nobody is led to a page that is not there or only takes forms, and nobody presses in vain.
"""

import re
from collections import deque
from html import unescape

import pytest
from django.urls import resolve

from practica.communities.tests.factories import CommunityFactory, FacilitatorFactory, MembershipFactory
from practica.organisation.models import Organisation
from practica.people.tests.factories import ProgrammeManagerFactory
from tests.test_every_address import things_of

pytestmark = pytest.mark.django_db
BUTTON = re.compile(r'<button\b[^>]*\stype="button"[^>]*>')
# A form's button sends it; any other opens something of the page, or a script finds it by its data.
DOES_SOMETHING = re.compile(r"\s(popovertarget|commandfor|hx-|data-)")
HEADING, TITLE = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL), re.compile(r"<title>\s*\S")
LINK = re.compile(r'<a\b[^>]*\shref="([^"#]+)')


@pytest.fixture
def people():
    """Those who see the most and the least of a community that holds one of each thing."""
    Organisation.objects.get_or_create(pk=1, defaults={"name": "Northwater", "languages": ["en"]})
    community = CommunityFactory()
    facilitator = FacilitatorFactory(community=community).person
    member = MembershipFactory(community=community).person
    things_of(community, facilitator, member)
    return {
        "facilitator": facilitator,
        "guest": MembershipFactory(community=community, guest=True, person__is_guest=True).person,
        "manager": ProgrammeManagerFactory(),
    }


def walked(client):
    """The status behind the first link of each kind, from the start page on; buttons that do nothing; nameless pages."""
    found, idle, nameless, waiting = {}, set(), set(), deque([("/", "/")])
    while waiting:
        address, came_from = waiting.popleft()
        kind = resolve(address.partition("?")[0]).view_name
        if kind in found:
            continue
        answer = client.get(address, follow=True)
        found[kind] = (answer.status_code, address, came_from)
        if answer.status_code == 200 and "html" in answer.get("Content-Type", ""):
            page = answer.content.decode()
            links = (unescape(link) for link in LINK.findall(page))
            waiting.extend((link, address) for link in links if link.startswith("/"))
            headings = [re.sub(r"<[^>]+>", "", heading).strip() for heading in HEADING.findall(page)]
            nameless |= set() if len(headings) == 1 and headings[0] and TITLE.search(page) else {kind}
            idle |= {(kind, button) for button in BUTTON.findall(page) if not DOES_SOMETHING.search(button)}
    return found, idle, nameless


@pytest.mark.parametrize("role", ["facilitator", "guest", "manager"])
def test_every_kind_of_link_opens_a_page_with_one_heading_and_every_button_does_something(people, role, client_as):
    found, idle, nameless = walked(client_as(people[role]))

    assert {kind: told for kind, told in found.items() if told[0] != 200} == {}
    assert (idle, nameless) == (set(), set())
    assert len(found) > 25
