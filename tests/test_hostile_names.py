"""What odd keyboards produce where there is no account yet: in the first run, at an invitation, at the open door."""

import pytest

from practica.foundation.text_fields import clean_line
from practica.organisation.models import Organisation
from practica.people.models import Person
from practica.people.tests.factories import InvitationFactory
from tests.test_hostile_input import ODD, browser_of, hostile, pages, send
from tests.written_forms import ReadPage

pytestmark = pytest.mark.django_db


def sent_on(browser, address, words, **hidden):
    """What comes after the form of a page was sent."""
    page = ReadPage(browser.get(address).content.decode())
    form = next(one for one in page.forms if one.action in {"", address})
    form.action = address
    form.given += hidden.items()
    return send(browser, form, words)


def come_in(words, secret="four words in a row"):
    """Through the first run, by an invitation and by the open door, which ask for names before there is an account."""
    first, invited, comer = browser_of(), browser_of(), browser_of()
    for step in ("organisation", "place", "people"):
        assert sent_on(first, f"/start/{step}/", words).status_code == 302
    assert sent_on(first, "/start/you/", words, password=secret).url == "/"
    Organisation.objects.update(joining="open")
    invitation = InvitationFactory(email="b@example.org")
    assert sent_on(invited, invitation.get_absolute_url(), words, password=secret).status_code == 302
    assert sent_on(comer, "/accounts/signup/", words, password1=secret).status_code == 302
    return first


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_nobody_comes_in_with_a_name_that_runs(text):
    first = come_in(hostile(text))

    assert set(Person.objects.exclude(name__startswith="Person").values_list("name", flat=True)) == {kept(text)}
    assert Organisation.objects.get().name == kept(text)
    places = Organisation.objects.get().places
    assert places == [clean_line(place) for place in places if "zy" in "".join(places)]
    assert dict(pages(first, ["/", "/people/", "/organisation/", "/administration/"]))["/"].dangers == []


def kept(text):
    """As a name: one line, and a sign where no letter came through."""
    return clean_line(text.encode(errors="surrogatepass").decode(errors="replace")[:120])
