"""The frame of every page and the parts that stand in it."""

from datetime import date

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from practica.foundation.hues import HUES
from practica.ui.components import COMMUNITY, PEOPLE, Example, ExampleForm, figures

# The frame asks what the organisation is called.
pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> str:
    request = RequestFactory().get("/here/")
    request.user = AnonymousUser()
    form = ExampleForm({"name": "", "story": "<script>alert(1)</script>"})
    people = [Example("Ana <b>", "sky"), *PEOPLE]
    parts = {"people": people, "community": COMMUNITY, "hues": HUES, "now": timezone.now(), "form": form}
    parts |= figures(date(2026, 11, 23))
    return render_to_string("ui/components.html", parts, request)


def test_every_part_can_be_drawn_in_the_frame(page: str):
    assert page.count("<h1>Components</h1>") == 1
    assert 'aria-labelledby="example-card-title"' in page
    assert '<li aria-current="step">Rhythm' in page


def test_a_field_carries_its_hint_and_its_error(page: str):
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'aria-invalid="true"' in page
    assert '<a href="#id_name">' in page


def test_what_people_wrote_is_escaped(page: str):
    assert 'title="Ana &lt;b&gt;"' in page
    assert "&lt;script&gt;" in page
    assert "<script>" not in page


def test_no_component_is_left_unrendered(page: str):
    assert "<c-" not in page
    assert "{%" not in page
    assert "{{" not in page


def test_a_person_reaches_their_pages_and_the_way_out_from_every_page():
    request = RequestFactory().get("/here/")
    person = apps.get_model("people.Person").objects.create(name="Ana Torres", handle="ana", email="ana@example.org")
    request.user = person
    request.session = {}

    page = render_to_string("base.html", {}, request)

    assert page.count(f'action="{reverse("account_logout")}"') == 2
    assert page.count(f'href="{person.get_absolute_url()}"') == 2
