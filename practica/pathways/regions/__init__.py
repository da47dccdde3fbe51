"""What leads from one feature to another, on the pages of both."""

from practica.pathways.regions import ends, outcomes

__all__ = ["ends", "outcomes"]
