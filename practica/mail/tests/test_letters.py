from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from practica.foundation.tests.factories import SomePerson
from practica.mail.actions import Stranger, cancel_letters, stop_letters
from practica.mail.addresses import absolute, unsubscribe_token
from practica.mail.envelope import look
from practica.mail.letters import (
    Attachment,
    Draft,
    Facts,
    Heading,
    Line,
    Lines,
    Link,
    Paragraph,
    Quote,
    letter,
)  # fmt: skip
from practica.mail.letters.mail import trial
from practica.mail.models import Letter, LetterState, Stop
from practica.mail.tasks import send

pytestmark = pytest.mark.django_db


@letter("tests.moved")
def moved(reader, *, title="Case clinic", unsubscribe="meetings", key=""):
    return Draft(
        subject=f"Moved:\n {title}",
        parts=[
            Paragraph("The meeting moved."),
            Heading("When"),
            Facts([("Day", "Thursday"), ("Where", "<b>Room 1</b>")]),
            Quote("See you\nthere"),
            Link("Open it", "https://practica.example/meetings/1"),
            Lines([Line("One", "https://practica.example/1", "first")]),
        ],
        why="You said yes.",
        unsubscribe=unsubscribe,
        key=key,
        attachments=[Attachment("meeting.ics", "text/calendar", "BEGIN:VCALENDAR")],
    )


def test_a_letter_is_a_row_before_it_is_sent(run_jobs):
    kept = moved(SomePerson(email="ana@example.org"))

    assert (kept.state, mail.outbox) == (LetterState.WAITING, [])
    run_jobs()
    kept.refresh_from_db()
    assert (kept.state, kept.attempts) == (LetterState.SENT, 1)
    [sent] = mail.outbox
    assert (sent.to, sent.subject) == (["ana@example.org"], "Moved: Case clinic")
    assert [(e.filename, e.mimetype) for e in sent.attachments] == [("meeting.ics", "text/calendar")]


def test_text_comes_first_and_html_says_the_same(settings):
    settings.PUBLIC_URL = "https://practica.example"
    kept = moved(SomePerson())

    body, _, foot = kept.text.partition("-- \n")
    assert body == (
        "The meeting moved.\n\nWhen\n----\n\nDay: Thursday\nWhere: <b>Room 1</b>\n\n> See you\n> there\n\n"
        "Open it:\nhttps://practica.example/meetings/1\n\n* One\n  first\n  https://practica.example/1\n\n"
    )
    assert foot.startswith("You said yes.\nNo more letters like this: https://practica.example/mail/leave/")
    assert '<a href="https://practica.example/meetings/1">Open it</a>' in kept.html
    assert "&lt;b&gt;Room 1&lt;/b&gt;" in kept.html
    assert "style" not in kept.html


def test_a_letter_is_sent_with_a_look_that_needs_nothing_from_elsewhere(run_jobs):
    kept = moved(SomePerson())
    run_jobs()

    [(html, kind)] = [(part.content, part.mimetype) for part in mail.outbox[0].alternatives]
    assert kind == "text/html"
    assert html == kept.html.replace("</head>", f"{look()}</head>")
    assert ("url(" in look(), "@import" in look(), "<img" in html, "<link" in html) == (False, False, False, False)


def test_links_name_the_address_it_listens_on_while_no_other_is_set(settings):
    settings.PUBLIC_URL, settings.AT_HOME = "", "http://127.0.0.1:8106"

    assert absolute("/inbox/") == "http://127.0.0.1:8106/inbox/"


def test_a_letter_speaks_the_readers_language():
    kept = trial(SomePerson(language="es"))

    assert kept.language == "es"
    assert '<html lang="es">' in kept.html


@pytest.mark.parametrize(
    "facts", [{"email": None, "claimed_at": None}, {"claimed_at": None}, {"deactivated_at": timezone.now()}]
)
def test_nobody_without_an_account_is_written_to(facts):
    assert moved(SomePerson(**facts)) is None
    assert not Letter.objects.exists()


def test_a_stranger_is_written_to_by_address_and_has_no_list_to_leave():
    kept = moved(Stranger("new@example.org", language="es"))

    assert (kept.person, kept.address, kept.language, kept.unsubscribe) == (None, "new@example.org", "es", "")


def test_one_cause_is_one_letter():
    person = SomePerson()

    assert moved(person, key="moved:1") == moved(person, key="moved:1")
    assert Letter.objects.count() == 1


def test_a_letter_for_later_waits_and_can_be_cancelled(run_jobs):
    kept = moved(SomePerson(), key="reminder:1:2", at=timezone.now() + timedelta(days=1))

    assert run_jobs() == 0
    assert cancel_letters("reminder:1:") == 1
    send(letter_id=kept.pk)
    assert mail.outbox == []
    assert moved(SomePerson(), key="reminder:1:2") != kept


def test_a_server_that_is_away_is_tried_again(monkeypatch):
    kept = moved(SomePerson())
    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", failing(SMTPServerDisconnected("away")))

    with pytest.raises(SMTPServerDisconnected):
        send(letter_id=kept.pk)

    kept.refresh_from_db()
    assert (kept.state, kept.attempts, kept.reason) == (LetterState.WAITING, 1, "away")


def test_an_address_that_does_not_exist_is_not_tried_again(monkeypatch):
    kept = moved(SomePerson())
    refusal = SMTPRecipientsRefused({"x": (550, b"No such user")})
    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", failing(refusal))

    send(letter_id=kept.pk)

    kept.refresh_from_db()
    assert kept.state == LetterState.FAILED
    assert "No such user" in kept.reason


def test_after_the_last_attempt_a_letter_has_failed(monkeypatch):
    kept = moved(SomePerson())
    Letter.objects.update(attempts=7)
    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", failing(OSError()))

    send(letter_id=kept.pk)

    kept.refresh_from_db()
    assert (kept.state, kept.reason) == (LetterState.FAILED, "OSError")


def failing(error):
    def fail(_message, **_options):
        raise error

    return fail


def test_one_click_leaves_a_list_without_signing_in(run_jobs, settings):
    settings.PUBLIC_URL = "https://practica.example"
    person = SomePerson()
    moved(person)
    run_jobs()
    headers = mail.outbox[0].extra_headers
    path = headers["List-Unsubscribe"].strip("<>").removeprefix("https://practica.example")
    browser = founded(Client(enforce_csrf_checks=True))

    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Stop these letters" in browser.get(path).content.decode()
    assert not Stop.objects.exists()
    browser.post(path, {"List-Unsubscribe": "One-Click"})
    assert moved(person) is None
    assert moved(person, unsubscribe="") is not None
    browser.post(path, {"resume": "1"})
    assert moved(person) is not None


def test_a_forged_address_leaves_nothing():
    token = unsubscribe_token(SomePerson().pk, "meetings")

    assert founded(Client()).post(f"/mail/leave/x{token}/").status_code == 404
    assert not Stop.objects.exists()


def test_who_stopped_all_letters_gets_none():
    person = SomePerson()
    stop_letters(person.pk, "all")

    assert moved(person) is None


def founded(browser):
    from django.apps import apps  # noqa: PLC0415 -- the organisation is above the post office

    apps.get_model("organisation.Organisation").objects.get_or_create(pk=1, defaults={"name": "Litoral Water"})
    return browser
