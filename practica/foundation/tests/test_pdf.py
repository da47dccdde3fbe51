"""A text as a file to send on: its words and nothing that has to be fetched, in letters that are there."""

import pypdfium2

from practica.foundation.pdf import not_showable, pdf_of
from practica.foundation.richtext import render


def words_of(file):
    document = pypdfium2.PdfDocument(file)
    pages = [page.get_textpage().get_text_range().splitlines() for page in document]
    document.close()
    return ["\n".join(line.strip() for line in page) for page in pages]


def made(source):
    return pdf_of("Acta", f"<h1>Acta</h1>{render(source).html}", "es")


def test_its_words_are_those_of_the_text():
    (page,) = words_of(
        made("## ¿Qué decidimos?\n\n**Una válvula**, «así».\n\n- uno\n- dos\n\n> dicho\n\n1. x\n\n`código` – “fin”…")
    )

    assert page.split("\n") == [
        "Acta", "¿Qué decidimos?", "Una válvula, «así».", "• uno", "• dos", "dicho", "1. x", "código – “fin”…",
    ]  # fmt: skip


def test_a_long_text_has_more_pages():
    assert len(words_of(made("\n\n".join(f"Line {n}: " + "word " * 40 for n in range(60))))) > 2


def test_tables_and_task_lists_are_readable():
    (page,) = words_of(made("| A | B |\n|---|---|\n| 1 | 2 |\n\n- [x] done\n- [ ] open\n\n```\ncode “x”\n```"))

    told = " ".join(page.split())
    assert [words in told for words in ("Acta A B 1 2", "[x] done", "[ ] open", "code “x”")] == [True] * 4


def test_no_picture_is_fetched_and_no_link_leads_into_the_house():
    file = pdf_of(
        "Acta",
        '<p><img src="/etc/passwd"><img src="http://192.0.2.1/a.png"><a href="/people/ana/">Ana</a> <a href="https://example.org/">out</a></p>',
        "en",
    )

    assert words_of(file) == ["Ana out"]
    assert (b"example.org" in file, b"/people/ana" in file) == (True, False)


def test_letters_that_are_not_there_are_the_nearest_ones_or_named():
    assert words_of(made("Łukasz, Čapek → ş")) == ["Acta\nLukasz, Capek -> s"]
    assert not_showable("Łukasz, Čapek → ñ\n") == []
    assert not_showable("Привет 🙂 中") == sorted("Привет🙂中")
