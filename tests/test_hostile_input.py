"""What attackers and odd keyboards produce, in every box of every form, sent through the pages themselves.

The boxes are found by reading the pages as a browser does, and compared with the fields of all forms of the product,
so that a new field can't be forgotten.
"""

import logging
import re
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from importlib import import_module
from pkgutil import walk_packages
from urllib.parse import quote_plus
from xml.etree import ElementTree as ET

import pytest
from django import forms
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone
from icalendar import Calendar

import practica
from practica.foundation.text_fields import UNSHOWABLE, LineField, TextField
from practica.mail.envelope import look
from practica.notices.digest import write_to
from practica.people.models import Person
from practica.search.forms import SearchForm
from tests.hostile_strings import collected
from tests.hostile_world import hostile_world
from tests.test_every_address import arguments, filled, regex_names
from tests.test_house import ACCOUNT_PAGES, code, patterns
from tests.written_forms import Box, ReadPage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def _quiet():
    """Hundreds of refusals are no news."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def lasting_world(django_db_setup, django_db_blocker):
    """Made and read once: each test works in a savepoint of its own, and gives it back as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = hostile_world()
        world.forms = all_forms(world)
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def world(lasting_world, db):
    return lasting_world


MARKUP = "\"'><zyx-a zyx=1></title></textarea><script>zyx()</script><img src=x onerror=zyx()>{{7*7}}{% zyx %}"
RICH = (
    f'{MARKUP}\n\n[a](javascript:zyx())\n![b](data:text/html,zyx)\n<javascript:zyx()>\n\n```zyx" onclick="zyx()\n```\n'
)
LINES = "zyx\r\nBcc: zyx@evil.example\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:zyx\r\n"
ODD = {
    "control characters": "zy\x00\x07\x1b\x7f\ufffe\uffffx and a whole sentence besides",
    "half a letter": "zy\ud800\u202e\u2066\u2028\x85x and a whole sentence besides",
    "piled up lines": LINES + "Z\u0351\u036b\u0343" * 12 + "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "markup": MARKUP,
}
# What a box wants that takes not just any words.
WANTED = {"addresses": "new@example.org", "email_domains": "example.org", "email": "a@example.org", "handle": "a"}
# What only somebody without an account is shown (tried in test_hostile_names), and the box that only asks: tried below.
ENDINGS = (
    "/close/",
    "/hide/",
    "/retire/",
    "/end/",
    "/cancel/",
    "/decline/",
    "/step-down/",
    "/leave/",
    "/let-go/",
    "/give-back/",
    "/drop/",
)
# Addresses that answer so to everybody, before they look at who asks or what for: it is enough to ask once.
ONLY_SENT_TO = set()
SOME_BOX = Box("words", "text", 1000, "")
LONGEST, FEWEST_PAGES = 8000, 40
AT_THE_DOOR = {"FirstPlaceForm.places", "JoinForm.name", "ManagerForm.name", "SignUpForm.name", "SearchForm.q"}
LIBRARY = "allauth."
WORDS = "Some words that say enough"
# The answer itself holds what is shown this once and kept nowhere.
SAID_ONCE = {"/people/me/programs/"}


def more_addresses(world):
    """Pages that the list of addresses leads to only with other numbers."""
    things = world.things
    yield from (f"/communities/founding/{things.founding.pk}/{step}/" for step in (2, 3, 4, 5))
    yield "/communities/valves/charter/1/"
    yield "/communities/pumps/invite/?q=Newcomer"
    yield f"/conversations/{things.closed.pk}/"
    yield f"/conversations/{things.theirs.pk}/edit/"
    yield f"/meetings/{things.past.pk}/minutes/"
    yield f"/meetings/{things.draft.pk}/agenda/publish/"
    yield f"/meetings/{things.room.pk}/room/"
    yield f"/meetings/items/{things.noted.pk}/notes/"
    yield f"/topics/{things.agreed.pk}/finish/"
    yield f"/pathways/topics/{things.agreed.pk}/discuss/"
    yield f"/polls/{things.undecided.pk}/outcome/"
    yield f"/polls/{things.decided.pk}/review/"
    yield f"/administration/people/@{world.imported.handle}/"


def addresses(world):
    for path, name, pattern in patterns(get_resolver()):
        if pattern.name and not name.startswith((*ACCOUNT_PAGES, "ui:", "demo:", "live:")):
            names = pattern.pattern.converters or regex_names(pattern)
            yield f"/{filled(path, arguments(path, names, world))}"
    yield from more_addresses(world)


def browser_of(person=None):
    browser = Client(raise_request_exception=False)
    if person:
        browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        # As if the password had just been typed, so that what asks for it again is reached too.
        session, now = browser.session, timezone.now().timestamp()
        session["account_authentication_methods"] = [{"method": "password", "reauthenticated": True, "at": now}]
        session["account_authentication_methods_user"] = str(person.pk)
        session.save()
    return browser


def pages(browser, wanted):
    """Each page that can be read; reading leaves nothing behind."""
    for address in wanted:
        if address.partition("?")[0] in ONLY_SENT_TO:
            continue
        with transaction.atomic():
            answer = browser.get(address)
            transaction.set_rollback(True)
        assert answer.status_code < 500, f"{address}: {answer.exc_info}"
        if answer.status_code == 405:
            ONLY_SENT_TO.add(address.partition("?")[0])
        if answer.status_code == 200 and answer.headers.get("Content-Type", "").startswith("text/html"):
            yield address, ReadPage(answer.content.decode())


def forms_on(browser, wanted):
    """Every form with boxes, once."""
    found = {}
    for address, page in pages(browser, wanted):
        for form in page.forms:
            if form.boxes and form.method == "post":
                form.action = form.action or address
                found.setdefault((form.action.split("?")[0], *form.boxes), form)
    return list(found.values())


def all_forms(world):
    """Pairs of a person and a form they were shown: what the writer, somebody invited, and a newcomer can send."""
    return [
        (person, manner)
        for person, wanted in (
            (world.writer, addresses(world)),
            (world.invited, ["/communities/invitations/"]),
            (world.newcomer, ["/communities/pumps/ask/"]),
        )
        for form in forms_on(browser_of(person), wanted)
        for manner in manners(form)
    ]


def manners(form):
    """Where a choice decides which boxes are read: each choice with its own."""
    if "options" in form.boxes:
        yield chosen(form, ("kind", "choose"), form.boxes)
    elif {"source", "strikes"} <= set(form.boxes):
        yield chosen(form, ("manner", ""), {"source"})
        yield chosen(form, ("manner", "reflect"), {*form.boxes} - {"source"})
    elif "suggested" in dict(form.given):
        # One date is no choice.
        in_nine_days = ("day_1", f"{timezone.localdate() + timedelta(days=9)}")
        yield chosen(chosen(form, in_nine_days, form.boxes), ("at_1", "10:00"), form.boxes)
    else:
        yield form


def chosen(form, choice, names):
    given = [*[pair for pair in form.given if pair[0] != choice[0]], choice]
    return replace(form, given=given, boxes={name: box for name, box in form.boxes.items() if name in names})


def signed_in(forms):
    """The same with a browser for each person."""
    browsers = {person: browser_of(person) for person, _ in forms}
    return [(browsers[person], form) for person, form in forms]


def send(browser, form, words):
    """As a browser sends it; half a letter goes as its bytes."""
    pairs = [*form.given, *((box.name, words(box)) for box in form.boxes.values())]
    body = "&".join(f"{quote_plus(name)}={quote_plus(value, errors='surrogatepass')}" for name, value in pairs)
    return browser.generic("POST", form.action, body, content_type="application/x-www-form-urlencoded")


def sensible(box):
    if box.kind == "url":
        return "https://example.org/x"
    return WANTED.get(box.name, WORDS)[: box.longest]


def hostile(text):
    """The text where any words will do; e-mail and web addresses stay what they are."""

    def words(box):
        if box.kind in {"url", "email"} or box.name in WANTED:
            return sensible(box)
        # Two at least, each in a line.
        return f"{' '.join(text.split())[:100]}\n{WORDS}" if box.name == "options" else text[: box.longest]

    return words


def product_forms():
    for module in walk_packages(practica.__path__, "practica."):
        if "forms" in module.name.split("."):
            import_module(module.name)
    waiting = [forms.Form, forms.ModelForm]
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        if form.__module__.startswith("practica.") and not form.__module__.startswith("practica.ui."):
            yield form


def text_fields(form):
    """The names of the fields that a person types words into, but those that the account library declares and checks itself."""
    return {
        name
        for name, one in getattr(form, "base_fields", {}).items()
        if isinstance(one, forms.CharField)
        and not any(
            name in getattr(kind, "base_fields", {}) for kind in form.__mro__ if kind.__module__.startswith(LIBRARY)
        )
        and not isinstance(one.widget, forms.HiddenInput | forms.PasswordInput | forms.EmailInput | forms.URLInput)
    }


def test_every_text_field_of_every_form_takes_lines_or_texts():
    """Only these two keep out what can't be stored, fed on or shown."""
    wrong = [
        f"{form.__name__}.{name}"
        for form in product_forms()
        for name in text_fields(form)
        if not isinstance(form.base_fields[name], LineField | TextField)
    ]

    assert wrong == []


@pytest.fixture
def reached(monkeypatch):
    """What was typed into: form and field, as the forms themselves see it."""
    seen = set()
    check = forms.BaseForm.full_clean

    def noting(form):
        for name in form.fields:
            if "zyx" in str(form.data.get(form.add_prefix(name), "")):
                seen.update((kind, name) for kind in type(form).__mro__)
        check(form)

    monkeypatch.setattr(forms.BaseForm, "full_clean", noting)
    return seen


def test_what_is_typed_is_kept_or_refused_beside_its_box(world, reached):
    wrong = []
    for browser, form in signed_in(world.forms):
        answers = {kind: attempt(browser, form, words) for kind, words in tries(form).items()}
        answers |= {"choices": stumble(browser, form)}
        wrong += [f"{form.action} {list(form.boxes)} {kind}: {answer}" for kind, answer in answers.items() if answer]

    assert wrong == []
    forgotten = {(form, name) for form in product_forms() for name in text_fields(form)} - reached
    assert {f"{form.__name__}.{name}" for form, name in forgotten} == AT_THE_DOOR


def tries(form):
    """Each kind of words that fills this form's boxes differently."""
    kinds = {"sensible": sensible, **{kind: hostile(text) for kind, text in ODD.items()}}
    kinds["everywhere"] = lambda box: MARKUP[: box.longest]
    return {kind: words for kind, words in kinds.items() if first_to_fill(form, words, kinds.values()) is words}


def first_to_fill(form, words, others):
    filled_with = lambda these: [these(box) for box in form.boxes.values()]  # noqa: E731
    return next(these for these in others if filled_with(these) == filled_with(words))


def attempt(browser, form, words):
    """What is wrong with the answer; nothing of it stays."""
    with transaction.atomic():
        answer = send(browser, form, words)
        shown = browser.get(answer.url) if answer.status_code == 302 and "<" in words(SOME_BOX) else None
        transaction.set_rollback(True)
    if answer.status_code == 302:
        return str(ReadPage(shown.content.decode()).dangers or "") if shown else ""
    if answer.status_code == 200 and form.action in SAID_ONCE:
        return str(ReadPage(answer.content.decode()).dangers or "")
    if answer.status_code != 422:
        return f"{answer.status_code} {getattr(answer, 'exc_info', None) or ''}"
    page = ReadPage(answer.content.decode())
    if page.dangers or not page.wrong:
        return f"runs {page.dangers}" if page.dangers else "no word of what is wrong"
    back = [one for one in page.forms if set(form.boxes) <= set(one.boxes)]
    lost = [
        name for name, box in form.boxes.items() if not any(same(one.boxes[name].typed, words(box)) for one in back)
    ]
    return f"lost {lost}" if lost else ""


def stumble(browser, form):
    """A choice that the page never offered may be refused in any way, but breaks nothing."""
    chosen = [name for name, _ in form.given if name != "csrfmiddlewaretoken"]
    for text in (f"{MARKUP}\x00", "9" * 5000) if chosen else ():
        with transaction.atomic():
            given = [(name, text) for name in chosen]
            answer = send(browser, replace(form, given=given), sensible)
            transaction.set_rollback(True)
        if answer.status_code >= 500:
            return repr(answer.exc_info)
    return ""


def same(shown, typed):
    """Line ends come back in the browser's own way, and what is no letter may come back as the sign for that."""
    plain = typed.replace("\r\n", "\n").encode(errors="replace").decode()
    return shown.replace("\r\n", "\n").replace("\ufffd", "?").replace("\x00", "?") == plain.replace("\x00", "?")


def names_asked():
    """Every name that a view looks for in an address."""
    source = "".join(path.read_text(encoding="utf-8") for path in code("views"))
    return {*re.findall(r"""(?:GET|asked)(?:\.get\(|\[|\.getlist\()"(\w+)""", source), *SearchForm.base_fields}


def test_what_is_asked_in_an_address_runs_nowhere_and_breaks_nothing(world):
    browser = browser_of(world.writer)
    lists = [address for address in addresses(world) if not re.search(r"\d", address)]

    for text, wanted in ((f"{MARKUP}\x00\ud800\u202e", addresses(world)), ("9" * 5000, lists)):
        query = "&".join(f"{name}={quote_plus(text, errors='surrogatepass')}" for name in sorted(names_asked()))
        asked = [f"{address}{'&' if '?' in address else '?'}{query}" for address in wanted]
        assert [address for address, page in pages(browser, asked) if page.dangers] == []
    adding = f"/communities/founding/{world.things.founding.pk}/add/"
    assert browser.post(adding, {"person": "9" * 5000}).status_code == 404
    for path in ("/library/feeds/%00/new.atom", "/meetings/feed/%00.ics", "/people/join/%00/", "/mail/leave/%00/"):
        assert browser.get(path).status_code == 404, path


@pytest.fixture
def payloads(shared_data):
    return [one for one in collected(shared_data) if not UNSHOWABLE.search(one)]


def poured(payloads):
    """Every box gets the next payloads, after our own: lines that would begin a header or a property, and markup."""
    rest = iter(payloads * 2)

    def words(box):
        kept = f"{RICH if box.kind == 'textarea' else MARKUP}\n{LINES}"
        while len(kept) < min(box.longest, LONGEST):
            kept += f"\n{next(rest)}"
        return hostile(kept)(box)

    return words


def pour(world, run_jobs, words):
    """Into every form, each with what the ones before left; then all the work and letters that come of it."""
    for browser, form in sorted(signed_in(world.forms), key=lambda pair: pair[1].action.endswith(ENDINGS)):
        send(browser, form, words)
    for person in Person.objects.active():
        write_to(person, timezone.now() - timedelta(days=7))
    run_jobs()


def read_everything(world, person, wanted=()):
    """The pages that showed some of it; none of them runs it."""
    wanted = wanted or [*addresses(world), "/search/?q=zyx", "/search/palette/?q=zyx", "/people/?q=zyx"]
    found = dict(pages(browser_of(person), wanted))
    assert {address: page.dangers for address, page in found.items() if page.dangers} == {}
    return [address for address, page in found.items() if page.is_marked]


def read_letters_and_feeds(world):
    assert len([letter for letter in mail.outbox if "zyx" in letter.subject + letter.body]) > 5
    assert [letter.subject for letter in mail.outbox if dangers_of(letter)] == []
    for path in (f"{world.feeds.library}/new.atom", f"{world.feeds.library}/pumps.atom"):
        entries = ET.fromstring(Client().get(f"/library/feeds/{path}").content)
        assert "zyx" in "".join(entries.itertext())
    for feed in (world.feeds.mine, world.feeds.community):
        content = Client().get(feed.path).content
        assert any("zyx" in one for one in summaries(content))
        assert forged_in(content) == []


def test_hostile_words_that_are_kept_run_nowhere(world, run_jobs, payloads):
    pour(world, run_jobs, poured(payloads))

    for person in (world.writer, world.reader):
        # Else the pages would have shown nothing of it.
        assert len(read_everything(world, person)) > FEWEST_PAGES
    assert "zyx" in browser_of(world.writer).get("/search/?q=zyx").content.decode()
    read_letters_and_feeds(world)


def dangers_of(letter):
    """What a mail or calendar program would do that the product did not mean."""
    sent = message_from_bytes(letter.message().as_bytes(), policy=default)
    written = [text.replace(look(), "", 1) for text, kind in letter.alternatives if kind == "text/html"]
    pages = [danger for text in written for danger in ReadPage(text).dangers]
    calendars = [part.get_payload(decode=True) for part in sent.walk() if part.get_content_type() == "text/calendar"]
    headers = [name for name in sent if name.lower() in {"bcc", "cc"}]
    return [*pages, *headers, *sent.defects, *(forged for calendar in calendars for forged in forged_in(calendar))]


def forged_in(content):
    """Events that a text would have become, if its lines had been lines of the calendar."""
    return [summary for summary in summaries(content) if summary.strip() == "zyx"]


def summaries(content):
    return [str(event["SUMMARY"]) for event in Calendar.from_ical(content).walk("VEVENT")]
