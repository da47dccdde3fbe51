import pytest

from practica.foundation.richtext import render


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("# A\n\n## B", "<h2>A</h2>\n<h3>B</h3>\n"),
        ("### A\n\n#### B", "<h2>A</h2>\n<h3>B</h3>\n"),
        ("A\n===\n\nB\n---", "<h2>A</h2>\n<h3>B</h3>\n"),
        ("# A\n\n###### B", "<h2>A</h2>\n<h6>B</h6>\n"),
    ],
)
def test_the_highest_heading_comes_right_below_the_title_of_the_page(source, html):
    assert render(source).html == html


def test_a_log_can_be_scrolled_with_the_keyboard():
    assert render("```\nlog\n```").html == '<pre tabindex="0"><code>log\n</code></pre>\n'
    assert render("    log").html == '<pre tabindex="0"><code>log\n</code></pre>\n'
    assert render("| a |\n|---|\n| b |").html.startswith('<table tabindex="0">')


def test_an_empty_corner_of_a_table_is_no_heading():
    html = render("| | What |\n|---|---|\n| 1 | Lock out |").html

    assert "<th></th>" not in html
    assert "<th>What</th>" in html
