"""A question begins on the page of somebody one shares a community with, and names them."""

import pytest
from django.urls import reverse

from practica.communities.tests.factories import CommunityFactory
from practica.conversations.tests.factories import a_member, joins

pytestmark = pytest.mark.django_db


def asks_on(page):
    return "to=diego" in page.content.decode()


def test_colleagues_of_a_community_are_asked_there(client_as):
    pumps, leaks = CommunityFactory(slug="pumps"), CommunityFactory(slug="leaks")
    me, diego = a_member(pumps), a_member(pumps, person__handle="diego")
    joins(me, leaks)

    assert asks_on(client_as(me).get(diego.get_absolute_url()))
    begun = client_as(me).get(reverse("conversations:start"), {"to": "diego"})
    assert begun.url == reverse("conversations:new", args=["pumps"]) + "?to=diego"
    assert client_as(me).get(begun.url).context["form"]["source"].value() == "@diego "


def test_strangers_and_oneself_are_not_asked(client_as):
    me, diego = a_member(CommunityFactory()), a_member(CommunityFactory(), person__handle="diego")

    assert not asks_on(client_as(me).get(diego.get_absolute_url()))
    assert not asks_on(client_as(diego).get(diego.get_absolute_url()))


def test_nobody_is_named_whom_the_address_makes_up(client_as):
    me = a_member(CommunityFactory(slug="pumps"))

    begun = client_as(me).get(reverse("conversations:new", args=["pumps"]), {"to": "nobody\0"})
    assert begun.context["form"]["source"].value() == ""
