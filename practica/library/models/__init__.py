"""What a community knows, kept so that others can use it: assets, their versions, and collections of them."""

from practica.library.models.asset import Asset, AssetContact, Audience, Kind
from practica.library.models.collection import Collection, CollectionEntry
from practica.library.models.feed import FeedAddress
from practica.library.models.version import AssetFile, AssetVersion

__all__ = [
    "Asset",
    "AssetContact",
    "AssetFile",
    "AssetVersion",
    "Audience",
    "Collection",
    "CollectionEntry",
    "FeedAddress",
    "Kind",
]
