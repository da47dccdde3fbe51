"""Every string of the public collections in every text box of every form: long, so only `bin/test --exhaustive` runs it.

A box of 200 letters takes three strings at a time, which would be more than a hundred thousand requests. So limits of length are
lifted, in the checks and in the tables, and all boxes of a form get a lot of whole strings at once; with its limits
back each form is given the same strings to refuse. The everyday tests try every form with a part of the strings.
"""

import sys
from time import perf_counter

import pytest
from django import forms
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.urls import resolve

from practica.foundation import rates
from practica.foundation.text_fields import UNSHOWABLE, LineField, clean_line
from practica.organisation.forms import DOMAIN
from practica.organisation.models import Organisation
from practica.search.queries import beginning_with, find, saying
from practica.search.words import ask, beginnings
from tests import test_hostile_input as everyday
from tests import test_hostile_names as door
from tests.hostile_strings import collected, lift_limits, lots, widen
from tests.hostile_world import hostile_world
from tests.test_hostile_input import _quiet  # noqa: F401 -- a fixture
from tests.written_forms import ReadPage

pytestmark = [pytest.mark.django_db, pytest.mark.exhaustive]
# What is kept stands on many pages, many times on some.
LOT, SMALL_LOT = 20_000, 6000
# The last of each box, by which one sees that all of it came through.
END = "zyxend"


@pytest.fixture(scope="module")
def strings(shared_data):
    return collected(shared_data)


@pytest.fixture
def wide_world(db):
    widen()
    return read_world()


@pytest.fixture
def world(db):
    return read_world()


def read_world():
    world = hostile_world()
    world.forms = everyday.all_forms(world)
    return world


@pytest.fixture
def _no_limits(monkeypatch):
    lift_limits(monkeypatch)


@pytest.fixture(autouse=True)
def _patient(monkeypatch):
    """One person sends what a year would bring."""
    monkeypatch.setattr(rates, "MOST_KEPT", -1)


@pytest.fixture
def report(capsys):
    """How much was tried, and how long it took."""
    began = perf_counter()

    def say(text):
        with capsys.disabled():
            sys.stdout.write(f"\n{text}, {perf_counter() - began:.0f} s\n")

    return say


def storable(strings):
    """Those that a box of several lines takes."""
    return [one for one in strings if not UNSHOWABLE.search(one)]


def wants_an_address(box):
    return box.kind in {"url", "email"} or box.name in everyday.WANTED


def whole(lot):
    """One line for a box of one line; else each string begins one, where markup would begin."""

    def words(box):
        if wants_an_address(box):
            return everyday.sensible(box)
        parts = [*lot, f"{END}{box.name}"]
        if box.name == "options":
            return f"{everyday.WORDS}\n{clean_line(' '.join(parts))}"
        return ("\n\n" if box.kind == "textarea" else " ").join(parts)

    return words


def senders(world):
    """Each form once, with a browser for its sender."""
    found = {}
    for browser, form in everyday.signed_in(world.forms):
        kind = resolve(form.action.partition("?")[0]).view_name
        found.setdefault((kind, "step" in kind and form.action, *form.boxes), (browser, form))
    return list(found.values())


def product_fields():
    return [
        (form, name, field)
        for form in everyday.product_forms()
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.CharField) and not isinstance(field.widget, forms.HiddenInput)
    ]


def cleaned(field, text):
    try:
        return field.clean(text)
    except ValidationError:
        return None


def test_every_string_alone_is_taken_or_refused_by_every_text_field(strings, report):
    fields = product_fields()
    for form, name, field in fields:
        for text in strings:
            kept = cleaned(field, text)
            lines = kept if isinstance(kept, list) else [kept or ""]
            unclean = [line for line in lines if isinstance(field, LineField) and line != clean_line(line)]
            assert unclean == [], f"{form.__name__}.{name}: {text!r}"
    report(f"{len(strings)} strings alone in {len(fields)} fields")


def test_every_string_alone_is_shown_again_by_every_kind_of_box(strings, report):
    widgets = {type(field.widget): field.widget for _, _, field in product_fields()}
    del widgets[forms.PasswordInput]
    for widget in widgets.values():
        for text in strings:
            page = ReadPage(f"<form>{widget.render('words', text)}</form>")
            [box] = page.forms[0].boxes.values()
            assert (everyday.same(box.typed, text), page.dangers) == (True, []), repr(text)
    report(f"{len(strings)} strings alone in {len(widgets)} kinds of boxes")


@pytest.mark.usefixtures("_no_limits")
def test_every_form_keeps_every_string_and_the_next_page_runs_none(wide_world, strings, report):
    tried = list(lots(storable(strings), LOT))
    sending, sent, wrong = senders(wide_world), 0, {}
    for browser, form in sending:
        if not (boxes := [box for box in form.boxes.values() if not wants_an_address(box)]):
            continue
        lost = lost_by(browser, form, whole([everyday.WORDS]), boxes)
        assert lost == [], f"{form.action} takes no notice of {lost}"
        # What is cut, whatever the check of length says, is given in smaller pieces.
        is_cut = lost_by(browser, form, whole(tried[0]), boxes) != []
        room = min(box.longest for box in boxes) - 40
        for lot in lots(storable(strings), room) if is_cut else tried:
            if answer := what_is_wrong(browser, form, whole(lot)):
                wrong.setdefault(form.action, f"{answer} {lot}")
            sent += 1
    assert wrong == {}
    boxes = sum(len(form.boxes) for _, form in sending)
    report(f"{len(strings)} strings in {len(sending)} forms of {boxes} boxes, by {sent} posts")


def lost_by(browser, form, words, boxes):
    """The boxes whose end is in nothing that was written."""
    written = []

    def noting(execute, statement, params, *others):
        if statement.startswith(("INSERT", "UPDATE")):
            written.append(str([getattr(one, "obj", one) for one in params or ()]))
        return execute(statement, params, *others)

    with transaction.atomic(), connection.execute_wrapper(noting):
        everyday.send(browser, form, words)
        transaction.set_rollback(True)
    return [box.name for box in boxes if not any(f"{END}{box.name}" in one for one in written)]


def what_is_wrong(browser, form, words):
    """Kept, and the page that comes after runs nothing; nothing of it stays."""
    with transaction.atomic():
        answer = everyday.send(browser, form, words)
        shown = browser.get(answer.url, follow=True) if answer.status_code == 302 else answer
        transaction.set_rollback(True)
    wanted = (200, 200) if form.action in everyday.SAID_ONCE else (302, 200)
    if (answer.status_code, shown.status_code) != wanted:
        return f"{answer.status_code} {shown.status_code} {getattr(answer, 'exc_info', '')}"
    return ReadPage(shown.content.decode()).dangers


@pytest.mark.usefixtures("_no_limits")
def test_no_page_letter_or_feed_runs_a_string_that_was_kept(wide_world, run_jobs, strings, report):
    tried, shown, read = list(lots(storable(strings), SMALL_LOT)), (), 0
    for lot in tried:
        with transaction.atomic():
            everyday.pour(wide_world, run_jobs, whole(["zyx", *lot]))
            # After the first lot only those pages are read that showed it.
            shown = everyday.read_everything(wide_world, wide_world.writer, shown)
            read += len(shown)
            everyday.read_letters_and_feeds(wide_world)
            transaction.set_rollback(True)
        mail.outbox.clear()
    assert read > everyday.FEWEST_PAGES * len(tried)
    report(f"{len(strings)} strings read in {len(tried)} lots on {read} pages")


def test_every_form_refuses_what_is_too_long_and_shows_it_again(world, strings, report):
    odd = [one for one in strings if UNSHOWABLE.search(one)]
    tried, sending, wrong = [*lots(storable(strings), LOT), odd], senders(world), []
    for lot in tried:
        # Else somebody who invites so often would be asked to wait.
        cache.clear()
        wrong += [
            f"{form.action} {lot}: {answer}"
            for browser, form in sending
            if (answer := everyday.attempt(browser, form, lambda _box, lot=lot: " ".join(lot)))
        ]
    assert wrong == []
    report(f"{len(strings)} strings refused by {len(sending)} forms, by {len(tried) * len(sending)} posts")


def passes(box, text):
    """Whether a box that wants an address would take this one."""
    if box.kind == "url":
        return cleaned(forms.URLField(assume_scheme="https"), text) is not None
    if box.kind == "email":
        return cleaned(forms.EmailField(), text) is not None
    if box.name == "addresses":
        return "@" in text
    return any(DOMAIN.match(word) for word in text.lower().split())


def test_what_passes_for_an_address_leads_nowhere_else(world, strings, report):
    tried, wrong = 0, []
    for browser, form in senders(world):
        for wanting in filter(wants_an_address, form.boxes.values()):
            for text in filter(lambda text, box=wanting: text and passes(box, text), strings):
                words = lambda box, own=wanting, text=text: text if box == own else everyday.sensible(box)  # noqa: E731
                # Else somebody who invites so often would be asked to wait.
                cache.clear()
                answer = everyday.attempt(browser, form, words)
                wrong += [f"{form.action} {text!r}: {answer}"] if answer else []
                tried += 1
    assert wrong == []
    report(f"{tried} strings that pass for addresses")


def questions(world):
    """The boxes that only ask."""
    browser, found = everyday.browser_of(world.writer), {}
    for address, page in everyday.pages(browser, everyday.addresses(world)):
        for form in page.forms:
            if form.boxes and form.method != "post":
                found.setdefault(((form.action or address).split("?")[0], *form.boxes), form)
    return [*found, ("/search/palette/", "q")]


@pytest.mark.usefixtures("_no_limits")
def test_every_string_may_be_asked_for_everywhere(world, strings, report):
    browser, asked = everyday.browser_of(world.writer), questions(world)
    tried, wrong = list(lots(strings, LOT)), []
    for address, *names in asked:
        for lot in tried:
            with transaction.atomic():
                answer = browser.get(address, dict.fromkeys(names, " ".join(lot)))
                transaction.set_rollback(True)
            dangers = ReadPage(answer.content.decode()).dangers
            if answer.status_code != 200 or dangers:
                wrong.append(f"{address} {lot}: {answer.status_code} {dangers} {getattr(answer, 'exc_info', '')}")
    assert wrong == []
    report(f"{len(strings)} strings asked for on {len(asked)} pages, by {len(tried) * len(asked)} requests")


def test_every_string_alone_may_be_searched_for(world, strings, report):
    for text in strings:
        find(ask(text), world.writer)
        list(saying(text, "conversations.conversation")[:1])
        beginning_with(beginnings(text), world.writer, 1)
    report(f"{len(strings)} strings searched for alone")


@pytest.mark.usefixtures("_no_limits", "db")
def test_at_the_door_no_string_runs(strings, report):
    widen()
    tried = list(lots(storable(strings), LOT))
    for lot in tried:
        with transaction.atomic():
            first = door.come_in(whole(["zyx", *lot]))
            read = dict(everyday.pages(first, ["/", "/people/", "/organisation/", "/administration/"]))
            assert {address: page.dangers for address, page in read.items() if page.dangers} == {}
            assert (len(read), END in Organisation.objects.get().name) == (4, True)
            transaction.set_rollback(True)
        # Else somebody who signs up so often would be asked to wait.
        cache.clear()
    report(f"{len(strings)} strings at the door in {len(tried)} lots")
