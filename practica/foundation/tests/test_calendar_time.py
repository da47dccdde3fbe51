"""Time zones are chosen by their town."""

import time_machine

from practica.foundation.calendar_time import zone_choices, zone_names


def test_zones_are_named_by_their_town_with_how_far_its_clocks_are():
    with time_machine.travel("2026-11-27T12:00:00Z", tick=False):
        named = dict(zone_choices())

    assert next(iter(named)) == "UTC"
    assert named["America/Argentina/Buenos_Aires"] == "Buenos Aires, Argentina (UTC−3)"
    assert named["Asia/Kolkata"] == "Kolkata (UTC+5:30)"
    assert named["Europe/London"] == "London (UTC)"


def test_every_zone_can_be_chosen_once():
    assert sorted(zone for zone, _label in zone_choices()) == sorted(zone_names())
