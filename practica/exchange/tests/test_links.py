"""Links between files lead where the files are now."""

import time

import pytest

from practica.exchange.governance.links import Outcome, Rewriter
from practica.exchange.governance.origin import Origin

ADDRESSES = {
    "sig-pumps/minutes/2026.md": "/library/7/",
    "sig-pumps/plan (new).md": "/library/8/",
    "sig-pumps": "/communities/pumps/",
    "sig-pumps/images/pump.png": "/files/9/",
}
ORIGIN = Origin("github.com/example/community")


def rewritten(text, at="sig-pumps/README.md", origin=ORIGIN):
    return Rewriter(ADDRESSES.get, origin).rewrite(text, at=at)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[notes](minutes/2026.md)", "[notes](/library/7/)"),
        ("[notes](./minutes/2026.md#july)", "[notes](/library/7/#july)"),
        ('[notes](minutes/2026.md "July")', '[notes](/library/7/ "July")'),
        ("[notes](/sig-pumps/minutes/2026.md)", "[notes](/library/7/)"),
        ("[notes](https://github.com/example/community/blob/main/sig-pumps/minutes/2026.md)", "[notes](/library/7/)"),
        ("[pumps](../sig-pumps/)", "[pumps](/communities/pumps/)"),
        ("[plan](<plan (new).md>)", "[plan](/library/8/)"),
        ("[plan](plan%20(new).md)", "[plan](/library/8/)"),
        ("[notes]: minutes/2026.md", "[notes]: /library/7/"),
        ('<a href="minutes/2026.md">notes</a>', '<a href="/library/7/">notes</a>'),
        ("![pump](images/pump.png)", "![pump](/files/9/)"),
        ("[![pump](images/pump.png)](minutes/2026.md)", "[![pump](/files/9/)](/library/7/)"),
    ],
)
def test_a_link_to_a_file_of_the_folder_leads_to_where_it_is_now(written, expected):
    assert rewritten(written).text == expected


@pytest.mark.parametrize(
    "written",
    [
        "[elsewhere](https://example.org/minutes/2026.md)",
        "[issue](https://github.com/example/community/issues/3)",
        "[above](#july)",
        "[mail](mailto:ana@example.org)",
        "`[notes](minutes/2026.md)`",
        "```\n[notes](minutes/2026.md)\n```",
        "~~~ md\n[notes](minutes/2026.md)\n",
        "f[x](y) is no link",
        "[broken](http://[half)",
    ],
)
def test_everything_else_stays_as_it_was(written):
    assert rewritten(written).text == written


def test_a_file_that_was_not_taken_in_is_linked_where_it_was():
    found = rewritten("[governance](../governance.md#roles)")

    assert found.text == "[governance](https://github.com/example/community/blob/HEAD/governance.md#roles)"
    assert found.missing == ["governance.md"]
    assert found.outcomes == {Outcome.TO_ORIGIN: 1}


def test_without_a_known_origin_a_lost_link_stays_and_is_counted():
    found = rewritten("[governance](../governance.md)", origin=Origin())

    assert found.text == "[governance](../governance.md)"
    assert found.outcomes == {Outcome.LOST: 1}


def test_a_picture_that_is_not_in_the_folder_becomes_a_link():
    assert rewritten("![chart](images/chart.png)").text == (
        "[chart](https://github.com/example/community/blob/HEAD/sig-pumps/images/chart.png)"
    )
    assert rewritten("[![chart](images/chart.png)](minutes/2026.md)").text == "[chart](/library/7/)"
    assert rewritten("![chart](images/chart.png)", origin=Origin()).text == "chart"


def test_a_link_out_of_the_folder_is_never_followed():
    assert rewritten("[secrets](../../../etc/passwd.txt)").text == "[secrets](../../../etc/passwd.txt)"


@pytest.mark.parametrize(
    "hostile",
    [
        "[" * 50_000,
        "](" * 50_000,
        "`" * 50_001,
        "` " * 50_000,
        "```\n" * 20_001,
        "![" * 50_000,
        "](<" * 50_000,
        "](a(" * 30_000,
    ],
)
def test_hostile_text_is_read_in_time(hostile):
    began = time.monotonic()
    rewritten(hostile)

    assert time.monotonic() - began < 5
