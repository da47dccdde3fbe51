"""The library: what each community keeps, how it changed, and the shelves people put up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile

from practica.files.actions import store_file
from practica.library.actions import (
    Content,
    Label,
    add_asset,
    change_asset,
    content_of,
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
            for number in shelf["assets"]:
                shelve_asset(collection, assets[number], by=by)


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
        files = []
        if file := told.get("file"):
            files = [store_file(ContentFile(file["text"].encode(), file["name"]), by=by, community=community)]
        content = Content(
            title=told["title"],
            summary=told["summary"],
            source=told["text"],
            address=told.get("address", ""),
            works_when=told.get("works", ""),
            works_not_when=told.get("works_not", ""),
            files=files,
        )
        asset = add_asset(community, content, label, by=by)
    for change in told.get("changes", []):
        asset = _change(stage, asset, label, change)
    if told.get("shared"):
        with stage.at(stage.moment(max(1.2, min(told["day"], 40) - 3))):
            asset = share_asset(asset, by=by)
    return asset


def _change(stage: Stage, asset: Asset, label: Label, change: Part) -> Asset:
    content = content_of(current_version(asset))
    told = replace(content, source=f"{content.source}\n\n{change['note']}.", note=change["note"])
    with stage.at(stage.moment(change["day"])):
        return change_asset(asset, told, label, by=stage.people[change["by"]], seen=asset.version)


def _document(stage: Stage, community: Community, by: Person, number: int) -> None:
    """One of many files nobody asked for: explicit, low in value, and what a desk should notice."""
    content = Content(title=DRY.format(number=number + 1), source="Prepared with template 8. See the dictionary.")
    with stage.at(stage.moment(330 - number * 8)):
        add_asset(community, content, Label(people=[by], tags=["templates"]), by=by)
