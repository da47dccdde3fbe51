"""The library: what each community keeps, how it changed, and the shelves people put up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from practica.demo.drawing import file_of
from practica.files.actions import store_file
from practica.library.actions import (
    Content,
    Label,
    add_asset,
    change_asset,
    content_of,
    retire_asset,
    share_asset,
    shelve_asset,
    start_collection,
)
from practica.library.queries import current_version

if TYPE_CHECKING:
    from practica.communities.models import Community
    from practica.demo.script import Part
    from practica.demo.stage import Stage
    from practica.library.models import Asset
    from practica.people.models import Person

DRY = "Status report {number}"


def fill_shelves(stage: Stage, script: Part, community: Community) -> None:
    assets = [_keep(stage, community, told) for told in script["assets"]]
    for number in range(script.get("documents", 0)):
        _document(stage, community, stage.people[script["facilitators"][0]], number)
    for shelf in script["collections"]:
        by = stage.people[shelf["by"]]
        with stage.at(stage.moment(9)):
            collection = start_collection(community, title=shelf["title"], purpose=shelf["purpose"], by=by)
            for title in shelf["of"]:
                shelve_asset(collection, _called(assets, title), by=by)


def _called(assets: list[Asset], title: str) -> Asset:
    """The one whose title begins like this."""
    return next(asset for asset in assets if asset.title.startswith(title))


def _keep(stage: Stage, community: Community, told: Part) -> Asset:
    by = stage.people[told["by"]]
    added = stage.moment(told["day"])
    label = Label(
        kind=told["kind"],
        language=told["lang"],
        tags=told.get("tags", ()),
        came_from=told.get("from", ""),
        people=[stage.people[key] for key in told["people"]],
    )
    with stage.at(added):
        file = file_of(told)
        content = Content(
            title=told["title"],
            summary=told["summary"],
            source=_before(told["text"], told),
            address=told.get("address", ""),
            works_when=_before(told.get("works", ""), told),
            works_not_when=_before(told.get("works_not", ""), told),
            files=[store_file(file, by=by, community=community)] if file else [],
        )
        asset = add_asset(community, content, label, by=by)
    for change in told.get("changes", []):
        asset = _change(stage, asset, label, change)
    if told.get("shared"):
        with stage.at(stage.moment(max(1.2, min(told["day"], 40) - 3))):
            asset = share_asset(asset, by=by)
    if end := told.get("retired"):
        with stage.at(stage.moment(end["day"])):
            retire_asset(asset, reason=end["reason"], by=stage.people[end["by"]])
    return asset


def _before(text: str, told: Part) -> str:
    """What it said at first: the script holds what it says today, so all changes are taken back, the last one first."""
    for change in reversed(told.get("changes", [])):
        for before, after in change["swap"]:
            text = text.replace(after, before)
    return text


def _change(stage: Stage, asset: Asset, label: Label, change: Part) -> Asset:
    content = content_of(current_version(asset))
    for before, after in change["swap"]:
        content = replace(
            content,
            source=content.source.replace(before, after),
            works_when=content.works_when.replace(before, after),
            works_not_when=content.works_not_when.replace(before, after),
        )
    with stage.at(stage.moment(change["day"])):
        told = replace(content, note=change["note"])
        return change_asset(asset, told, label, by=stage.people[change["by"]], seen=asset.version)


def _document(stage: Stage, community: Community, by: Person, number: int) -> None:
    """One of many files nobody asked for: explicit, low in value, and what a desk should notice."""
    content = Content(title=DRY.format(number=number + 1), source="Prepared with template 8. See the dictionary.")
    with stage.at(stage.moment(330 - number * 8)):
        add_asset(community, content, Label(people=[by], tags=["templates"]), by=by)
