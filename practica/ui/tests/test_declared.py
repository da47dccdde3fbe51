"""What features declare into the frame: regions, the rail, toasts with a way to undo."""

from collections import defaultdict
from types import SimpleNamespace

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string
from django.test import RequestFactory

from practica.ui import rail, regions


@pytest.fixture
def request_of():
    def of(path="/here/", *, is_authenticated=True):
        request = RequestFactory().get(path)
        request.user = SimpleNamespace(is_authenticated=is_authenticated)
        return request

    return of


@pytest.fixture(autouse=True)
def _empty_registries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rail, "registry", rail.Registry())
    monkeypatch.setattr(regions, "fillings", defaultdict(list))


def test_a_region_shows_what_was_declared_in_order(request_of):
    regions.register("side", lambda _request, **_things: "second", order=20)

    @regions.register("side", order=10)
    def first(_request, community):
        return f"first of {community}, "

    assert regions.render("side", request_of(), community="pumps") == "first of pumps, second"


def test_declaring_the_same_part_again_replaces_it(request_of):
    def part(_request):
        return "once"

    regions.register("side", part)
    regions.register("side", part)

    assert regions.render("side", request_of()) == "once"


def test_the_rail_marks_where_one_is_and_leaves_out_what_is_not_installed(request_of):
    rail.register(rail.Entry("Components", "ui:components", "box", order=20, count=lambda _request: 3))
    rail.register(rail.Entry("Elsewhere", "nowhere:page", "map"))
    rail.register(rail.Entry("Hidden", "ui:offline", "lock", shown=lambda _request: False))

    lines = rail.Rail(request_of("/_/components/people/")).lines

    assert [(line.label, line.count, line.is_current) for line in lines] == [("Components", 3, True)]


def test_a_page_that_lies_elsewhere_can_belong_to_a_line_of_the_rail(request_of):
    rail.register(rail.Entry("Offline", "ui:offline", "box", also=("ui:components", "nowhere:page")))

    assert [rail.Rail(request_of(path)).lines[0].is_current for path in ("/_/components/", "/here/")] == [True, False]


def test_a_visitor_sees_an_empty_rail_and_nothing_is_asked_for_them(request_of):
    rail.register(rail.Entry("Components", "ui:components", "box", count=lambda _request: 1 // 0))
    rail.register_section("communities", lambda _request: 1 // 0)
    rail.register_new(rail.NewAction("Start", "ui:components", "plus"))

    shown = rail.Rail(request_of(is_authenticated=False))

    assert (shown.lines, shown.sections, shown.new_actions, shown.bottom) == ([], [], [], [])


def test_the_bottom_bar_has_two_places_on_each_side(request_of):
    for order, name in enumerate(["ui:components", "ui:offline", "ui:worker", "ui:manifest"]):
        rail.register(rail.Entry(name, name, "box", order=order, in_bottom_bar=True))

    shown = rail.Rail(request_of())

    assert [[line.label for line in side] for side in (shown.bottom_start, shown.bottom_end)] == [
        ["ui:components", "ui:offline"],
        ["ui:worker", "ui:manifest"],
    ]


def test_a_toast_can_be_undone(request_of):
    done = Message(constants.SUCCESS, "Marked as read", extra_tags="undo:/inbox/unread/")

    flash = render_to_string("ui/_flash.html", {"messages": [done], "csrf_token": "x"}, None)

    assert '<form method="post" action="/inbox/unread/">' in flash
    assert "Marked as read" in flash
