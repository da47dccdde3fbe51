"""What changed between two texts, and how much of what stayed is shown."""

from practica.foundation.difference import difference

POEM = "\n".join(f"Line {n}" for n in range(12))


def test_what_was_removed_stands_before_what_came_in_its_place():
    assert [(piece.kind, piece.text) for piece in difference("a wet pump", "a dry pump")] == [
        ("same", "a "),
        ("removed", "wet"),
        ("added", "dry"),
        ("same", " pump"),
    ]


def test_of_a_long_run_that_stayed_the_lines_next_to_a_change_are_shown():
    kept, _added = difference(POEM, POEM + "!")

    assert kept.fold is not None
    assert (kept.fold.before, kept.fold.lines, kept.fold.after) == (
        "Line 0\nLine 1\nLine 2",
        6,
        "Line 9\nLine 10\nLine 11",
    )
    assert f"{kept.fold.before}\n{kept.fold.hidden}\n{kept.fold.after}" == POEM


def test_a_short_run_and_a_change_hide_nothing():
    assert [piece.fold for piece in difference("one\ntwo\nthree", "one\ntwo\nfour")] == [None, None, None]
    assert [piece.fold for piece in difference("", POEM)] == [None]
