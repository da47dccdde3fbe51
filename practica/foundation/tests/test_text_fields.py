import pytest
from django.core.exceptions import ValidationError

from practica.foundation.text_fields import LineField, TextField, clean_line, clean_text


def test_a_line_has_no_breaks_no_controls_and_no_letters_that_turn_what_stands_beside_them():
    assert clean_line(" One\r\nBcc: two\x00\x1b\x85\u2028three\ufffe  ") == "One Bcc: two three"
    assert clean_line("photo\u202egpj.exe") == "photogpj.exe"
    assert clean_line("Ñandú 👩‍👧 e\u0301") == "Ñandú 👩‍👧 e\u0301"


def test_a_field_of_one_line_keeps_what_can_be_shown():
    assert LineField(max_length=9).clean("A\r\nB\x07C") == "A B C"


def test_a_text_with_control_characters_is_refused():
    with pytest.raises(ValidationError, match="type it again"):
        TextField().clean("It\x07stops")


def test_the_end_of_a_line_counts_as_one_letter_as_in_the_browser():
    assert TextField(max_length=3).clean("a\r\nb") == "a\nb"


def test_a_text_that_comes_without_a_form_loses_its_control_characters():
    assert clean_text("a\r\n\tb\x00\ud800c") == "a\n\tbc"
