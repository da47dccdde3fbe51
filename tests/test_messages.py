"""Translations: compiled without gettext's tools, and looked over for what is missing."""

import gettext
import io
from pathlib import Path
from textwrap import dedent

from practica.config.messages.catalogue import Message, compiled, read
from practica.config.messages.completeness import disagreements
from practica.config.messages.sources import in_code, in_template

CATALOGUE = dedent(
    r"""
    msgid ""
    msgstr ""
    "Content-Type: text/plain; charset=UTF-8\n"
    "Plural-Forms: nplurals=2; plural=(n != 1);\n"

    #: views.py:3
    msgid "Close conversation"
    msgstr "Cerrar la conversación"
    msgctxt "verb"
    msgid "Open"
    msgstr "Abrir"

    msgid "%(count)s reply"
    msgid_plural "%(count)s replies"
    msgstr[0] "%(count)s respuesta"
    msgstr[1] "%(count)s respuestas"

    msgid ""
    "A line "
    "\"in two\"\n"
    msgstr ""
    "Una línea "
    "«en dos»\n"

    #, fuzzy
    msgid "Unsure"
    msgstr "¿Seguro?"

    msgid "Missing"
    msgstr ""

    #~ msgid "Gone"
    #~ msgstr "Ido"
    """
)


def catalogue(tmp_path):
    path = tmp_path / "django.po"
    path.write_text(CATALOGUE, encoding="utf-8")
    return read(path)


def test_the_compiled_form_is_what_the_machine_reads(tmp_path):
    translations = gettext.GNUTranslations(io.BytesIO(compiled(catalogue(tmp_path))))

    assert translations.gettext("Close conversation") == "Cerrar la conversación"
    assert translations.pgettext("verb", "Open") == "Abrir"
    assert translations.ngettext("%(count)s reply", "%(count)s replies", 1) == "%(count)s respuesta"
    assert translations.ngettext("%(count)s reply", "%(count)s replies", 5) == "%(count)s respuestas"
    assert translations.gettext('A line "in two"\n') == "Una línea «en dos»\n"


def test_what_nobody_has_looked_at_is_not_shown_to_readers(tmp_path):
    translations = gettext.GNUTranslations(io.BytesIO(compiled(catalogue(tmp_path))))

    assert translations.gettext("Unsure") == "Unsure"
    assert translations.gettext("Missing") == "Missing"


def test_texts_of_code_are_found_with_their_contexts():
    source = 'a = _("One")\nb = gettext_lazy("Two" " parts")\nc = pgettext("verb", "Open")\nd = ngettext("%s", "%ss", n)\n_(word)'

    assert list(in_code(source)) == [(None, "One"), (None, "Two parts"), ("verb", "Open"), (None, "%s")]


def test_texts_of_templates_are_found_with_their_contexts():
    source = (
        '{% load i18n %}<p title="{% translate "A title" %}">{% blocktranslate count n=n %}{{ n }} day{% plural %}{{ n }} days'
        '{% endblocktranslate %}</p>{% translate "May" context "month" %}{# translate "never" #}'
    )

    assert set(in_template(source)) == {(None, "A title"), (None, "%(n)s day"), ("month", "May")}


def test_a_text_that_two_parts_translate_differently_is_named_unless_its_context_tells_them_apart():
    said = [
        (Path("a.po"), [Message("Ask", texts={0: "Pregunta a"}), Message("Back", texts={0: "Volver"})]),
        (Path("b.po"), [Message("Ask", texts={0: "Pedir"}), Message("Back", texts={0: "Volver"})]),
        (Path("c.po"), [Message("Ask", context="a task", texts={0: "Pedir"})]),
    ]

    assert list(disagreements(said)) == [("Ask", Path("a.po"), Path("b.po"))]
