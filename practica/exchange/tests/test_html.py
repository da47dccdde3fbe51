"""HTML in the folder's Markdown keeps its meaning and loses its tags."""

import time

import pytest

from practica.exchange.governance.html import without_html


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("one<br/>two", "one  \ntwo"),
        ("| a<br>b | c |", "| a b | c |"),
        ("before <!-- a\nnote --> after", "before  after"),
        ('<a href="x.md">notes</a>', "[notes](x.md)"),
        ('<a name="july"></a>July', "July"),
        ('<img src="a b.png" alt="Pump" width=3>', "![Pump](a%20b.png)"),
        ("<b>bold</b> <em>soft</em> <code>x</code>", "**bold** *soft* `x`"),
        ("use <your-name> and a < b", "use <your-name> and a < b"),
        ("`<br/>` stays", "`<br/>` stays"),
        ("```\n<b>code</b> <!-- x -->\n```\n", "```\n<b>code</b> <!-- x -->\n```\n"),
        ("no tags", "no tags"),
    ],
)
def test_a_tag_becomes_what_it_means(written, expected):
    assert without_html(written) == expected


def test_a_table_becomes_a_line_a_row():
    table = "<table>\n  <tr>\n   <td>Date:\n   </td>\n   <td>May 3<br/>2018</td></tr><tr><td></td></tr></table>"

    assert without_html(table).strip() == "- Date: · May 3 2018"


@pytest.mark.parametrize(
    "hostile", ["<!--" * 20_000, "<a " * 20_000, "<table>" * 10_000, "<" * 100_000, "<td>" * 20_000]
)
def test_hostile_html_is_read_in_time(hostile):
    began = time.monotonic()
    without_html(hostile)

    assert time.monotonic() - began < 5
