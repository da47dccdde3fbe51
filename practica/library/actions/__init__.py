"""The only writers of the library: called by pages, imports and the demo alike."""

from practica.library.actions.assets import (
    TAGS_AT_MOST,
    Content,
    EditedMeanwhile,
    Label,
    add_asset,
    change_asset,
    content_of,
    hand_over_asset,
    restore_version,
)
from practica.library.actions.collections import (
    change_collection,
    remove_collection,
    shelve_asset,
    start_collection,
    take_off_shelf,
)
from practica.library.actions.feeds import new_feed_address, own_feed_address
from practica.library.actions.keeping import pass_on_what_was_left, tell_nobody_to_ask
from practica.library.actions.sharing import retire_asset, return_asset, share_asset, unshare_asset

__all__ = [
    "TAGS_AT_MOST",
    "Content",
    "EditedMeanwhile",
    "Label",
    "add_asset",
    "change_asset",
    "change_collection",
    "content_of",
    "hand_over_asset",
    "new_feed_address",
    "own_feed_address",
    "pass_on_what_was_left",
    "remove_collection",
    "restore_version",
    "retire_asset",
    "return_asset",
    "share_asset",
    "shelve_asset",
    "start_collection",
    "take_off_shelf",
    "tell_nobody_to_ask",
    "unshare_asset",
]
