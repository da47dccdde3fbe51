"""What is in the table between servers: updates as rows, folded into one state, and nobody misses one."""

import random

import pytest
from pycrdt import Text

from practica.coedit.actions import (
    Closed,
    exchange,
    keep_version,
    merge_text,
    open_document,
    settle,
    tend,
    waiting_documents,
)
from practica.coedit.models import Document, Update, Version
from practica.coedit.registry import kind_of, named
from practica.coedit.tasks import tend_documents
from practica.coedit.tests.browser import POISON
from practica.coedit.texts import add, beginning, made_of, text_of, together
from practica.foundation.access import Refused
from practica.foundation.tests.factories import SomeCommunity

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(board):
    number = SomeCommunity().pk
    return open_document(kind_of("board"), number, board.standing(number))


class Hand:
    """Somebody who writes at the end."""

    def __init__(self, state):
        self.doc = made_of([state])

    def writes(self, words):
        before, text = self.doc.get_state(), self.doc.get("text", type=Text)
        text.insert(len(text), words)
        return self.doc.get_update(before)


def test_a_server_hears_all_that_came_since_it_looked_last(document):
    hand, first = Hand(document.whole), exchange(document.pk, 0)
    for word in "abc":
        exchange(document.pk, 0, hand.writes(word))
    news = exchange(document.pk, first.seen)
    later = exchange(document.pk, news.seen)

    assert text_of(made_of([*first.updates, *news.updates])) == "abc"
    assert news.seen == Update.objects.order_by("-pk").first().pk
    assert (later.seen, later.updates) == (news.seen, ())


def test_updates_are_folded_into_the_state_and_who_comes_late_misses_nothing(board, document):
    hand = Hand(document.whole)
    slow = exchange(document.pk, 0, hand.writes("a"))
    for word in "bc":
        exchange(document.pk, 0, hand.writes(word))
    settle(document.pk)
    exchange(document.pk, 0, hand.writes("d"))

    assert Update.objects.count() == 1
    assert board.kept == {document.number: "abc"}
    assert text_of(made_of([*slow.updates, *exchange(document.pk, slow.seen).updates])) == "abcd"
    assert text_of(made_of(exchange(document.pk, 0).updates)) == "abcd"


def test_what_was_taken_out_again_does_not_swell_the_state(document):
    hand = Hand(document.whole)
    for _time in range(200):
        exchange(document.pk, 0, hand.writes("word " * 20))
        before, text = hand.doc.get_state(), hand.doc.get("text", type=Text)
        del text[0 : len(text)]
        exchange(document.pk, 0, hand.doc.get_update(before))
    settle(document.pk)

    assert len(Document.objects.get().whole) < 100


def test_a_text_begins_with_what_its_feature_has_and_once(board):
    number = SomeCommunity().pk
    board.kept[number] = "Año nuevo 👩‍🏫"
    first, second = (open_document(kind_of("board"), number, board.standing(number)) for _time in range(2))

    assert (first.pk, first.born) == (second.pk, second.born)
    assert text_of(made_of([second.whole])) == "Año nuevo 👩‍🏫"


def test_what_is_closed_takes_nothing_and_tells_nothing(board, document):
    board.is_open = False
    with pytest.raises(Closed):
        exchange(document.pk, 0, Hand(document.whole).writes("late"))
    with pytest.raises(Refused, match="can’t be changed any more"):
        merge_text(kind_of("board"), document.number, base="", text="late")
    Document.objects.update(state=None)
    with pytest.raises(Closed):
        exchange(document.pk, 0)

    assert not Update.objects.exists()


def test_a_form_does_not_make_a_text_longer_than_it_may_be(document):
    with pytest.raises(Refused, match="longer than 2000 characters"):
        merge_text(kind_of("board"), document.number, base="", text="a" * 2001)

    assert not Update.objects.exists()


def test_what_is_closed_or_gone_is_left_in_peace(board, document):
    exchange(document.pk, 0, Hand(document.whole).writes("words"))
    board.is_there = False
    settle(document.pk)
    assert board.kept == {}
    Document.objects.update(state=None)
    settle(document.pk)
    tend(document.pk)

    assert keep_version(document.pk) is None
    assert waiting_documents() == []


def test_each_minute_the_worker_tends_what_is_open(board, document):
    exchange(document.pk, 0, Hand(document.whole).writes("words"))
    tend_documents()

    assert board.kept == {document.number: "words"}
    assert [version.text for version in Version.objects.all()] == ["words"]


def test_a_text_whose_part_is_gone_is_an_error(document):
    Document.objects.update(kind="another")
    with pytest.raises(LookupError):
        tend(document.pk)


def test_one_broken_update_is_left_out():
    doc = made_of([beginning("words"), POISON])

    assert not add(doc, POISON)
    assert "words" in text_of(doc)


def test_a_broken_update_closes_the_text_to_nobody(document):
    """Bytes changed by chance: what passes as an update and can't be applied is left out, and the text is there still."""
    chance, good = random.Random(1), Hand(document.whole).writes("good")
    broken = [bytes(spoiled(chance, good)) for _time in range(3000)]
    passed = [update for update in broken if is_update(update)]
    doc = made_of([beginning("words"), *passed])

    assert passed
    assert "words" in text_of(doc)
    assert add(doc, good)


def spoiled(chance, update):
    body = bytearray(update)
    body[chance.randrange(len(body))] = chance.randrange(256)
    return body


def is_update(body):
    try:
        together([body])
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("name", ["board", "board:", "board:-1", "board:1.5", "other:1", f"board:{'9' * 19}"])
def test_what_is_no_name_names_nothing(board, name):
    assert named(name) is None


def test_controls_that_nobody_sees_are_not_handed_on(document, board):
    exchange(document.pk, 0, Hand(document.whole).writes("a\x00b\x07c\n\td"))
    settle(document.pk)

    assert board.kept == {document.number: "abc\n\td"}
