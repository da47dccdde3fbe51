"""A plain form changes what its author changed, and nothing else."""

import time

import pytest

from practica.coedit.merging import changes
from practica.coedit.texts import beginning, change, made_of, text_of

BASE = "Año: ¿qué 👩‍🏫 hacen?\n\n- bomba uno\n- bomba dos\n"


def merged(base, wanted, now):
    doc = made_of([beginning(now)])
    change(doc, changes(base, wanted, now))
    return text_of(doc)


@pytest.mark.parametrize(
    ("base", "wanted", "now", "result"),
    [
        (BASE, BASE.replace("dos", "tres"), BASE, BASE.replace("dos", "tres")),
        (BASE, BASE, BASE + "- bomba tres\n", BASE + "- bomba tres\n"),
        (BASE, BASE.replace("uno", "una"), BASE + "- bomba tres\n", BASE.replace("uno", "una") + "- bomba tres\n"),
        ("", "mine", "theirs", "minetheirs"),
        ("one two three", "one three", "one two and a half three", "one and a half three"),
        ("one two three", "one 2 three", "one three", "one 2three"),
        ("one two three", "", "one two three four", " four"),
        ("one two", "one two three", "", " three"),
        ("a b c d e", "a B c D e", "a b c d e", "a B c D e"),
        ("a b c d e", "x a c d e y", "a b d e", "x a d e y"),
        ("aaaa", "", "aaaa", ""),
    ],
)
def test_both_ways_from_one_base_come_together(base, wanted, now, result):
    assert merged(base, wanted, now) == result


def test_nothing_changed_is_no_change():
    assert changes(BASE, BASE, BASE + "more") == []


def test_what_comes_at_one_place_keeps_its_order():
    assert merged("a x b x c", "a 1 b 2 c", "") == "12"


def test_two_long_texts_that_have_little_in_common_are_merged_in_a_moment():
    base, wanted = "a b " * 5000, "b a c " * 3333
    began = time.process_time()
    result = merged(base, wanted, base)

    assert time.process_time() - began < 5
    assert sorted(result.split()) == sorted(wanted.split())
