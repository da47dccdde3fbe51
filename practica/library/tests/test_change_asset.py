from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from practica.foundation.access import Refused
from practica.library.actions import (
    Content,
    EditedMeanwhile,
    Label,
    change_asset,
    content_of,
    restore_version,
    retire_asset,
)
from practica.library.queries import current_version
from practica.library.tests.factories import make_asset, member_of
from practica.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def label_of(asset):
    return Label(kind=asset.kind, people=list(asset.people.all()))


def test_a_change_is_a_new_version_and_the_old_one_stays():
    asset = make_asset(source="Slowly.")
    colleague = member_of(asset.community)
    content = replace(content_of(current_version(asset)), source="Slowly, by hand.", note="How")

    changed = change_asset(asset, content, label_of(asset), by=colleague, seen=1)

    assert changed.version == 2
    assert [(v.number, v.source, v.note) for v in changed.versions.all()] == [
        (2, "Slowly, by hand.", "How"),
        (1, "Slowly.", ""),
    ]


def test_a_change_of_the_label_alone_makes_no_version():
    asset = make_asset()

    changed = change_asset(
        asset, content_of(current_version(asset)), replace(label_of(asset), tags=["pumps"]), by=asset.owner, seen=1
    )

    assert (changed.version, changed.tags) == (1, ["pumps"])


def test_the_second_of_two_writers_is_told_and_overwrites_nothing():
    asset = make_asset()
    content = content_of(current_version(asset))
    change_asset(asset, replace(content, source="first"), label_of(asset), by=asset.owner, seen=1)

    with pytest.raises(EditedMeanwhile) as meanwhile:
        change_asset(asset, replace(content, source="second"), label_of(asset), by=asset.owner, seen=1)

    assert meanwhile.value.asset.source == "first"


def test_a_stranger_and_a_guest_change_nothing():
    asset = make_asset()
    content = Content(title="x", source="y")

    with pytest.raises(PermissionDenied):
        change_asset(asset, content, label_of(asset), by=PersonFactory(), seen=1)


def test_a_restored_version_is_the_newest_one_and_nothing_between_is_lost():
    asset = make_asset(source="one")
    content = content_of(current_version(asset))
    change_asset(asset, replace(content, source="two"), label_of(asset), by=asset.owner, seen=1)

    restored = restore_version(asset, 1, by=asset.owner)

    assert (restored.version, restored.source) == (3, "one")
    assert [v.source for v in restored.versions.all()] == ["one", "two", "one"]


def test_the_current_version_cannot_be_restored():
    asset = make_asset()

    with pytest.raises(Refused, match="already the current"):
        restore_version(asset, 1, by=asset.owner)


def test_a_retired_asset_is_not_changed():
    asset = make_asset()
    retire_asset(asset, reason="Replaced by the new list", by=asset.owner)

    with pytest.raises(Refused, match="retired"):
        change_asset(asset, Content(title="x", source="y"), label_of(asset), by=asset.owner, seen=1)
